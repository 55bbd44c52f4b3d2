"""Answers given so far, kept encrypted in the cookie of the phone until the last step: nothing of somebody who stops
half-way stays with us, and a page can be opened again."""

import json
import secrets
import zlib
from base64 import b64decode, b64encode
from typing import Any

from flask import current_app, session

from lms.core.encryption import decrypt, encrypt

FIELD = "draft"


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


def clear() -> None:
    """Forget the answers."""
    session.pop(FIELD, None)
