"""With what was taught, and what is opened after a course."""

from datetime import timedelta

import pytest
import time_machine

from lms.attendance import actions
from lms.attendance.models import RollCall
from lms.attendance.rules.days import Material
from lms.classes.queries import method_minutes
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.actions.opened import count_opened
from lms.curriculum.rules.opened import What
from lms.reports import queries
from tests.factories.accounts import make_user
from tests.factories.attendance import make_roll_call
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, session_of


@pytest.fixture
def held(db_session):
    """Two blocks of a class that were held, one of them with a booklet and role cards."""
    centre = make_centre(code="bokhtar")
    found = make_class(room=centre.rooms[0])
    sessions = session_of(found, "journey"), session_of(found, "family-hour")
    for each in sessions:
        make_roll_call(session=each)
    for material in (Material.BOOKLET, Material.ROLE_CARDS, Material.BOOKLET):
        actions.note_material(
            session_id=sessions[0].id, material=material, used=True, by=None, at=sessions[0].ends_at
        )
    with time_machine.travel(sessions[-1].ends_at):
        yield found


def test_a_month_says_by_which_methods_it_was_taught(client, held):
    """A block that went on for double its time weighs double."""
    month = clock.local(held.sessions[0].starts_at).date().replace(day=1)
    actor = Actor(make_user(role=Role.MNE).id, "en", frozenset({Grant(Role.MNE)}))
    planned = dict(queries.methods(actor, month))
    journey = db.session.get(RollCall, session_of(held, "journey").id)
    journey.began_at = session_of(held, "journey").starts_at
    journey.ended_at = journey.began_at + 2 * timedelta(minutes=session_of(held, "journey").minutes)
    db.session.flush()
    longer = dict(queries.methods(actor, month))
    only_there = set(method_minutes(held.edition_id, held.variant, "journey")) - set(
        method_minutes(held.edition_id, held.variant, "family-hour")
    )
    assert (sum(planned.values()), sum(longer.values())) == (100, 100)
    assert only_there and all(longer[each] > planned[each] for each in only_there)
    client.sign_in(make_user(role=Role.MNE))
    assert "How was it taught?" in said(client, month)
    client.sign_in(make_user(role=Role.OFFICER, centre="khujand"))
    assert "How was it taught?" not in said(client, month)


def said(client, month) -> str:
    return client.get(f"/reports/materials?month={month:%Y-%m}").page.text


def test_blocks_are_counted_by_the_material_they_were_taught_with(client, held):
    month = clock.local(held.sessions[0].starts_at).date().replace(day=1)
    client.sign_in(make_user(role=Role.MNE))
    text = said(client, month)
    assert "2 blocks were held. Material is noted for 1 of them." in text
    assert "Booklet 1 50 % Role cards 1 50 % Flip chart or board 0 0 %" in text
    client.sign_in(make_user(role=Role.OFFICER, centre="khujand"))
    text = said(client, month)
    assert "No block was held in this month." in text and "Opened" not in text


def test_what_is_opened_is_counted_and_nobody_with_it(client):
    """A phone that takes the companion along fetches every page of it: that is one thing kept."""
    for path in ("/companion/", "/companion/countries/ru", "/companion/countries/ru"):
        client.get(path)
    for path in ("/companion/", "/companion/countries/kz"):
        client.get(path, headers={"X-Kept": "yes"})
    client.head("/companion/")
    count_opened(what=What.BOOKLET, key="tj-awareness", on=clock.today())
    client.get("/companion/phrases/ko")
    assert curriculum.opened_in(clock.today().replace(day=1)) == [
        ("country", "ru", 2), ("booklet", "tj-awareness", 1), ("kept", "all", 1), ("phrases", "ko", 1),
        ("pocket", "all", 1),
    ]  # fmt: skip
    client.sign_in(make_user(role=Role.MNE))
    text = said(client, clock.today().replace(day=1))
    assert "Companion, a country Russia 2" in text and " ko 1" not in text
    assert "Booklet Before you decide: to go or to stay 1" in text
