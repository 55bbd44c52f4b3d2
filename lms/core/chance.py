"""Where random numbers, codes and draws come from: the system's own source, unless a seeded world is being built."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

HEX = "0123456789abcdef"
PLAIN = "abcdefghijkmnpqrstuvwxyz23456789"  # five bits a letter, none of them misread

_source: ContextVar[random.Random | None] = ContextVar("chance", default=None)
_system = random.SystemRandom()


def source() -> random.Random:
    """What to draw from now."""
    return _source.get() or _system


@contextmanager
def seeded(seed: int) -> Iterator[random.Random]:
    """Within, the same seed gives the same draws. Never for a world with real people in it."""
    token = _source.set(random.Random(seed))
    try:
        yield _source.get()
    finally:
        _source.reset(token)


def digits(length: int) -> str:
    """Random decimal digits."""
    return "".join(source().choices("0123456789", k=length))


def below(limit: int) -> int:
    """A random number from 0 to one below `limit`."""
    return source().randrange(limit)


def letters(length: int, alphabet: str = PLAIN) -> str:
    """Random letters of an alphabet."""
    return "".join(source().choices(alphabet, k=length))
