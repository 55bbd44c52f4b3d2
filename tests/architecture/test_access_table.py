"""The table of docs/access.md is what the running program answers, cell by cell, and what its views declare."""

import pytest
from flask import Flask

from lms.core.actors import Role
from lms.web.access import PUBLIC, SIGNED_IN
from tests.access import DOC, NAMES, cells, table

pytestmark = pytest.mark.source


def declared(app: Flask) -> dict[tuple[str, str], tuple[str, ...]]:
    """Address and method → what each who asks should be answered, as the view behind it declares."""
    found = {}
    for rule in app.url_map.iter_rules():
        access = PUBLIC if rule.endpoint == "static" else app.view_functions[rule.endpoint].access
        let_in = {None, *Role} if access == PUBLIC else {*Role} if access == SIGNED_IN else access
        others = ("sign in", *("404" for _ in Role))
        answers = tuple("open" if who in let_in else other for who, other in zip((None, *Role), others, strict=True))
        found |= {(f"`{rule.rule}`", method): answers for method in rule.methods}
    return found


def test_every_door_answers_each_role_as_the_table_says_and_its_view_declares(app):
    found, meant = cells(app), declared(app)
    assert [row for row in found if row[2:] != meant[row[:2]]] == []
    said = DOC.read_text(encoding="utf-8").splitlines()
    answered = table(found).splitlines()
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
