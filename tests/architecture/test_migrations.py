"""Migrating an empty database gives the tables that the models declare, on either database."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade

from lms.core.database import db


@pytest.fixture
def own_house(new_app):
    app = new_app()
    with app.app_context():
        yield app


def differences() -> list:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, db.metadata)


def test_migrated_equals_declared(own_house):
    assert differences() == []


def test_a_forgotten_column_would_be_found(own_house):
    with db.engine.begin() as connection:
        connection.execute(sa.text("alter table provider drop column licensed_until"))
    assert [kind for kind, *_ in (each for each in differences() if isinstance(each, tuple))].count("add_column") == 1


def test_every_migration_can_be_taken_back(own_house):
    downgrade(revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}
