"""Signing what the square of a certificate says, and reading it back. The keys that sign lie beside the database, one
file each; their public halves are in the table `signing_key`, with the days on which each was in use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from lms.certificates.models import Certificate
from lms.certificates.rules import State
from lms.certificates.rules.record import (
    FORMAT,
    SIGNATURE_LENGTH,
    SIGNED_AS,
    Record,
    Unreadable,
    from_token,
    pack,
    unpack,
)
from lms.core import clock
from lms.core.errors import Refused


class Fault(StrEnum):
    """Why a square proves nothing."""

    UNREADABLE = "unreadable"
    UNKNOWN_KEY = "unknown-key"
    NOT_OURS = "not-ours"
    KEY_NOT_IN_USE = "key-not-in-use"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of a key, and the first and last day on which it signed."""

    id: int
    public: bytes
    since: date
    until: date | None = None

    def was_in_use(self, day: date) -> bool:
        """Whether certificates of that day may be signed with it."""
        return self.since <= day and (self.until is None or day <= self.until)


def public_half(seed: bytes) -> bytes:
    """What is published of a key."""
    return bytes(SigningKey(seed).verify_key)


def sign(record: Record, seed: bytes) -> bytes:
    """The record and its Ed25519 signature. The same record always gives the same bytes."""
    packed = pack(record)
    return packed + SigningKey(seed).sign(SIGNED_AS + packed).signature


def read(token: str, keys: Mapping[int, PublicKey]) -> Record:
    """What a square says. Raises Refused(UNREADABLE, UNKNOWN_KEY, NOT_OURS or KEY_NOT_IN_USE)."""
    try:
        signed = from_token(token)
        record = unpack(signed[:-SIGNATURE_LENGTH])
    except Unreadable:
        raise Refused(Fault.UNREADABLE) from None
    key = keys.get(record.key_id)
    if key is None:
        raise Refused(Fault.UNKNOWN_KEY)
    try:
        VerifyKey(key.public).verify(SIGNED_AS + signed[:-SIGNATURE_LENGTH], signed[-SIGNATURE_LENGTH:])
    except BadSignatureError:
        raise Refused(Fault.NOT_OURS) from None
    if not key.was_in_use(record.issued_on):
        raise Refused(Fault.KEY_NOT_IN_USE)
    return record


def offline(keys: Iterable[PublicKey], not_standing: Iterable[Certificate], at: datetime) -> dict[str, Any]:
    """The public keys, and the serials that were revoked or replaced, for checkers without network; `as_of` is the
    moment it was true."""
    return {
        "format": FORMAT,
        "as_of": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "keys": [
            {
                "id": key.id,
                "public": key.public.hex(),
                "since": key.since.isoformat(),
                "until": key.until.isoformat() if key.until else None,
            }
            for key in keys
        ],
        "not_valid": {each.serial: _fate(each) for each in not_standing},
    }


def _fate(withdrawn: Certificate) -> dict[str, str | None]:
    revoked = withdrawn.revoked_at is not None
    on = withdrawn.revoked_at if revoked else withdrawn.replaced_at
    return {
        "state": (State.REVOKED if revoked else State.REPLACED).value,
        "on": clock.local(on).date().isoformat(),
        "reason": withdrawn.revoked_reason if revoked else withdrawn.replaced_for,
    }
