"""Lost cards, forgotten PINs, consultations."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import insert

from lms.accounts.actions import sign_in
from lms.accounts.models import AuditEntry, KnownDevice, RoleGrant
from lms.accounts.queries import as_actor
from lms.accounts.rules import MOST_TRIES, Door
from lms.accounts.rules import Reason as Secret
from lms.attendance.actions import take_walk_in
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.core.encryption import index_of
from lms.messages.models import OutboxMessage
from lms.registration import actions, queries
from lms.registration.actions import registering
from lms.registration.models import Consultation, PinCode
from lms.registration.rules import shown_number
from lms.registration.rules.codes import is_open, may_send
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.certificates import make_certificate
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.registration import make_registration

NOON = datetime(2027, 3, 2, 12, tzinfo=ZoneInfo("Asia/Dushanbe"))


@pytest.fixture
def officer(client, db_session):
    make_centre(code="dushanbe", serves_regions=("dushanbe", "drs"))
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    return client


def test_a_lost_card_counts_no_more_and_says_so(officer):
    made = make_registration(centre_code="dushanbe", pin="480271")
    old = made.number
    page = officer.post(f"/desk/registrations/{made.key}/lost-card", {"lost": old}).page
    assert (shown_number(made.number) in page.text, made.number != old, made.user.login) == (True, True, made.number)
    assert "was reported lost on" in officer.post("/desk/registrations", {"q": old}, follow_redirects=True).page.text
    assert sign_in(login=old, secret="480271", address="10.0.0.1", at=clock.now()) is Secret.WRONG_SECRET
    assert not isinstance(sign_in(login=made.number, secret="480271", address="10.0.0.1", at=clock.now()), Secret)


def test_a_lost_card_that_is_scanned_at_the_class_is_called_lost(db_session):
    session = session_of(make_class(), "journey")
    made = make_registration(centre_code=session.training_class.centre.code)
    old = made.number
    actions.replace_card(registration_id=made.id, lost=made.number, by=make_user().id, at=clock.now())
    walked = take_walk_in(
        session_id=session.id, client_id="a" * 32, number=old, device="d" * 32, said_at=session.starts_at, by=None,
        at=session.starts_at,
    )  # fmt: skip
    assert walked.refused == "card-lost"


def test_the_number_of_a_merged_record_leads_to_the_one_that_is_kept_and_a_lost_one_to_nobody(client, db_session):
    session = session_of(make_class(), "journey")
    kept, gone, other = (make_registration(centre_code="dushanbe") for _ in range(3))
    admin, old, old_phone = make_user(role=Role.ADMIN), other.number, "+992935550177"
    gone.phone, gone.phone_index = old_phone, index_of(old_phone)
    actions.merge(kept_id=kept.id, gone_id=gone.id, by=admin.id, at=clock.now())
    actions.replace_card(registration_id=other.id, lost=old, by=admin.id, at=clock.now())
    session.training_class.capacity = 1
    make_seat(training_class=session.training_class)
    for n, number in enumerate((gone.number, old)):
        take_walk_in(
            session_id=session.id, client_id=f"{n}" * 32, number=number, device="d" * 32, said_at=session.starts_at,
            by=None, at=session.starts_at,
        )  # fmt: skip
    pages = {}
    for who in (admin, make_user(centre=session.training_class.centre.code)):
        client.sign_in(who)
        client.speak("en")
        pages[who] = client.get(f"/teach/sessions/{session.id}/differences").page
    mine, theirs = pages.values()
    said = [(kept.key in page.html, kept.full_name in page.text, other.key in page.html, "reported lost" in page.text)
            for page in (mine, theirs)]  # fmt: skip
    assert said == [(True, True, False, True), (False, False, False, False)]
    client.sign_in(admin)
    for typed in (gone.number, old_phone):
        assert f"/desk/registrations/{kept.key}" in client.post(
            "/desk/registrations", {"q": typed}, follow_redirects=True
        ).page.html


def test_of_a_lost_card_another_centre_learns_nothing(client, db_session):
    made = make_registration(centre_code="dushanbe")
    old = made.number
    actions.replace_card(registration_id=made.id, lost=made.number, by=make_user().id, at=clock.now())
    client.sign_in(make_user(role=Role.OFFICER, centre="khujand"))
    client.speak("en")
    assert "lost" not in client.post("/desk/registrations", {"q": old}, follow_redirects=True).page.text


def code_of(message: OutboxMessage) -> str:
    return re.search(r"\d{6}", message.body)[0]


def tells(text: str, code: str) -> bool:
    """Whether a text has the code as a number of its own: not within a telephone number, nor in parts of a second."""
    return re.search(rf"(?<![\d.]){code}(?!\d)", text) is not None


def ask(client, number: str, phone: str):
    return client.post("/forgotten", {"number": number, "phone": phone})


def test_a_forgotten_pin_is_set_anew_with_a_code(client, db_session):
    made = make_registration(pin="480271")
    client.speak("en")
    typed = shown_number(made.number)
    assert ask(client, typed, "90 123 45 67").location == "/forgotten/code"
    with client.session_transaction() as cookie:
        assert typed not in str(dict(cookie))  # the next one on a shared phone could read it
    assert f'value="{typed}"' in client.get("/forgotten/code").page.html
    [message] = db_session.scalars(db.select(OutboxMessage)).all()
    assert (message.channel, message.address) == ("sms", "+992901234567")
    sent = {"number": made.number, "one_time_code": "000000" if code_of(message) != "000000" else "1", "pin": "593718"}
    assert client.post("/forgotten/code", sent).status_code == 422
    right = {**sent, "one_time_code": code_of(message)}
    assert client.post("/forgotten/code", {**right, "pin": "111111"}).status_code == 422
    assert client.post("/forgotten/code", right).location == "/"
    assert not isinstance(sign_in(login=made.number, secret="593718", address="x", at=clock.now()), Secret)
    client.post("/sign-out")
    assert client.post("/forgotten/code", {**sent, "one_time_code": code_of(message)}).status_code == 422  # only once


def test_the_answer_is_the_same_whoever_is_registered(client, db_session):
    made = make_registration(pin="480271")
    client.speak("en")
    answers = []
    for number, phone in ((made.number, "901234567"), (made.number, "935556677"), ("572000007", "901234567"),
                          (made.number, ""), ("x", "935556677")):  # fmt: skip
        response = ask(client, number, phone)
        page = client.get("/forgotten/code").page.html
        answers.append((response.status_code, response.location, re.sub(r'value="[^"]*"|next=[^"]*', "", page)))
    assert len(set(answers)) == 1
    assert len(db_session.scalars(db.select(OutboxMessage)).all()) == 1


def test_nobody_at_the_desk_sees_a_code_and_no_slip_says_it(client, db_session, app):
    make_centre(code="dushanbe", serves_regions=("dushanbe", "drs"))
    made = make_registration(centre_code="dushanbe", pin="480271")
    ask(client, made.number, "901234567")
    message = db_session.scalars(db.select(OutboxMessage)).one()
    code = code_of(message)
    assert tells(message.body, code)
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    app.config["MESSAGES_TRANSPORT"] = "paper"  # with nothing that carries SMS, all the rest is printed
    try:
        for path in ("/desk/messages", f"/desk/registrations/{made.key}"):
            assert not tells(client.get(path).page.html, code)
        assert client.get("/desk/messages/slips.pdf").status_code == 404
        assert client.post(f"/desk/messages/{message.id}/again", {}).status_code == 404
        client.sign_in(made.user)
        assert not tells(client.get("/me/data").page.html, code)
        assert not tells(client.get("/me/data.json").get_data(as_text=True), code)
        assert [each for each in client.get("/me/data.json").json["outbox_message"] if "body" in each] == []
    finally:
        app.config["MESSAGES_TRANSPORT"] = "console"


def test_where_nothing_carries_sms_the_page_names_only_the_centre(client, db_session, app):
    made = make_registration(pin="480271")
    app.config["MESSAGES_TRANSPORT"] = "paper"
    try:
        assert 'name="phone"' not in client.get("/forgotten").page.html
        assert "/forgotten" not in client.get("/sign-in").page.html
        assert ask(client, made.number, "901234567").status_code == 200
        assert db_session.scalars(db.select(PinCode)).all() == []
    finally:
        app.config["MESSAGES_TRANSPORT"] = "console"


def test_codes_are_few_and_tries_are_counted(client, db_session):
    made = make_registration(pin="480271")
    for _ in range(5):
        ask(client, made.number, "901234567")
    codes = db_session.scalars(db.select(PinCode).order_by(PinCode.id)).all()
    assert len(codes) == 3
    for _ in range(6):
        client.post("/forgotten/code", {"number": made.number, "one_time_code": "1", "pin": "593718"})
    newest = db_session.scalars(db.select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    sent = {"number": made.number, "one_time_code": code_of(newest), "pin": "593718"}
    assert client.post("/forgotten/code", sent).status_code == 429
    elsewhere = {"environ_overrides": {"REMOTE_ADDR": "10.9.8.7"}}
    assert client.post("/forgotten/code", sent, **elsewhere).status_code == 303, "tries of a stranger spend no code"


def test_a_code_ends_with_a_new_pin_or_another_telephone(client, db_session):
    made, by = make_registration(pin="480271"), make_user(role=Role.OFFICER).id
    for ended in (
        lambda: actions.make_pin(registration_id=made.id, by=by, at=clock.now()),
        lambda: actions.change_phone(registration_id=made.id, phone="+992935550199", by=by, at=clock.now()),
    ):
        db_session.execute(db.delete(PinCode))
        ask(client, made.number, "901234567")
        newest = db_session.scalars(db.select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
        sent = {"number": made.number, "one_time_code": code_of(newest), "pin": "593718"}
        ended()
        assert client.post("/forgotten/code", sent).status_code == 422


def test_who_asks_too_often_from_one_address_waits(client, db_session, monkeypatch):
    monkeypatch.setitem(MOST_TRIES, Door.FORGOTTEN, 2)
    client.speak("en")
    assert [ask(client, "572000007", "901234567").status_code for _ in range(3)] == [303, 303, 429]


@pytest.mark.source
def test_a_code_lives_half_a_day_and_at_most_three_go_out_an_hour():
    at = NOON
    assert is_open(expires_at=at + timedelta(1), used_at=None, tries=19, at=at)
    assert not is_open(expires_at=at, used_at=None, tries=0, at=at)
    assert not is_open(expires_at=at + timedelta(1), used_at=None, tries=20, at=at)
    assert [may_send([at - timedelta(minutes=n)] * 3, at) for n in (59, 61)] == [False, True]


def test_a_consultation_is_one_choice_and_is_counted(officer):
    with time_machine.travel(NOON):
        officer.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
        sent = {"topic": "papers", "way": "came", "sex": "", "centre": "dushanbe"}
        for token in ("one", "one", "two"):
            assert officer.post("/desk/consultations", {**sent, "form_token": token}).location == "/desk/consultations"
        assert officer.post("/desk/consultations", {**sent, "topic": ""}).status_code == 422
        rows = db.session.scalars(db.select(Consultation)).all()
        assert [(each.topic, each.centre_code, each.held_on) for each in rows] == [
            ("papers", "dushanbe", NOON.date())
        ] * 2
        assert "Passport, patent, registration 2" in officer.get("/desk/consultations").page.text


def test_who_counts_reads_consultations_and_another_centre_does_not(client, db_session):
    make_centre(code="dushanbe", serves_regions=("dushanbe", "drs"))
    with time_machine.travel(NOON):
        for role, centre in ((Role.OFFICER, "dushanbe"), (Role.MNE, None), (Role.OFFICER, "khujand")):
            client.sign_in(make_user(role=role, centre=centre))
            client.speak("en")
            sent = {"topic": "ban", "way": "phoned", "sex": "m", "centre": "dushanbe"}
            answers = client.post("/desk/consultations", sent).status_code
            said = "Ban on entry 1" in client.get("/desk/consultations").page.text
            assert (answers, said) == {
                "dushanbe": (303, True), None: (404, True), "khujand": (422, False)
            }[centre]  # fmt: skip


def test_the_record_is_found_by_its_new_number(db_session):
    made = make_registration()
    actions.replace_card(registration_id=made.id, lost=made.number, by=make_user().id, at=clock.now())
    assert queries.by_number(made.number) == made


def test_who_counts_for_one_centre_reads_its_consultations_only(client, db_session):
    for code, topic in (("dushanbe", "ban"), ("khujand", "papers")):
        make_centre(code=code)
        client.sign_in(make_user(role=Role.OFFICER, centre=code))
        sent = {"topic": topic, "way": "phoned", "sex": "m", "centre": code}
        assert client.post("/desk/consultations", sent).status_code == 303
    client.sign_in(make_user(role=Role.MNE, centre="khujand"))
    client.speak("en")
    page = client.get("/desk/consultations").page.text
    assert ("Passport, patent, registration 1" in page, "Ban on entry 1" in page) == (True, False)
    client.sign_in(make_user(role=Role.ADMIN))
    first = re.search(r'name="centre"[^>]*><option[^>]* value="([^"]*)"', client.get("/desk/consultations").page.html)
    assert first[1] == ""  # of several none is meant until one is chosen


def test_all_consultations_of_the_last_months_are_counted(db_session):
    facts = {"way": "came", "centre_code": "dushanbe", "held_on": NOON.date()}
    db_session.execute(insert(Consultation), [{**facts, "topic": f"t{n}"} for n in range(450)])
    reader = as_actor(make_user(role=Role.MNE))
    assert len(queries.consultations(reader, since=NOON.date())) == 450


def test_a_card_that_is_called_lost_twice_is_replaced_once(officer):
    made = make_registration(centre_code="dushanbe")
    address, old = f"/desk/registrations/{made.key}/lost-card", made.number
    sent = {"lost": old}
    assert f'name="lost" value="{old}"' in officer.get(f"/desk/registrations/{made.key}").page.html
    officer.post(address, sent)
    new = made.number
    assert shown_number(new) in officer.post(address, sent).page.text
    officer.post(address)
    assert (made.number, old != new) == (new, True)


def test_a_device_on_which_a_pin_was_chosen_is_known(client, db_session):
    made = make_registration(pin="480271")
    ask(client, made.number, "90 123 45 67")
    [told] = db_session.scalars(db.select(OutboxMessage))
    sent = {"number": made.number, "one_time_code": code_of(told), "pin": "593718"}
    client.post("/forgotten/code", sent)
    assert db_session.query(KnownDevice).filter_by(user_id=made.user_id).count() == 1


def test_the_course_is_taken_again_on_the_day_that_is_written_down(client, db_session):
    made = make_registration()
    first, day = queries.current_enrolment(made.id), queries.journey(made.id).departs_on
    client.sign_in(made.user)
    client.speak("en")
    sent = {"departs_on-day": day.day, "departs_on-month": day.month, "departs_on-year": day.year}
    client.post("/me/again", sent)
    assert queries.current_enrolment(made.id) == first, "registered a moment ago: the same form"
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        for _ in range(2):
            client.post("/me/again", sent)
    assert (len(queries.trips(made.id)), queries.current_enrolment(made.id) != first) == (2, True)


def test_where_no_course_fits_the_next_journey_it_is_said_what_to_do(client, db_session, monkeypatch):
    made = make_registration(centre_code="dushanbe")
    day = clock.today() + timedelta(days=20)
    sent = {"departs_on-day": day.day, "departs_on-month": day.month, "departs_on-year": day.year}
    monkeypatch.setattr(registering, "choose", lambda *_asked: None)
    officer, desk = make_user(role=Role.OFFICER, centre="dushanbe"), f"/desk/registrations/{made.key}/again"
    for user, path, onward in ((officer, desk, "write the programmes"), (made.user, "/me/again", "at your centre")):
        client.sign_in(user)
        client.speak("en")
        assert onward in client.post(path, sent, follow_redirects=True).page.text


def test_birth_sex_and_home_are_corrected_and_the_certificate_stays(client, db_session):
    certificate = make_certificate()
    made = certificate.registration
    before = certificate.name, certificate.signed
    client.sign_in(make_user(role=Role.OFFICER))
    path = f"/desk/registrations/{made.key}/edit"
    page = client.get(path).page
    told = {
        "family_name_latin": made.family_name_latin, "given_name_latin": made.given_name_latin,
        "family_name": made.family_name, "given_name": made.given_name, "patronymic": made.patronymic,
        "phone": made.phone, "language": made.language, "departs_on-day": str(made.journeys[-1].departs_on.day),
        "departs_on-month": str(made.journeys[-1].departs_on.month),
        "departs_on-year": str(made.journeys[-1].departs_on.year),
        "birth_date-day": "13", "birth_date-month": "5", "birth_date-year": "1990", "sex": "m",
        "home": "khatlon/bokhtar", "jamoat": "Навобод",
        "seen": re.search(r'name="seen"[^>]*value="(\w+)"', page.html)[1],
    }  # fmt: skip
    assert client.post(path, {**told, "birth_date-year": "2099"}).status_code == 422
    assert client.post(path, told).status_code == 302
    assert (made.birth_date, made.sex, made.region, made.district, made.jamoat) == (
        date(1990, 5, 13), "m", "khatlon", "bokhtar", "Навобод"
    )  # fmt: skip
    assert made.jamoat_index == index_of("Навобод")
    assert (certificate.name, certificate.signed) == before
    noted = db.select(db.func.count()).where(AuditEntry.action == "basics-corrected", AuditEntry.subject_id == made.id)
    assert db_session.scalar(noted) == 1


def test_an_officer_of_several_centres_says_for_which_one(client, db_session):
    for code in ("here", "there", "elsewhere"):
        make_centre(code=code)
    officer = make_user(role=Role.OFFICER, centre="here")
    db_session.add(RoleGrant(user_id=officer.id, role=Role.OFFICER.value, within="centre", code="there"))
    db_session.flush()
    client.sign_in(officer)
    page = client.get("/desk/registrations/new").page.html
    offered = re.search(r'<select[^>]*name="centre".*?</select>', page, re.S)[0]
    assert sorted(re.findall(r'value="(\w*)"', offered)) == ["", "here", "there"]
    assert 'name="centre"' in client.get("/desk/groups/new").page.html
    client.sign_in(make_user(role=Role.OFFICER, centre="here"))
    for path in ("/desk/registrations/new", "/desk/groups/new"):
        assert 'name="centre"' not in client.get(path).page.html


def test_a_form_that_was_sent_empty_shows_nothing_that_it_hid(officer, db_session):
    made = make_registration(centre_code="dushanbe", phone="+992918765432")
    made.journeys[-1].employer = "Стройград"
    for page, hidden in (("edit", ("876", "992918")), ("more", ("Стройград",)), ("family", ()), ("papers", ())):
        answer = officer.post(f"/desk/registrations/{made.key}/{page}", {"contract_months": "900"})
        assert (answer.status_code, [each for each in hidden if each in answer.page.html]) == (422, [])
    noted = db.select(AuditEntry.deed, AuditEntry.action).where(
        AuditEntry.subject_id == made.id, AuditEntry.subject_kind == "registration", AuditEntry.by_id.is_not(None)
    )
    looked = [("looked", each) for each in ("edit", "more", "family", "papers")]
    assert list(db_session.execute(noted.order_by(AuditEntry.id))) == looked
