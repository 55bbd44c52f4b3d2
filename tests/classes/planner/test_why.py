"""Each reason in the smallest world in which it is the only one."""

import dataclasses

import pytest

from lms.classes.rules.planner import Because, WhyNot, Wishes, plan
from tests.classes.planner.worlds import ABLE, KHUJAND, WEEKDAYS, day, person, room, trainer, world

ALL_DAY = {each: ((480, 1080),) for each in WEEKDAYS}
UZBEK = {"language": "uz"}


def why(found, wishes=None) -> list[Because]:
    return list(plan(found, wishes).unplaced.values())


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (world([person(leaves=40)], rooms=()), WhyNot.CAN_WAIT),
        (world([person(leaves=0)]), WhyNot.TOO_SOON),
        (world([person(leaves=2, course="three")]), WhyNot.TOO_SOON),
        (world([person(region="gbao", district="khorog")]), WhyNot.NO_CENTRE),
        (world([person(leaves=7)], first=day(6)), WhyNot.CENTRE_CLOSED),
        (world([person()], centres=(dataclasses.replace(KHUJAND, hours=dict.fromkeys(WEEKDAYS, (540, 1080))),)),
         WhyNot.CENTRE_CLOSED),
        (world([person(step_free=True)], rooms=(room(step_free=False),)), WhyNot.NO_STEP_FREE),
        (world([person(**UZBEK)]), WhyNot.NO_LANGUAGE),
        (world([person(woman=True, woman_trainer=True)], trainers=(trainer(woman=False), trainer(2, "uz", woman=True))),
         WhyNot.NO_WOMAN),
        (world([person(**UZBEK)], trainers=(trainer(), trainer(2, "uz", able={"standard": frozenset()}))),
         WhyNot.NOT_QUALIFIED),
        (world([person(course="three")], trainers=(trainer(able={**ABLE, "standard": frozenset([day(1), day(2)])}),)),
         WhyNot.NOT_QUALIFIED),
        (world([person(**UZBEK)], trainers=(trainer(), trainer(2, "uz", taken=ALL_DAY))), WhyNot.TRAINERS_TAKEN),
        (world([person()], rooms=(room(taken=ALL_DAY),)), WhyNot.ROOMS_TAKEN),
        (world([person()], rooms=()), WhyNot.ROOMS_TAKEN),
        (world([person(taken=ALL_DAY)]), WhyNot.BOOKED),
    ],
)  # fmt: skip
def test_the_reason_is_the_rule_that_forbids_the_last_way(found, reason):
    assert why(found) == [Because(reason)]


def test_a_reason_says_which_of_the_own_needs_narrowed_the_search():
    rooms = room(step_free=False), room(2, taken=ALL_DAY)
    step_free = world([person(step_free=True)], rooms=rooms)
    assert why(step_free) == [Because(WhyNot.ROOMS_TAKEN, counted=(WhyNot.NO_STEP_FREE,))]
    with_family = world([person(family=3, woman_trainer=True)], rooms=rooms, trainers=(trainer(woman=True, able={}),))
    assert why(with_family) == [Because(WhyNot.NOT_QUALIFIED, counted=(WhyNot.NO_CHAIRS, WhyNot.NO_WOMAN))]


def test_too_few_is_a_reason_only_where_an_officer_wants_larger_classes():
    found = world([person(1), person(2)])
    assert why(found, Wishes(least=3)) == [Because(WhyNot.TOO_FEW)] * 2
    assert why(found, Wishes(least=2)) == []


def test_the_reason_of_one_who_is_busy_is_nobody_elses():
    found = world([person(1, taken=ALL_DAY), person(2)])
    assert why(found, Wishes(least=2)) == [Because(WhyNot.BOOKED), Because(WhyNot.TOO_FEW)]


def test_it_is_said_that_the_classes_are_full():
    people = [person(n, leaves=1) for n in range(1, 12)]
    assert why(world(people)) == [Because(WhyNot.TRAINERS_TAKEN, full=True)]
    assert why(world(people, trainers=(trainer(), trainer(2)))) == [Because(WhyNot.ROOMS_TAKEN, full=True)]


def test_the_issue_in_its_own_words():
    """Leaves on Friday; no Uzbek-speaking trainer in Sughd before then: one teaches there, but on Saturday."""
    saturday = {day(n): ((510, 1030),) for n in range(5)}
    found = world([person(leaves=4, **UZBEK)], trainers=(trainer(), trainer(2, "uz", taken=saturday)))
    assert why(found) == [Because(WhyNot.TRAINERS_TAKEN)]
