"""Lists with names leave the program only when two people agree."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from sqlalchemy import text

from lms.accounts import actions
from lms.accounts.queries.exports import exports_to_decide, own_exports
from lms.accounts.queries.people import as_actor
from lms.core import clock
from lms.core.actors import Grant, Role, Within
from lms.registration.actions.consents import say
from lms.registration.actions.forgetting import forget
from lms.registration.rules.consents import Purpose
from lms.reports.queries import named
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.registration import make_registration

REASON = "The consulate asked who leaves in March."


@pytest.fixture
def people(db_session):
    """Two officers of one centre, one of another, and a person registered at each."""
    for code, name in (("here", "Раҳимова"), ("there", "Ғоибова")):
        make_centre(code=code)
        make_registration(centre_code=code, family_name=name)
    return [make_user(role=Role.OFFICER, centre=code) for code in ("here", "here", "there")]


def ask(client, user, **changes):
    client.sign_in(user)
    month = f"{clock.today():%Y-%m}"
    return client.post("/reports/names", {"first": month, "last": month, "reason": REASON, **changes})


def answer(client, user, export, said):
    client.sign_in(user)
    return client.post(f"/reports/names/{export.id}/decide", {"answer": said}).status_code


def fetch(client, user, export):
    client.sign_in(user)
    return client.post(f"/reports/names/{export.id}/file")


def deeds(db_session) -> list[tuple]:
    rows = db_session.execute(text("select action, by_id from audit_entry where action like 'export%' order by id"))
    return [tuple(row) for row in rows]


def test_one_asks_another_allows_and_the_first_fetches_what_is_theirs(client, people, db_session):
    asker, colleague, stranger = people
    assert ask(client, asker).status_code == 302
    [export] = own_exports(asker.id)
    assert fetch(client, asker, export).status_code == 409, "nobody has allowed it"
    assert [answer(client, each, export, "yes") for each in (asker, stranger)] == [404, 404]
    client.sign_in(colleague)
    client.speak("en")
    assert "Somebody asks for a list with names" in client.get("/").page.text
    assert REASON in client.get("/reports/names").page.text
    assert answer(client, colleague, export, "yes") == 302
    assert [fetch(client, each, export).status_code for each in (colleague, stranger)] == [404, 404]
    sheet = openpyxl.load_workbook(BytesIO(fetch(client, asker, export).data)).active
    names = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert names == ["Раҳимова Гулнора Баҳромовна"]
    assert deeds(db_session) == [
        ("export-asked", asker.id), ("export-allowed", colleague.id), ("export-fetched", asker.id),
        ("exported", asker.id),
    ]  # fmt: skip


def test_what_is_allowed_is_open_for_a_day_and_what_nobody_answers_lapses(client, people):
    asker, colleague, _stranger = people
    for said in ("yes", "no"):
        ask(client, asker)
        assert answer(client, colleague, own_exports(asker.id)[0], said) == 302
    refused, allowed = own_exports(asker.id)
    assert fetch(client, asker, refused).status_code == 409
    assert answer(client, colleague, refused, "yes") == 409, "decided is decided"
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert fetch(client, asker, allowed).status_code == 409
    ask(client, asker)
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert exports_to_decide(as_actor(colleague), clock.now()) == []


def test_whoever_may_read_less_now_fetches_nothing(client, people):
    asker, colleague, _stranger = people
    ask(client, asker)
    [export] = own_exports(asker.id)
    answer(client, colleague, export, "yes")
    actions.set_grants(user_id=asker.id, grants=[Grant(Role.OFFICER, "there")], by=colleague.id, at=clock.now())
    assert fetch(client, asker, export).status_code == 404


def test_only_who_reads_all_these_names_may_allow_them(client, people):
    asker, colleague, _stranger = people
    wide = make_user(role=Role.OFFICER)
    actions.set_grants(
        user_id=wide.id, grants=[Grant(Role.OFFICER, "dushanbe", Within.REGION)], by=asker.id, at=clock.now()
    )
    ask(client, wide)
    [export] = own_exports(wide.id)
    assert export.centres == ["here", "there"]
    assert answer(client, colleague, export, "yes") == 404, "knows only half of them"
    assert answer(client, make_user(role=Role.ADMIN), export, "yes") == 302


def test_asking_needs_a_reason_and_the_right_to_read_names(client, people):
    asker, *_ = people
    client.speak("en")
    assert ask(client, asker, reason="so").status_code == 422
    assert ask(client, make_user(role=Role.MNE)).status_code == 404
    assert own_exports(asker.id) == []


def test_the_months_are_those_of_registering(client, people):
    this = clock.today().replace(day=1)
    before = date(this.year - 1, 1, 1)
    assert [len(named(None, first, last, "tg")) for first, last in ((this, this), (before, before))] == [2, 0]


def test_months_the_wrong_way_round_are_put_right_and_who_was_erased_is_left_out(client, people, db_session):
    asker, colleague, _stranger = people
    with time_machine.travel(clock.now() + timedelta(days=40)):
        first, last = clock.today() - timedelta(days=40), clock.today()
        ask(client, asker, first=f"{last:%Y-%m}", last=f"{first:%Y-%m}")
        [export] = own_exports(asker.id)
        assert (export.first_month, export.last_month) == (first.replace(day=1), last.replace(day=1))
        rows = named(["here"], export.first_month, export.last_month, "tg")
        assert [each.name for each in rows] == ["Раҳимова Гулнора Баҳромовна"]
        forget(registration_id=rows[0].registration_id, at=clock.now())
        assert named(["here"], export.first_month, export.last_month, "tg") == []


def test_on_the_list_of_whom_to_ask_later_stands_only_who_allows_it(client, people):
    asker, colleague, _stranger = people
    said = {"Ашӯрова": (True,), "Бобоева": (True, False), "Холова": (False,), "Назарова": ()}
    for name, words in said.items():
        found = make_registration(centre_code="here", family_name=name, phone="+992935550199")
        for given in words:
            say(registration_id=found.id, purpose=Purpose.FOLLOW_UP, given=given, by=found.user_id, at=clock.now())
    left = f"{clock.today() + timedelta(days=12):%Y-%m}"

    def listed() -> list[tuple]:
        ask(client, asker, kind="follow-up", first=left, last=left)
        export = own_exports(asker.id)[0]
        answer(client, colleague, export, "yes")
        sheet = openpyxl.load_workbook(BytesIO(fetch(client, asker, export).data)).active
        return [row[1:3] for row in sheet.iter_rows(min_row=2, values_only=True)]

    with time_machine.travel(clock.now() + timedelta(days=100)):
        assert listed() == [("Ашӯрова Гулнора Баҳромовна", "+992 93 555 0199")]
    with time_machine.travel(clock.now() + timedelta(days=12)):
        assert listed() == [], "on the day they leave nobody is asked how it went"
