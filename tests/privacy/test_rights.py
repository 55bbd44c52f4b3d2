"""What people see, take along, allow, refuse and have corrected."""

import json
import re

import pytest

from lms.accounts.models import SecondFactor, User
from lms.classes import actions as actions_of_classes
from lms.classes.models import MakeUp
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.messages.rules import Channel
from lms.privacy import actions, queries
from lms.privacy.rules.reasons import Reason
from lms.quizzes.rules import Kind
from lms.referrals.actions import refer
from lms.referrals.rules import Kind as HelpKind
from lms.registration import queries as registration
from lms.registration.actions import note_entry_check
from lms.registration.actions.consents import say
from lms.registration.models import Consent
from lms.registration.queries.consents import allowed, refused
from lms.registration.rules import Need, Relation
from lms.registration.rules.consents import Purpose
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.certificates import make_certificate
from tests.factories.classes import make_class
from tests.factories.learning import make_progress
from tests.factories.messages import make_message
from tests.factories.quizzes import make_check
from tests.factories.referrals import make_service
from tests.factories.registration import make_enrolment, make_registration


@pytest.fixture
def person(db_session):
    make_centre(code="here")
    return make_registration(
        centre_code="here", phone="+992935550199", jamoat="Чуянгарон", needs=(Need.SIGHT,),
        family=(("Ашӯров Баҳром", Relation.SPOUSE),),
    )  # fmt: skip


@pytest.fixture
def me(client, db_session, person):
    user = db_session.get(User, person.user_id)
    client.sign_in(user)
    return user


def test_a_word_holds_until_the_next_one_and_each_stays_on_record(db_session, person):
    assert allowed(person.id) == {
        Purpose.REMINDERS: True, Purpose.FOLLOW_UP: False, Purpose.ENTRY_CHECK: False
    }  # fmt: skip
    for given in (False, False, True, False):
        say(registration_id=person.id, purpose=Purpose.REMINDERS, given=given, by=person.user_id, at=clock.now())
    assert (allowed(person.id)[Purpose.REMINDERS], refused(Purpose.REMINDERS)) == (False, {person.id})
    assert db_session.query(Consent).count() == 3


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_consent_is_taken_back_as_it_is_given_with_one_press(client, me, person, purpose):
    for given, then in (("yes", True), ("no", False), ("yes", True)):
        assert client.post(f"/me/privacy/{purpose.value}", {"given": given}).status_code == 303
        assert allowed(person.id)[purpose] is then
    assert client.post("/me/privacy/anything", {"given": "yes"}).status_code == 404


def test_the_desk_notes_a_yes_and_a_no_of_who_has_no_telephone_and_no_other_desk_does(client, me, person):
    path = f"/desk/registrations/{person.key}/consents"
    client.sign_in(make_user(centre="here"))
    for given, then in (("yes", True), ("no", False)):
        assert client.post(f"{path}/follow-up", {"given": given}).status_code == 303
        assert allowed(person.id)[Purpose.FOLLOW_UP] is then
    assert client.post(f"{path}/anything", {"given": "yes"}).status_code == 404
    client.sign_in(make_user(centre=make_centre(code="there").code))
    assert client.post(f"{path}/follow-up", {"given": "yes"}).status_code == 404


def test_at_the_end_of_the_course_one_is_asked_once(client, db_session):
    person = make_certificate().registration
    client.sign_in(db_session.get(User, person.user_id))
    asked = [b"/me/privacy/follow-up" in client.get(each).data for each in ("/evaluation/thanks", "/me/certificate")]
    client.post("/me/privacy/follow-up", {"given": "yes"})
    client.post("/me/privacy/follow-up", {"given": "no"})
    again = [b"/me/privacy/follow-up" in client.get(each).data for each in ("/evaluation/thanks", "/me/certificate")]
    assert (asked, again) == ([True, True], [False, False])


def test_all_that_is_kept_can_be_read_and_taken_along(client, me, person, db_session):
    make_message(person_key=person.key, body="Come on Monday", channel=Channel.SMS)
    make_message(person_key="somebody-else", body="Not for you")
    enrolment, session = registration.current_enrolment(person.id), make_class().sessions[0]
    make_up = MakeUp(session_id=session.id, enrolment_id=enrolment.id, number=1, taken_at=clock.now())
    db_session.add(make_up)
    db_session.flush()
    actions_of_classes.ask_for_guest(make_up_id=make_up.id, ages=[3], fare=True, by=me.id, at=clock.now())
    person.education, enrolment.journey.employer = "school", "Sokhtmon"
    make_progress(enrolment=enrolment, module="money", screens=1)
    say(registration_id=person.id, purpose=Purpose.ENTRY_CHECK, given=True, by=me.id, at=clock.now())
    note_entry_check(registration_id=person.id, looked=True, on=clock.today(), by=me.id, at=clock.now())
    actions.ask_correction(registration_id=person.id, words="Номам бо ӣ аст.", by=me.id, at=clock.now())
    client.speak("en")
    text = client.get("/me/data").page.text
    for mine in ("+992 93 555 0199", "Чуянгарон", "Weak eyesight", "Ашӯров Баҳром", "Come on Monday",
                 "Secondary school", "Sokhtmon", "their ages: 3", "Help with the fare is asked for.",
                 "Makes up this block", "· Begun on", "You looked whether entry is open to you ·", "Номам бо ӣ аст.",
                 "Where you are signed in"):
        assert mine in text, mine
    assert "Not for you" not in text
    answer = client.get("/me/data.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    data = json.loads(answer.data)
    assert (data["registration"][0]["phone"], data["registration"][0]["reads_alone"]) == ("+992935550199", True)
    assert data["family_member"] == [{"name": "Ашӯров Баҳром", "relation": "spouse", **{
        key: value for key, value in data["family_member"][0].items() if key not in ("name", "relation")}}]  # fmt: skip
    assert [each["body"] for each in data["outbox_message"]] == ["Come on Monday"]
    assert {"journey", "enrolment", "account", "looks", "make_up", "role_grant", "sign_in"} <= set(data)
    assert data["guest_support"][0]["ages"] == [3]
    assert not any(word in answer.get_data(as_text=True) for word in ("secret_hash", "phone_index", person.key))


def test_where_one_was_sent_for_help_lies_behind_a_press_with_a_way_out_and_is_not_printed(client, me, person):
    """A phone is shared, and the office of a shelter tells of a trouble."""
    client.speak("en")
    assert "leave.js" not in client.get("/me/data").page.html
    refer(
        registration_id=person.id, service_id=make_service(HelpKind.PROTECTION).id, kind=HelpKind.PROTECTION,
        agreed=True, by=me.id, at=clock.now(),
    )  # fmt: skip
    page = client.get("/me/data").page.html
    open_to_all, _details, hidden = page.partition('<details class="no-print"><summary>Help elsewhere</summary>')
    hidden, _end, after = hidden.partition("</details>")
    assert "Protection from violence" in hidden and "Office" in hidden and "Leave this page quickly" in hidden
    assert "Protection from violence" not in open_to_all + after and 'id="leave"' in hidden and "leave.js" in after


def test_a_finished_course_is_in_it_and_nobody_else_is(db_session):
    mine = make_certificate()
    make_certificate()
    data = queries.own_data(mine.registration.user_id)
    assert [each["serial"] for each in data["certificate"]] == [mine.serial]
    assert {each["state"] for each in data["mark"]} == {"present"}
    story = queries.own_story(mine.registration.user_id, at=clock.now())
    assert len(story.marks) == len(data["mark"])


def test_what_was_asked_before_a_lesson_has_no_mark_and_stays_in_the_file(db_session):
    enrolment = make_enrolment()
    mine = enrolment.registration
    check, before = (make_check(enrolment=enrolment, module=each, asks=["one"]) for each in ("money", "safe-migration"))
    before.kind = Kind.BEFORE.value
    check.submitted_at = before.submitted_at = clock.now()
    assert queries.own_story(mine.user_id, at=clock.now()).results == [check]
    kept = queries.own_data(mine.user_id)["attempt"]
    assert [each["kind"] for each in kept] == [Kind.CHECK, Kind.BEFORE]


def test_a_correction_is_asked_for_seen_at_the_desk_and_settled(client, me, person):
    assert client.post("/me/privacy", {"words": "  "}).status_code == 422
    for _ in range(2):
        client.post("/me/privacy", {"words": "My name is written with ӣ"})
    assert "written with ӣ" in client.get("/me/privacy").page.text
    client.sign_in(make_user(centre="here"))
    page = client.get(f"/desk/registrations/{person.key}").page
    assert page.text.count("written with ӣ") == 1
    until = re.search(r'name="until" value="(\d+)"', page.html)[1]
    actions.ask_correction(registration_id=person.id, words="And I was born in May", by=person.user_id, at=clock.now())
    for sent, open_still in (({}, 2), ({"until": until}, 1)):
        client.post(f"/desk/registrations/{person.key}/corrections", sent)
        assert len(queries.open_wishes(person.id)) == open_still, "nobody has read the second one"


def test_only_an_administrator_keeps_a_record_and_says_why(client, person):
    record = f"/desk/registrations/{person.key}"
    client.sign_in(make_user(centre="here"))
    assert client.get(f"{record}/hold").status_code == 404
    client.sign_in(make_user(role=Role.ADMIN))
    assert client.post(f"{record}/hold", {"reason": ""}).status_code == 422
    client.post(f"{record}/hold", {"reason": "Court case 12"})
    assert "Court case 12" in client.get(record).page.text
    client.post(f"{record}/let-go")
    assert queries.hold_on(person.id) is None


def test_a_hold_is_one_and_words_are_asked_for(db_session, person):
    admin = make_user(role=Role.ADMIN)
    for reason in ("first", "second"):
        actions.place_hold(registration_id=person.id, reason=reason, by=admin.id, at=clock.now())
    assert queries.hold_on(person.id).reason == "first"
    with pytest.raises(Refused) as wrong:
        actions.ask_correction(registration_id=person.id, words="x" * 1001, by=admin.id, at=clock.now())
    assert wrong.value.reason is Reason.TOO_LONG


def test_what_is_to_become_a_second_factor_is_in_no_file(client, me, person, db_session):
    db_session.add(SecondFactor(user_id=person.user_id, offered="JBSWY3DPEHPK3PXP"))
    db_session.flush()
    said = client.get("/me/data.json").get_data(as_text=True)
    assert (len(json.loads(said)["second_factor"]), "JBSWY3DP" in said) == (1, False)


def test_the_file_says_that_a_record_is_held_and_not_why(client, me, person):
    by = make_user(role=Role.ADMIN).id
    actions.place_hold(registration_id=person.id, reason="Inquiry 7 about his employer", by=by, at=clock.now())
    said = client.get("/me/data.json").get_data(as_text=True)
    assert (len(json.loads(said)["legal_hold"]), "Inquiry" in said) == (1, False)
