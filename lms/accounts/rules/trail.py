"""The trail: what may stand in it, and how each line seals all lines before it. Standard library only."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum

PERSON = "registration"  # the kind of subject that is a migrant's record
CENTRAL = "central"  # the office of those whose role is limited to no place
START = ""  # what stands before the first line


class Deed(StrEnum):
    """What was done with a record. The trail says that it was done, never what was read or written."""

    LOOKED = "looked"  # opened the record
    OPENED = "opened"  # uncovered a masked field
    CHANGED = "changed"
    MERGED = "merged"
    PRINTED = "printed"
    EXPORTED = "exported"
    CHECKED = "checked"  # a certificate, by an officer
    ERASED = "erased"
    HELD = "held"  # kept from being erased, or let go
    DONE = "done"  # anything that is not about one person's record


@dataclass(frozen=True, slots=True)
class Office:
    """A place to which a role of staff is limited, with the centres there; CENTRAL: to none."""

    name: str
    centres: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail as its seal covers it."""

    place: int
    entry_id: int
    at: datetime
    by_id: int | None
    office: str | None
    deed: str
    action: str
    subject_kind: str
    subject_id: int | None


def name_of(within: str, code: str) -> str:
    """What the trail calls a place to which a role is limited: a centre by its code alone."""
    return code if within == "centre" else f"{within}:{code}"


def names_in(office: str | None) -> list[str]:
    """What stands in a line as the office, which may be several (see `office_of`)."""
    return (office or CENTRAL).split()


def seal(previous: str, line: Line) -> str:
    """The digest over the seal of the line before and everything that this line says."""
    facts = [fact.astimezone(UTC).isoformat() if isinstance(fact, datetime) else fact for fact in astuple(line)]
    content = json.dumps([previous, *facts], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def first_broken(lines: Iterable[tuple[Line, str]]) -> tuple[int, int, str]:
    """How many lines are in order from the first one on, the number of the entry at which the order ends (0: at none),
    and the seal of the last one in order."""
    count, last = 0, START
    for line, digest in lines:
        if line.place != count + 1 or seal(last, line) != digest:
            return count, line.entry_id, last
        count, last = count + 1, digest
    return count, 0, last


def office_of(offices: Collection[Office], centre: str | None) -> str | None:
    """The office through which somebody deals with what is of a `centre`: of theirs the narrowest that the centre is
    in, or else all of them, spaces between. None of somebody without a role of staff."""
    within = [each for each in offices if each.name == CENTRAL or centre in each.centres]
    within.sort(key=lambda each: (each.name == CENTRAL, each.name != centre, len(each.centres), each.name))
    return " ".join(sorted({each.name for each in within[:1] or offices})) or None
