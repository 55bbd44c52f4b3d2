"""The trail of looks and changes: only added to, and each line seals those before it."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lms.accounts.actions import trail
from lms.accounts.models import RoleGrant
from lms.accounts.queries.trail import done_by, verify
from lms.accounts.rules.trail import CENTRAL, START, Deed, Line, Office, first_broken, office_of, seal
from lms.core import clock
from lms.core.actors import Role
from lms.core.append_only import DECLARED
from lms.core.database import db, unit_of_work
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.registration import make_registration

LINES = [Line(n, n + 10, datetime(2026, 11, n, tzinfo=UTC), 7, "here", "looked", "record", "registration", 3)
         for n in (1, 2, 3)]  # fmt: skip


@pytest.fixture
def own_house(new_app):
    app = new_app()
    with app.app_context():
        yield app


def chain(lines):
    last, sealed = START, []
    for line in lines:
        last = seal(last, line)
        sealed.append((line, last))
    return sealed


def note(person: int = 1, **facts) -> None:
    trail.note(**{"what": Deed.LOOKED, "person": person, "by": None, "at": clock.now(), **facts})


def cripple(app, *statements: str) -> None:
    """Do what somebody with the database's own password could do: take the triggers away first."""
    with unit_of_work():
        for table in DECLARED:
            for statement in table.undoing(db.engine.dialect.name):
                db.session.execute(text(statement))
        for statement in statements:
            db.session.execute(text(statement))


def test_a_chain_is_in_order_until_a_line_is_changed_left_out_or_moved():
    sealed = chain(LINES)
    assert first_broken(sealed) == (3, 0, sealed[-1][1])
    assert first_broken([sealed[0], sealed[2]])[:2] == (1, 13)
    assert first_broken([sealed[1], sealed[0], sealed[2]])[:2] == (0, 12)
    for changed in ({"by_id": 8}, {"office": None}, {"subject_id": 4}, {"deed": "changed"}):
        other = Line(**{**{name: getattr(LINES[1], name) for name in Line.__slots__}, **changed})
        assert first_broken([sealed[0], (other, sealed[1][1]), sealed[2]])[:2] == (1, 12)


A, B, ALL = Office("a", frozenset("a")), Office("b", frozenset("b")), Office(CENTRAL)
DISTRICT, REGION = Office("district:x", frozenset("ac")), Office("region:a", frozenset("a"))


@pytest.mark.source
@pytest.mark.parametrize(
    ("offices", "centre", "office"),
    [
        ([], "a", None), ([A], "a", "a"), ([A], "z", "a"), ([A, B], "b", "b"), ([B, A], "z", "a b"),
        ([B, A], None, "a b"), ([ALL], None, CENTRAL), ([A, ALL], "a", "a"), ([A, ALL], "b", CENTRAL),
        ([A, ALL], None, CENTRAL), ([REGION, DISTRICT, A, B], "a", "a"), ([DISTRICT, B], "c", "district:x"),
        ([DISTRICT, REGION], "a", "region:a"),
    ],
)  # fmt: skip
def test_the_office_is_the_narrowest_that_the_centre_is_in(offices, centre, office):
    assert office_of(offices, centre) == office


def test_who_works_at_several_places_is_named_by_the_one_that_let_them_look(db_session):
    centre, both = make_centre(code="pamir"), make_user(centre="khujand")
    both.grants += [
        RoleGrant(role="trainer", within="centre", code="dushanbe"),
        RoleGrant(role="officer", within="region", code=centre.region),
    ]
    people = [make_registration(centre_code=code).id for code in ("dushanbe", "khujand", "pamir", "kulob")]
    trail.note_each_while_reading(what=Deed.LOOKED, people=people, by=both.id, at=clock.now(), of="x")
    note(people[-1], by=both.id, of="x", centre="dushanbe")
    said = db_session.scalars(text("select office from audit_entry where action = 'x' order by id")).all()
    region = f"region:{centre.region}"
    assert said == ["dushanbe", "khujand", region, f"dushanbe khujand {region}", "dushanbe"]


def test_what_is_noted_is_chained_with_its_commit_and_what_is_undone_is_not(own_house):
    with unit_of_work():
        note(by=make_user(centre="here").id)
        with pytest.raises(ZeroDivisionError), db.session.begin_nested():
            note(2)
            db.session.flush()
            raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), unit_of_work():
        note(3)
        raise ZeroDivisionError
    rows = db.session.execute(text("select subject_id, office from audit_entry where deed = 'looked'")).all()
    assert rows == [(1, "here")]
    assert (verify().lines, verify().intact) == (2, True)
    said = own_house.test_cli_runner().invoke(args=["trail", "verify"]).output
    assert said.startswith("The trail is intact: 2 lines.")


def test_lines_that_the_session_forgot_are_read_again_in_one_query(db_session, count_queries):
    def asked(lines: int) -> int:
        for person in range(lines):
            note(person + 1)
        db_session.flush()
        db_session.expire_all()
        with count_queries() as statements:
            db_session.commit()
        return len(statements)

    assert asked(9) == asked(2)


@pytest.mark.parametrize("table", ["audit_entry", "trail_seal"])
@pytest.mark.parametrize("what", ["update {} set {}", "delete from {}"])
def test_the_database_refuses_to_change_or_remove_a_line(own_house, table, what):
    with unit_of_work():
        note()
    column = {"audit_entry": "action = 'x'", "trail_seal": "digest = 'x'"}[table]
    with pytest.raises(DatabaseError, match=f"append_only_{table}"), unit_of_work():
        db.session.execute(text(what.format(table, column)))
    assert verify().intact


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("update audit_entry set subject_id = 99 where subject_id = 2", "broken at entry {second}; 1 lines"),
        ("delete from trail_seal where place = 2", "broken at entry {third}; 1 lines"),
        ("delete from trail_seal where place = 3", "last 1 lines of the trail are gone"),
        ("update trail_head set digest = 'x'", "broken at entry {third}; 2 lines"),
        ("update trail_head set place = 1", "broken at entry {second}; 1 lines"),
        (
            "insert into audit_entry (at, deed, action, subject_kind) values ('2026-11-22', 'looked', 'x', '')",
            "was put in beside the trail",
        ),
    ],
)
def test_whoever_goes_round_the_triggers_is_found(own_house, harm, said):
    with unit_of_work():
        for person in (1, 2, 3):
            note(person)
    ids = dict(zip(("first", "second", "third"), db.session.scalars(text("select id from audit_entry order by id"))))
    db.session.rollback()
    cripple(own_house, harm)
    result = own_house.test_cli_runner().invoke(args=["trail", "verify"])
    assert (result.exit_code, said.format(**ids) in result.output) == (1, True), result.output


@pytest.mark.source  # by hand in the file, where nothing is guarded
def test_a_line_that_was_taken_out_of_the_middle_is_named(own_house):
    with unit_of_work():
        for person in (1, 2, 3):
            note(person)
    second = db.session.scalar(text("select id from audit_entry where subject_id = 2"))
    db.session.rollback()
    cripple(own_house)
    with closing(sqlite3.connect(db.engine.url.database)) as file:
        file.execute("delete from audit_entry where subject_id = 2")
        file.commit()
    said = own_house.test_cli_runner().invoke(args=["trail", "verify"]).output
    assert f"broken at entry {second}; 1 lines before it are in order" in said


def test_many_who_write_at_once_do_not_break_the_chain(own_house):
    def write(n: int) -> None:
        with own_house.app_context():
            for person in range(3):
                with unit_of_work():
                    note(n * 10 + person)
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert (verify().lines, verify().intact) == (12, True)


def test_who_looks_after_accounts_sees_how_much_was_done_from_one_and_with_nobodys_name(client, db_session):
    officer, other = make_user(name="Нигора Каримова"), make_user(name="Баҳром Шарипов")
    person = make_registration(family_name="Ғоибова")
    for what, ago in ((Deed.LOOKED, 0), (Deed.LOOKED, 0), (Deed.PRINTED, 0), (Deed.LOOKED, 40)):
        note(person.id, what=what, by=officer.id, at=clock.now() - timedelta(days=ago))
    note(person.id, by=other.id)
    assert done_by(officer.id, since=clock.now() - timedelta(days=30)) == [
        (clock.today(), {Deed.LOOKED: 2, Deed.PRINTED: 1})
    ]
    client.sign_in(make_user(role=Role.ADMIN))
    client.speak("en")
    page = client.get(f"/accounts/{officer.id}").page.text
    assert "Records looked at: 2 · Papers printed: 1" in page and "Ғоибова" not in page
