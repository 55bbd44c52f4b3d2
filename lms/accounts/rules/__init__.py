"""Secrets, codes, the throttle, and what an account may be. Standard library only."""

from lms.accounts.rules.reasons import Reason
from lms.accounts.rules.secrets import PIN_LENGTH, SHORTEST_PASSWORD, weak_password, weak_pin
from lms.accounts.rules.sessions import device_name, ends_soon, is_open
from lms.accounts.rules.throttle import (
    MOST_FIRST_TRIES,
    MOST_TRIES,
    TRIES_BEFORE_WAIT,
    WINDOW,
    Door,
    Tries,
    must_wait,
    neighbourhood,
    wait_until,
)

__all__ = [
    "MOST_FIRST_TRIES",
    "MOST_TRIES",
    "PIN_LENGTH",
    "SHORTEST_PASSWORD",
    "TRIES_BEFORE_WAIT",
    "WINDOW",
    "Door",
    "Reason",
    "Tries",
    "device_name",
    "ends_soon",
    "is_open",
    "must_wait",
    "neighbourhood",
    "wait_until",
    "weak_password",
    "weak_pin",
]
