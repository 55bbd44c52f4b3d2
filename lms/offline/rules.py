"""What a phone may send, and how it is sorted. Standard library only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lms.attendance.rules import MarkState
from lms.attendance.rules.marks import Said, Sent, is_client_id, read_moment, read_said, read_sent
from lms.quizzes.rules import Given, Go
from lms.registration.rules import number_is_right, plain_number

MOST_ENTRIES = 500
MOST_PEOPLE, MOST_ANSWERS, LONGEST_ANSWER = 100, 60, 300
DEVICE = re.compile(r"[0-9a-f]{32}")
LONGEST_SLUG, MOST_ASKED = 80, 50
READ, ANSWER, HAND_IN = "read", "answer", "hand-in"
MARK, WALK_IN, BEGIN, END, CLOSE = "mark", "walk-in", "begin", "end", "close"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who came without being on the roll."""

    client_id: str
    number: str
    said: Said
    device_number: int
    said_at: datetime


@dataclass(slots=True)
class Batch:
    """What a phone sends of one session. `times`: when the block began and ended, by kind."""

    session_id: int
    marks: list[Sent] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    times: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    closing: str | None = None

    @property
    def ids(self) -> list[str]:
        """The phone's names of all its entries."""
        named = [each.client_id for each in [*self.marks, *self.arrivals]]
        return [*named, *(each for each, _ in self.times.values()), *([self.closing] if self.closing else [])]


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything of one sending, sorted by session; `unread` are the names of entries that make no sense."""

    device: str
    user: int
    batches: tuple[Batch, ...]
    unread: tuple[str, ...]


def read_letter(data: object) -> Letter | None:
    """What a phone sent; None when it is no letter at all. One entry that makes no sense does not hold up others."""
    if not isinstance(data, dict):
        return None
    device, user, entries = data.get("device"), data.get("user"), data.get("entries")
    sound = isinstance(device, str) and DEVICE.fullmatch(device) and isinstance(user, int)
    if not sound or not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        return None
    batches: dict[int, Batch] = {}
    unread: list[str] = []
    for entry in entries:
        if not isinstance(entry, dict) or not is_client_id(entry.get("id")):
            return None
        session_id = entry.get("session")
        right = isinstance(session_id, int) and 0 < session_id < 2**31
        if not right or not _put(batches.setdefault(session_id, Batch(session_id)), entry, device):
            unread.append(entry["id"])
    return Letter(device, user, tuple(each for each in batches.values() if each.ids), tuple(unread))


def _put(batch: Batch, entry: Mapping[str, object], device: str) -> bool:
    """Put an entry where it belongs; whether it made sense."""
    kind, moment = entry.get("kind"), read_moment(entry.get("at"))
    if moment is None:
        return False
    if kind == MARK:
        found = read_sent(entry, device)
        batch.marks += [found] if found else []
        return found is not None
    if kind == WALK_IN:
        return _arrives(batch, entry, moment)
    if kind in (BEGIN, END):
        batch.times[kind] = (entry["id"], moment)
    elif kind == CLOSE:
        batch.closing = entry["id"]
    return kind in (BEGIN, END, CLOSE)


def _arrives(batch: Batch, entry: Mapping[str, object], moment: datetime) -> bool:
    typed, order, said = entry.get("registration"), entry.get("number"), read_said(entry)
    right = isinstance(typed, str) and len(typed) < 20 and number_is_right(typed) and isinstance(order, int)
    if not right or said is None or said.state is MarkState.ABSENT or not 0 <= order < 2**31:
        return False
    batch.arrivals.append(Arrival(entry["id"], plain_number(typed), said, order, moment))
    return True


@dataclass(slots=True)
class Lessons:
    """What a phone read and answered of one course: which pages of which lesson by the entries' names, the goes at
    checks by lesson with the names of their entries, and what made no sense."""

    user: int
    enrolment_id: int
    reads: dict[str, dict[str, int]] = field(default_factory=dict)
    goes: dict[str, tuple[str, Go]] = field(default_factory=dict)
    ids: dict[str, dict[int, str]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def read_lessons(data: object) -> Lessons | None:
    """What a phone sent of a course; None when it is no such letter at all. An entry that makes no sense does not hold
    up others."""
    if not isinstance(data, dict):
        return None
    user, enrolment_id, entries = data.get("user"), data.get("enrolment"), data.get("entries")
    if not _is_id(user) or not _is_id(enrolment_id) or not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        return None
    found = Lessons(user, enrolment_id)
    for entry in entries:
        if not isinstance(entry, dict) or not is_client_id(entry.get("id")):
            return None
        if not _put_reading(found, entry):
            found.unread.append(entry["id"])
    return found


def _put_reading(found: Lessons, entry: Mapping[str, object]) -> bool:
    """Put an entry where it belongs; whether it made sense."""
    kind, module, number = entry.get("kind"), entry.get("module"), entry.get("number")
    if not isinstance(module, str) or not 0 < len(module) <= LONGEST_SLUG or not _is_id(number):
        return False
    if kind == READ:
        if not _is_id(entry.get("screen")):
            return False
        found.reads.setdefault(module, {})[entry["id"]] = entry["screen"]
        return True
    go = _go(entry, number) if kind in (ANSWER, HAND_IN) and is_client_id(entry.get("go")) else None
    if go is None:
        return False
    before = found.goes.get(go.key)
    if before and (before[0] != module or before[1].asked != go.asked):
        return False
    if before:
        go = Go(go.key, go.asked, (*before[1].given, *go.given), before[1].handed_in or go.handed_in)
    found.goes[go.key] = module, go
    found.ids.setdefault(go.key, {})[number] = entry["id"]
    return True


def _go(entry: Mapping[str, object], number: int) -> Go | None:
    """What one entry says of its go."""
    asked, chosen = entry.get("asked"), entry.get("chosen")
    if not isinstance(asked, list) or not 0 < len(asked) <= MOST_ASKED or not all(map(_is_question, asked)):
        return None
    key, pairs = str(entry["go"]), tuple((edition_id, question) for edition_id, question in asked)
    if entry["kind"] == HAND_IN:
        return Go(key, pairs, (), True)
    one = [entry.get("edition"), entry.get("question")]
    sound = isinstance(chosen, list) and len(chosen) <= MOST_ANSWERS
    if not _is_question(one) or not sound or not all(isinstance(each, str) and len(each) <= 200 for each in chosen):
        return None
    given = Given(one[0], one[1], frozenset(filter(None, map(str.strip, chosen))), number)
    return Go(key, pairs, (given,), False)


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31


def _is_question(value: object) -> bool:
    return (
        isinstance(value, list) and len(value) == 2 and _is_id(value[0])
        and isinstance(value[1], str) and 0 < len(value[1]) <= LONGEST_SLUG
    )  # fmt: skip


def read_people(data: object) -> dict[str, dict[str, list[str]]] | None:
    """The people that a device registered without network: its name of each, and the answers; None when it is no such
    letter."""
    people = data.get("people") if isinstance(data, dict) else None
    if not isinstance(people, list) or len(people) > MOST_PEOPLE:
        return None
    found: dict[str, dict[str, list[str]]] = {}
    for each in people:
        answers = each.get("answers") if isinstance(each, dict) else None
        if not isinstance(answers, dict) or not is_client_id(each.get("id")):
            return None
        texts = [text for some in answers.values() for text in (some if isinstance(some, list) else [None])]
        sound = all(isinstance(text, str) and len(text) <= LONGEST_ANSWER for text in texts)
        if not sound or len(texts) > MOST_ANSWERS:
            return None
        found[each["id"]] = answers
    return found
