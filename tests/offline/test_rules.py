"""What a phone may send, and how it is sorted."""

import pytest

from lms.offline.rules import MOST_ENTRIES, read_letter

AT = "2026-05-12T04:00:00.000Z"
MARK = {"id": "a" * 32, "kind": "mark", "session": 3, "person": 7, "state": "present", "number": 1, "at": AT}
CAME = {"id": "b" * 32, "kind": "walk-in", "session": 3, "registration": "", "state": "present", "number": 2, "at": AT}


def letter(*entries, **more) -> dict:
    return {"device": "d" * 32, "user": 5, "entries": list(entries), **more}


def test_entries_are_sorted_by_session():
    begin = {"id": "c" * 32, "kind": "begin", "session": 4, "number": 3, "at": AT}
    close = {"id": "e" * 32, "kind": "close", "session": 3, "number": 4, "at": AT}
    found = read_letter(letter(MARK, begin, close))
    assert [(each.session_id, each.ids) for each in found.batches] == [(3, ["a" * 32, "e" * 32]), (4, ["c" * 32])]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "here"}, {"session": "3"}, {"session": 0}, {"kind": "dance"}, {"at": "now"}, {"person": -1},
        {"number": 2.5},
    ],
)  # fmt: skip
def test_an_entry_that_makes_no_sense_does_not_hold_up_others(wrong):
    found = read_letter(letter({**MARK, **wrong}, {**MARK, "id": "f" * 32}))
    assert (found.unread, [each.ids for each in found.batches]) == (("a" * 32,), [["f" * 32]])


@pytest.mark.parametrize(("number", "right"), [("1234 5678 6", True), ("123456787", False), ("12", False), (7, False)])
def test_a_number_of_somebody_who_came_is_checked(number, right):
    found = read_letter(letter({**CAME, "registration": number}))
    came = [[each.number for each in batch.arrivals] for batch in found.batches]
    assert came == ([["123456786"]] if right else [])


@pytest.mark.parametrize(
    "data",
    [
        None, [], "x", 5, {}, letter(device="x"), letter(user="5"), letter(entries="x"), letter(7),
        letter(*[MARK] * (MOST_ENTRIES + 1)), letter({**MARK, "id": "<script>"}),
    ],
)  # fmt: skip
def test_what_is_no_letter_is_none(data):
    assert read_letter(data) is None
