"""`flask users create`."""

import re

from lms.accounts import queries
from tests.factories.centres import make_centre

NEW = ["users", "create", "--login", "d.nazarova", "--name", "Дилноза", "--role", "officer"]


def test_an_account_is_made_and_its_link_printed(app, db_session):
    make_centre(code="dushanbe")
    result = app.test_cli_runner().invoke(args=[*NEW, "--centre", "dushanbe", "--base-url", "https://pdo.example/"])
    assert (result.exit_code, bool(re.fullmatch(r"https://pdo.example/set-password/\S+\n", result.output))) == (0, True)
    [grant] = queries.user_by_login("d.nazarova").grants
    assert (grant.role, grant.code) == ("officer", "dushanbe")


def test_a_centre_that_does_not_exist_is_named_with_those_that_do(app, db_session):
    make_centre(code="dushanbe")
    make_centre(code="khorog")
    result = app.test_cli_runner().invoke(args=[*NEW, "--centre", "khorogh"])
    said = "Error: There is no centre with the code “khorogh”. Centres: dushanbe, khorog.\n"
    assert (result.exit_code, result.output) == (1, said)
    assert queries.user_by_login("d.nazarova") is None


def test_the_link_leads_to_where_people_find_the_site(app, db_session, monkeypatch):
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://pdo.example")
    assert app.test_cli_runner().invoke(args=NEW).output.startswith("https://pdo.example/set-password/")


def test_a_login_that_is_taken_is_refused(app, db_session):
    app.test_cli_runner().invoke(args=NEW)
    result = app.test_cli_runner().invoke(args=NEW)
    assert (result.exit_code, result.output.startswith("Error: ")) == (1, True)
