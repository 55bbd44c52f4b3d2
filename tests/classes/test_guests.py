"""A returned migrant comes to a block to tell of it; when nobody comes, stories stand in (E95). And what women and men
learn apart (E47)."""

from datetime import timedelta

import pytest

from lms.classes import actions, queries
from lms.classes.queries.rearranging import placement_of
from lms.classes.queries.tellers import possible_guests
from lms.classes.rules import Reason
from lms.classes.rules.audience import Audience
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.trainers import actions as trainers
from lms.trainers.rules import Kind
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, session_of
from tests.factories.trainers import make_trainer

BLOCK, TOPIC = "health-and-money", "coming-home"
EVERYWHERE = Actor(user_id=1, name="", grants=(Grant(Role.ADMIN),), language="tg")


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
