"""The table of docs/access.md is what the running program answers, cell by cell."""

import pytest
from flask import Flask

from lms.core.actors import Role
from tests.access import DOC, NAMES, cells, table

pytestmark = pytest.mark.source


def test_every_door_answers_each_role_as_the_table_says(app):
    said = DOC.read_text(encoding="utf-8").splitlines()
    answered = table(app).splitlines()
    assert {"missing": sorted(set(answered) - set(said)), "untrue": sorted(set(said) - set(answered))} == {
        "missing": [], "untrue": [],
    }, "look at each line; when it is meant so: python -m tests.access > docs/access.md"  # fmt: skip


def test_a_door_left_open_would_be_found(app: Flask, monkeypatch):
    before = cells(app, "/accounts")
    monkeypatch.setattr(app.view_functions["accounts.list_users"], "access", frozenset({Role.ADMIN, Role.MNE}))
    changed = [row for row, old in zip(cells(app, "/accounts"), before, strict=True) if row != old]
    assert [(*row[:2], row[2 + NAMES.index(Role.MNE)]) for row in changed] == [
        ("`/accounts`", "GET", "open"), ("`/accounts`", "POST", "open"),
    ]  # fmt: skip
