"""What the square on a certificate says: a record of few bytes that can be signed, and read with no network.

Its format is written down in `docs/certificate-format.md`, for those who write a checker of their own."""

from base64 import b32decode, b32encode
from binascii import Error
from dataclasses import dataclass, fields
from datetime import date, timedelta

FORMAT = 1
SIGNED_AS = b"PDO certificate 1\n"  # stands before the record when it is signed: see badges.py
SIGNATURE_LENGTH = 64
SHORTEST = 40
LONGEST = 400  # signs of a token; a QR of this size is read from paper without trouble
EPOCH = date(1970, 1, 1)
UINT, TEXT, ARRAY = 0, 3, 4  # major types of CBOR (RFC 8949)


class Unreadable(ValueError):
    """These bytes are no record of a certificate."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is signed. `initials` and nothing more of the person; `minutes` are those of training."""

    key_id: int
    serial: str
    initials: str
    programme: str
    edition: int
    minutes: int
    first_day: date
    last_day: date
    issued_on: date
    expires_on: date


def pack(record: Record) -> bytes:
    """The record as a CBOR array, in the shortest form there is (RFC 8949, 4.2): one record, one way to write it."""
    values = [FORMAT, *(_plain(getattr(record, each.name)) for each in fields(record))]
    return _head(ARRAY, len(values)) + b"".join(_item(each) for each in values)


def unpack(packed: bytes) -> Record:
    """The record again. Raises Unreadable for anything that `pack` would not have written."""
    kind, count, at = _read_head(packed, 0)
    if (kind, count) != (ARRAY, 1 + len(fields(Record))):
        raise Unreadable
    values = []
    for _n in range(count):
        value, at = _read_item(packed, at)
        values.append(value)
    if at != len(packed) or values[0] != FORMAT:
        raise Unreadable
    return Record(*(_as(each.type, value) for each, value in zip(fields(Record), values[1:], strict=True)))


def as_token(signed: bytes) -> str:
    """Bytes as capital letters and digits, which a QR holds most tightly (RFC 4648 base32 without padding)."""
    return b32encode(signed).decode().rstrip("=")


def token_in(text: str) -> str | None:
    """The token in what somebody pasted: an address or the bare token. None when there is none in it."""
    found = text.strip()
    at = found.upper().rfind("/C/")
    found = found[at + 3 :] if at >= 0 else found
    return found if SHORTEST <= len(found) <= LONGEST and found.isascii() and found.isalnum() else None


def from_token(token: str) -> bytes:
    """The bytes again. Raises Unreadable."""
    text = token.strip().upper()
    if not text or len(text) > LONGEST or not token.isascii():  # "ſ" and "ı" have capitals that are plain letters
        raise Unreadable
    try:
        found = b32decode(text + "=" * (-len(text) % 8))
    except (Error, ValueError):
        raise Unreadable from None
    if as_token(found) != text:
        raise Unreadable
    return found


def _plain(value: int | str | date) -> int | str:
    return (value - EPOCH).days if isinstance(value, date) else value


def _as(kind: type, value: int | str) -> int | str | date:
    wanted = str if kind is str else int
    if type(value) is not wanted:
        raise Unreadable
    if kind is not date:
        return value
    try:
        return EPOCH + timedelta(days=value)
    except OverflowError:
        raise Unreadable from None


def _item(value: int | str) -> bytes:
    if isinstance(value, str):
        text = value.encode()
        return _head(TEXT, len(text)) + text
    return _head(UINT, value)


def _head(kind: int, value: int) -> bytes:
    if value < 24:
        return bytes([kind << 5 | value])
    size = next(n for n in range(4) if value < 1 << (8 << n))
    return bytes([kind << 5 | 24 + size]) + value.to_bytes(1 << size, "big")


def _read_item(packed: bytes, at: int) -> tuple[int | str, int]:
    kind, value, after = _read_head(packed, at)
    if kind == UINT:
        return value, after
    if kind != TEXT or after + value > len(packed):
        raise Unreadable
    try:
        return packed[after : after + value].decode(), after + value
    except UnicodeDecodeError:
        raise Unreadable from None


def _read_head(packed: bytes, at: int) -> tuple[int, int, int]:
    if at >= len(packed):
        raise Unreadable
    kind, short = packed[at] >> 5, packed[at] & 31
    if short < 24:
        return kind, short, at + 1
    after = at + 1 + (1 << (short - 24 & 3))
    value = int.from_bytes(packed[at + 1 : after], "big")
    if after > len(packed) or packed[at:after] != _head(kind, value):  # cut off, or not the shortest form
        raise Unreadable
    return kind, value, after
