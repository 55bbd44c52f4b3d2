"""Whether the country is closed to somebody: where to look, and the note that they looked (E132)."""

from datetime import date

import pytest
from sqlalchemy import select, text

from lms.accounts.models import AuditEntry
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.core.encryption import decrypt, personal_keys
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.files.facts import check_entry
from lms.privacy.queries import own_data
from lms.registration import actions
from lms.registration.actions.consents import say
from lms.registration.models.consents import Consent, EntryCheck
from lms.registration.queries.consents import allowed, entry_check
from lms.registration.rules.consents import Purpose
from lms.registration.rules.record import Reason
from tests.factories.accounts import make_user
from tests.factories.registration import make_registration

TOLD = {"looked": "yes", "looked_on-day": "20", "looked_on-month": "11", "looked_on-year": "2026"}


def test_the_page_names_the_official_site_its_source_and_the_lesson(client, db_session):
    made = make_registration()
    client.sign_in(made.user)
    way = curriculum.entry_check("RU", "en")
    page = client.get("/me/entry-check").page
    assert f'href="https://{way.site}"' in page.html
    assert way.source in page.text
    assert client.get(f"/learn/{way.module}/").page.html.count(f'id="{way.screen}"') == 1
    assert way.source.startswith("Official site of the Ministry")  # and not as its own country calls it
    assert curriculum.entry_check("KZ", "en") is None


def test_only_yes_or_no_and_the_day_are_noted_and_only_with_consent(client, db_session):
    made = make_registration()
    client.sign_in(made.user)
    assert client.post("/me/entry-check", TOLD).status_code == 422
    assert entry_check(made.id) is None
    assert client.post("/me/entry-check", {**TOLD, "agrees": "y"}).status_code == 302
    found = entry_check(made.id)
    assert (found.looked, found.day, allowed(made.id)[Purpose.ENTRY_CHECK]) == (True, date(2026, 11, 20), True)
    raw = db_session.execute(text("select looked, looked_on from entry_check")).one()
    assert (decrypt(raw[0], personal_keys()), decrypt(raw[1], personal_keys())) == ("yes", "2026-11-20")
    assert own_data(made.user_id)["entry_check"][0]["looked_on"] == "2026-11-20"
    client.post("/me/entry-check", {"looked": "yes", "agrees": "y"})
    assert entry_check(made.id).day == clock.today(), "a day that is left out is not the one before"
    client.post("/me/privacy/entry-check", {"given": "no"})
    assert entry_check(made.id) is None


def test_an_officer_notes_it_for_the_person_and_each_note_stands_in_the_trail(client, db_session):
    made = make_registration(centre_code="here")
    client.sign_in(make_user(role=Role.OFFICER, centre="there"))
    path = f"/desk/registrations/{made.key}/entry-check"
    assert client.get(path).status_code == 404
    client.sign_in(make_user(role=Role.OFFICER, centre="here"))
    assert client.get(path).status_code == 200
    assert client.post(path, {"looked": "no", "agrees": "y"}).status_code == 302
    assert (entry_check(made.id).looked, entry_check(made.id).day) == (False, None)
    client.post(path, {"looked": "no", "agrees": "y"})
    noted = db.select(AuditEntry.id).where(AuditEntry.action == "entry-check-noted")
    assert len(db_session.scalars(noted).all()) == 1


def test_a_no_also_takes_what_came_with_records_that_were_made_one(db_session):
    first, second, third = (make_registration() for _ in range(3))
    by = make_user(role=Role.ADMIN).id
    for each in (first, second):
        actions.note_entry_check(registration_id=each.id, looked=False, on=None, by=by, at=clock.now())
    say(registration_id=third.id, purpose=Purpose.ENTRY_CHECK, given=False, by=by, at=clock.now())
    for kept, gone in ((second, first), (third, second)):
        actions.merge(kept_id=kept.id, gone_id=gone.id, by=by, at=clock.now())
    assert len(db.session.scalars(select(EntryCheck)).all()) == 2
    for _again in range(2):
        say(registration_id=third.id, purpose=Purpose.ENTRY_CHECK, given=False, by=by, at=clock.now())
        assert db.session.scalars(select(EntryCheck)).all() == []


def test_what_was_asked_for_once_and_is_no_more_stops_nothing(db_session):
    made = make_registration()
    db_session.add(Consent(registration_id=made.id, purpose="research", given=True, said_at=clock.now()))
    assert list(allowed(made.id)) == list(Purpose)


def test_a_day_to_come_is_refused(db_session):
    made = make_registration()
    with pytest.raises(Refused) as refused:
        actions.note_entry_check(
            registration_id=made.id, looked=True, on=date(2099, 1, 1), by=made.user_id, at=clock.now()
        )
    assert refused.value.reason is Reason.DAY_AHEAD
    say(registration_id=made.id, purpose=Purpose.ENTRY_CHECK, given=False, by=made.user_id, at=clock.now())


def test_what_a_country_says_of_the_check_is_there():
    faults = []
    module = {"words": {"en": {"screens": [{"id": "here"}]}}}
    right = {"facts": {"site": {}}, "entry_check": {"site": "site", "module": "entering", "screen": "here"}}
    check_entry({"ru": right, "kz": {}}, {"entering": module}, faults)
    assert faults == []
    for wrong in ({"site": "gone"}, {"module": "gone"}, {"screen": "gone"}):
        told = {**right, "entry_check": {**right["entry_check"], **wrong}}
        check_entry({"ru": told}, {"entering": module}, faults)
    assert [each.cure.split("”")[0] for each in faults] == [
        "The fact “gone", "There is no module “gone", "“entering"
    ]  # fmt: skip
