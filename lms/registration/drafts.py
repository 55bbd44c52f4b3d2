"""What was typed, kept encrypted in the cookie of the device: the answers of somebody who registers, until the last
step, so that nothing of somebody who stops half-way stays with us; and what an officer last searched for, so that no
name stands in an address, in the browser's history or in a server's log."""

import json
import secrets
import zlib
from base64 import b64decode, b64encode
from typing import Any

from flask import current_app, session

from lms.core.encryption import decrypt, encrypt
from lms.registration.queries import LONGEST_SEARCH

FIELD, SEARCH = "draft", "search"


def read() -> dict[str, Any]:
    """Step → answers as typed, and the token that makes a form sent twice one registration."""
    try:
        packed = b64decode(decrypt(session[FIELD], current_app.config["PERSONAL_KEYS"]))
        return json.loads(zlib.decompress(packed))
    except (KeyError, ValueError):
        return {"token": secrets.token_urlsafe(16)}


def write(draft: dict[str, Any]) -> None:
    """Keep the answers on this phone."""
    packed = zlib.compress(json.dumps(draft, ensure_ascii=False).encode(), 9)
    session[FIELD] = encrypt(b64encode(packed).decode(), current_app.config["PERSONAL_KEYS"])


def keep_search(text: str) -> None:
    """Keep what is searched for on this device."""
    session[SEARCH] = encrypt(text[:LONGEST_SEARCH], current_app.config["PERSONAL_KEYS"])


def last_search() -> str:
    """What was last searched for on this device."""
    try:
        return decrypt(session[SEARCH], current_app.config["PERSONAL_KEYS"])
    except KeyError:
        return ""


def clear() -> None:
    """Forget the answers."""
    session.pop(FIELD, None)
