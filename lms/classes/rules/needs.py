"""What somebody needs in class, and what of it a class has not. Standard library only."""

from collections.abc import Collection, Iterable

from lms.registration.rules import Need, Sex

# What somebody wants to say alone is no matter of a class: it stands on the person's record only (E139).
NOT_OF_A_CLASS = frozenset({Need.TALK})


def to_prepare(needs: Iterable[str]) -> list[Need]:
    """What is to be prepared in a class for somebody; codes that are no longer known are left out."""
    return [Need(each) for each in needs if each in list(Need) and each not in NOT_OF_A_CLASS]


def women_teach(sexes: Collection[str | None]) -> bool | None:
    """Whether women teach a class, of whose blocks these are the trainers: False when a man teaches at least a part,
    None when that is not known (E141)."""
    if Sex.MALE in sexes:
        return False
    return True if sexes and set(sexes) == {Sex.FEMALE} else None


def gets_in(needs: Collection[str], *, step_free: bool) -> bool | None:
    """Whether somebody gets into a room without stairs: None of who has not asked for one."""
    return step_free if Need.STEP_FREE in needs else None


def not_there(needs: Collection[str], *, step_free: bool, woman_trains: bool) -> list[Need]:
    """Which of these needs a class cannot meet as it is planned: stairs that lead to its room, or not known to be
    taught by women alone."""
    lacks = {Need.STEP_FREE: gets_in(needs, step_free=step_free) is False, Need.FEMALE_TRAINER: not woman_trains}
    return [each for each in to_prepare(needs) if lacks.get(each)]
