"""Whether a course is a duty: rules with dates (E4)."""

from dataclasses import replace
from datetime import date

import pytest

from lms.curriculum.messages import due_sentence, duty_sentence, duty_words
from lms.curriculum.queries import duty_regions, newest_programme
from lms.curriculum.rules.duty import Turn, Why, due_on, standing_of
from lms.curriculum.rules.terms import Duty, Mandate

pytestmark = pytest.mark.source

SINCE = date(2027, 7, 1)
YEAR = Duty(SINCE, contract_months=12, regions=("sughd",))
PERSON = {"region": "sughd", "contract_months": 12}


@pytest.mark.parametrize(
    ("duties", "facts", "leaves", "why"),
    [
        ((), {}, SINCE, Why.FREE),
        ((YEAR,), {}, SINCE, Why.CONTRACT),
        ((YEAR,), {}, date(2027, 6, 30), Why.LATER),
        ((YEAR,), {"contract_months": 11}, SINCE, Why.SHORT_CONTRACT),
        ((YEAR,), {"contract_months": 0}, SINCE, Why.SHORT_CONTRACT),
        ((YEAR,), {"contract_months": None}, SINCE, Why.CONTRACT_UNKNOWN),
        ((YEAR,), {"region": "gbao"}, SINCE, Why.ELSEWHERE),
        ((YEAR, Duty(SINCE, regions=("gbao",))), {"region": "gbao", "contract_months": None}, SINCE, Why.EVERYBODY),
        ((YEAR, Duty(date(2028, 1, 1))), {"contract_months": 3}, SINCE, Why.SHORT_CONTRACT),
    ],
)
def test_the_rule_that_decides_is_named(app, duties, facts, leaves, why):
    programme = replace(newest_programme("tj-standard"), duties=duties)
    found = standing_of(programme, {**PERSON, **facts}, leaves)
    assert (found.why, found.mandate is Mandate.MANDATORY) == (why, why in (Why.CONTRACT, Why.EVERYBODY))


def test_it_is_said_in_a_sentence(app):
    programme = replace(newest_programme("tj-standard"), duties=(YEAR,))
    with app.test_request_context("/?lang=en"):
        said = duty_sentence(standing_of(programme, PERSON, SINCE))
    assert "12" in said and "2027" in said


TAKEN = (date(2025, 7, 1), SINCE)


@pytest.mark.parametrize(("leaves", "taken", "turn"), [
    (SINCE, None, Turn.FIRST), (SINCE, TAKEN, Turn.NOT_YET), (date(2027, 7, 2), TAKEN, Turn.AGAIN),
])  # fmt: skip
def test_a_course_is_due_unless_the_last_one_still_holds_on_the_day_of_departure(app, leaves, taken, turn):
    assert due_on(leaves, taken).turn is turn
    programme = replace(newest_programme("tj-standard"), duties=(YEAR,))
    found = standing_of(programme, PERSON, leaves, taken)
    assert (found.why, found.due.turn) == (Why.TAKEN if turn is Turn.NOT_YET else Why.CONTRACT, turn)
    with app.test_request_context("/?lang=en"):
        assert ("2025" in due_sentence(found.due)) is (taken is not None)


def test_nobody_is_told_that_a_meeting_before_deciding_is_due(app):
    assert standing_of(newest_programme("tj-awareness"), PERSON, SINCE).due is None


def test_everybody_reads_from_when_on_and_where_the_course_is_a_duty(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        said = [duty_words(each, duty_regions(each, "TJ", "en")) for each in (YEAR, Duty(SINCE))]
        assert said == [
            "Mandatory for departures from 1 July 2027 on, for contracts of 12 months or longer. So far only in: "
            f"{duty_regions(YEAR, 'TJ', 'en')[0]}.",
            "Mandatory for departures from 1 July 2027 on.",
        ]
        assert "Sughd" in said[0]
    assert duty_regions(Duty(SINCE, regions=("elsewhere",)), "XX", "en") == ["elsewhere"]
