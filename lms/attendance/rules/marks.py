"""Marks as phones send them: how one is read, and what becomes of several that speak of one person."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.attendance.rules import MarkState

MOST_MINUTES = 600
LARGEST = 2**31 - 1
CLIENT_ID = re.compile(r"[0-9a-f-]{32,36}")
# What counts until somebody has settled a contradiction: the mark that says less, so that nothing is earned on it.
RANK = {MarkState.ABSENT: 0, MarkState.LEFT_EARLY: 1, MarkState.LATE: 2, MarkState.PRESENT: 3}


class Way(StrEnum):
    """How a mark came."""

    PAGE = "page"
    PHONE = "phone"
    PAPER = "paper"
    SETTLED = "settled"


class AbsentFor(StrEnum):
    """Why somebody was not there, as far as it was said. No finding about health is kept."""

    UNWELL = "unwell"
    FAMILY = "family"
    WORK = "work"
    ROAD = "road"
    PAPERS = "papers"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of somebody: the state, the minutes missed (late, left early), the reason (absent)."""

    state: MarkState
    minutes: int | None = None
    reason: AbsentFor | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One mark from a device. `number` counts up on the device; `knew` is the mark of the server that the device
    showed when it was given."""

    client_id: str
    person: int
    said: Said
    device: str
    number: int
    said_at: datetime
    knew: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A mark that is kept already. `counts`: not superseded; `disputed`: part of a contradiction nobody settled."""

    id: int
    person: int
    said: Said
    device: str | None
    number: int | None
    counts: bool
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A sent mark and its place: whether it counts now, and whether it contradicts another one."""

    sent: Sent
    counts: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What to write: the new marks, ids of kept marks that stand aside, ids of kept marks that are contradicted."""

    placed: tuple[Placed, ...]
    superseded: frozenset[int]
    disputed: frozenset[int]


def tidy(said: Said) -> Said:
    """Minutes belong to who came late or left early, a reason to who was absent."""
    if said.state is MarkState.ABSENT:
        return Said(said.state, None, said.reason)
    timed = said.state in (MarkState.LATE, MarkState.LEFT_EARLY)
    return Said(said.state, said.minutes if timed and said.minutes else None, None)


def read_said(data: Mapping[str, object]) -> Said | None:
    """The state, minutes and reason of what was sent; None when it makes no sense."""
    minutes, reason = data.get("minutes"), data.get("reason")
    if minutes is not None and not (_is_number(minutes) and minutes <= MOST_MINUTES):
        return None
    try:
        return tidy(Said(MarkState(data.get("state")), minutes, AbsentFor(reason) if reason else None))
    except (ValueError, TypeError):
        return None


def read_sent(data: Mapping[str, object], device: str) -> Sent | None:
    """A mark as a phone sends it; None when it makes no sense."""
    said, number, person, knew = read_said(data), data.get("number"), data.get("person"), data.get("knew")
    client_id, moment = data.get("id"), read_moment(data.get("at"))
    if not (is_client_id(client_id) and said and moment and _is_number(number) and _is_number(person)):
        return None
    return Sent(client_id, person, said, device, number, moment, knew if _is_number(knew) else None)


def is_client_id(text: object) -> bool:
    """Whether this can be an id that a device made."""
    return isinstance(text, str) and CLIENT_ID.fullmatch(text) is not None


def read_moment(text: object) -> datetime | None:
    """An ISO moment with its zone, as JavaScript writes it."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) and len(text) < 40 else None
    except ValueError:
        return None
    return found if found and found.tzinfo and 2000 < found.year < 2200 else None


def merged(kept: Iterable[Kept], sent: Iterable[Sent], *, may_overrule: bool) -> Merged:
    """Each sent mark put to those kept. Within one device the highest number is the last word, in whatever order they
    come. Another device's mark is overruled only by who knew of it; else the two contradict each other, both stay,
    and the one that says less counts until a person settles it. Who may not correct any more only contradicts."""
    people: dict[int, list[Kept]] = {}
    for each in kept:
        people.setdefault(each.person, []).append(each)
    placed: list[Placed] = []
    superseded: set[int] = set()
    disputed: set[int] = set()
    by_person: dict[int, list[Sent]] = {}
    for each in sent:
        by_person.setdefault(each.person, []).append(each)
    for person, marks in by_person.items():
        one = _Person(people.get(person, ()), may_overrule=may_overrule)
        for each in sorted(marks, key=lambda mark: (mark.device, mark.number)):
            one.take(each)
        placed += one.placed
        superseded |= one.superseded
        disputed |= one.disputed
    return Merged(tuple(placed), frozenset(superseded), frozenset(disputed))


class _Person:
    """The marks of one person while sent ones are put to them."""

    def __init__(self, kept: Iterable[Kept], *, may_overrule: bool) -> None:
        self.may_overrule = may_overrule
        self.current: Kept | Placed | None = None
        self.open = False
        self.last: dict[str, int] = {}
        self.placed: list[Placed] = []
        self.superseded: set[int] = set()
        self.disputed: set[int] = set()
        for each in kept:
            self.current = each if each.counts else self.current
            self.open = self.open or each.disputed
            if each.device and each.number is not None:
                self.last[each.device] = max(each.number, self.last.get(each.device, -1))

    def take(self, new: Sent) -> None:
        before = self.last.get(new.device, -1)
        self.last[new.device] = max(before, new.number)
        if self.current is None:
            self._add(new, counts=True)
        elif new.number <= before:
            self._add(new, counts=False)
        elif self._said.state is new.said.state and self._device != new.device:
            self._add(new, counts=False)  # two agree
        elif self.open:
            self._add(new, counts=self._says_less(new), disputed=True)
        elif self._may_replace(new):
            self._add(new, counts=True)
        else:
            self.open = True
            if isinstance(self.current, Kept):
                self.disputed.add(self.current.id)
            else:
                self.placed[self.placed.index(self.current)] = self.current = Placed(self.current.sent, True, True)
            self._add(new, counts=self._says_less(new), disputed=True)

    @property
    def _said(self) -> Said:
        return self.current.said if isinstance(self.current, Kept) else self.current.sent.said

    @property
    def _device(self) -> str | None:
        return self.current.device if isinstance(self.current, Kept) else self.current.sent.device

    def _says_less(self, new: Sent) -> bool:
        return RANK[new.said.state] < RANK[self._said.state]

    def _may_replace(self, new: Sent) -> bool:
        if not self.may_overrule:
            return self._said == new.said
        return self._device == new.device or (isinstance(self.current, Kept) and new.knew == self.current.id)

    def _add(self, new: Sent, *, counts: bool, disputed: bool = False) -> None:
        if counts and isinstance(self.current, Kept):
            self.superseded.add(self.current.id)
        elif counts and self.current is not None:
            self.placed[self.placed.index(self.current)] = Placed(self.current.sent, False, self.current.disputed)
        made = Placed(new, counts, disputed)
        self.placed.append(made)
        if counts:
            self.current = made


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST
