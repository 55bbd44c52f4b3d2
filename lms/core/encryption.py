"""Personal fields at rest: encrypted before they reach the database, found again by a keyed index."""

import hashlib
import hmac
from base64 import b64decode, b64encode
from functools import lru_cache
from typing import Any

from flask import current_app
from nacl.secret import SecretBox
from nacl.utils import random
from sqlalchemy import Text, literal
from sqlalchemy.types import TypeDecorator


NAME_LENGTH = 4


def new_key() -> bytes:
    """A fresh 32-byte key."""
    return random(SecretBox.KEY_SIZE)


@lru_cache(maxsize=64)
def key_name(key: bytes) -> str:
    """Four letters that tell which key a value was written with."""
    return hashlib.blake2b(key, digest_size=2, person=b"key-name").hexdigest()


@lru_cache(maxsize=64)
def _box(key: bytes) -> SecretBox:
    return SecretBox(key)


def seal(content: bytes, keys: list[bytes]) -> str:
    """`content` sealed with the first key; the key's name stands before it."""
    return f"{key_name(keys[0])}.{b64encode(_box(keys[0]).encrypt(content)).decode()}"


def unseal(sealed: str, keys: list[bytes]) -> bytes:
    """The content again. Raises KeyError when the key it was sealed with is not among `keys`."""
    name, _, body = sealed.partition(".")
    by_name = {key_name(key): key for key in keys}
    return _box(by_name[name]).decrypt(b64decode(body))


def encrypt(text: str, keys: list[bytes]) -> str:
    """A text, sealed."""
    return seal(text.encode(), keys)


def decrypt(sealed: str, keys: list[bytes]) -> str:
    """The text again. Raises KeyError when the key it was written with is not among `keys`."""
    return unseal(sealed, keys).decode()


def index_of(text: str) -> str:
    """A keyed digest for exact look-up: equal texts give equal digests, and nothing can be read from it. The name of
    the key stands before it."""
    return _digest(text, index_keys()[0])


def indexes_of(text: str) -> list[str]:
    """The digests under which a text may be found: while the key is changed, those of the old one too."""
    return [_digest(text, key) for key in index_keys()]


def _digest(text: str, key: bytes) -> str:
    return key_name(key) + hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[NAME_LENGTH:]


def personal_keys() -> list[bytes]:
    """The keys of personal fields, the one that writes first."""
    return _keys("PERSONAL_KEYS")


def index_keys() -> list[bytes]:
    """The keys of the indexes by which such fields are found, the one that writes first."""
    return _keys("INDEX_KEYS")


def signing_keys() -> dict[int, bytes]:
    """The secret halves of the keys that sign, by number; the newest signs."""
    return _keys("SIGNING_KEYS")


def _keys(name: str) -> Any:
    """A key that was made while this program runs is taken up with the next value: nothing must be started anew."""
    watch = current_app.extensions.get("keys")
    if watch is not None and (found := watch.news()):
        current_app.config.update(found)
    return current_app.config[name]


ERASED = literal("", Text())  # what is written in the place of a text that nobody shall read again


class EncryptedText(TypeDecorator[str]):
    """A text column that is encrypted in the database and plain in Python; one that was erased is empty in both."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect) -> str | None:
        return None if value is None else encrypt(value, personal_keys())

    def process_result_value(self, value: str | None, dialect) -> str | None:
        return value if not value else decrypt(value, personal_keys())


@lru_cache(maxsize=4096)
def _says_yes(sealed: str) -> bool:
    """How somebody reads is asked with each of their pages."""
    return EncryptedText().process_result_value(sealed, None) == "yes"


class EncryptedFlag(EncryptedText):
    """A yes or no that is encrypted in the database: nobody counts by it, and nobody reads it from a copy."""

    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect) -> str | None:
        return super().process_bind_param(None if value is None else "yes" if value else "no", dialect)

    def process_result_value(self, value: str | None, dialect) -> bool | None:
        return None if value is None else _says_yes(value)


class EncryptedBytes(EncryptedText):
    """A picture or another file that is encrypted in the database; one that was erased is empty."""

    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect) -> str | None:
        return None if value is None else seal(value, personal_keys())

    def process_result_value(self, value: str | None, dialect) -> bytes | None:
        return None if value is None else unseal(value, personal_keys()) if value else b""
