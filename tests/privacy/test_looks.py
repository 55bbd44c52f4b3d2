"""Who looked: what officers do with a record stands in the trail, and the person reads which offices it was."""

from datetime import date

import pytest
from sqlalchemy import select

from lms.accounts import actions as accounts
from lms.accounts.actions import trail
from lms.accounts.models import AuditEntry, RoleGrant, User
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Grant, Role, Within
from lms.privacy.queries import looks
from lms.privacy.rules.looks import by_day_and_office
from lms.registration.actions import merge
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.registration import make_registration

FIRST, SECOND = date(2026, 11, 21), date(2026, 11, 22)


def test_an_office_has_one_line_a_day():
    deeds = [(SECOND, "a", Deed.LOOKED), (SECOND, "b", Deed.LOOKED), (SECOND, "a", Deed.OPENED),
             (SECOND, "a", Deed.LOOKED), (FIRST, "a", Deed.LOOKED)]  # fmt: skip
    assert by_day_and_office(deeds) == [
        (SECOND, "a", [Deed.LOOKED, Deed.OPENED]), (SECOND, "b", [Deed.LOOKED]), (FIRST, "a", [Deed.LOOKED]),
    ]  # fmt: skip


@pytest.fixture
def person(db_session):
    make_centre(code="here")
    return make_registration(centre_code="here", phone="+992935550199")


@pytest.fixture
def officer(person):
    return make_user(centre="here", name="Zarina Officer")


def noted(db_session, person) -> list[str]:
    about = (AuditEntry.subject_kind == "registration", AuditEntry.subject_id == person.id)
    return list(db_session.scalars(select(AuditEntry.deed).where(*about).order_by(AuditEntry.id)))


def test_each_look_of_an_officer_is_noted_and_a_telephone_opens_only_on_purpose(client, db_session, person, officer):
    client.sign_in(officer)
    record = f"/desk/registrations/{person.key}"
    page = client.get(record).page
    assert "•• 99" in page.text
    assert "93 555" not in page.text
    assert "+992 93 555 0199" in client.post(f"{record}/phone").page.text
    client.get(f"{record}/edit")
    client.get(f"{record}/card.pdf")
    client.get(f"{record}/family")
    assert noted(db_session, person)[1:] == [Deed.LOOKED, Deed.OPENED, Deed.OPENED, Deed.PRINTED, Deed.LOOKED]


def test_a_stranger_opens_nothing_and_leaves_no_line(client, db_session, person):
    client.sign_in(make_user(centre="elsewhere"))
    assert client.post(f"/desk/registrations/{person.key}/phone").status_code == 404
    assert client.get(f"/desk/registrations/{person.key}").status_code == 404
    assert len(noted(db_session, person)) == 1


@pytest.mark.parametrize(("language", "said"), [("en", "Looked at"), ("ru", "Посмотр"), ("tg", "диданд")])
def test_the_person_reads_which_offices_looked_and_not_who(client, db_session, person, officer, language, said):
    me = db_session.get(User, person.user_id)
    client.sign_in(me)
    client.speak(language)
    assert "<li>" not in client.get("/me/looks").page.html.split("<main")[1]
    client.sign_in(officer)
    client.get(f"/desk/registrations/{person.key}")
    client.sign_in(me)
    client.speak(language)
    text = client.get("/me/looks").page.text
    assert said in text
    assert "Zarina" not in text


def test_only_trainees_have_such_a_page(client, officer):
    client.sign_in(officer)
    assert client.get("/me/looks").status_code == 404
    client.sign_in(make_user(role=Role.TRAINEE))
    assert client.get("/me/looks").status_code == 404  # nobody is registered under this account


@pytest.mark.parametrize("within", [Within.PROVIDER, Within.DISTRICT, Within.REGION])
def test_whoever_serves_more_than_one_centre_is_called_by_its_name(client, db_session, person, within):
    code, name = next(
        (code, name) for kind, code, name in client.application.extensions["limits"]("en") if kind is within
    )
    officer = make_user(centre="here")
    accounts.set_grants(
        user_id=officer.id, grants=[Grant(Role.OFFICER, code, within)], by=make_user(role=Role.ADMIN).id,
        at=clock.now(),
    )  # fmt: skip
    client.sign_in(officer)
    assert client.get(f"/desk/registrations/{person.key}").status_code == 200
    client.sign_in(db_session.get(User, person.user_id))
    client.speak("en")
    text = client.get("/me/looks").page.text
    assert (name in text, f"· {code}" in text) == (True, False)


def test_when_it_may_have_been_one_of_several_offices_all_are_named(client, db_session, person, officer):
    names = [make_centre(code=code, names={"tg": code.title()}).names["tg"] for code in ("there", "yonder")]
    officer.grants += [RoleGrant(role="trainer", within="centre", code=code) for code in ("there", "yonder")]
    person.centre_code = "elsewhere"
    trail.note(what=Deed.LOOKED, person=person.id, by=officer.id, at=clock.now())
    client.sign_in(db_session.get(User, person.user_id))
    text = client.get("/me/looks").page.text
    assert [name in text for name in names] == [True, True]


def test_looks_at_a_record_that_was_merged_are_read_too(client, officer, person):
    other = make_registration(centre_code="here", phone=None)
    client.sign_in(officer)
    assert client.get(f"/desk/registrations/{other.key}").status_code == 200
    assert looks(person.user_id) == []
    merge(kept_id=person.id, gone_id=other.id, by=make_user(role=Role.ADMIN).id, at=clock.now())
    assert any(Deed.LOOKED in did and office == "here" for _day, office, did in looks(person.user_id))
