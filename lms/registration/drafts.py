"""What was typed, kept encrypted in the cookie of the device: the answers of somebody who registers, until the last
step, so that nothing of somebody who stops half-way stays with us; the number of somebody who asks for a code; and what
an officer last searched for, so that no name stands in an address, in the browser's history or in a server's log."""

import json
import secrets
import zlib
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, session

from lms.core.encryption import decrypt, encrypt
from lms.registration.queries import LONGEST_SEARCH

FIELD, SEARCH, FORGOTTEN, REGISTERED, WRITTEN = "draft", "search", "forgotten", "registered", "written"
LIVES = timedelta(hours=24)  # since the last step: a shared phone is somebody else's tomorrow
PIN_WAITS = timedelta(minutes=30)
LONGEST_NUMBER = 20  # as typed, with spaces


def read(at: datetime) -> dict[str, Any]:
    """Step → answers as typed, and the token that makes a form sent twice one registration. What is older than a day is
    forgotten."""
    try:
        packed = b64decode(decrypt(session[FIELD], current_app.config["PERSONAL_KEYS"]))
        draft = json.loads(zlib.decompress(packed))
        if at.timestamp() - draft[WRITTEN] < LIVES.total_seconds():
            return draft
    except (KeyError, ValueError):
        pass
    return {"token": secrets.token_urlsafe(16)}


def write(draft: dict[str, Any], at: datetime) -> None:
    """Keep the answers on this phone."""
    text = json.dumps({**draft, WRITTEN: int(at.timestamp())}, ensure_ascii=False)
    packed = zlib.compress(text.encode(), 9)
    session[FIELD] = encrypt(b64encode(packed).decode(), current_app.config["PERSONAL_KEYS"])


def keep_registered(key: str, at: datetime) -> None:
    """The answers are a registration now; its person chooses a PIN on this phone."""
    clear()
    session[REGISTERED] = [key, int(at.timestamp())]


def registered(at: datetime) -> tuple[str | None, bool]:
    """Whose PIN may be chosen on this phone, and whether the time for it is over."""
    try:
        key, since = session[REGISTERED]
    except (KeyError, ValueError):
        return None, False
    return key, at.timestamp() - since >= PIN_WAITS.total_seconds()


def keep_search(text: str) -> None:
    """Keep what is searched for on this device."""
    _keep(SEARCH, text[:LONGEST_SEARCH])


def last_search() -> str:
    """What was last searched for on this device."""
    return _kept(SEARCH)


def keep_number(text: str) -> None:
    """Keep the number for which a code was asked, so that it need not be typed again beside the code."""
    _keep(FORGOTTEN, text[:LONGEST_NUMBER])


def number() -> str:
    """The number for which a code was asked on this phone."""
    return _kept(FORGOTTEN)


def forget_number() -> None:
    """The code was used."""
    session.pop(FORGOTTEN, None)


def _keep(name: str, text: str) -> None:
    session[name] = encrypt(text, current_app.config["PERSONAL_KEYS"])


def _kept(name: str) -> str:
    """A cookie that was written before this, or with a key that is gone, says nothing."""
    try:
        return decrypt(session[name], current_app.config["PERSONAL_KEYS"])
    except KeyError:
        return ""


def clear() -> None:
    """Forget the answers, and who registered."""
    session.pop(FIELD, None)
    session.pop(REGISTERED, None)
