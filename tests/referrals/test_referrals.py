"""Sending somebody on to an office that helps: with a yes, without words, counted without a name (E135, E139)."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lms.accounts.models import User
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.privacy.queries.own import own_data
from lms.referrals import actions, queries
from lms.referrals.models import Referral
from lms.referrals.rules import CHECK_AGAIN, FEWEST, Kind, Outcome, Reason, is_stale, told, wants_protection
from lms.registration.actions.forgetting import forget
from tests.factories.accounts import make_user, noted
from tests.factories.referrals import make_service
from tests.factories.registration import make_registration


@pytest.fixture
def officer(client, db_session):
    client.speak("en")
    user = make_user(role=Role.OFFICER, centre="here")
    client.sign_in(user)
    return user


def refer(person, service, kind=Kind.LEGAL, **more):
    what = {"agreed": True, "by": None, "at": clock.now(), **more}
    return actions.refer(registration_id=person.id, service_id=service.id, kind=kind, **what)


@pytest.mark.source
def test_an_address_that_nobody_looked_at_for_a_year_may_be_wrong():
    today = date(2026, 11, 22)
    assert [is_stale(today - CHECK_AGAIN - timedelta(days), today) for days in (0, 1)] == [False, True]
    assert [wants_protection(each) for each in (("talk",), ("sight", "rest"), ())] == [True, False, False]


def test_nobody_is_sent_on_without_a_yes_nor_to_an_office_that_does_not_help(db_session):
    person, office = make_registration(), make_service(Kind.LEGAL, Kind.SOCIAL)
    wrong = [({"agreed": False}, Reason.NOT_AGREED), ({"kind": Kind.HEALTH}, Reason.OTHER_KIND)]
    for what, reason in wrong:
        with pytest.raises(Refused) as refused:
            refer(person, office, **what)
        assert refused.value.reason is reason
    actions.set_service_open(service_id=office.id, is_open=False, by=None, at=clock.now())
    with pytest.raises(Refused) as refused:
        refer(person, office)
    assert (refused.value.reason, queries.referrals_of(person.id)) == (Reason.CLOSED, [])


def test_a_form_sent_twice_is_one_referral_and_nobody_elses(db_session):
    person, other, office = make_registration(), make_registration(), make_service()
    first = refer(person, office, form_token="once")
    assert refer(person, office, form_token="once") is first
    with pytest.raises(NotThere):
        refer(other, office, form_token="once")


def test_the_offices_near_stand_first_and_those_of_other_regions_not_at_all(db_session):
    places = ("sughd/isfara", None, "drs/rudaki", "drs/vahdat")
    found = {place: make_service(district=place) for place in places}
    near = queries.services_near("drs", "vahdat")
    assert near == [found["drs/vahdat"], found["drs/rudaki"], found[None]]


def test_an_officer_sends_somebody_on_prints_the_slip_and_hears_what_came_of_it(client, officer):
    person = make_registration(centre_code="here", needs=("talk",))
    office = make_service(Kind.PROTECTION)
    page = f"/desk/registrations/{person.key}/referrals"
    assert "asked to talk alone" in client.get(f"/desk/registrations/{person.key}").page.text
    offered = re.search(r"<input[^>]*value=.protection.[^>]*>", client.get(page).page.html)[0]
    assert "checked" in offered
    form = {"kind": "protection", "service": office.id, "form_token": "t"}
    refused = client.post(page, form)
    assert (refused.status_code, "Without a yes" in refused.page.text) == (422, True)
    assert client.post(page, {**form, "agreed": "y"}).status_code == 303
    [(made, to)] = queries.referrals_of(person.id)
    assert (made.kind, to, made.outcome) == ("protection", office, "open")
    slip = client.get(f"{page}/{made.id}/slip.pdf")
    assert slip.data.startswith(b"%PDF")
    assert client.post(f"{page}/{made.id}", {"outcome": "helped"}).status_code == 303
    assert client.post(f"{page}/{made.id}", {"outcome": "perhaps"}).status_code == 404
    assert made.outcome == Outcome.HELPED
    assert noted(Deed.CHANGED, "referred") == noted(Deed.CHANGED, "referral-outcome") == [person.id]
    assert noted(Deed.PRINTED, "referral-slip") == [person.id]
    counts = client.get("/desk/referrals").page.text
    assert "Protection from violence or trafficking" in counts and person.family_name not in counts


def test_what_is_anothers_is_not_there(client, officer):
    person, mine, office = make_registration(centre_code="there"), make_registration(centre_code="here"), make_service()
    made = refer(person, office)
    page = f"/desk/registrations/{person.key}/referrals"
    assert [client.get(path).status_code for path in (page, f"{page}/{made.id}/slip.pdf")] == [404, 404]
    own = f"/desk/registrations/{mine.key}/referrals/{made.id}"
    assert client.post(own, {"outcome": "helped"}).status_code == client.get(f"{own}/slip.pdf").status_code == 404
    assert "Legal help" not in client.get("/desk/referrals").page.text.partition("last twelve months")[2]
    assert client.get("/desk/services/new").status_code == 404


def test_the_database_does_not_say_for_what_help_and_the_person_reads_it(db_session):
    person = make_registration(pin="480271")
    refer(person, make_service(Kind.PROTECTION, code="safe-house"), Kind.PROTECTION)
    raw = str(db_session.execute(db.text("select * from referral")).mappings().one())
    assert "protection" not in raw and "safe-house" not in raw
    [told] = own_data(db_session.get(User, person.user_id).id)["referral"]
    assert (told["kind"], told["service"], told["outcome"]) == ("protection", "safe-house", "open")


def test_the_person_reads_it_in_words_too(client, db_session):
    person = make_registration(pin="480271")
    refer(person, make_service(Kind.HEALTH), Kind.HEALTH)
    client.sign_in(db_session.get(User, person.user_id))
    client.speak("en")
    page = client.get("/me/data").page.text
    assert "Help elsewhere" in page and "· Health · Not known yet" in page


def test_so_few_that_they_could_be_guessed_are_not_counted_for_anybody(client, db_session):
    """Four in one line could be known by their day and centre; of none and of five the number stands."""
    office = make_service(Kind.LEGAL, Kind.PROTECTION)
    for kind, people in ((Kind.LEGAL, FEWEST), (Kind.PROTECTION, FEWEST - 1)):
        for _ in range(people):
            refer(make_registration(centre_code="here"), office, kind)
    assert [told(each) for each in (0, 1, 4, 5)] == [0, None, None, 5]
    client.sign_in(make_user(role=Role.MNE))
    client.speak("en")
    page = client.get("/desk/referrals").page.html
    cells = re.findall(r'data-name="Not known yet">([^<]*)<', page)
    assert cells == ["5", "under 5"]
    book = load_workbook(BytesIO(client.get("/reports.xlsx").data))
    rows = [row[2:] for row in book["People sent on"].iter_rows(min_row=2, values_only=True)]
    assert rows == [("Legal help", "Not known yet", 5),
                    ("Protection from violence or trafficking", "Not known yet", "under 5")]  # fmt: skip


def test_when_a_record_is_erased_the_count_stays_and_for_what_does_not(db_session):
    person = make_registration(centre_code="here")
    refer(person, make_service(Kind.HEALTH), Kind.HEALTH)
    forget(registration_id=person.id, at=clock.now())
    db_session.expire_all()
    reader = Actor(1, "en", frozenset({Grant(Role.MNE)}))
    found = queries.counts(reader, since=clock.today() - timedelta(days=1))
    assert [kind for (_, _, kind, _) in found] == ["other"]
    assert queries.counts(Actor(1, "en", frozenset({Grant(Role.MNE, "there")})), since=clock.today()) == {}
    assert db_session.scalars(db.select(Referral.kind)).one() != "health"


def test_the_administrator_keeps_the_directory(client, db_session):
    client.speak("en")
    client.sign_in(make_user(role=Role.ADMIN))
    form = {
        "name_tg": "Маркази ҳуқуқӣ", "code": "legal-aid", "kinds": ["legal", "social"], "district": "drs/vahdat",
        "address": "Ваҳдат", "phone": "", "checked_on": str(clock.today()),
    }  # fmt: skip
    assert client.post("/desk/services/new", {**form, "kinds": []}).status_code == 422
    assert client.post("/desk/services/new", form).status_code == 303
    again = client.post("/desk/services/new", form)
    assert (again.status_code, "has this code already" in again.page.text) == (422, True)
    found = queries.service_by_code("legal-aid")
    assert (found.kinds, found.district) == (["legal", "social"], "drs/vahdat")
    page = f"/desk/services/{found.id}"
    assert 'value="Маркази ҳуқуқӣ"' in client.get(page).page.html
    assert client.post(page, {**form, "address": "Рӯдакӣ"}).status_code == 303
    assert found.address == "Рӯдакӣ"
    client.post(f"{page}/open", {"open": "no"})
    assert "Taken out" in client.get("/desk/referrals").page.text
    assert queries.services_near("drs", "vahdat") == []
