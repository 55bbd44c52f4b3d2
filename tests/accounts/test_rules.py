"""Secrets and the throttle."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lms.accounts.rules import (
    Reason,
    Tries,
    device_name,
    ends_soon,
    is_open,
    must_wait,
    wait_until,
    weak_password,
    weak_pin,
)
from lms.accounts.rules.codes import code_at, secret_from, step_at, step_of, typed_secret
from lms.accounts.secrets import known_words

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
        ("Dushanbe2024!", Reason.PASSWORD_COMMON),
        ("P@ssw0rd2024!", Reason.PASSWORD_COMMON),
        ("qwerty123456", Reason.PASSWORD_COMMON),
        ("йцукен12345", Reason.PASSWORD_COMMON),
        ("1qaz2wsx3edc", Reason.PASSWORD_COMMON),
        ("Раҳимов1990", Reason.PASSWORD_COMMON),
        ("iloveyou12345", Reason.PASSWORD_COMMON),
        ("n.karimova.long", Reason.PASSWORD_OWN),
        ("Нигора-2026!", Reason.PASSWORD_OWN),
        ("роҳи сафед 26", Reason.PASSWORD_OWN),
        ("three quiet mountains", None),
        ("lampriverbread", None),
        ("се кӯҳи ором", None),
        ("xK9#mQ2vLp", None),
    ],
)
def test_passwords(password, reason):
    own = ("Нигора Каримова", "Роҳи сафед")
    assert weak_password(password, "n.karimova.long", known=known_words(), own=own) is reason


def test_codes_are_those_of_the_standard():
    """RFC 6238, appendix B, of which apps show the last six digits."""
    secret = b"12345678901234567890"
    seconds = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 20000000000: "353130"}
    assert {at: code_at(secret, at // 30) for at in seconds} == seconds
    assert secret_from(typed_secret(secret)) == secret


@pytest.mark.parametrize(("late", "right"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_phone_may_be_half_a_minute_wrong(late, right):
    secret, at = b"12345678901234567890", START + timedelta(seconds=15)
    code = code_at(secret, step_at(at + timedelta(seconds=late)))
    assert (step_of(secret, code, at, after=None) is not None) is right


def test_a_code_is_taken_once_and_none_before_it():
    secret, now = b"12345678901234567890", step_at(START)
    assert step_of(secret, code_at(secret, now), START, after=None) == now
    assert step_of(secret, code_at(secret, now), START, after=now) is None
    assert step_of(secret, code_at(secret, now - 1), START, after=now) is None
    assert step_of(secret, code_at(secret, now + 1), START, after=now) == now + 1


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 7.0; SM-J530F) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36",
         "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0",
         "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) Version/15.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_device_is_called_as_its_owner_would_call_it(agent, name):
    assert device_name(agent) == name


LATELY = [START + timedelta(seconds=n) for n in range(5)]
SOON = START + timedelta(seconds=10)


@pytest.mark.parametrize(
    ("tries", "waits"),
    [
        ({}, False),
        ({"account": LATELY}, True),
        ({"account": LATELY, "device_known": True}, False),
        ({"device": LATELY, "device_known": True}, True),
        ({"account": LATELY, "address_known": True}, True),
        ({"from_address": 100}, False),
        ({"from_address": 100, "account": LATELY[:1]}, True),
        ({"from_address": 1000}, True),
        ({"from_address": 1000, "address_known": True}, False),
        ({"from_address": 1000, "account": LATELY[:1], "device_known": True}, False),
    ],
)
def test_who_must_wait(tries, waits):
    nothing = {"account": (), "device": (), "from_address": 0, "device_known": False, "address_known": False}
    assert must_wait(Tries(**{**nothing, **tries}), SOON) is waits


def test_accounts_that_end_within_two_months_are_named():
    today = date(2026, 5, 1)
    days = {-1: False, 0: True, 60: True, 61: False}
    assert {n: ends_soon(expires_on=today + timedelta(days=n), today=today) for n in days} == days
    assert not ends_soon(expires_on=None, today=today)


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
