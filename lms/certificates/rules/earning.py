"""When a certificate is earned, and what state it is in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """What a certificate is worth today."""

    VALID = "valid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    REVOKED = "revoked"


class ReplacedFor(StrEnum):
    """Why a certificate was replaced by another."""

    NAMES = "names"


class RevokedFor(StrEnum):
    """Why a certificate was revoked."""

    MISTAKE = "mistake"
    ATTENDANCE = "attendance"
    IDENTITY = "identity"
    MISUSE = "misuse"


class Reason(StrEnum):
    """Why something about a certificate is refused."""

    NOT_EARNED = "not-earned"
    NAMES_AWAITED = "names-awaited"
    NAMES_CHANGED = "names-changed"
    NOT_STANDING = "not-standing"
    STANDS_ALREADY = "stands-already"
    SAME_NAMES = "same-names"
    NOTHING_TO_PRINT = "nothing-to-print"
    NOT_A_CODE = "not-a-code"
    NEWEST_KEY = "newest-key"


class Lack(StrEnum):
    """What stands between somebody and the certificate."""

    NO_CLASS = "no-class"
    BLOCK_MISSED = "block-missed"
    BLOCK_AHEAD = "block-ahead"
    LESSON = "lesson"
    ASSESSMENT_AHEAD = "assessment-ahead"
    ASSESSMENT_NOT_PASSED = "assessment-not-passed"
    NAMES = "names"
    NAMES_WRONG = "names-wrong"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: `thing` is the id of the block or the lesson; `right` of `total` and the share
    `needed` (in per cent) belong to the assessment."""

    lack: Lack
    thing: str = ""
    right: int = 0
    total: int = 0
    needed: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """A block that must be attended."""

    id: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one edition of a programme asks of somebody in one variant (E19, E71)."""

    blocks: tuple[Duty, ...]
    attendance_percent: int = 100
    lessons: bool = False
    assessment: bool = False
    pass_percent: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A block as it was attended: when, where (the centre's name per language) and with whom."""

    id: str
    minutes: int
    on: date
    centre: Mapping[str, str]
    trainer: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """The final assessment as it was handed in: right answers of all, whether it was asked aloud, and the day."""

    right: int
    total: int
    oral: bool
    on: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found about somebody: blocks attended, ids of those still to come and of lessons left, and the final
    assessment."""

    blocks: tuple[Held, ...] = ()
    ahead: tuple[str, ...] = ()
    lessons_left: tuple[str, ...] = ()
    assessed: Assessed | None = None

    @property
    def minutes(self) -> int:
        """Minutes of training attended."""
        return sum(block.minutes for block in self.blocks)

    @property
    def earned_on(self) -> date:
        """The last day on which something was done for the certificate."""
        days = [block.on for block in self.blocks]
        return max([*days, self.assessed.on] if self.assessed else days)


def missing(evidence: Evidence, requirement: Requirement) -> list[Missing]:
    """Everything that stands between the evidence and the certificate; nothing means that it is earned.

    Nobody is certified for reading alone, whatever the share that a programme asks for (E129)."""
    lacks = _blocks_missing(evidence, requirement)
    if not requirement.blocks or (not evidence.blocks and not lacks):
        lacks.append(Missing(Lack.NO_CLASS))
    if requirement.lessons:
        lacks += [Missing(Lack.LESSON, lesson) for lesson in evidence.lessons_left]
    if requirement.assessment:
        lacks += _assessment_missing(evidence, requirement.pass_percent)
    return lacks


def attended_enough(blocks: Collection[str], requirement: Requirement) -> bool:
    """Whether these blocks make up the share of the training that is asked for."""
    asked = sum(block.minutes for block in requirement.blocks)
    done = sum(block.minutes for block in requirement.blocks if block.id in blocks)
    return 100 * done >= requirement.attendance_percent * asked


def _blocks_missing(evidence: Evidence, requirement: Requirement) -> list[Missing]:
    attended = {block.id for block in evidence.blocks}
    if attended_enough(attended, requirement):
        return []
    return [
        Missing(Lack.BLOCK_AHEAD if block.id in evidence.ahead else Lack.BLOCK_MISSED, block.id)
        for block in requirement.blocks
        if block.id not in attended
    ]


def _assessment_missing(evidence: Evidence, needed: int) -> list[Missing]:
    found = evidence.assessed
    if found is None or not found.total:
        return [Missing(Lack.ASSESSMENT_AHEAD)]
    if 100 * found.right < needed * found.total:
        return [Missing(Lack.ASSESSMENT_NOT_PASSED, right=found.right, total=found.total, needed=needed)]
    return []


def state(
    *, replaced_at: datetime | None, revoked_at: datetime | None, expires_on: date, today: date
) -> State:
    """The state of a certificate on one day; on `expires_on` it is valid for the last time."""
    if revoked_at:
        return State.REVOKED
    if replaced_at:
        return State.REPLACED
    return State.EXPIRED if today > expires_on else State.VALID
