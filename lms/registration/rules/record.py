"""What is asked after the first thirty seconds, when there is time. Standard library only."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lms.registration.rules import Occupation

LONGEST_CONTRACT = 120
LONGEST_TEXT = 150
MOST_PAPERS = 12


class Reason(StrEnum):
    """Why something about a record is refused."""

    DAY_AHEAD = "day-ahead"
    RETURNED_BEFORE = "returned-before"
    CONTRACT_LONG = "contract-long"
    PAPER_UNTITLED = "paper-untitled"
    PAPER_ENDS_FIRST = "paper-ends-first"
    PAPERS_MANY = "papers-many"
    FAMILY_SEATED = "family-seated"
    LESSONS_LEFT = "lessons-left"


class Education(StrEnum):
    """The highest school somebody finished (E147)."""

    NONE = "none"
    BASIC = "basic"
    SCHOOL = "school"
    VOCATIONAL = "vocational"
    HIGHER = "higher"


class Level(StrEnum):
    """How well somebody speaks the language of the destination (E147)."""

    NOT = "not"
    LITTLE = "little"
    TALKS = "talks"
    WELL = "well"


class SafetyTraining(StrEnum):
    """Whether somebody was trained in safety at work and first aid (E13)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class PaperKind(StrEnum):
    """What others certified somebody (E133)."""

    DIPLOMA = "diploma"
    SKILL = "skill"
    LANGUAGE = "language"
    SAFETY = "safety"
    OTHER = "other"


class Asked(StrEnum):
    """What can be asked later, and changes something when it is known."""

    SAFETY_TRAINING = "safety_training"
    CONTRACT_MONTHS = "contract_months"
    ORIENTED_ON = "oriented_on"
    EDUCATION = "education"
    SPEAKS = "speaks"


def day_fault(day: date | None, today: date) -> Reason | None:
    """Why a day on which something was done is refused; one that is not known is not."""
    return Reason.DAY_AHEAD if day and day > today else None


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """Everything that is asked later: of the person, and of the journey."""

    education: Education | None = None
    speaks: Level | None = None
    safety_training: SafetyTraining = SafetyTraining.UNKNOWN
    oriented_on: date | None = None
    contract_months: int | None = None
    employer: str | None = None
    occupation: Occupation = Occupation.UNKNOWN
    returned_on: date | None = None
    needs: tuple[str, ...] = field(default=())

    def fault(self, *, departs_on: date, today: date) -> Reason | None:
        """Why these answers cannot be."""
        if ahead := day_fault(self.oriented_on, today) or day_fault(self.returned_on, today):
            return ahead
        if self.returned_on and self.returned_on < departs_on:
            return Reason.RETURNED_BEFORE
        long = self.contract_months is not None and not 0 <= self.contract_months <= LONGEST_CONTRACT
        return Reason.CONTRACT_LONG if long else None

    def unknown(self, *, first_time: bool) -> tuple[Asked, ...]:
        """What is still to be asked; who leaves for the first time has taken no course before."""
        open_now = {
            Asked.SAFETY_TRAINING: self.safety_training is SafetyTraining.UNKNOWN,
            Asked.CONTRACT_MONTHS: self.contract_months is None,
            Asked.ORIENTED_ON: not first_time and self.oriented_on is None,
            Asked.EDUCATION: self.education is None,
            Asked.SPEAKS: self.speaks is None,
        }
        return tuple(what for what, unknown in open_now.items() if unknown)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper to record."""

    kind: PaperKind
    title: str
    number: str | None = None
    issued_on: date | None = None
    valid_until: date | None = None

    def fault(self, *, today: date, held: int) -> Reason | None:
        """Why this paper is not recorded, beside the `held` there are."""
        if not self.title.strip():
            return Reason.PAPER_UNTITLED
        if held >= MOST_PAPERS:
            return Reason.PAPERS_MANY
        if ahead := day_fault(self.issued_on, today):
            return ahead
        ends_first = self.issued_on and self.valid_until and self.valid_until < self.issued_on
        return Reason.PAPER_ENDS_FIRST if ends_first else None
