"""The certificate as an Open Badge 3.0, read as others read it: with PyJWT and the key that the token points to."""

import gzip
import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime

import jwt
import pytest

from lms.accounts.models import User
from lms.certificates import actions
from lms.certificates.rules import RevokedFor, shown_code
from lms.core import clock
from lms.core.encryption import new_key
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

SITE = "http://localhost"


def read(client, token: str) -> dict:
    """What a token says, verified by a library that knows nothing of this program."""
    header = jwt.get_unverified_header(token)
    assert header["alg"] == "EdDSA" and header["kid"].startswith(f"{SITE}/badges/keys/")
    key = client.get(header["kid"].removeprefix(SITE)).get_json()
    return jwt.decode(
        token, jwt.PyJWK(key), algorithms=["EdDSA"], issuer=f"{SITE}/badges/issuer",
        options={"require": ["iss", "jti", "nbf"], "verify_nbf": False},
    )  # fmt: skip


def is_withdrawn(client, entry: dict) -> bool:
    """What the status list says of a badge, as the standard tells to read it."""
    answer = client.get(entry["statusListCredential"].removeprefix(SITE))
    assert answer.mimetype == "application/vc+jwt"
    said = read(client, answer.get_data(as_text=True))
    assert said["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    subject = said["credentialSubject"]
    assert (subject["statusPurpose"], subject["encodedList"][0]) == (entry["statusPurpose"], "u")
    packed = subject["encodedList"][1:]
    bits = gzip.decompress(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    assert len(bits) >= 16 * 1024
    index = int(entry["statusListIndex"])
    return bool(bits[index // 8] & 128 >> index % 8)


@pytest.fixture
def taken(client, db_session):
    """A certificate, and the badge that its person takes along."""
    found = make_certificate()
    client.sign_in(db_session.get(User, found.registration.user_id))
    answer = client.get("/me/certificate.jwt")
    assert (answer.status_code, answer.mimetype) == (200, "application/vc+jwt")
    return found, answer.get_data(as_text=True)


def test_a_badge_says_what_the_standard_asks_for(client, taken):
    found, token = taken
    said = read(client, token)
    address = f"{SITE}/check/{shown_code(found.code)}"
    assert (said["id"], said["jti"], said["iss"], said["sub"]) == (
        address, address, said["issuer"]["id"], said["credentialSubject"]["id"],
    )  # fmt: skip
    assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert said["issuer"]["type"] == ["Profile"] and said["issuer"]["name"]
    assert datetime.fromisoformat(said["validUntil"]) == datetime.fromtimestamp(said["exp"], UTC)
    subject = said["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == found.latin_name
    assert {"id", "type", "name", "description", "criteria"} <= set(subject["achievement"])
    assert subject["achievement"]["name"] == "Омодагии тосафарӣ: як рӯз"
    issuer = client.get("/badges/issuer").get_json()
    assert {name: issuer[name] for name in said["issuer"]} == said["issuer"]
    assert client.get("/me/certificate.jwt").get_data(as_text=True) == token


def test_a_withdrawn_badge_is_on_the_list_and_no_other(client, taken):
    found, token = taken
    other = make_certificate()
    entry = read(client, token)["credentialStatus"]
    assert not is_withdrawn(client, entry)
    actions.revoke(certificate_id=other.id, reason=RevokedFor.MISTAKE, by=None, at=clock.now())
    assert not is_withdrawn(client, entry)
    actions.revoke(certificate_id=found.id, reason=RevokedFor.MISTAKE, by=None, at=clock.now())
    assert is_withdrawn(client, entry)
    assert client.get("/me/certificate.jwt").status_code == 404


def test_a_key_that_was_retired_proves_no_badge_and_a_fresh_one_is_to_be_had(client, app, taken, monkeypatch):
    _found, token = taken
    monkeypatch.setitem(app.config, "SIGNING_KEYS", {**app.config["SIGNING_KEYS"], 2: new_key()})
    actions.retire_key(number=1, last_day=clock.today(), by=None, at=clock.now())
    assert [client.get(f"/badges/keys/{number}").status_code for number in (1, 2)] == [404, 200]
    fresh = client.get("/me/certificate.jwt").get_data(as_text=True)
    assert fresh != token and not is_withdrawn(client, read(client, fresh)["credentialStatus"])


def test_a_changed_badge_is_refused(client, taken):
    _found, token = taken
    header, body, signature = token.split(".")
    said = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    forged = jwt.utils.base64url_encode(json.dumps({**said, "name": "Another"}).encode()).decode()
    with pytest.raises(jwt.InvalidSignatureError):
        read(client, f"{header}.{forged}.{signature}")


def test_what_is_not_there_is_not_there(client, db_session):
    for path in ("/badges/status/0", "/badges/status/5", "/badges/keys/9", "/me/certificate.jwt"):
        assert client.get(path).status_code in (302, 404)
