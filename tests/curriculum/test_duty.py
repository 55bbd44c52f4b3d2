"""Whether a course is a duty: rules with dates (E4)."""

from dataclasses import replace
from datetime import date

import pytest

from lms.curriculum.messages import duty_sentence
from lms.curriculum.queries import newest_programme
from lms.curriculum.rules.duty import Why, standing_of
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
