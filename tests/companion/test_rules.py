"""Money sent home, and loans."""

from decimal import Decimal

import pytest

from lms.companion.rules import loan, number, sent_home

pytestmark = pytest.mark.source


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1 500,50", "1500.50"), ("1500.5", "1500.5"), ("0", "0"), ("", None), ("-1", None), ("1e400", None),
     ("NaN", None), ("сад", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed, read):
    assert number(typed) == (Decimal(read) if read else None)


def test_what_arrives_is_what_is_left_after_the_fee_at_the_rate():
    sent = sent_home(Decimal(10000), fixed=Decimal(50), percent=Decimal(1), rate=Decimal("0.12"))
    assert (sent.fee, sent.exchanged, sent.arrives) == (Decimal(150), Decimal(9850), Decimal(1182))
    assert sent_home(Decimal(10), fixed=Decimal(50), percent=Decimal(0), rate=Decimal(1)).arrives == 0


def test_a_loan_shows_its_interest():
    found = loan(Decimal(12000), percent=Decimal(24), months=12)
    assert (found.instalment, found.total) == (Decimal("1134.72"), Decimal("13616.64"))
    assert found.interest == Decimal("1616.64")
    assert loan(Decimal(1200), percent=Decimal(0), months=12).interest == 0


def test_of_a_loan_without_interest_all_is_paid_back_and_no_more():
    found = loan(Decimal(100), percent=Decimal(0), months=3)
    assert (found.instalment, found.total, found.interest) == (Decimal("33.33"), 100, 0)
