"""Personal fields at rest: encrypted with a key that is not in the database, found again by a keyed index."""

import hashlib
import hmac
from base64 import b64decode, b64encode

from flask import current_app
from nacl.secret import SecretBox
from nacl.utils import random
from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator


def new_key() -> bytes:
    """A fresh 32-byte key."""
    return random(SecretBox.KEY_SIZE)


def key_name(key: bytes) -> str:
    """Four letters that tell which key a value was written with."""
    return hashlib.blake2b(key, digest_size=2, person=b"key-name").hexdigest()


def encrypt(text: str, keys: list[bytes]) -> str:
    """`text` sealed with the first key; the key's name stands before it."""
    return f"{key_name(keys[0])}.{b64encode(SecretBox(keys[0]).encrypt(text.encode())).decode()}"


def decrypt(sealed: str, keys: list[bytes]) -> str:
    """The text again. Raises KeyError when the key it was written with is not among `keys`."""
    name, _, body = sealed.partition(".")
    by_name = {key_name(key): key for key in keys}
    return SecretBox(by_name[name]).decrypt(b64decode(body)).decode()


def index_of(text: str) -> str:
    """A keyed digest for exact look-up: equal texts give equal digests, and nothing can be read from it."""
    return hmac.new(current_app.config["INDEX_KEY"], text.encode(), hashlib.sha256).hexdigest()


class EncryptedText(TypeDecorator[str]):
    """A text column that is encrypted in the database and plain in Python."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect) -> str | None:
        return None if value is None else encrypt(value, current_app.config["PERSONAL_KEYS"])

    def process_result_value(self, value: str | None, dialect) -> str | None:
        return None if value is None else decrypt(value, current_app.config["PERSONAL_KEYS"])
