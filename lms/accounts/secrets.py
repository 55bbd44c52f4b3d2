"""Hashing of passwords and PINs, the words that passwords are compared with, what the app of a second factor reads."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, urlencode

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app

WORDS = Path(__file__).parent / "data"


def hash_of(secret: str) -> str:
    """The argon2id hash of a secret."""
    return _hasher(*current_app.config["ARGON2"]).hash(secret)


def matches(secret: str, hashed: str | None) -> bool:
    """Whether `secret` is the one hashed. As slow for an account that does not exist as for one that does."""
    cost = current_app.config["ARGON2"]
    try:
        return _hasher(*cost).verify(hashed or _nobody(*cost), secret) and hashed is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


@lru_cache
def _hasher(time_cost: int, memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1)


@lru_cache
def _nobody(time_cost: int, memory_kib: int) -> str:
    return _hasher(time_cost, memory_kib).hash("nobody has this secret")


@lru_cache
def known_words() -> frozenset[str]:
    """What passwords are compared with: those that many use, and names and words of the country (`data/README.md`)."""
    lines = (line for path in WORDS.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("# "))


def app_address(secret: str, *, login: str, site: str) -> str:
    """What the QR code says to the app: which site, whose account, which secret."""
    query = urlencode({"secret": secret, "issuer": site}, quote_via=quote)
    return f"otpauth://totp/{quote(site, safe='')}:{quote(login, safe='')}?{query}"
