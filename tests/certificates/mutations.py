"""Squares that somebody has changed, cut, put together or signed with a key of their own: a seeded stream of them.

    python -m tests.certificates.mutations --count 1000000

reads that many with the program's reader and says how each was refused; it fails on one that is accepted, and on one
that makes the reader stumble. A smaller stream is part of the tests."""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from lms.certificates.rules.record import Record, Unreadable, as_token, from_token, pack
from lms.certificates.signing import PublicKey, public_half, read, sign
from lms.core.errors import Refused

ISSUED = date(2026, 11, 3)
SEED, FOREIGN = bytes(range(32)), bytes(range(1, 33))
KEYS = {
    1: PublicKey(1, public_half(SEED), date(2026, 1, 1)),
    2: PublicKey(2, public_half(SEED[::-1]), date(2026, 1, 1), date(2026, 6, 30)),  # an old one, not in use any more
}
RECORD = Record(1, "TJ-2026-0000188-R", "Р. З. К.", "tj-pilot", 3, 390, ISSUED, ISSUED, ISSUED, date(2028, 11, 3))
ORIGINALS = [
    sign(RECORD, SEED),
    sign(replace(RECORD, serial="TJ-2026-0000189-P", initials="Ш. Б.", minutes=1080), SEED),
]
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
STRANGE = "01890-_=+/ .ſıΑАО😀é\n\t\u200f%"


def squares(count: int, seed: int = 1) -> Iterator[str]:
    """So many changed squares; none says what one of the originals says."""
    chance, real = Random(seed), set(ORIGINALS)
    made = 0
    while made < count:
        token = chance.choice(WAYS)(chance)
        if _bytes(token) not in real:
            made += 1
            yield token


def refused(token: str) -> str:
    """Why the reader refuses it. Raises AssertionError when it does not."""
    try:
        found = read(token, KEYS)
    except Refused as fault:
        return fault.reason.value
    raise AssertionError(f"accepted: {token!r} says {found}")


def _bytes(token: str) -> bytes | None:
    try:
        return from_token(token)
    except Unreadable:
        return None


def _token(chance: Random) -> str:
    return as_token(chance.choice(ORIGINALS))


def _bits(chance: Random) -> str:
    changed = bytearray(chance.choice(ORIGINALS))
    for _n in range(chance.choice((1, 1, 1, 2, 8))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return as_token(bytes(changed))


def _signs(chance: Random) -> str:
    signs = list(_token(chance))
    for _n in range(chance.choice((1, 1, 2, 5))):
        signs[chance.randrange(len(signs))] = chance.choice(SIGNS if chance.random() < 0.7 else STRANGE)
    return "".join(signs)


def _cut(chance: Random) -> str:
    token = _token(chance)
    first, last = sorted(chance.randrange(len(token) + 1) for _ in "ab")
    return token[first:last] if chance.random() < 0.5 else token[:first] + token[last:]


def _longer(chance: Random) -> str:
    signed = chance.choice(ORIGINALS)
    more = chance.randbytes(chance.randrange(1, 80))
    at = chance.choice((0, len(signed) - 64, len(signed)))
    return as_token(signed[:at] + more + signed[at:])


def _spliced(chance: Random) -> str:
    """The record of one with the signature of another, or two halves."""
    one, other = chance.sample(ORIGINALS, 2)
    at = chance.choice((-64, -32, chance.randrange(1, len(one))))
    return as_token(one[:at] + other[at:])


def _signed_elsewhere(chance: Random) -> str:
    """A record that is in order, signed with a key that is not ours, or with an old one after its last day."""
    record = replace(
        RECORD, key_id=chance.choice((1, 1, 2, 3, 255, 2**40)), minutes=chance.randrange(5000),
        expires_on=ISSUED + timedelta(days=chance.randrange(4000)),
    )  # fmt: skip
    old = record.key_id == 2 and chance.random() < 0.5
    return as_token(sign(record, SEED[::-1] if old else FOREIGN))


def _no_record(chance: Random) -> str:
    """Bytes that are signed with our key's neighbour and are hardly a record."""
    packed = bytearray(pack(RECORD))
    for _n in range(3):
        packed[chance.randrange(len(packed))] = chance.choice((0x1B, 0x1F, 0x3A, 0x7B, 0x8B, 0x9F, 0xBF, 0xF6, 0xFF))
    return as_token(bytes(packed) + chance.randbytes(64))


def _noise(chance: Random) -> str:
    return "".join(chance.choices(SIGNS, k=chance.randrange(420)))


WAYS = (_bits, _bits, _signs, _signs, _cut, _longer, _spliced, _signed_elsewhere, _no_record, _noise)


def main() -> None:
    """Read as many as asked for and say how they were refused."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    found = Counter(refused(each) for each in squares(given.count, given.seed))
    for reason, count in found.most_common():
        print(f"{count:>9} {reason}")
    print(f"{sum(found.values()):>9} read, none accepted, none stumbled over")


if __name__ == "__main__":
    main()
