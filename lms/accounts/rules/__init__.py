"""Secrets, the throttle, and what an account may be. Standard library only."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network

PIN_LENGTH = 6
SHORTEST_PASSWORD = 10
TRIES_BEFORE_WAIT = 5
WINDOW = timedelta(minutes=15)


class Door(StrEnum):
    """What an address may try only so often."""

    SIGN_IN = "address"
    REGISTER = "register"
    CHECK = "check"


# Within WINDOW. A centre's forty people share one address, a telephone company's many more: generous, but no machine
# gun.
MOST_TRIES = {Door.SIGN_IN: 100, Door.REGISTER: 60, Door.CHECK: 60}


class Reason(StrEnum):
    """Why something about an account is refused."""

    WRONG_SECRET = "wrong-secret"
    TOO_MANY_TRIES = "too-many-tries"
    MANY_FROM_HERE = "many-from-here"
    ACCOUNT_CLOSED = "account-closed"
    LOGIN_TAKEN = "login-taken"
    PASSWORD_SHORT = "password-short"
    PASSWORD_COMMON = "password-common"
    PIN_NOT_SIX_DIGITS = "pin-not-six-digits"
    PIN_TRIVIAL = "pin-trivial"
    PIN_IS_BIRTH_DATE = "pin-is-birth-date"
    PIN_IN_NUMBER = "pin-in-number"
    LINK_SPENT = "link-spent"
    OWN_ACCOUNT = "own-account"


COMMON = frozenset({
    "password12", "password123", "password1234", "1234567890", "123456789a", "qwertyuiop", "qwerty1234", "qwerty12345",
    "administrator", "tajikistan", "dushanbe123", "migration1", "1q2w3e4r5t", "zxcvbnm123", "iloveyou12",
})  # fmt: skip


def weak_password(password: str, login: str) -> Reason | None:
    """Why a staff password is refused; None when it will do."""
    if len(password) < SHORTEST_PASSWORD:
        return Reason.PASSWORD_SHORT
    if password.lower() in COMMON or password.lower() == login.lower() or len(set(password)) < 4:
        return Reason.PASSWORD_COMMON
    return None


def weak_pin(pin: str, *, birth_date: date, number: str = "") -> Reason | None:
    """Why a trainee's PIN is refused; None when it will do."""
    if len(pin) != PIN_LENGTH or not (pin.isascii() and pin.isdigit()):
        return Reason.PIN_NOT_SIX_DIGITS
    steps = {(int(b) - int(a)) % 10 for a, b in zip(pin, pin[1:], strict=False)}
    if len(set(pin)) <= 2 or steps in ({1}, {9}) or pin[:3] == pin[3:] or pin[:2] * 3 == pin:
        return Reason.PIN_TRIVIAL
    births = {birth_date.strftime(form) for form in ("%d%m%y", "%y%m%d", "%m%d%y", "%m%Y", "%Y%m")}
    if pin in births:
        return Reason.PIN_IS_BIRTH_DATE
    if number and pin in number:
        return Reason.PIN_IN_NUMBER
    return None


def wait_until(failures: Sequence[datetime]) -> datetime | None:
    """Until when one login must wait after these wrong tries (oldest first): from the fifth on one minute, then
    twice as long each time, at most fifteen minutes. None while no wait is due."""
    if len(failures) < TRIES_BEFORE_WAIT:
        return None
    minutes = min(2 ** (len(failures) - TRIES_BEFORE_WAIT), 15)
    return failures[-1] + timedelta(minutes=minutes)


def neighbourhood(address: str) -> str:
    """What counts as one address: of IPv6, in which one subscriber has billions, the first half."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def is_open(*, disabled_at: datetime | None, expires_on: date | None, today: date) -> bool:
    """Whether an account may be used today."""
    return disabled_at is None and (expires_on is None or today <= expires_on)
