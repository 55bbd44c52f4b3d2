"""Pages of certificates."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from pypdf import PdfReader

from lms.accounts.models import User
from lms.accounts.rules.trail import Deed
from lms.certificates import actions, queries
from lms.certificates.rules import RevokedFor, shown_code
from lms.certificates.views import panel
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.database import db
from lms.registration import queries as registration
from tests.factories.accounts import make_user, noted
from tests.factories.attendance import make_attendance
from tests.factories.centres import make_centre, make_room
from tests.factories.certificates import correct_name, make_certificate
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too


def user_of(enrolment) -> User:
    """Who signs in as the person enrolled."""
    return db.session.get(User, enrolment.registration.user_id)


def test_anybody_checks_a_certificate_and_reads_no_name(client, db_session):
    found = make_certificate()
    client.speak("en")
    response = client.get(f"/check/{shown_code(found.code)}")
    assert response.status_code == 200
    for words in ("This certificate is valid.", "✔ Valid", "Р. Г. Б.", "Pre-departure orientation", found.serial):
        assert words in response.page.text
    person = found.registration
    for secret in (
        person.family_name, person.given_name, person.patronymic, person.family_name_latin, person.given_name_latin,
        person.number, person.key, person.phone, found.evidence["blocks"][0]["centre"]["en"],
    ):  # fmt: skip
        assert secret not in response.page.html


def test_what_the_certificate_opens_is_said_before_and_with_it_but_not_when_it_is_revoked(client, db_session):
    found = make_certificate()
    client.sign_in(user_of(registration.enrolment(found.enrolment_id)))
    client.speak("en")
    opens = "For two years you need not take this course again."
    assert opens in client.get("/me/certificate").page.text
    actions.revoke(certificate_id=found.id, reason=RevokedFor.MISTAKE, by=None, at=clock.now())
    assert opens not in client.get("/me/certificate").page.text
    waiting = make_enrolment()
    client.sign_in(user_of(waiting))
    client.speak("en")
    assert opens in client.get("/me/certificate").page.text


def test_each_state_has_its_own_words(client, db_session):
    replaced, revoked, expired = (make_certificate() for _ in range(3))
    correct_name(replaced)
    actions.replace(certificate_id=replaced.id, by=None, at=clock.now())
    actions.revoke(certificate_id=revoked.id, reason=RevokedFor.MISUSE, by=None, at=clock.now())
    expired.expires_on = clock.today() - timedelta(days=1)
    client.speak("en")
    said = [client.get(f"/check/{each.code}").page.text for each in (replaced, revoked, expired)]
    assert ["↻ Replaced" in said[0], "✘ Revoked" in said[1], "◷ Expired" in said[2]] == [True, True, True]
    assert "Reason: The names were corrected." in said[0]
    assert "Reason: It was altered or given to somebody else." in said[1]


def test_an_unknown_code_says_what_to_do(client, db_session):
    client.speak("en")
    for code in ("0000-0000-0000", "nonsense", "a" * 500):
        response = client.get(f"/check/{code}")
        assert response.status_code == 404
        assert "There is no such certificate" in response.page.text


def test_a_typed_code_leads_to_its_page(client, db_session):
    client.speak("en")
    response = client.get("/check?code=+7kq4+m2xd+9tba")
    assert (response.status_code, response.location) == (302, "/check/7KQ4-M2XD-9TBA")
    wrong = client.get("/check?code=7kq4")
    assert wrong.status_code == 422
    assert "A code has 12 letters and digits." in wrong.page.text
    assert 'value="7kq4"' in wrong.page.html
    assert client.get("/check?code=").status_code == 422
    assert client.get("/check?fbclid=IwAR0").status_code == 200


def test_the_trainee_reads_what_is_missing_and_where_the_next_chance_is(client, db_session):
    enrolment = make_enrolment(has_internet=True)
    training_class = make_class()
    make_seat(training_class=training_class, enrolment=enrolment)
    make_attendance(training_class=training_class, missed={"family-hour": enrolment.id})
    later = make_class(first_day=training_class.last_day + timedelta(days=1))
    with time_machine.travel(training_class.sessions[-1].ends_at, tick=False):
        client.sign_in(user_of(enrolment))
        text = client.get("/me/certificate").page.text
    chance = f"next: {later.centre.names['en']}, {later.first_day.day} "
    assert f"5 of 6 blocks; missing: The family hour; {chance}" in text
    assert client.get("/me/certificate.pdf").status_code in (302, 404)


def test_the_trainee_downloads_the_certificate(client, db_session):
    found = make_certificate()
    client.sign_in(db.session.get(User, found.registration.user_id))
    assert found.serial in client.get("/me/certificate").page.text
    response = client.get("/me/certificate.pdf")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    assert "Раҳимова Гулнора" in PdfReader(BytesIO(response.data)).pages[0].extract_text()


def test_an_officer_prints_a_class_in_one_file(client, db_session):
    centre = make_centre()
    training_class = make_class(room=centre.rooms[0])
    for name, number in (("Aziz", 9), ("Bahrom", 8)):  # who came first sits behind
        make_seat(training_class=training_class, given_name_latin=name).number = number
    db_session.flush()
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    path = f"/desk/classes/{training_class.id}/certificates.pdf"
    assert client.get(path).status_code == 409
    assert path not in client.get(f"/desk/classes/{training_class.id}").page.html
    make_attendance(training_class=training_class)
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    assert path in client.get(f"/desk/classes/{training_class.id}").page.html
    people = [each.registration_id for each in queries.of_class(training_class.id)]
    assert (len(people), noted(Deed.PRINTED, "certificate")) == (2, people)
    pages = [each.extract_text() for each in PdfReader(BytesIO(response.data)).pages]
    assert [name in page for name, page in zip(("BAHROM", "AZIZ"), map(str.upper, pages), strict=True)] == [True] * 2
    client.sign_in(make_user(role=Role.OFFICER, centre="elsewhere"))
    assert client.get(path).status_code == 404


@pytest.mark.both
def test_an_officer_finds_certificates_of_the_own_centre_by_month_and_class(client, db_session):
    centre = make_centre()
    own, other = make_certificate(centre=centre), make_certificate()
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    text = client.get("/desk/certificates").page.text
    assert (own.serial in text, other.serial in text) == (True, False)
    month = clock.local(own.issued_at).strftime("%Y-%m")
    assert own.serial in client.get(f"/desk/certificates?month={month}").page.text
    assert own.serial not in client.get("/desk/certificates?month=2020-01").page.text
    assert client.get("/desk/certificates?month=nonsense&class=x&page=-1").status_code == 200
    assert own.serial not in client.get("/desk/certificates?class=999999").page.text


def test_an_officer_revokes_with_a_reason_and_issues_again(client, db_session):
    centre = make_centre()
    found = make_certificate(centre=centre)
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    path = f"/desk/certificates/{found.id}"
    assert client.post(f"{path}/revoke", {}).status_code == 422
    assert client.post(f"{path}/revoke", {"reason": "whim"}).status_code == 422
    assert client.post(f"{path}/revoke", {"reason": "identity"}).status_code == 302
    assert "It was another person who attended" in client.get(path).page.text
    assert client.get(f"{path}.pdf").status_code == 404
    again = client.post(f"{path}/issue-again")
    new = queries.of_enrolment(found.enrolment_id)
    assert again.location == f"/desk/certificates/{new.id}"


def test_an_officer_replaces_after_a_correction_of_the_name(client, db_session):
    centre = make_centre()
    found = make_certificate(centre=centre)
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    path = f"/desk/certificates/{found.id}"
    assert client.post(f"{path}/replace").status_code == 409
    found.registration.given_name = "Гулназ"
    assert client.post(f"{path}/replace").status_code == 409  # nobody has said that it is right so
    client.speak("en")
    assert "Nobody has said yet that the names are right" in client.get(path).page.text
    correct_name(found)
    assert client.post(f"{path}/replace").status_code == 302
    assert "Раҳимова Гулнор Баҳромовна" in client.get(
        f"/desk/certificates/{queries.of_enrolment(found.enrolment_id).id}"
    ).page.text
    assert "To the certificate that replaces it" in client.get(path).page.text


@pytest.mark.parametrize(("role", "centre"), [(Role.OFFICER, "elsewhere"), (Role.TRAINEE, None), (Role.TRAINER, None)])
def test_others_do_not_find_a_certificate(client, db_session, role, centre):
    found = make_certificate()
    client.sign_in(make_user(role=role, centre=centre))
    path = f"/desk/certificates/{found.id}"
    assert [client.get(path).status_code, client.get(f"{path}.pdf").status_code] == [404, 404]
    assert client.post(f"{path}/revoke", {"reason": "misuse"}).status_code == 404
    assert found.revoked_at is None


def test_the_record_shows_the_certificate_or_what_is_missing(app, db_session):
    found, without = make_certificate(), make_enrolment()
    admin = Actor(0, "en", frozenset({Grant(Role.ADMIN)}))
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert found.serial in panel(found.registration, registration.enrolment(found.enrolment_id), admin)
        assert "all still to come" in panel(without.registration, without, admin)


def test_a_long_list_takes_as_few_queries_as_a_short_one(client, db_session, count_queries):
    centre = make_centre()
    make_certificate(centre=centre)
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    counts = []
    for _ in range(2):
        client.get("/desk/certificates")
        with count_queries() as asked:
            client.get("/desk/certificates")
        counts.append(len(asked))
        training_class = make_class(room=make_room(centre=centre))
        for _ in range(3):
            make_seat(training_class=training_class, enrolment=make_enrolment(centre_code=centre.code))
        make_attendance(training_class=training_class)
    assert counts[0] == counts[1]
