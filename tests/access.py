"""Every address of the program with what its door answers to a visitor and to each role: asked, not read off.

    python -m tests.access > docs/access.md

Behind each door stands a stub instead of the page, and beside it one instead of the page that says "404", so that what
answers is the guard alone, and quickly. Which *things* somebody finds behind an open door is another question:
`test_strangers.py` and `test_scopes.py` of `tests/hostile` ask it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from werkzeug.routing import IntegerConverter, Rule

import lms.app
from lms.accounts import actions as accounts
from lms.accounts.sessions import COOKIE_FIELD
from lms.core import clock
from lms.core.actors import LIMITED_ONLY, Role
from lms.core.database import db
from lms.core.errors import NotThere
from tests.factories.accounts import make_user

DOC = Path(__file__).parents[1] / "docs" / "access.md"
IN = 299  # what the stub answers, and nothing else does
HEAD = """# Who may open what

Every address of the program, and what its door answers to a visitor and to each role: **open**, **sign in** (a
visitor is led to the sign-in page), or **404** (for this role the page does not exist). Made by
`python -m tests.access > docs/access.md`; `tests/architecture/test_access_table.py` asks the running program for each
cell and compares.

Behind an open door everybody finds only what is theirs: a role limited to a centre, provider, district or region finds
the things of those centres, a trainee their own. What is not theirs answers 404, like what does not exist.
"""
NAMES = ("visitor", *Role)


def table(cells: list[tuple[str, ...]]) -> str:
    """The whole document."""
    rows = "\n".join(f"| {' | '.join(row)} |" for row in cells)
    heads = ("address", "method", *(str(name) for name in NAMES))
    return f"{HEAD}\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n{rows}\n"


def cells(app: Flask, only: str = "/") -> list[tuple[str, ...]]:
    """Address, method, and the answer to each who asks; of the addresses that begin like `only`."""
    with _stubs(app):
        clients = [FlaskClient(app, app.response_class), *(_signed_in(app, role) for role in Role)]
        return [
            (f"`{rule.rule}`", method, *(_answer(client, rule, method) for client in clients))
            for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
            if rule.endpoint != "static" and rule.rule.startswith(only)
            for method in ("GET", "POST")
            if method in rule.methods
        ]


@contextmanager
def _stubs(app: Flask) -> Iterator[None]:
    views, checks = dict(app.view_functions), app.config.get("WTF_CSRF_ENABLED", True)

    def stub(access: object):
        def view(**_values):
            return "", IN

        view.access = access
        return view

    pages = app.error_handler_spec[None][None]
    absent = pages[NotThere]
    pages[NotThere] = lambda _error: ("", 404)
    app.config["WTF_CSRF_ENABLED"] = False
    app.view_functions.update({name: stub(getattr(view, "access", None)) for name, view in views.items()})
    try:
        yield
    finally:
        pages[NotThere] = absent
        app.view_functions.update(views)
        app.config["WTF_CSRF_ENABLED"] = checks


def _signed_in(app: Flask, role: Role) -> FlaskClient:
    user = make_user(role=role, centre="here" if role in LIMITED_ONLY else None)
    token = accounts.open_session(user_id=user.id, at=clock.now())
    db.session.commit()
    client = FlaskClient(app, app.response_class)
    with client.session_transaction() as cookie:
        cookie[COOKIE_FIELD] = token
    return client


def _answer(client: FlaskClient, rule: Rule, method: str) -> str:
    with client.application.app_context():
        answer = client.open(_address(rule), method=method)
    if answer.status_code == IN:
        return "open"
    if answer.status_code == 302 and answer.location.startswith("/sign-in"):
        return "sign in"
    return str(answer.status_code)


def _address(rule: Rule) -> str:
    values = {}
    for name, converter in rule._converters.items():
        words = getattr(converter, "items", None)  # of an any(…): one of these words
        values[name] = sorted(words)[0] if words else 999_999 if isinstance(converter, IntegerConverter) else "nothing"
    return rule.build(values)[1]


def main() -> None:
    """Print the document."""
    from tests.conftest import settings

    with tempfile.TemporaryDirectory() as folder:
        app = lms.app.create_app(settings(f"sqlite:///{folder}/access.db"))
        with app.app_context():
            upgrade()
            print(table(cells(app)), end="")
            db.session.remove()
            db.engine.dispose()


if __name__ == "__main__":
    main()
