"""Migrating an empty database gives the tables that the models declare, on either database."""

import os
import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask_migrate import downgrade

from lms.core import append_only
from lms.core.config import ROOT
from lms.core.database import NAMES, db, unit_of_work
from lms.core.overlap import DECLARED
from lms.core.sqlite import tables_may_move
from tests.factories.accounts import make_user


@pytest.fixture(scope="module")
def migrated(new_app):
    """A house to be looked at only."""
    app = new_app()
    with app.app_context():
        yield app


@pytest.fixture
def own_house(new_app):
    app = new_app()
    with app.app_context():
        yield app


@pytest.mark.source
def test_the_folder_of_a_new_house_is_made(tmp_path):
    """Whoever asks for the tables first meets no house yet."""
    there = {**os.environ, "LMS_INSTANCE": str(tmp_path / "new" / "house"), "PYTHONPATH": str(ROOT)}
    there.pop("DATABASE_URL", None)
    made = subprocess.run([sys.executable, "-m", "flask", "--app", "lms", "db", "upgrade"], env=there, check=False)
    assert (made.returncode, (tmp_path / "new" / "house" / "lms.db").exists()) == (0, True)


def differences(declared: sa.MetaData) -> list:
    """What is in one and not in the other: tables, columns, types, keys, indexes; and checks, which Alembic omits."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = sa.inspect(connection).get_multi_check_constraints()
        migrated = {each["name"] for of_table in found.values() for each in of_table}
        named = {
            each.name for table in declared.tables.values() for each in table.constraints
            if isinstance(each, sa.CheckConstraint)
        }  # fmt: skip
        return [*compare_metadata(context, declared), *(migrated ^ named)]


def test_migrated_equals_declared(migrated):
    assert differences(db.metadata) == []


def forget_a_table(declared: sa.MetaData) -> None:
    sa.Table("planted", declared, sa.Column("id", sa.Integer(), primary_key=True))


FORGOTTEN = (
    forget_a_table,
    lambda declared: declared.tables["centre"].append_column(sa.Column("planted", sa.Integer())),
    lambda declared: setattr(declared.tables["centre"].c.code, "type", sa.Integer()),
    lambda declared: setattr(declared.tables["centre"].c.code, "nullable", True),
    lambda declared: sa.Index(None, declared.tables["centre"].c.district),
    lambda declared: declared.tables["centre"].append_constraint(sa.UniqueConstraint("district")),
    lambda declared: declared.tables["centre"].append_constraint(sa.CheckConstraint("id > 0", name="planted")),
    lambda declared: declared.tables["centre"].append_constraint(sa.ForeignKeyConstraint(["id"], ["account.id"])),
)


@pytest.mark.parametrize("forget", FORGOTTEN)
def test_what_a_migration_forgot_would_be_found(migrated, forget):
    declared = sa.MetaData(naming_convention=NAMES)
    for table in db.metadata.sorted_tables:
        table.to_metadata(declared)
    forget(declared)
    assert len(differences(declared)) == 1


def made() -> set[str]:
    """What forbids rows to overlap in the database as it is."""
    triggers = "select replace(name, '_insert', '') from sqlite_master where type = 'trigger' and name like '%_insert'"
    exclusions = "select conname from pg_constraint where contype = 'x'"
    return set(db.session.scalars(sa.text(triggers if db.engine.dialect.name == "sqlite" else exclusions)))


def test_what_may_not_overlap_is_migrated_as_declared(migrated):
    assert made() == {each.name for each in DECLARED}


def test_what_may_not_overlap_is_found_by_an_index(migrated):
    """On SQLite each saved row asks for its neighbour in time: without an index it would read the whole table."""
    for each in DECLARED:
        wanted = [*each.keys, each.starts]
        columns = [[one.name for one in index.columns] for index in db.metadata.tables[each.table].indexes]
        assert any(one[: len(wanted)] == wanted for one in columns), each.name


def test_what_is_only_added_to_is_migrated_as_declared(migrated):
    triggers = "select tbl_name from sqlite_master where type = 'trigger' and name like 'append_only_%_delete'"
    functions = "select replace(proname, 'append_only_', '') from pg_proc where proname like 'append_only_%'"
    found = db.session.scalars(sa.text(triggers if db.engine.dialect.name == "sqlite" else functions))
    assert set(found) == {each.table for each in append_only.DECLARED}


def test_every_migration_can_be_taken_back(own_house):
    downgrade(revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}


def test_a_table_that_others_point_to_can_be_changed_without_losing_a_row(own_house):
    with unit_of_work():
        make_user(login="kept")
    db.session.remove()
    with db.engine.connect() as connection, tables_may_move(connection):
        with connection.begin():
            operations = Operations(MigrationContext.configure(connection))
            how = "always" if connection.dialect.name == "sqlite" else "never"
            with operations.batch_alter_table("account", recreate=how) as table:
                table.add_column(sa.Column("shoe_size", sa.Integer()))
    assert db.session.scalar(sa.text("select login from account")) == "kept"
    assert db.session.scalar(sa.text("select count(*) from role_grant")) == 1


def test_a_migration_that_fails_leaves_everything_as_it_was(own_house):
    before = set(sa.inspect(db.engine).get_table_names())
    with pytest.raises(sa.exc.DBAPIError), db.engine.connect() as connection, tables_may_move(connection):
        with connection.begin():
            connection.execute(sa.text("create table half_done (id integer)"))
            connection.execute(sa.text("insert into nowhere values (1)"))
    assert set(sa.inspect(db.engine).get_table_names()) == before
