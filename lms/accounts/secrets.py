"""Hashing of passwords and PINs."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app


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
