"""Guessing is slow; guessing locks nobody else out."""

from datetime import timedelta

import pytest

from lms.accounts import actions
from lms.accounts.actions import SignedIn
from lms.accounts.rules import MOST_FIRST_TRIES, MOST_TRIES, Door, Reason
from lms.core import clock
from tests.factories.accounts import make_user

SECRET = "three quiet mountains"
CENTRE, ELSEWHERE = "10.0.0.1", "192.0.2.7"


def sign_in(login="zaynab", secret=SECRET, address=CENTRE, device=None, at=None):
    result = actions.sign_in(login=login, secret=secret, address=address, device=device, at=at or clock.now())
    return "in" if isinstance(result, SignedIn) else result


def guess(login="zaynab", *, times=5, **where):
    return [sign_in(login, "wrong", **where) for _ in range(times)]


@pytest.fixture
def zaynab(db_session):
    """Somebody who signed in at the centre before, on the device "own"."""
    user = make_user(login="zaynab", secret=SECRET)
    assert sign_in(device="own") == "in"
    return user


def test_an_attack_from_everywhere_does_not_lock_the_owner_out_on_a_known_device(zaynab):
    for n in range(8):
        guess(times=1, address=f"198.51.100.{n}", device=f"bot{n}")
    assert sign_in(address="198.51.100.99", device="new phone") is Reason.TOO_MANY_TRIES
    assert sign_in(device="own", address=ELSEWHERE) == "in"
    assert sign_in(device="new phone") is Reason.TOO_MANY_TRIES, "and the owner's success helps no attacker"


def test_on_a_known_device_one_may_not_guess_for_ever_either(zaynab):
    assert guess(times=7, device="own") == [Reason.WRONG_SECRET] * 5 + [Reason.TOO_MANY_TRIES] * 2
    assert sign_in(device="own") is Reason.TOO_MANY_TRIES
    assert sign_in(device="own", at=clock.now() + timedelta(minutes=2)) == "in"


def test_a_mark_of_somebody_elses_device_is_no_excuse(zaynab):
    make_user(login="other", secret=SECRET)
    sign_in("other", device="others")
    assert guess(times=6, device="others")[-1] is Reason.TOO_MANY_TRIES


def test_a_centre_behind_an_address_under_attack_goes_on_working(zaynab, monkeypatch):
    monkeypatch.setitem(MOST_TRIES, Door.SIGN_IN, 10)
    make_user(login="first-day", secret=SECRET)
    make_user(login="guessed", secret=SECRET)
    guess("guessed", times=1, address=ELSEWHERE)
    for n in range(10):
        guess(f"guess{n}", times=1)
    assert sign_in() == "in", "has signed in from there before, although the phone keeps no cookies"
    assert sign_in("first-day", device="new") == "in", "has never been guessed at"
    assert sign_in("guessed") is Reason.TOO_MANY_TRIES
    assert sign_in("guessed", address=ELSEWHERE) == "in"


def test_trying_one_secret_with_very_many_logins_ends_too(db_session, monkeypatch):
    monkeypatch.setitem(MOST_TRIES, Door.SIGN_IN, 3)
    monkeypatch.setattr("lms.accounts.rules.throttle.MOST_FIRST_TRIES", 5)
    assert MOST_FIRST_TRIES > MOST_TRIES[Door.SIGN_IN]
    assert [guess(f"guess{n}", times=1)[0] for n in range(6)] == [Reason.WRONG_SECRET] * 5 + [Reason.TOO_MANY_TRIES]


def test_a_new_secret_from_the_desk_lets_somebody_in_at_once(zaynab):
    guess()
    assert sign_in() is Reason.TOO_MANY_TRIES
    actions.set_secret(user_id=zaynab.id, secret=SECRET, by=None, at=clock.now())
    assert sign_in() == "in"
