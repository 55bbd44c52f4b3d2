"""Periods, filters, and adding up."""

from datetime import date

import pytest

from lms.reports.rules import SCORES, Counts, Figure, Filters, Row, Score, Share, add_months, filters, months_between


@pytest.mark.parametrize(
    "month, n, found",
    [
        (date(2026, 11, 1), 2, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_are_counted_over_the_new_year(month, n, found):
    assert add_months(month, n) == found
    assert months_between(month, found) == n


def test_a_period_holds_its_first_and_its_last_month():
    chosen = Filters(date(2026, 11, 1), date(2027, 1, 1))
    assert chosen.months == (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))
    assert chosen.after == date(2027, 2, 1)


def test_months_in_the_wrong_order_are_turned_round_and_a_blank_choice_is_none():
    chosen = filters(first=date(2026, 11, 1), last=date(2026, 9, 1), centre="", sex="f")
    assert chosen == Filters(date(2026, 9, 1), date(2026, 11, 1), None, "f", None)


def test_of_a_long_period_the_last_three_years_count():
    chosen = filters(first=date(2010, 1, 1), last=date(2026, 12, 1))
    assert (chosen.first, len(chosen.months)) == (date(2024, 1, 1), 36)


def test_shares_are_added_up_by_their_counts():
    total = Counts(registered=3, in_time=1, marks=4, attended=3) + Counts(registered=1, in_time=1, marks=6, attended=6)
    assert total.value(Figure.IN_TIME_SHARE) == Share(2, 4)
    assert total.value(Figure.ATTENDANCE) == Share(9, 10)
    assert total.value(Figure.REGISTERED) == 4
    assert Share(0, 0).value is None


def test_a_row_has_every_figure():
    row = Row("f", "Women", Counts(registered=2), {"content": Score(4.5)})
    assert [row.cell(figure) for figure in SCORES] == [Score(4.5), Score(), Score(), Score(), Score()]
    assert row.cell(Figure.REGISTERED) == 2
