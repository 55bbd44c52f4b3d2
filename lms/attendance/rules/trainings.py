"""When somebody has passed a training of trainers. Standard library only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# Within this long a block missed in one training can be taken in another of the same kind.
MADE_UP_WITHIN = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a trainer still lacks: blocks, and whether the tests."""

    blocks: tuple[str, ...] = ()
    test: bool = False

    def __bool__(self) -> bool:
        return bool(self.blocks) or self.test


def lacking(
    required: Iterable[str], attended: Collection[str], *, test_asked: bool, test_passed: bool
) -> Lacking:
    """What is missing of a training (E88): blocks not attended, and the test where the programme asks for it. Nothing:
    it is passed."""
    blocks = tuple(dict.fromkeys(each for each in required if each not in attended))
    return Lacking(blocks, test_asked and not test_passed)


def rests_on(day: date, *, refresher: bool, passed_on: date, refreshed_on: date | None) -> bool:
    """Whether a record of what somebody passed says what a roll recorded for this day."""
    return day == (refreshed_on if refresher else passed_on)
