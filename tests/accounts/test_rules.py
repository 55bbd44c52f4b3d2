"""Secrets and the throttle."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lms.accounts.rules import Reason, is_open, wait_until, weak_password, weak_pin

BORN = date(1990, 3, 14)
START = datetime(2026, 5, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("pin", ["000000", "123456", "987654", "121212", "123123", "111122", "890123"])
def test_a_trivial_pin_is_refused(pin):
    assert weak_pin(pin, birth_date=BORN) is Reason.PIN_TRIVIAL


@pytest.mark.parametrize("pin", ["140390", "900314", "031990", "199003"])
def test_the_birth_date_is_no_pin(pin):
    assert weak_pin(pin, birth_date=BORN) is Reason.PIN_IS_BIRTH_DATE


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12a456", "١٢٣٤٥٦"])
def test_a_pin_has_six_digits(pin):
    assert weak_pin(pin, birth_date=BORN) is Reason.PIN_NOT_SIX_DIGITS


def test_the_registration_number_is_no_pin():
    assert weak_pin("481927", birth_date=BORN, number="304819275") is Reason.PIN_IN_NUMBER


def test_an_ordinary_pin_will_do():
    assert weak_pin("482915", birth_date=BORN, number="304819275") is None


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", Reason.PASSWORD_SHORT),
        ("password123", Reason.PASSWORD_COMMON),
        ("aaaaaaaaaaaa", Reason.PASSWORD_COMMON),
        ("n.karimova.long", Reason.PASSWORD_COMMON),
        ("three quiet mountains", None),
    ],
)
def test_passwords(password, reason):
    assert weak_password(password, "n.karimova.long") is reason


def test_the_fifth_wrong_try_waits_a_minute_and_each_further_one_twice_as_long():
    tries = [START + timedelta(seconds=n) for n in range(12)]
    waits = [wait_until(tries[:n]) for n in (4, 5, 6, 7, 12)]
    assert waits[0] is None
    assert [wait - tries[n - 1] for wait, n in zip(waits[1:], (5, 6, 7, 12), strict=True)] == [
        timedelta(minutes=minutes) for minutes in (1, 2, 4, 15)
    ]


def test_an_account_ends_with_its_contract():
    last = date(2026, 5, 31)
    assert [is_open(disabled_at=None, expires_on=last, today=last + timedelta(days=n)) for n in (0, 1)] == [True, False]
    assert not is_open(disabled_at=START, expires_on=None, today=last)
