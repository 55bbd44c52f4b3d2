"""The person says that both names are right before the certificate is issued; and it is not held up for ever."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from lms.accounts.models import User
from lms.certificates import actions, queries
from lms.certificates.models import NamesSaid
from lms.certificates.rules import Lack, Missing, Reason, Way, issued_at_the_latest
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.messages.models import OutboxMessage
from tests.factories.accounts import make_user
from tests.factories.attendance import make_attendance
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment


def make_waiting(**person):
    """Somebody who has attended a whole class and said nothing about the names."""
    enrolment = make_enrolment(says_names_are_right=False, **person)
    training_class = make_class()
    make_seat(training_class=training_class, enrolment=enrolment)
    make_attendance(training_class=training_class)
    return enrolment, training_class


def said_of(enrolment) -> dict:
    person = enrolment.registration
    return {"registration_id": person.id, "seen": (person.full_name, person.latin_name), "way": Way.SELF, "by": None}


@pytest.mark.source
@pytest.mark.parametrize(
    ("earned", "departs", "latest"), [(1, 30, 8), (1, 9, 6), (1, 3, 1), (10, 2, 10)]
)  # a week; three days before the departure; at once
def test_it_waits_a_week_and_never_into_the_last_days(earned, departs, latest):
    days = [date(2027, 3, each) for each in (earned, departs, latest)]
    assert issued_at_the_latest(earned_on=days[0], departs_on=days[1]) == days[2]


def test_the_certificate_waits_until_the_names_are_said_to_be_right(db_session):
    enrolment, held = make_waiting(departs_on=clock.today() + timedelta(days=60))
    assert queries.of_enrolment(enrolment.id) is None
    assert queries.missing_for(enrolment) == [Missing(Lack.NAMES)]
    asked = db_session.scalars(select(OutboxMessage.code).where(OutboxMessage.code == "certificate-names")).all()
    assert asked == ["certificate-names"]
    at = held.sessions[-1].ends_at + timedelta(hours=1)
    actions.say_names(right=True, at=at, **said_of(enrolment))
    found = queries.of_enrolment(enrolment.id)
    assert (found.issued_at, found.evidence["names"]) == (at, {"way": "self", "on": clock.local(at).date().isoformat()})


def test_the_evidence_of_a_page_is_gathered_once(db_session, count_queries):
    enrolment, _held = make_waiting(departs_on=clock.today() + timedelta(days=60))
    with count_queries() as asked:
        found = queries.outlook(enrolment)
    assert (found.lacks, found.latest is not None) == ([Missing(Lack.NAMES)], True)
    assert max(Counter(asked).values()) == 1


def test_who_says_nothing_gets_it_all_the_same(db_session):
    enrolment, held = make_waiting(departs_on=clock.today() + timedelta(days=60))
    end = held.sessions[-1].ends_at
    for days, issued in ((6, 0), (7, 1)):
        at = end + timedelta(days=days)
        assert actions.issue_earned(since=end - timedelta(days=9), by=None, at=at) == issued
    assert queries.of_enrolment(enrolment.id).evidence["names"] is None


def test_a_wrong_name_waits_and_is_asked_about_again_when_corrected(db_session):
    enrolment, held = make_waiting(departs_on=clock.today() + timedelta(days=60))
    at = held.sessions[-1].ends_at + timedelta(hours=1)
    actions.say_names(right=False, at=at, **said_of(enrolment))
    assert queries.missing_for(enrolment) == [Missing(Lack.NAMES_WRONG)]
    enrolment.registration.given_name = "Гулнор"
    assert queries.missing_for(enrolment) == [Missing(Lack.NAMES)]
    with pytest.raises(Refused) as refused:  # the page showed the name before it was corrected
        actions.say_names(right=True, at=at, **{**said_of(enrolment), "seen": ("Раҳимова Гулнора Баҳромовна", "x")})
    assert refused.value.reason is Reason.NAMES_CHANGED
    actions.say_names(right=True, at=at, **said_of(enrolment))
    assert queries.of_enrolment(enrolment.id).name == "Раҳимова Гулнор Баҳромовна"


def test_the_trainee_says_it_on_the_phone(client, db_session):
    enrolment, _held = make_waiting(departs_on=clock.today() + timedelta(days=60))
    client.sign_in(db_session.get(User, enrolment.registration.user_id))
    assert "Your certificate waits for one word of you" in client.get("/me/certificate").page.text
    page = client.get("/me/names").page
    assert "Раҳимова Гулнора Баҳромовна" in page.text and "RAHIMOVA GULNORA" in page.text
    shown = {"name": "Раҳимова Гулнора Баҳромовна", "latin_name": "Rahimova Gulnora"}
    assert client.post("/me/names", {**shown, "name": "Another", "said": "right"}).location == "/me/names"
    assert client.post("/me/names", {**shown, "said": "wrong"}).location == "/me/names"
    assert "You said that a name is wrong" in client.get("/me/names").page.text
    assert client.post("/me/names", {**shown, "said": "right"}).location == "/me/certificate"


def test_the_desk_writes_it_down_for_somebody_with_a_note(client, db_session):
    centre = make_centre()
    enrolment = make_enrolment(says_names_are_right=False, centre_code=centre.code)
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    path = f"/desk/registrations/{enrolment.registration.key}/names"
    client.get(path)
    shown = {"name": enrolment.registration.full_name, "latin_name": enrolment.registration.latin_name}
    assert client.post(path, shown).status_code == 422
    assert client.post(path, {**shown, "way": "passport", "note": "Her brother spoke."}).status_code == 303
    said = queries.said_now([enrolment.registration])[enrolment.registration_id]
    assert (said.right, said.way, said.note) == (True, "passport", "Her brother spoke.")
    assert "Her brother spoke." in client.get(path).page.text
    client.sign_in(make_user(role=Role.OFFICER, centre="elsewhere"))
    assert [client.get(path).status_code, client.post(path, shown).status_code] == [404, 404]


def test_a_whole_class_is_written_down_at_once_and_only_who_sits_in_it(client, db_session):
    centre = make_centre()
    held = make_class(room=centre.rooms[0])
    people = [make_enrolment(says_names_are_right=False) for _ in range(3)]
    for each in people[:2]:
        make_seat(training_class=held, enrolment=each)
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    path = f"/desk/classes/{held.id}/names"
    assert client.get(path).page.html.count('name="person"') == 2
    shown = {f"name-{each.id}": each.registration.full_name for each in people}
    shown |= {f"latin-{each.id}": each.registration.latin_name for each in people}
    ticked = {"person": [str(people[0].id), str(people[2].id), "nonsense"], **shown}
    answer = client.post(path, ticked)
    assert (answer.status_code, answer.page.html.count(" checked")) == (422, 1)
    assert client.post(path, {**ticked, "way": "list"}).status_code == 303
    assert [each.registration_id for each in db_session.scalars(select(NamesSaid))] == [people[0].registration_id]
    client.post(path, {**ticked, "way": "list"})
    assert db_session.scalar(select(func.count(NamesSaid.id))) == 1
    # A name that was changed since the list was printed was signed by nobody.
    people[1].registration.family_name_latin = "Rakhimova"
    db_session.flush()
    answer = client.post(path, {**ticked, "person": str(people[1].id), "way": "list"}, follow_redirects=True)
    assert "The names of 1 person were changed since you opened this page." in answer.page.text
    assert db_session.scalar(select(func.count(NamesSaid.id))) == 1
