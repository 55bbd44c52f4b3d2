"""How often somebody may try: nobody guesses a secret, and nobody locks others out by guessing.

Three counts, each over the last quarter of an hour. An *account* waits after five wrong tries, whoever made them,
except on a device its owner signed in with before: that has a count of its own, so that strangers who try from
everywhere never lock the owner out. An *address* from which very much was tried stops those it has never seen; a centre
behind one address goes on working, for its people have signed in from there before, and whoever signs in for the first
time has not been guessed at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network

TRIES_BEFORE_WAIT = 5
WINDOW = timedelta(minutes=15)
FAMILIAR = timedelta(days=90)  # how long a place counts as one where an account signs in


class Door(StrEnum):
    """What an address may try only so often."""

    SIGN_IN = "address"
    REGISTER = "register"
    CHECK = "check"
    FORGOTTEN = "forgotten"
    CODE = "code"
    ASK = "ask"
    WALK_IN = "walk-in"  # of somebody who calls a roll, by numbers that the class does not know


# Within WINDOW. A centre's forty people share one address, a telephone company's many more: generous, but no machine
# gun.
MOST_TRIES = {Door.SIGN_IN: 100, Door.REGISTER: 60, Door.CHECK: 60, Door.FORGOTTEN: 30, Door.CODE: 5,
              Door.ASK: 20, Door.WALK_IN: 5}  # fmt: skip
MOST_FIRST_TRIES = 1000  # from one address, by accounts that nobody else tries


@dataclass(frozen=True, slots=True)
class Tries:
    """What went wrong lately, oldest first: with the account on strange devices, and on this one; how much from this
    address. Whether the account signed in before on this device, and at this address."""

    account: Sequence[datetime]
    device: Sequence[datetime]
    from_address: int
    device_known: bool
    address_known: bool


def must_wait(tries: Tries, at: datetime) -> bool:
    """Whether this try comes too early to be looked at."""
    wait = wait_until(tries.device if tries.device_known else tries.account)
    if wait and at < wait:
        return True
    if tries.from_address < MOST_TRIES[Door.SIGN_IN] or tries.device_known or tries.address_known:
        return False
    return bool(tries.account) or tries.from_address >= MOST_FIRST_TRIES


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
