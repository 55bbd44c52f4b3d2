"""A returned migrant comes to a block to tell of it; when nobody comes, stories stand in (E95). And what women and men
learn apart (E47)."""

from datetime import timedelta

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from lms.accounts import actions as accounts
from lms.classes import actions, queries
from lms.classes.queries.calendar import class_days
from lms.classes.queries.rearranging import placement_of
from lms.classes.queries.tellers import possible_guests
from lms.classes.rules import Reason
from lms.classes.rules.audience import Audience
from lms.classes.rules.feeds import Whose
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.messages import actions as outbox
from lms.messages.models import OutboxMessage
from lms.messages.rules import State
from lms.trainers import actions as trainers
from lms.trainers.rules import Kind
from lms.web.locale import as_date, as_time
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat, move_session, session_of
from tests.factories.trainers import make_trainer

BLOCK, TOPIC = "health-and-money", "coming-home"
EVERYWHERE = Actor(user_id=1, grants=(Grant(Role.ADMIN),), language="tg")


def make_guest(*, name: str = "Исмоил Холов", topic: str = TOPIC, **more):
    made = make_trainer(name=name, programmes=(), kind=Kind.RETURNED, former_migrant=True, **more)
    trainers.authorise(trainer_id=made.id, module_slug=topic, valid_until=None, by=None, at=clock.now())
    return made


def test_an_officer_books_a_guest_and_calls_them_off(client, db_session):
    centre = make_centre()
    user = make_user(role=Role.TRAINER, centre=centre.code)
    found = make_class(room=centre.rooms[0], trainer=make_trainer(user=user))
    guest, block = make_guest(centre_code=centre.code), session_of(found, BLOCK)
    make_guest(name="Каси дигар", topic="safe-migration", centre_code=centre.code)
    plan = f"/teach/sessions/{block.id}/plan"
    client.sign_in(user)
    alone = client.get(plan)
    assert "Nobody is booked for it." in alone.text and "I laid tiles" in alone.text and 'id="guest"' not in alone.text
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    page = client.get(plan)
    assert "Исмоил Холов" in page.text and "Каси дигар" not in page.text
    assert client.post(f"/teach/sessions/{block.id}/guest", {"guest": guest.id}).location == plan
    assert "Guest: Исмоил Холов" in client.get(f"/desk/classes/{found.id}").text
    client.sign_in(user)
    assert "Исмоил Холов comes." in client.get(plan).text
    actions.call_guest_off(session_id=block.id, by=None, at=clock.now())
    assert "Nobody is booked for it." in client.get(plan).text
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    assert client.post(f"/teach/sessions/{block.id}/guest", {"guest": guest.id}).status_code == 404


def test_a_guest_is_in_one_place_at_a_time(db_session):
    """Neither as a guest of two classes, nor teaching one and a guest of the other, in either order, nor by a move."""
    guest, at = make_guest(), clock.now()
    here, there = make_class(), make_class()
    later = make_class(first_day=here.first_day + timedelta(days=1))
    for each in (here, later):
        actions.invite_guest(session_id=session_of(each, BLOCK).id, guest_id=guest.id, by=None, at=at)
    with pytest.raises(Refused) as refused:
        actions.invite_guest(session_id=session_of(there, BLOCK).id, guest_id=guest.id, by=None, at=at)
    assert refused.value.reason is Reason.GUEST_BUSY
    with pytest.raises(Refused) as refused:
        actions.move_class(class_id=later.id, on=here.first_day, by=None, at=at)
    assert refused.value.reason is Reason.GUEST_BUSY
    with pytest.raises(Refused) as refused:
        _teach(there, guest, at=at)
    assert refused.value.reason is Reason.CLASH_OF_TRAINER
    teaching = make_class(first_day=here.first_day + timedelta(days=2))
    _teach(teaching, guest, at=at)
    with pytest.raises(Refused) as refused:
        actions.move_class(class_id=later.id, on=teaching.first_day, by=None, at=at)
    assert refused.value.reason is Reason.GUEST_BUSY
    actions.cancel_class(class_id=here.id, by=None, at=at)
    actions.invite_guest(session_id=session_of(there, BLOCK).id, guest_id=guest.id, by=None, at=at)
    with pytest.raises(Refused) as refused:
        actions.reopen_class(class_id=here.id, by=None, at=at)
    assert refused.value.reason is Reason.GUEST_BUSY


def test_a_guest_who_teaches_elsewhere_by_now_keeps_a_class_from_opening_again(db_session):
    guest, at = make_guest(), clock.now()
    here, there = make_class(), make_class()
    actions.invite_guest(session_id=session_of(here, BLOCK).id, guest_id=guest.id, by=None, at=at)
    actions.cancel_class(class_id=here.id, by=None, at=at)
    _teach(there, guest, at=at)
    with pytest.raises(Refused) as refused:
        actions.reopen_class(class_id=here.id, by=None, at=at)
    assert refused.value.reason is Reason.GUEST_BUSY


def test_a_guest_who_could_not_be_invited_any_more_stays_until_called_off(client, db_session):
    """Their authorisation ended: they still stand in the form, alone there, and saving it changes nothing."""
    centre = make_centre()
    block = session_of(make_class(room=centre.rooms[0]), BLOCK)
    guest = make_guest(centre_code=centre.code)
    actions.invite_guest(session_id=block.id, guest_id=guest.id, by=None, at=clock.now())
    [allowed] = guest.authorisations
    trainers.take_back_authorisation(trainer_id=guest.id, authorisation_id=allowed.id, by=None, at=clock.now())
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    plan, form = f"/teach/sessions/{block.id}/plan", f"/teach/sessions/{block.id}/guest"
    assert f'value="{guest.id}" selected>' in client.get(plan).text
    assert client.post(form, {"guest": guest.id}).location == plan
    assert queries.session(block.id).guest == guest
    client.post(form, {"guest": ""})
    assert queries.session(block.id).guest is None and 'id="guest"' not in client.get(plan).text
    assert client.post(form, {"guest": guest.id}).status_code == 404


def _teach(found, guest, *, at):
    """Give the guest the whole block to teach, as one who may."""
    session = session_of(found, BLOCK)
    for slug in queries.block_modules(session):
        trainers.authorise(trainer_id=guest.id, module_slug=slug, valid_until=None, by=None, at=at)
    to = placement_of(session, trainer_id=guest.id)
    actions.rearrange(class_id=found.id, placements={session.id: to}, by=None, at=at)


def test_only_somebody_who_may_tell_of_it_in_the_language_of_the_class_is_a_guest(db_session):
    found = make_class(language="tg")
    block = session_of(found, BLOCK)
    right = make_guest()
    wrong = [make_trainer(), make_guest(topic="safe-migration"), make_guest(languages=["ru"])]
    assert possible_guests(EVERYWHERE, block) == [right]
    for each in wrong:
        with pytest.raises(NotThere):
            actions.invite_guest(session_id=block.id, guest_id=each.id, by=None, at=clock.now())
    with pytest.raises(Refused) as refused:
        actions.invite_guest(session_id=block.id, guest_id=right.id, by=None, at=block.ends_at)
    assert refused.value.reason is Reason.BEGUN


def test_in_a_class_for_women_only_nothing_is_held_apart(db_session):
    [(programme, variant, block)] = [
        (each, variant, block)
        for each in curriculum.programmes() for variant in each.variants for block in variant.blocks
        if "reproductive-health" in block.modules
    ][:1]  # fmt: skip
    found = make_class(
        programme=programme.slug, variant=variant.id, trainer=make_trainer(programmes=[programme.slug])
    )
    session = session_of(found, block.id)
    assert [part.apart for part in queries.session_plan(session, "tg")].count(True) == 1
    actions.reserve_class(class_id=found.id, audience=Audience.WOMEN, by=None, at=clock.now())
    assert not any(part.apart for part in queries.session_plan(session, "tg"))


def written(db_session) -> list[tuple[str, str, str]]:
    """What guests were told: to whom, how, and what about."""
    rows = db_session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [(each.person_key, each.channel, each.code) for each in rows if each.code.startswith("visit-")]


def test_a_guest_is_told_of_everything_that_becomes_of_the_visit(db_session):
    """Where the account says, in its language; a room next door is nothing to them, nor another hour of the class."""
    user = make_user(role=Role.TRAINER, language="ru")
    accounts.change_contact(user_id=user.id, phone="+992901234567", email=None, by=None, at=clock.now())
    centre, guest, at = make_centre(rooms=2), make_guest(user=user), clock.now()
    found = make_class(room=centre.rooms[0])
    block, do = session_of(found, BLOCK), {"by": None, "at": at}
    assert actions.invite_guest(session_id=block.id, guest_id=guest.id, **do) is True
    assert actions.invite_guest(session_id=block.id, guest_id=guest.id, **do) is True  # pressed twice
    for room in (centre.rooms[1], centre.rooms[0]):
        actions.move_class(class_id=found.id, on=found.first_day, room_id=room.id, **do)
    last = found.sessions[-1]
    move_session(session_id=last.id, starts_at=last.starts_at + timedelta(minutes=10), **do)
    assert written(db_session) == [(f"staff-{user.id}", "sms", "visit-booked")]
    settled(db_session, State.SENT)
    actions.move_class(class_id=found.id, on=found.first_day + timedelta(days=1), **do)
    settled(db_session, State.SENT)
    actions.cancel_class(class_id=found.id, **do)
    actions.call_guest_off(session_id=block.id, **do)  # they know
    found = make_class(room=centre.rooms[0])
    actions.invite_guest(session_id=session_of(found, BLOCK).id, guest_id=guest.id, **do)
    settled(db_session, State.SENT)
    actions.call_guest_off(session_id=session_of(found, BLOCK).id, **do)
    assert [code for _, _, code in written(db_session)] == [
        "visit-booked", "visit-moved", "visit-cancelled", "visit-booked", "visit-cancelled",
    ]  # fmt: skip
    bodies = db_session.scalars(select(OutboxMessage.body)).all()
    assert bodies[0].startswith("Приглашаем вас гостем") and not any(guest.name in each for each in bodies)


def test_a_guest_with_an_account_reads_of_the_visit_on_the_start_page_and_among_the_classes(client, time_machine):
    """Which block of which class, when and where; of its people nothing, and no way to them."""
    heading, user = "Classes to which you are invited as a guest", make_user(role=Role.TRAINER)
    guest, found = make_guest(user=user), make_class()
    make_seat(training_class=found, family_name="Валиев")
    block = session_of(found, BLOCK)
    actions.invite_guest(session_id=block.id, guest_id=guest.id, by=None, at=clock.now())
    course = queries.programme_of(found)
    told = [
        heading, course.title("en"), course.block_title(BLOCK, "en"),
        "If you cannot come, please tell the centre.", f"Room {found.room.name}", "1 Rudaki Street",
    ]

    def pages() -> list[str]:
        client.sign_in(user)
        client.speak("en")
        return [client.get(each).page.html for each in ("/", "/teach")]

    with client.application.test_request_context(), force_locale("en"):
        told += [as_date(block.starts_at), f"{as_time(block.starts_at)}–{as_time(block.ends_at)}"]
    for page in pages():
        assert [each for each in told if each not in page] == []
        assert "Валиев" not in page and f"/classes/{found.id}" not in page and "Nothing is planned" not in page
        assert "You have no class today." in page
    other = make_user(role=Role.TRAINER)
    make_trainer(user=other)
    client.sign_in(other)
    assert heading not in client.get("/").text + client.get("/teach").text
    time_machine.move_to(block.starts_at)
    assert all(heading in each and "You have no class today." not in each for each in pages())
    time_machine.move_to(block.ends_at)
    assert not any(heading in each for each in pages())
    time_machine.move_to(block.starts_at - timedelta(days=2))
    actions.cancel_class(class_id=found.id, by=None, at=clock.now())
    assert not any(heading in each for each in pages())


def test_a_guest_without_an_account_stands_at_the_desk_until_told(client, db_session):
    centre = make_centre()
    guest, found = make_guest(centre_code=centre.code), make_class(room=centre.rooms[0])
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    sent = client.post(f"/teach/sessions/{session_of(found, BLOCK).id}/guest", {"guest": guest.id})
    assert "please tell them yourself" in client.get(sent.location).text
    assert written(db_session) == [(f"guest-{guest.id}", "print", "visit-booked")]
    page = client.get("/desk/messages")
    assert "Guests of a class" in page.text and guest.name in page.text and "Шуморо ба дарс меҳмон" in page.text
    assert client.get("/desk/messages/slips.pdf").data.startswith(b"%PDF")
    [message] = db_session.scalars(select(OutboxMessage))
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    assert guest.name not in client.get("/desk/messages").text
    assert client.post(f"/desk/messages/{message.id}/colleague").status_code == 404
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.post("/desk/messages/printed", {"ids": str(message.id)})
    assert message.state == "printed" and guest.name not in client.get("/desk/messages").text


def test_whoever_comes_instead_is_booked_and_the_other_is_called_off(db_session):
    one, other, block = make_guest(), make_guest(name="Каси дигар"), session_of(make_class(), BLOCK)
    for guest in (one, other):
        assert actions.invite_guest(session_id=block.id, guest_id=guest.id, by=None, at=clock.now()) is False
        settled(db_session, State.PRINTED)
    assert [(key, code) for key, _, code in written(db_session)] == [
        (f"guest-{one.id}", "visit-booked"), (f"guest-{one.id}", "visit-cancelled"),
        (f"guest-{other.id}", "visit-booked"),
    ]  # fmt: skip


def settled(db_session, how: State) -> None:
    """This becomes of everything that waits."""
    waiting = db_session.scalars(select(OutboxMessage.id).where(OutboxMessage.state == State.WAITING)).all()
    outbox.settle(message_ids=waiting, how=how, by=None, at=clock.now())


def open_slips(db_session) -> list[tuple[str, str]]:
    """What waits for guests: whom for, what about."""
    rows = db_session.scalars(select(OutboxMessage).where(OutboxMessage.state.in_(["waiting", "failed"])))
    return [(each.person_key, each.code) for each in rows]


def test_of_one_visit_there_is_one_slip_and_it_says_what_is_new(db_session):
    """E95: what nobody was handed yet is not true any more; who was handed nothing is told of no change."""
    guest, found, do = make_guest(), make_class(), {"by": None, "at": clock.now()}
    block, key = session_of(found, BLOCK), f"guest-{guest.id}"

    def move(days: int) -> None:
        actions.move_class(class_id=found.id, on=clock.today() + timedelta(days=days), **do)

    actions.invite_guest(session_id=block.id, guest_id=guest.id, **do)
    for days in (10, 11):
        move(days)
        assert open_slips(db_session) == [(key, "visit-booked")]
    actions.call_guest_off(session_id=block.id, **do)
    assert open_slips(db_session) == []
    actions.invite_guest(session_id=block.id, guest_id=guest.id, **do)
    settled(db_session, State.PRINTED)
    move(12)
    move(13)
    assert open_slips(db_session) == [(key, "visit-moved")]
    move(11)  # as the slip in their hands says
    assert open_slips(db_session) == []
    move(12)
    settled(db_session, State.TOLD)
    move(13)
    assert open_slips(db_session) == [(key, "visit-moved")]
    actions.call_guest_off(session_id=block.id, **do)
    assert open_slips(db_session) == [(key, "visit-cancelled")]


def test_who_was_chosen_by_mistake_and_is_reached_by_nothing_hears_nothing(db_session):
    """What could not be sent does not stay with the desk when it is not true any more."""
    user = make_user(role=Role.TRAINER)
    accounts.change_contact(user_id=user.id, phone="+992901234567", email=None, by=None, at=clock.now())
    wrong, right, block = make_guest(user=user), make_guest(name="Каси дигар"), session_of(make_class(), BLOCK)
    actions.invite_guest(session_id=block.id, guest_id=wrong.id, by=None, at=clock.now())
    [message] = db_session.scalars(select(OutboxMessage))
    outbox.give_up(message_id=message.id, at=clock.now())
    actions.invite_guest(session_id=block.id, guest_id=right.id, by=None, at=clock.now())
    assert open_slips(db_session) == [(f"guest-{right.id}", "visit-booked")]


def test_a_class_that_is_held_after_all_asks_its_guest_again(db_session):
    guest, found, do = make_guest(), make_class(), {"by": None, "at": clock.now()}
    make_seat(training_class=found)
    actions.invite_guest(session_id=session_of(found, BLOCK).id, guest_id=guest.id, **do)
    settled(db_session, State.TOLD)
    actions.cancel_class(class_id=found.id, **do)
    settled(db_session, State.TOLD)
    actions.reopen_class(class_id=found.id, **do)
    assert [code for _, _, code in written(db_session)] == ["visit-booked", "visit-cancelled", "visit-booked"]


def test_the_visit_stands_in_the_calendar_of_the_guest(db_session):
    """Only the block to which they come; and what changes it makes the entry a newer one."""
    guest, found, do = make_guest(), make_class(), {"by": None, "at": clock.now()}

    def days() -> list:
        return class_days(Whose.TRAINER, guest.id, found.first_day, found.last_day, cancelled=True)

    block = session_of(found, BLOCK)
    assert days() == []
    actions.invite_guest(session_id=block.id, guest_id=guest.id, **do)
    [day] = days()
    assert (day.starts, day.ends, [part.block for part in day.parts]) == (block.starts_at, block.ends_at, [BLOCK])
    assert day.sequence == 1
    actions.cancel_class(class_id=found.id, **do)
    assert [each.cancelled for each in days()] == [True]
    actions.call_guest_off(session_id=block.id, **do)
    assert days() == []
