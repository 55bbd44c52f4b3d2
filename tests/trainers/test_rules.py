from datetime import date

import pytest

from lms.trainers.rules import Passed, Reason, why_not

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("passed", "reasons"),
    [
        (None, [Reason.NOT_QUALIFIED]),
        (Passed(date(2026, 11, 22)), [Reason.NOT_YET_QUALIFIED]),
        (Passed(date(2025, 11, 21)), []),
        (Passed(date(2025, 11, 20)), [Reason.REFRESHER_DUE]),
        (Passed(date(2020, 1, 1), date(2026, 2, 1)), []),
        (Passed(date(2024, 2, 29)), [Reason.REFRESHER_DUE]),
    ],
)
def test_a_training_counts_for_a_year_and_a_refresher_for_another(passed, reasons):
    found = why_not(qualification=passed, languages=["tg"], contract_until=None, day=TODAY, language="tg")
    assert found == reasons


def test_all_reasons_are_named_at_once():
    found = why_not(
        qualification=None, languages=["tg"], contract_until=date(2026, 1, 1), day=TODAY, language="uz"
    )
    assert found == [Reason.NOT_QUALIFIED, Reason.OTHER_LANGUAGE, Reason.CONTRACT_OVER]


def test_a_training_on_a_leap_day_is_good_until_the_28th():
    assert Passed(date(2024, 2, 29)).good_until == date(2025, 2, 28)
