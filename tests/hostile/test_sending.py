"""Every address that takes a form, sent every wrong one by everybody who may send there: no crash, no broken page."""

import re
from binascii import crc32
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain

import hypothesis
import pytest

from lms.core.actors import Role
from tests.hostile.forms import right_forms, steps
from tests.hostile.nasty import GREAT, NUMBERS, TEXTS, file
from tests.hostile.world import NARROWEST, Place, roles_of, rules, undone

SENDERS = (None, *NARROWEST)
MULTIPART = "multipart/form-data"
# A field is tried with one text of them all, each field with another, and a whole form with every twelfth, each form
# with others; in a search for new faults with more of them.
SHARE, SHARE_OF_FORMS = (48, 12) if hypothesis.settings().derandomize else (12, 4)


def sent_by(app, role: Role | None):
    """The addresses to which this role sends forms."""
    return [rule for rule in rules(app, "POST") if role in roles_of(app, rule)]


def wrong_forms(right: dict[str, str], *, thorough: bool, start: int = 0):
    """Arguments of requests, each wrong in one way; not `thorough`, only a few. Which texts it and its first field are
    tried with depends on `start`."""
    yield {"data": right}
    if right:
        yield {"data": {}}
        share = SHARE_OF_FORMS if thorough else 16
        for text in TEXTS[start % share :: share]:
            yield {"data": dict.fromkeys(right, text)}
    if not thorough:
        return
    for number, name in enumerate(_once_of_each_kind(right), start):
        yield {"data": {each: value for each, value in right.items() if each != name}}
        for text in _fitting(right[name], number):
            yield {"data": {**right, name: text}}


def wrong_bodies(right: dict[str, str], *, start: int):
    """Arguments of requests that are wrong before anything in them is a text: on one database as on the other."""
    yield {"data": right, "json": {"a": [1]}}
    yield {"data": right, "content_type": "text/plain"}
    yield {"data": right, "content_type": MULTIPART}
    if right:
        yield {"data": {name: [value, value, "x"] for name, value in right.items()}}
        yield {"data": {f"{name}[]": value for name, value in right.items()}}
    yield {"data": {**right, "\x00": "x"}}
    yield {"data": {**right, "x" * 3000: "x", "unknown": "x"}}
    for number, name in enumerate(_once_of_each_kind(right), start):
        if number % 3 == 0 or SHARE < 48:
            yield {"data": {**right, name: file()}, "content_type": MULTIPART}


def _once_of_each_kind(names: Iterable[str]) -> list[str]:
    """Of the fields of numbered lines those of one line: the others are read by the same code."""
    return list({re.sub(r"\d+", "#", name): name for name in names}.values())


def _fitting(value: str, number: int) -> list[str]:
    """What to try in one field of a form that is right otherwise: every text comes to its turn in some form, and
    numbers and dates meet some of their kind."""
    counted = any(each.isdigit() for each in value)
    share = [text for at, text in enumerate(TEXTS) if at % SHARE == number % SHARE]
    return share + [text for at, text in enumerate(NUMBERS) if counted and at % (SHARE // 2) == number % (SHARE // 2)]


def great_numbers(right: dict[str, str], *, start: int):
    """Arguments of requests with what no other database stumbles over as SQLite does: an integer that has no room in
    its column, or cannot even be handed over. Every sixth field in which a number belongs is tried with it."""
    yield {"data": dict.fromkeys(right, GREAT)}
    counted = {name: value for name, value in right.items() if any(each.isdigit() for each in value)}
    for name in _once_of_each_kind(counted)[start % 6 :: 6]:
        yield {"data": {**right, name: GREAT}}


THOROUGH = partial(wrong_forms, thorough=True)
EVERY_WAY = (THOROUGH, wrong_bodies, great_numbers)


def faults_of(client, path: str, right: dict[str, str], *ways: Callable[..., Iterable[dict]]) -> list[str]:
    """What went wrong with each form that is wrong in one of these ways; each finds the same world."""
    token, found, start = client.token(), [], crc32(path.encode()) % 1000
    for wrong in chain.from_iterable(way(right, start=start) for way in ways):
        said = f"{path} {str(wrong)[:150]}"
        wrong = {**wrong, "data": {**wrong["data"], "csrf_token": token}}
        if "json" in wrong:
            wrong.pop("data")
            wrong["headers"] = {"X-CSRFToken": token}
        with undone():
            try:
                status = client.open(path, method="POST", **wrong).status_code
            except Exception as error:  # whatever it is, the walk goes on and tells
                found.append(f"{said}: {type(error).__name__}: {str(error)[:200]}")
            else:
                found += [f"{said}: {status}"] if status >= 500 else []
    return found


@pytest.mark.strict  # whatever SQLite takes otherwise is sent there by the next
@pytest.mark.parametrize("role", SENDERS)
def test_a_hostile_form_is_answered_calmly(app, client, here: Place, role):
    assert faults_of_all(app, client, here, role, THOROUGH, narrowest=True) == []


@pytest.mark.source  # bodies are read before any database is asked, and the numbers are too great for SQLite alone
@pytest.mark.parametrize("role", SENDERS)
def test_a_broken_form_or_too_great_a_number_is_answered_calmly(app, client, here: Place, role):
    assert faults_of_all(app, client, here, role, wrong_bodies, great_numbers, narrowest=True) == []


@pytest.mark.source  # the same statements as those of who sees least, from other people
@pytest.mark.parametrize("role", SENDERS)
def test_a_hostile_form_of_who_sees_more_is_answered_calmly(app, client, here: Place, role):
    assert faults_of_all(app, client, here, role, partial(wrong_forms, thorough=False), narrowest=False) == []


def faults_of_all(app, client, here: Place, role: Role | None, *ways, narrowest: bool) -> list[str]:
    """What went wrong with the forms of this role: those it sends with the narrowest view, or the others."""
    if role:
        client.sign_in(here.people[role])
    right, found = right_forms(here), []
    for rule in sent_by(app, role):
        if (roles_of(app, rule)[0] is role) is narrowest:
            found += faults_of(client, here.path(rule), right.get(rule.endpoint, {}), *ways)
    return found


def test_a_hostile_step_of_registering_oneself_is_answered_calmly(client, db_session):
    found = []
    for path, right in steps().items():
        client.get(path)
        found += faults_of(client, path, right, *EVERY_WAY)
        assert client.post(path, right).status_code == 302
    found += faults_of(client, "/register/pin", {"pin": "480271"}, *EVERY_WAY)
    assert found == []


@pytest.mark.source
def test_a_form_of_three_megabytes_is_too_large(app, client, here: Place):
    client.sign_in(here.people[Role.ADMIN])
    body = {"data": b"name=" + b"x" * 3_000_000, "content_type": "application/x-www-form-urlencoded"}
    for rule in rules(app, "POST"):
        response = client.open(here.path(rule), method="POST", **body)
        assert (rule.endpoint, response.status_code) == (rule.endpoint, 413)


@pytest.mark.source
def test_a_form_without_the_right_token_changes_nothing_and_says_so(app, client, here: Place):
    client.sign_in(here.people[Role.ADMIN])
    client.speak("en")
    for rule in rules(app, "POST"):
        if rule.endpoint == "accounts.leave_quickly":  # changes nothing but who is signed in
            continue
        for data in ({}, {"csrf_token": "a.b.c"}):
            response = client.open(here.path(rule), method="POST", data=data)
            assert (rule.endpoint, response.status_code) == (rule.endpoint, 400)
            assert "Nothing was saved" in response.page.text
    for token in ("", "x", "\x00", "я" * 300):
        assert client.open("/accounts/new", method="POST", data={"csrf_token": token}).status_code == 400


@pytest.mark.source
def test_the_token_of_another_session_is_stale(app, client, here: Place):
    stale = client.token()
    client.sign_in(here.people[Role.ADMIN])
    response = client.open("/accounts/new", method="POST", data={"csrf_token": stale})
    assert response.status_code == 400


@pytest.mark.source
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", f"{MULTIPART}; boundary=x", MULTIPART, "x"])
def test_a_broken_body_is_answered_calmly(client, db_session, kind):
    for body in (b"\xff\xfe", b"a=\xff&b", b"%", b"&" * 9000, b"=" * 9000, b"\x00" * 100, b"--x\r\n\r\n"):
        assert client.open("/sign-in", method="POST", data=body, content_type=kind).status_code == 400
