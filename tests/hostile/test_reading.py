"""Every page that can be read, asked for in every wrong way: calmly answered, and in order for whoever reads it."""

from itertools import count
from urllib.parse import quote

import pytest

from lms.core.actors import Role
from tests.hostile.nasty import BYTES, GREAT, IN_PATHS, TEXTS
from tests.hostile.world import NARROWEST, roles_of, rules, undone

QUERIES = {
    "classes.choose": ("page",), "classes.make_up": ("block",), "classes.week": ("week",),
    "classes.calendar": ("span", "day"), "classes.desk_make_up": ("block",),
    "certificates.list_certificates": ("page", "class", "month"), "certificates.check_form": ("code",),
    "evaluation.list_classes": ("page",), "registration.search": ("page", "last"), "registration.card": ("paper",),
    "reports.overview": ("first", "sex"),
    "accounts.sign_in": ("next",), "web.choose_language": ("next",),
}  # fmt: skip
READERS = (None, *NARROWEST)


def read_by(app, role: Role | None):
    """The pages that this role reads with the narrowest view: each page is walked once."""
    return [rule for rule in rules(app, "GET") if roles_of(app, rule)[0] is role]


def faults_of(client, paths) -> list[str]:
    """What went wrong at each of the addresses: nothing may."""
    found = []
    for path in paths:
        try:
            status = client.get(path).status_code
        except Exception as error:  # whatever it is, the walk goes on and tells
            found.append(f"{path[:90]}: {type(error).__name__}: {str(error)[:200]}")
        else:
            found += [f"{path[:90]}: {status}"] if status >= 500 else []
    return found


@pytest.mark.strict  # whatever SQLite takes otherwise is asked for there by the last of these three
@pytest.mark.parametrize("role", READERS)
def test_a_hostile_query_is_answered_calmly(app, client, here, role):
    if role:
        client.sign_in(here.people[role])
    values, turn = [*(quote(text) for text in TEXTS), *BYTES], count()
    paths = []
    for rule in read_by(app, role):
        path, names = here.path(rule), QUERIES.get(rule.endpoint, ())
        paths += [path, f"{path}?page=%ff", f"{path}?x=%00"]
        # Each value comes to its turn in every third name.
        paths += [f"{path}?{name}={value}" for name in names for value in values[next(turn) % 3 :: 3]]
    with undone():
        assert faults_of(client, paths) == []


@pytest.mark.strict
@pytest.mark.parametrize("role", READERS)
def test_a_hostile_address_is_answered_calmly(app, client, here, role):
    if role:
        client.sign_in(here.people[role])
    with undone():
        assert faults_of(client, addresses(app, here, role, IN_PATHS)) == []


@pytest.mark.source  # SQLite's driver hands over no integer that is too great, and takes no notice of a zero byte
@pytest.mark.parametrize("role", READERS)
def test_too_great_a_number_and_a_zero_byte_are_answered_calmly(app, client, here, role):
    if role:
        client.sign_in(here.people[role])
    asked = [
        f"{here.path(rule)}?{name}={value}"
        for rule in read_by(app, role)
        for name in QUERIES.get(rule.endpoint, ())
        for value in (GREAT, f"-{GREAT}", "%00")
    ]
    with undone():
        assert faults_of(client, asked + addresses(app, here, role, (GREAT, "%00"))) == []


def addresses(app, here, role: Role | None, values) -> list[str]:
    """The addresses of the pages that this role reads, each with each of the values where something is named."""
    return [
        here.path(rule).replace(str(named), value, 1)
        for rule in read_by(app, role)
        for named in here.values(rule).values()
        for value in values
    ]


@pytest.mark.source
@pytest.mark.parametrize(
    "query", [b"\xff", b"page=\xff\xfe", b"\xd0", b"\xd2\xb7=\xd2\xb7", b"a" * 60_000, b"&" * 9000]
)
def test_raw_bytes_in_the_address_are_answered_calmly(client, db_session, query):
    response = client.get("/learn", environ_overrides={"QUERY_STRING": query.decode("latin-1")})
    assert response.status_code in (200, 400)


@pytest.mark.source
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Accept-Language", "\xff;q=x,*,tg;q=1e999"), ("Cookie", "language=../../etc; session=x.y.z"),
        ("Cookie", "session=" + "a" * 4000), ("Host", "evil.example<script>"), ("Range", "bytes=9-1"),
        ("If-Modified-Since", "yesterday"), ("X-Forwarded-For", "'; drop table"), ("Referer", "javascript:alert(1)"),
        ("Content-Length", "many"), ("Accept-Encoding", "\xff"),
    ],
)  # fmt: skip
def test_strange_headers_are_answered_calmly(client, db_session, name, value):
    for path in ("/", "/learn", "/static/site.css", "/nowhere"):
        with client.get(path, headers={name: value}) as response:
            assert response.status_code < 500


@pytest.mark.source
def test_methods_nobody_uses_are_answered_calmly(app, client, here):
    client.sign_in(here.people[Role.ADMIN])
    for rule in rules(app, "GET"):
        for method in ("PUT", "OPTIONS", "HEAD"):
            assert client.open(here.path(rule), method=method).status_code < 500
    for method in ("DELETE", "PATCH", "TRACE", "NONSENSE"):
        assert client.open("/desk/classes", method=method).status_code in (400, 405)
