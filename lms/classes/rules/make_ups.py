"""Which session makes a missed block good. Standard library only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from lms.classes.rules import Reason
from lms.classes.rules.audience import why_not_invited
from lms.classes.rules.timetable import Interval, clashes


@dataclass(frozen=True, slots=True)
class Chance:
    """A session that somebody could come to. `free` are the chairs left in it."""

    time: Interval
    modules: Collection[str]
    language: str
    audience: str
    free: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """Who missed what: the modules of the block, the first moment of the day of departure, when the person is booked
    elsewhere, and whether the person sits in that very class anyway."""

    modules: Collection[str]
    leaves: datetime
    sex: str
    language: str
    taken: Collection[Interval] = ()
    sits_there: bool = False


def why_not(chance: Chance, missed: Missed, *, now: datetime) -> list[Reason]:
    """Everything that speaks against coming to this session; nothing does when the list is empty.

    Of which programme, centre or edition it is does not matter: it teaches every module of the block (E19)."""
    found = [
        (chance.cancelled, Reason.CANCELLED),
        (chance.time.starts <= now, Reason.BEGUN),
        (not set(missed.modules) <= set(chance.modules), Reason.OTHER_BLOCK),
        (chance.time.ends > missed.leaves, Reason.ENDS_AFTER_DEPARTURE),
        (missed.sits_there, Reason.HAS_SEAT),
    ]
    invited = why_not_invited(
        chance.audience, class_language=chance.language, sex=missed.sex, language=missed.language
    )
    found += [(True, invited)] if invited else []
    found += [(bool(clashes([chance.time], missed.taken)), Reason.CLASH_OF_PERSON), (chance.free < 1, Reason.FULL)]
    return [reason for speaks, reason in found if speaks]
