"""Squares that prove something with no network, and those that prove nothing."""

import json
import re
import shutil
import subprocess
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates import actions, queries
from lms.certificates.rules import Reason, RevokedFor
from lms.certificates.rules.record import (
    SIGNATURE_LENGTH,
    Record,
    Unreadable,
    as_token,
    from_token,
    pack,
    unpack,
)
from lms.certificates.signing import Fault, PublicKey, public_half, read, sign
from lms.core import clock
from lms.core.config import Watch, keys, make_keys
from lms.core.encryption import new_key
from lms.core.errors import Refused
from tests.certificates.mutations import KEYS, refused, squares
from tests.factories.certificates import make_certificate

DOCUMENT = Path(__file__).parents[2] / "docs" / "certificate-format.md"
ISSUED = date(2026, 11, 3)
RECORD = Record(1, "TJ-2026-0000188-R", "Р. З. К.", "tj-pilot", 3, 390, ISSUED, ISSUED, ISSUED, date(2028, 11, 3))
SEED = bytes(range(32))
KEY = PublicKey(1, public_half(SEED), date(2026, 1, 1))
days = st.dates(date(1970, 1, 1), date(2200, 1, 1))
records = st.builds(
    Record, key_id=st.integers(0, 2**40), serial=st.text(max_size=30), initials=st.text(max_size=30),
    programme=st.text(max_size=40), edition=st.integers(0, 70_000), minutes=st.integers(0, 2**33), first_day=days,
    last_day=days, issued_on=days, expires_on=days,
)  # fmt: skip


def fault(token: str, *keys: PublicKey) -> Fault:
    with pytest.raises(Refused) as refused:
        read(token, {key.id: key for key in keys})
    return refused.value.reason


@given(records)
def test_a_record_is_read_as_it_was_written(record):
    assert unpack(pack(record)) == record


def test_the_format_never_changes():
    """A checker written by somebody else reads these very bytes (`docs/certificate-format.md`)."""
    assert pack(RECORD).hex() == (
        "8b010171544a2d323032362d303030303138382d526bd0a02e20d0972e20d09a2e68746a2d70696c6f7403190186195118195118"
        "1951181953f3"
    )


@given(st.binary(max_size=80))
def test_what_is_read_is_what_would_be_written(junk):
    try:
        record = unpack(junk)
    except Unreadable:
        return
    assert pack(record) == junk


def test_a_square_says_what_was_signed():
    assert read(as_token(sign(RECORD, SEED)), {1: KEY}) == RECORD


def test_of_twenty_thousand_changed_squares_none_is_accepted_and_none_stumbled_over():
    """A million: `python -m tests.certificates.mutations`."""
    found = Counter(refused(token) for token in squares(20_000))
    assert found.keys() == set(Fault)
    assert min(found.values()) > 100


@pytest.mark.parametrize("length", range(0, 120, 7))
def test_a_square_cut_short_is_not_accepted(length):
    token = as_token(sign(RECORD, SEED))
    assert fault(token[:length], KEY) in (Fault.UNREADABLE, Fault.NOT_OURS)


@pytest.mark.parametrize("token", ["", "A", "!", "É" * 30, "A" * 401, "HTTPS://X/C/AAAA", "0" * 200, "A" * 104])
def test_what_is_no_square_is_said_to_be_none(token):
    assert fault(token, KEY) == Fault.UNREADABLE


def test_the_same_square_is_written_in_one_way_only():
    token = as_token(sign(RECORD, SEED))
    last = token[-1]
    others = [each for each in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" if each != last]
    for other in others:
        with pytest.raises((Unreadable, Refused)):
            read(token[:-1] + other, {1: KEY})
    assert from_token(token.lower()) == from_token(token)


def test_the_example_of_the_document_is_true():
    page = DOCUMENT.read_text()
    assert f"\n{as_token(sign(RECORD, SEED))}\n" in page
    assert public_half(SEED).hex() in page


@pytest.mark.skipif(not shutil.which("perl"), reason="Perl is not here")
def test_a_checker_in_bare_perl_written_from_the_document_says_the_same(tmp_path):
    """What the document holds, right ones, and changed squares."""
    page, facts = DOCUMENT.read_text(), tmp_path / "keys.json"
    withdrawn = {RECORD.serial: {"state": "revoked", "on": "2026-11-05", "reason": "mistake"}}
    keys = [
        {"id": each.id, "public": each.public.hex(), "since": str(each.since), "until": each.until and str(each.until)}
        for each in KEYS.values()
    ]

    def told(texts, today="2026-12-01", not_valid=None):
        facts.write_text(json.dumps({"format": 1, "keys": keys, "not_valid": not_valid or {}}))
        asked = ["perl", str(Path(__file__).parent / "checker.pl"), str(facts), today]
        done = subprocess.run(asked, input="\n".join(texts) + "\n", capture_output=True, text=True, check=True)
        return [line.split("\t") for line in done.stdout.splitlines()]

    right = as_token(sign(RECORD, SEED))
    wrong = dict(re.findall(r"^\| `([A-Z2-7]+)` \| .+? \| \*(.+?)\* \|$", page, re.M))
    changed = [each for each in squares(12, seed=5) if each.isascii() and each.isprintable()]
    said = told([f"HTTPS://LMS.EXAMPLE/C/{right}", *wrong, *changed])
    assert said[0] == [
        "valid", "key=1", f"serial={RECORD.serial}", f"initials={RECORD.initials}", "programme=tj-pilot", "edition=3",
        "minutes=390", "first=2026-11-03", "last=2026-11-03", "issued=2026-11-03", "until=2028-11-03",
    ]  # fmt: skip
    assert [each[0] for each in said[1:6]] == list(wrong.values())
    assert [each[0].replace(" ", "-") for each in said[6:]] == [refused(each) for each in changed]
    assert [told([right], "2028-11-04")[0][0], told([right], not_valid=withdrawn)[0][0]] == ["expired", "revoked"]


def test_a_foreign_key_is_refused_in_words():
    foreign = new_key()
    assert fault(as_token(sign(RECORD, foreign)), KEY) == Fault.NOT_OURS
    assert fault(as_token(sign(RECORD, foreign))) == Fault.UNKNOWN_KEY


@pytest.mark.parametrize(
    ("since", "until"), [(ISSUED + timedelta(days=1), None), (date(2026, 1, 1), ISSUED - timedelta(days=1))]
)
def test_a_key_that_was_not_in_use_on_that_day_is_refused(since, until):
    assert fault(as_token(sign(RECORD, SEED)), PublicKey(1, KEY.public, since, until)) == Fault.KEY_NOT_IN_USE


def test_what_follows_a_signature_is_not_signed():
    assert fault(as_token(sign(RECORD, SEED) + b"x"), KEY) in (Fault.UNREADABLE, Fault.NOT_OURS)
    assert len(sign(RECORD, SEED)) == len(pack(RECORD)) + SIGNATURE_LENGTH


def test_the_square_of_a_certificate_opens_the_check(client, db_session):
    found = make_certificate(family_name="Раҳимова", given_name="Зайнаб", patronymic=None)
    client.speak("en")
    page = client.get(f"/C/{as_token(found.signed)}").page.text
    assert "This certificate is valid." in page and "Р. З." in page and found.serial in page
    assert "Раҳимова" not in page
    assert read(as_token(found.signed), queries.public_keys()).initials == "Р. З."


def test_a_changed_square_opens_nothing(client, db_session):
    found = make_certificate()
    client.speak("en")
    changed = found.signed[:-1] + bytes([found.signed[-1] ^ 1])
    response = client.get(f"/C/{as_token(changed)}")
    assert (response.status_code, "not made by us, or something in it was changed" in response.page.text) == (404, True)
    assert found.serial not in response.page.text


def test_a_revoked_certificate_is_on_the_list_for_those_without_network(client, db_session):
    stands, revoked = make_certificate(), make_certificate()
    actions.revoke(certificate_id=revoked.id, reason=RevokedFor.MISTAKE, by=None, at=clock.now())
    facts = client.get("/check/keys.json").get_json()
    today = clock.today().isoformat()
    assert facts["not_valid"] == {revoked.serial: {"state": "revoked", "on": today, "reason": "mistake"}}
    assert [key["id"] for key in facts["keys"]] == [1]
    assert read(as_token(stands.signed), queries.public_keys()).serial == stands.serial


def test_the_newest_key_signs_and_the_old_one_still_proves(app, db_session, monkeypatch):
    old = make_certificate()
    monkeypatch.setitem(app.config, "SIGNING_KEYS", {**app.config["SIGNING_KEYS"], 2: new_key()})
    new = make_certificate()
    keys = queries.public_keys()
    assert [read(as_token(each.signed), keys).key_id for each in (old, new)] == [1, 2]


def test_a_new_key_signs_without_a_new_start(app, db_session, tmp_path, monkeypatch):
    make_keys(tmp_path)
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    monkeypatch.setitem(app.extensions, "keys", Watch(tmp_path))
    for name, value in keys(tmp_path).items():
        monkeypatch.setitem(app.config, name, value)
    old, run = make_certificate(), app.test_cli_runner().invoke
    told = [run(args=["certificates", each]).output for each in ("new-key", "keys")]
    new = make_certificate()
    signed = [read(as_token(each.signed), queries.public_keys()).key_id for each in (old, new)]
    told.append(run(args=["certificates", "keys"]).output)
    assert [each.splitlines()[-1].partition(" ")[2].partition(",")[0] for each in told] == [
        "2 is made and signs from now on. Copy the folder of keys to a safe place.",
        *[f"from {clock.today()} until now"] * 2,  # known before it has signed anything
    ]  # fmt: skip
    assert signed == [1, 2]
    retired = [run(args=["certificates", "retire-key", each, "--last-day", "2027-01-01"]) for each in "12"]
    assert [each.exit_code for each in retired] == [0, 1], "nothing is left to sign with but the newest key"
    with pytest.raises(Refused) as refused:  # whoever asks: the rule is the verb's, not the command's
        actions.retire_key(number=2, last_day=clock.today(), by=None, at=clock.now())
    assert refused.value.reason is Reason.NEWEST_KEY


def test_what_a_lost_key_signs_later_is_refused(app, db_session, monkeypatch):
    found = make_certificate()
    monkeypatch.setitem(app.config, "SIGNING_KEYS", {**app.config["SIGNING_KEYS"], 2: new_key()})
    yesterday = clock.today() - timedelta(days=1)
    actions.retire_key(number=1, last_day=yesterday, by=None, at=clock.now())
    assert fault(as_token(found.signed), *queries.public_keys().values()) == Fault.KEY_NOT_IN_USE


def test_retiring_one_key_takes_nothing_from_the_next(app, db_session, monkeypatch):
    make_certificate()
    monkeypatch.setitem(app.config, "SIGNING_KEYS", {**app.config["SIGNING_KEYS"], 2: new_key()})
    new = make_certificate()
    actions.retire_key(number=1, last_day=clock.today(), by=None, at=clock.now())
    assert read(as_token(new.signed), queries.public_keys()).key_id == 2
