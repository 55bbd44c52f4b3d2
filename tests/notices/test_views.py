"""The desk's page of messages, the slips, and the messages on somebody's record."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.accounts.rules.trail import Deed
from lms.classes.messages import Notice
from lms.core.actors import Role
from lms.core.database import db
from lms.messages import actions as outbox
from lms.messages.models import OutboxMessage
from lms.messages.rules import Channel, guest_key
from lms.registration.models import Enrolment
from lms.trainers.rules import Kind
from tests.factories.accounts import make_user, noted
from tests.factories.centres import make_centre
from tests.factories.messages import make_message
from tests.factories.registration import make_registration
from tests.factories.trainers import make_trainer
from tests.notices.conftest import MORNING


@pytest.fixture
def here(db_session):
    """A centre with one person who has a telephone and one who has none; a third lives elsewhere."""
    make_centre(code="here")
    make_centre(code="there")
    return {
        "phone": make_registration(centre_code="here", given_name="Ҷамила"),
        "none": make_registration(centre_code="here", given_name="Баҳром", phone=None),
        "other": make_registration(centre_code="there", given_name="Шариф"),
    }


@pytest.fixture
def officer(client, here):
    client.sign_in(make_user(role=Role.OFFICER, centre="here"))
    client.speak("en")
    return client


@pytest.fixture
def letters(here):
    """One that was sent, one that failed, a slip, and one that failed elsewhere."""
    sent = make_message(person_key=here["phone"].key, body="Sent text")
    failed = make_message(person_key=here["phone"].key, body="Failed text", code="class-tomorrow")
    slip = make_message(person_key=here["none"].key, body="Slip text", channel=Channel.PRINT, address=None)
    other = make_message(person_key=here["other"].key, body="Other text")
    outbox.mark_sent(message_ids=[sent.id], at=MORNING)
    for each in (failed, other):
        outbox.give_up(message_id=each.id, at=MORNING)
    return {"sent": sent, "failed": failed, "slip": slip, "other": other}


def state(message) -> str:
    db.session.refresh(message)
    return message.state


def test_the_desk_sees_what_could_not_be_sent_and_what_is_to_be_printed(officer, letters):
    page = officer.get("/desk/messages").page
    seen = [text for text in ("Sent text", "Failed text", "Slip text", "Other text") if text in page.text]
    assert seen == ["Failed text", "Slip text"]
    assert "could not be sent: phone them or print it" in page.text


def test_slips_are_printed_in_the_language_of_the_person_and_taken_off_the_list(officer, letters):
    pdf = PdfReader(BytesIO(officer.get("/desk/messages/slips.pdf").data))
    words = " ".join(page.extract_text() for page in pdf.pages)
    assert [each in words for each in ("Failed text", "Slip text", "Other text")] == [True, True, False]
    assert len(noted(Deed.PRINTED, "message")) == len(set(noted(Deed.PRINTED, "message"))) > 0
    ids = " ".join(str(each.id) for each in letters.values())
    officer.post("/desk/messages/printed", {"ids": f"{ids} x 99999999999 {'9' * 5000}"})
    assert {name: state(each) for name, each in letters.items()} == {
        "sent": "sent", "failed": "printed", "slip": "printed", "other": "failed",
    }  # fmt: skip
    assert officer.get("/desk/messages/slips.pdf").status_code == 404
    assert "Everybody has been told" in officer.get("/desk/messages").page.text


def test_the_desk_phones_or_sends_again(officer, letters, here):
    here["phone"].phone = "+992937654321"
    officer.post(f"/desk/messages/{letters['failed'].id}/again")
    assert (state(letters["failed"]), letters["failed"].address) == ("waiting", "+992937654321")
    officer.post(f"/desk/messages/{letters['slip'].id}/told")
    assert state(letters["slip"]) == "told"


@pytest.mark.parametrize("verb", ["told", "again"])
def test_messages_of_others_are_not_there(officer, letters, verb):
    assert officer.post(f"/desk/messages/{letters['other'].id}/{verb}").status_code == 404
    assert state(letters["other"]) == "failed"


def test_every_message_stands_on_the_persons_record(officer, letters, here):
    page = officer.get(f"/desk/registrations/{here['phone'].key}").page
    assert [text for text in ("Sent text", "Failed text", "Slip text") if text in page.text] == [
        "Sent text", "Failed text",
    ]  # fmt: skip
    assert [word in page.text for word in ("Class tomorrow", "SMS", "sent 2 March 2027, 11:00")] == [True, True, True]


def test_a_record_without_a_course_shows_its_messages(officer, letters, here):
    db.session.execute(db.delete(Enrolment).where(Enrolment.registration_id == here["phone"].id))
    page = officer.get(f"/desk/registrations/{here['phone'].key}").page
    assert "No suitable programme yet" in page.text and "Failed text" in page.text


def test_without_a_gateway_the_desk_is_told_that_all_is_printed(officer, letters, app, monkeypatch):
    make_message(person_key=letters["sent"].person_key, body="Waiting text")
    assert "Waiting text" not in officer.get("/desk/messages").page.text
    monkeypatch.setitem(app.config, "MESSAGES_TRANSPORT", "paper")
    page = officer.get("/desk/messages").page
    assert ("Waiting text" in page.text, "No SMS gateway is set up" in page.text) == (True, True)


def test_the_list_asks_no_more_for_many_than_for_few(officer, letters, here, count_queries):
    def asked() -> int:
        officer.get("/desk/messages")
        with count_queries() as statements:
            officer.get("/desk/messages")
        return len(statements)

    few = asked()
    for _ in range(10):
        make_message(person_key=make_registration(centre_code="here").key, channel=Channel.PRINT, address=None)
    assert asked() == few


def not_reached(user) -> OutboxMessage:
    made = make_message(person_key=f"staff-{user.id}", body="Your refresher", code="own-refresher")
    outbox.give_up(message_id=made.id, at=MORNING)
    return made


def test_colleagues_who_were_not_reached_stand_at_the_desk_of_their_centre(officer):
    mine = make_user(role=Role.TRAINER, centre="here", name="Саодат Назарова")
    theirs, admin = make_user(role=Role.TRAINER, centre="there", name="Шариф"), make_user(role=Role.ADMIN)
    message, *others = (not_reached(each) for each in (mine, theirs, admin))
    page = officer.get("/desk/messages").page
    assert "Саодат Назарова" in page.text and page.text.count("Your refresher") == 1
    for other in others:
        assert officer.post(f"/desk/messages/{other.id}/colleague").status_code == 404
    officer.post(f"/desk/messages/{message.id}/colleague")
    assert "Your refresher" not in officer.get("/desk/messages").page.text
    assert [state(each) for each in (message, *others)] == ["told", "failed", "failed"]


def test_whoever_stands_below_the_people_is_named_above_them(officer, letters):
    """The list of people may be long: lines on top name the guests and colleagues to be told, and lead there."""
    guest = make_trainer(name="Исмоил Холов", centre_code="here", kind=Kind.RETURNED)
    below = ("Guests of a class", "Colleagues who were not reached")
    assert not any(each in officer.get("/desk/messages").page.text for each in below)
    make_message(
        person_key=guest_key(guest.id), body="Please come", code=Notice.VISIT_MOVED.value, channel=Channel.PRINT,
        address=None,
    )  # fmt: skip
    not_reached(make_user(role=Role.TRAINER, centre="here"))
    page = officer.get("/desk/messages").page
    for words, where in zip(below, ("guests", "colleagues"), strict=True):
        assert f'<a href="#{where}">{words}</a> <span class="quiet">1</span>' in page.html
        assert page.html.index(f'"#{where}"') < page.html.index("<table") < page.html.index(f'id="{where}"')


def test_with_a_full_list_of_people_the_slips_of_guests_leave_theirs_too(officer, here):
    """All that was printed is off the list, however much it was."""
    for _ in range(100):
        make_message(person_key=here["none"].key, channel=Channel.PRINT, address=None)
    guest = make_trainer(name="Исмоил Холов", centre_code="here", kind=Kind.RETURNED)
    slip = make_message(
        person_key=guest_key(guest.id), code=Notice.VISIT_BOOKED.value, channel=Channel.PRINT, address=None
    )
    [ids] = re.findall(r'name="ids" value="([^"]*)"', officer.get("/desk/messages").page.html)
    assert len(ids.split()) == 101
    officer.post("/desk/messages/printed", {"ids": ids})
    assert state(slip) == "printed" and "Everybody has been told" in officer.get("/desk/messages").page.text


def test_whoever_does_not_fit_on_the_page_is_counted_all_the_same(officer, letters, monkeypatch):
    """The start page and the lines on top count everybody, and below the first ones stands that there are more."""
    monkeypatch.setattr("lms.notices.queries.desk.MOST", 2)
    monkeypatch.setattr("lms.notices.queries.MOST", 2)
    guest = make_trainer(centre_code="here", kind=Kind.RETURNED)
    for code in (Notice.VISIT_BOOKED, Notice.VISIT_MOVED, Notice.VISIT_CANCELLED):
        make_message(person_key=guest_key(guest.id), code=code.value, channel=Channel.PRINT, address=None)
        not_reached(make_user(role=Role.TRAINER, centre="here"))
    start, page = officer.get("/").page.text, officer.get("/desk/messages").page
    assert "4 messages could not be sent" in start and "4 slips wait to be printed" in start
    for where in ("guests", "colleagues"):
        assert re.search(rf'<a href="#{where}">[^<]*</a> <span class="quiet">3<', page.html)
        table = page.html.split(f'id="{where}"')[1].split("<h2")[0]
        assert (table.count("<tr>"), "There are more" in table) == (1 + 2, True)


def test_colleagues_and_guests_are_asked_for_at_once(officer, count_queries):
    """Each start page of officers and admins counts them."""
    not_reached(make_user(role=Role.TRAINER, centre="here"))
    with count_queries() as statements:
        officer.get("/")
    assert sum("outbox_message.person_key LIKE" in " ".join(each.split()) for each in statements) == 1


def test_a_colleague_whom_nothing_here_can_reach_stands_at_the_desk_too(officer, app, monkeypatch):
    colleague = make_user(role=Role.TRAINER, centre="here", name="Саодат Назарова")
    message = make_message(person_key=f"staff-{colleague.id}", body="Your refresher", code="own-refresher")
    make_message(body="Somebody's class", code="class-moved")  # a person's, which others look after
    assert "Your refresher" not in officer.get("/desk/messages").page.text
    monkeypatch.setitem(app.config, "MESSAGES_TRANSPORT", "paper")
    assert "Your refresher" in officer.get("/desk/messages").page.text
    officer.post(f"/desk/messages/{message.id}/colleague")
    assert "Your refresher" not in officer.get("/desk/messages").page.text


def test_what_was_written_before_two_records_were_made_one_stands_on_the_one(officer, here, letters):
    kept, gone = here["none"], here["phone"]
    gone.merged_into_id = kept.id
    db.session.flush()
    record = officer.get(f"/desk/registrations/{kept.key}").page.text
    assert [each in record for each in ("Slip text", "Failed text", "Sent text", "Other text")] == [True] * 3 + [False]
    assert "Failed text" in officer.get("/desk/messages").page.text
    gone.centre_code = "there"  # what the list shows may be settled, and nobody else settles it
    assert officer.post(f"/desk/messages/{letters['failed'].id}/told").status_code == 303
    letters["sent"].state = "failed"
    officer.sign_in(make_user(role=Role.OFFICER, centre="there"))
    assert officer.post(f"/desk/messages/{letters['sent'].id}/told").status_code == 404
    assert [state(letters[each]) for each in ("failed", "sent")] == ["told", "failed"]
