"""`./run --empty`: the first administrator comes in through a link, until a password is set."""

import re

import pytest

from lms.accounts import actions
from lms.core import clock
from lms.core.database import db
from lms.run import welcome_first_administrator

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def own_house(new_app):
    app = new_app()
    with app.app_context():
        yield app


def link_printed(capsys) -> str | None:
    db.session.remove()
    welcome_first_administrator(ADDRESS)
    found = re.search(rf"{ADDRESS}/set-password/(\S+)", capsys.readouterr().out)
    return found and found[1]


def test_each_start_gives_a_link_until_the_password_is_set(own_house, capsys):
    first, second = link_printed(capsys), link_printed(capsys)
    assert first and second and first != second
    actions.use_link(token=second, password="three quiet mountains", at=clock.now())
    db.session.commit()
    assert link_printed(capsys) is None
