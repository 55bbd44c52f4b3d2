"""The certificate as an Open Badge 3.0 that wallets and employers' programs read: a JSON Web Token signed with Ed25519,
and the list of those withdrawn (Bitstring Status List 1.0).

The key is the one that signed the square. A token begins with "ey", what is signed of a square with "PDO": neither can
be taken for the other."""

import gzip
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from nacl.signing import SigningKey

from lms.certificates.models import Certificate
from lms.certificates.rules import shown_code
from lms.core import clock

MEDIA_TYPE = "application/vc+jwt"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
CONTEXT = [CREDENTIALS, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
LIST_LENGTH = 131_072  # the shortest that the standard allows: nobody is told apart by asking for a list


@dataclass(frozen=True, slots=True)
class Place:
    """Where what a badge points to is found, and by what name its issuer goes."""

    site: str
    name: str

    @property
    def issuer(self) -> dict[str, Any]:
        """Who issues, as a profile."""
        return {"id": f"{self.site}/badges/issuer", "type": ["Profile"], "name": self.name, "url": self.site}

    def key(self, number: int) -> str:
        """Where a public key is found."""
        return f"{self.site}/badges/keys/{number}"

    def status(self, number: int) -> str:
        """Where a list of withdrawn certificates is found."""
        return f"{self.site}/badges/status/{number}"


def badge(certificate: Certificate, place: Place, words: Mapping[str, str]) -> dict[str, Any]:
    """The credential as what a token says. `words`: title, description and criteria in the person's language."""
    address = f"{place.site}/check/{shown_code(certificate.code)}"
    ends = clock.at_local(certificate.expires_on + timedelta(days=1))
    holder = uuid5(NAMESPACE_URL, f"{address}#holder").urn
    name = {
        "type": "IdentityObject", "identityHash": certificate.latin_name, "identityType": "name", "hashed": False,
    }  # fmt: skip
    achievement = {
        "id": f"{place.site}/programmes/{certificate.evidence['programme']}", "type": ["Achievement"],
        "name": words["title"], "description": words["description"], "criteria": {"narrative": words["criteria"]},
        "inLanguage": certificate.language,
    }  # fmt: skip
    return {
        **_claims(address, place, certificate.issued_at, until=ends),
        "sub": holder,
        "@context": CONTEXT,
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": words["title"],
        "issuer": place.issuer,
        "validFrom": _written(certificate.issued_at),
        "validUntil": _written(ends),
        "credentialSubject": {
            "id": holder, "type": ["AchievementSubject"], "identifier": [name], "achievement": achievement,
        },
        "credentialStatus": _status_entry(certificate, place),
    }  # fmt: skip


def status_list(number: int, withdrawn: Iterable[int], place: Place, *, at: datetime) -> dict[str, Any]:
    """The list `number` as what a token says; `withdrawn` are ids of certificates, of any list."""
    address = place.status(number)
    bits = bytearray(LIST_LENGTH // 8)
    for each in withdrawn:
        which, index = place_in_list(each)
        if which == number:
            bits[index // 8] |= 128 >> index % 8
    return {
        **_claims(address, place, at),
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": place.issuer["id"],
        "validFrom": _written(at),
        "credentialSubject": {
            "id": f"{address}#list", "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": "u" + _plain(gzip.compress(bytes(bits), mtime=0)),
        },
    }  # fmt: skip


def place_in_list(certificate_id: int) -> tuple[int, int]:
    """In which list a certificate stands, and which bit is its own."""
    return divmod(certificate_id, LIST_LENGTH)


def as_token(said: Mapping[str, Any], *, kind: str, key: str, seed: bytes) -> str:
    """What is said, signed: a JSON Web Token (RFC 7519, RFC 8037). The same always gives the same."""
    header = {"alg": "EdDSA", "typ": kind, "kid": key}
    written = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in (header, said))
    body = ".".join(_plain(each.encode()) for each in written)
    return f"{body}.{_plain(SigningKey(seed).sign(body.encode()).signature)}"


def public_jwk(number: int, public: bytes) -> dict[str, str]:
    """A public key as others read it (RFC 8037)."""
    return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": str(number), "x": _plain(public)}


def _status_entry(certificate: Certificate, place: Place) -> dict[str, str]:
    which, index = place_in_list(certificate.id)
    address = place.status(which)
    return {
        "id": f"{address}#{index}", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": str(index), "statusListCredential": address,
    }  # fmt: skip


def _claims(address: str, place: Place, since: datetime, until: datetime | None = None) -> dict[str, Any]:
    claims = {"iss": place.issuer["id"], "jti": address, "nbf": int(since.timestamp())}
    return {**claims, "exp": int(until.timestamp())} if until else claims


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(some: bytes) -> str:
    return urlsafe_b64encode(some).decode().rstrip("=")
