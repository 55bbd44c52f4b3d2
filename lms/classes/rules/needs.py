"""What somebody needs in class, and what of it a class has not. Standard library only."""

from collections.abc import Collection, Iterable

from lms.registration.rules import Need

# What somebody wants to say alone is no matter of a class: it stands on the person's record only (E139).
NOT_OF_A_CLASS = frozenset({Need.TALK})


def to_prepare(needs: Iterable[str]) -> list[Need]:
    """What is to be prepared in a class for somebody; codes that are no longer known are left out."""
    return [Need(each) for each in needs if each in list(Need) and each not in NOT_OF_A_CLASS]


def not_there(needs: Collection[str], *, step_free: bool, woman_trains: bool) -> list[Need]:
    """Which of these needs a class cannot meet as it is planned: stairs that lead to its room, or no woman as
    trainer."""
    lacks = {Need.STEP_FREE: not step_free, Need.FEMALE_TRAINER: not woman_trains}
    return [each for each in to_prepare(needs) if lacks.get(each)]
