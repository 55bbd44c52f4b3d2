"""What becomes of several marks that speak of one person."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lms.attendance.rules import MarkState
from lms.attendance.rules.marks import RANK, AbsentFor, Kept, Said, Sent, merged, read_said, read_sent

AT = datetime(2026, 5, 12, 4, 0, tzinfo=UTC)
HERE, LATE, LEFT, AWAY = (Said(each) for each in MarkState)
ANA, BEK = 1, 2


def sent(said: Said, *, device: str = "a", number: int = 1, person: int = ANA, knew: int | None = None) -> Sent:
    return Sent(f"{device}{number}", person, said, device, number, AT, knew)


def kept(said: Said, *, device: str | None = "a", number: int | None = 1, mark: int = 10, **more) -> Kept:
    return Kept(mark, ANA, said, device, number, **{"counts": True, **more})


def after(have: list[Kept], *new: Sent, may_overrule: bool = True) -> list[tuple[str, bool, bool]]:
    """What was sent, in order: whether it counts, whether it contradicts."""
    found = merged(have, new, may_overrule=may_overrule)
    return [(each.sent.client_id, each.counts, each.disputed) for each in found.placed]


def test_the_first_word_counts():
    assert after([], sent(HERE), sent(AWAY, person=BEK, number=2)) == [("a1", True, False), ("a2", True, False)]


def test_the_last_word_of_a_device_counts_in_whatever_order_it_comes():
    assert after([], sent(LATE, number=2), sent(HERE, number=1)) == [("a1", False, False), ("a2", True, False)]
    assert after([kept(LATE, number=2)], sent(HERE, number=1)) == [("a1", False, False)]


def test_two_devices_that_agree_do_not_contradict():
    assert after([kept(HERE)], sent(HERE, device="b")) == [("b1", False, False)]


def test_who_knew_of_a_mark_may_overrule_it():
    found = merged([kept(HERE)], [sent(AWAY, device="b", knew=10)], may_overrule=True)
    assert (found.placed[0].counts, found.superseded, found.disputed) == (True, {10}, frozenset())


@pytest.mark.parametrize(("new", "counts"), [(AWAY, True), (LATE, False)])
def test_who_did_not_know_contradicts_and_what_says_less_counts(new, counts):
    have = kept(LEFT)
    found = merged([have], [sent(new, device="b")], may_overrule=True)
    assert (found.placed[0].counts, found.placed[0].disputed, found.disputed) == (counts, True, {10})
    assert found.superseded == ({10} if counts else frozenset())


def test_while_two_contradict_what_counts_can_only_say_less():
    have = [kept(LATE, disputed=True), kept(HERE, device="b", mark=11, counts=False, disputed=True)]
    assert after(have, sent(HERE, number=2)) == [("a2", False, True)]
    assert after(have, sent(AWAY, number=2)) == [("a2", True, True)]


def test_a_late_word_on_a_settled_mark_contradicts_anew():
    assert after([kept(HERE, device=None, number=None)], sent(AWAY, number=7)) == [("a7", True, True)]


def test_after_the_day_a_phone_can_only_contradict():
    assert after([kept(HERE)], sent(AWAY, number=2, knew=10), may_overrule=False) == [("a2", True, True)]
    assert after([kept(HERE)], sent(HERE, device="b"), may_overrule=False) == [("b1", False, False)]


STATES = some.sampled_from([Said(each) for each in MarkState])


@given(some.lists(STATES, min_size=1, max_size=8).flatmap(lambda said: some.permutations(list(enumerate(said)))))
@settings(max_examples=60, deadline=None)
def test_one_device_in_any_order_ends_with_its_last_word(shuffled):
    have: list[Kept] = []
    for number, said in shuffled:
        [placed] = merged(have, [sent(said, number=number)], may_overrule=True).placed
        have = [Kept(each.id, ANA, each.said, "a", each.number, each.counts and not placed.counts) for each in have]
        have.append(Kept(number, ANA, said, "a", number, placed.counts))
    assert [each.said for each in have if each.counts] == [dict(shuffled)[max(dict(shuffled))]]


FOUR = [sent(HERE), sent(AWAY, device="b"), sent(LATE, device="c"), sent(LEFT, device="b", number=2)]


@given(some.permutations(FOUR))
@settings(max_examples=24, deadline=None)
def test_several_devices_in_any_order_lose_no_mark_and_never_count_the_kinder_one(shuffled):
    found = merged([], shuffled, may_overrule=True)
    assert {each.sent.client_id for each in found.placed} == {each.client_id for each in shuffled}
    [counts] = [each for each in found.placed if each.counts]
    assert RANK[counts.sent.said.state] == 0
    assert counts.disputed


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"state": "late", "minutes": 15}, Said(MarkState.LATE, 15)),
        ({"state": "present", "minutes": 15, "reason": "road"}, HERE),
        ({"state": "absent", "minutes": 15, "reason": "road"}, Said(MarkState.ABSENT, None, AbsentFor.ROAD)),
        ({"state": "late", "minutes": -1}, None),
        ({"state": "late", "minutes": "15"}, None),
        ({"state": "late", "minutes": True}, None),
        ({"state": "here"}, None),
        ({"state": ["late"]}, None),
        ({"state": "absent", "reason": "flu"}, None),
        ({}, None),
    ],
)
def test_what_makes_no_sense_is_not_read(data, said):
    assert read_said(data) == said


def test_a_mark_needs_a_name_a_number_and_a_moment():
    right = {"id": "0" * 32, "person": 3, "number": 4, "at": "2026-05-12T04:00:00.000Z", "state": "present", "knew": 9}
    assert read_sent(right, "a") == Sent("0" * 32, 3, HERE, "a", 4, AT, 9)
    for wrong in ({"id": "<b>"}, {"person": "3"}, {"number": None}, {"at": "yesterday"}, {"at": "2026-05-12T04:00:00"}):
        assert read_sent({**right, **wrong}, "a") is None
