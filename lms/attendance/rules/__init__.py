"""What counts as attended, and how far somebody is. Standard library only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class MarkState(StrEnum):
    """How somebody was there."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left-early"
    ABSENT = "absent"


class Reason(StrEnum):
    """Why something about a roll call is refused."""

    TOO_EARLY = "too-early"
    NOT_EVERYBODY_MARKED = "not-everybody-marked"
    CLASS_CANCELLED = "class-cancelled"
    DAY_OVER = "day-over"
    CHANGED_MEANWHILE = "changed-meanwhile"
    NUMBER_UNKNOWN = "number-unknown"
    MANY_UNKNOWN = "many-unknown-numbers"
    CARD_LOST = "card-lost"
    NOT_ON_ROLL = "not-on-roll"
    OWN_ROLL = "own-roll"
    NOT_YOURS = "not-yours"
    NOT_UNDERSTOOD = "not-understood"
    NO_PICTURE = "no-picture"
    PICTURE_TOO_LARGE = "picture-too-large"


@dataclass(frozen=True, slots=True)
class Standing:
    """Ids of the blocks that somebody attended, that were missed, and that are still to come."""

    attended: tuple[str, ...]
    missing: tuple[str, ...]
    ahead: tuple[str, ...]

    @property
    def all(self) -> int:
        """How many blocks there are for this person."""
        return len(self.attended) + len(self.missing) + len(self.ahead)


def counts_as_attended(state: MarkState) -> bool:
    """Whoever came, if late, attended the block; whoever left before its end did not (E19)."""
    return state in (MarkState.PRESENT, MarkState.LATE)


def covered(blocks: Iterable[tuple[str, Collection[str]]], attended_modules: Collection[str]) -> tuple[str, ...]:
    """Ids of the blocks (id, modules) all of whose modules were taught where the person was: in whatever class,
    centre or edition. That is what a make-up is."""
    return tuple(block for block, modules in blocks if set(modules) <= set(attended_modules))


def standing(
    blocks: Iterable[tuple[str, Collection[str]]],
    *,
    attended_modules: Collection[str],
    coming_modules: Collection[str],
    began: bool,
) -> Standing:
    """How far somebody is. A block is missing when the course began for the person, the block was not covered, and
    no session that the person still has a place in completes it; else it is ahead."""
    blocks = list(blocks)
    done = covered(blocks, attended_modules)
    hoped = covered(blocks, {*attended_modules, *coming_modules})
    missing = tuple(block for block, _ in blocks if began and block not in hoped)
    return Standing(done, missing, tuple(block for block, _ in blocks if block not in done and block not in missing))


def is_too_early(today: date, held_on: date) -> bool:
    """Whether the roll cannot be called yet: blocks move within their day, but nobody was anywhere tomorrow."""
    return today < held_on


def may_still_correct(*, runs_class: bool, is_closed: bool, held_on: date, today: date) -> bool:
    """Whether marks may be given or changed: by who runs the class at any time; by the trainer until the roll call is
    closed, and after that on the same day."""
    return runs_class or not is_closed or today <= held_on


def believable(said: datetime, starts: datetime, ends: datetime, at: datetime) -> bool:
    """Whether a device's clock can be right about a session: near its time, and not ahead of the server's."""
    return starts - timedelta(hours=4) <= said <= min(ends + timedelta(hours=8), at + timedelta(minutes=5))
