"""The second factor: codes of an app on the phone (TOTP, RFC 6238), and recovery codes for when the phone is lost."""

import base64
import hashlib
import hmac
import struct
from datetime import datetime, timedelta

DIGITS, STEP = 6, 30  # what every app assumes
DRIFT = 1  # steps by which a phone's clock may be wrong, either way
SECRET_BYTES = 20
RECOVERY_CODES, RECOVERY_DIGITS = 10, 12
HALF_LIVES = timedelta(minutes=10)  # between the password and the code
OFFER_LIVES = timedelta(hours=1)  # between a new secret and the first code of it


def code_at(secret: bytes, step: int) -> str:
    """The code of a step (RFC 4226, section 5.3)."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_at(moment: datetime) -> int:
    """Which step it is."""
    return int(moment.timestamp()) // STEP


def step_of(secret: bytes, code: str, at: datetime, *, after: int | None) -> int | None:
    """The step whose code this is, a little too early or too late allowed; None for a wrong code, and for one that is
    not of a step `after` the last one used: what somebody looked over the shoulder is worth nothing."""
    now = step_at(at)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if (after is None or step > after) and hmac.compare_digest(code_at(secret, step), code):
            return step
    return None


def digits_of(typed: str) -> str:
    """What was typed without the spaces and hyphens that people put between digits."""
    return "".join(typed.split()).replace("-", "")


def is_recovery_code(digits: str) -> bool:
    """Whether it looks like one of the recovery codes, and not like one of the app's."""
    return len(digits) == RECOVERY_DIGITS and digits.isascii() and digits.isdigit()


def is_app_code(digits: str) -> bool:
    """Whether it looks like a code of the app."""
    return len(digits) == DIGITS and digits.isascii() and digits.isdigit()


def in_groups(text: str, size: int = 4) -> str:
    """As people read it: four and four."""
    return " ".join(text[place : place + size] for place in range(0, len(text), size))


def typed_secret(secret: bytes) -> str:
    """The secret as it is typed into an app by hand."""
    return base64.b32encode(secret).decode().rstrip("=")


def secret_from(typed: str) -> bytes:
    """The secret again."""
    return base64.b32decode(typed + "=" * (-len(typed) % 8))
