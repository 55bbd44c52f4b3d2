"""Who is reminded of what, once, and not of what is not true any more."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from lms.classes import actions as classes
from lms.classes.queries import joint_sessions
from lms.core import clock
from lms.core.database import db
from lms.messages import queries as outbox
from lms.messages.models import OutboxMessage
from lms.notices import actions, queries
from lms.notices.rules import READY
from lms.registration import queries as registration
from lms.registration.rules import Relation
from lms.web.locale import as_short_date, as_time
from tests.factories.attendance import make_attendance
from tests.factories.classes import make_class, make_seat, make_wait, session_of
from tests.factories.registration import make_enrolment, make_person
from tests.notices.conftest import MORNING

DAY = timedelta(days=1)
BEFORE = MORNING - 3 * DAY


def remind(at=MORNING) -> list[tuple[str, str]]:
    """Who is reminded now, of what: given name and code."""
    last = db.session.scalar(db.select(db.func.max(OutboxMessage.id))) or 0
    actions.remind(at=at)
    people = {each.key: each.given_name for each in db.session.scalars(db.select(registration.Registration))}
    rows = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.id > last).order_by(OutboxMessage.id))
    return [(people[each.person_key], each.code) for each in rows]


def make_class_on(days: int, **facts):
    return make_class(first_day=(MORNING + days * DAY).date(), at=BEFORE, **facts)


def seat(training_class, name: str, *, at=BEFORE, leaves: int = 12, **facts):
    return make_seat(
        training_class=training_class, at=at, given_name=name, departs_on=(MORNING + leaves * DAY).date(), **facts
    )


def states(code: str) -> list[str]:
    rows = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.code == code).order_by(OutboxMessage.id))
    return [each.state for each in rows]


def test_whoever_has_a_class_is_told_the_day_before_and_in_the_morning_once(db_session):
    seat(make_class_on(1), "Ҷамила")
    assert remind(MORNING.replace(hour=9)) == []
    assert remind() == [("Ҷамила", "class-tomorrow")]
    assert remind(MORNING.replace(hour=17)) == []
    assert remind(MORNING.replace(hour=6) + DAY) == [("Ҷамила", "class-today")]
    assert remind(MORNING.replace(hour=7) + DAY) == []


def test_a_reminder_says_when_and_where_by_sms_or_on_paper(db_session):
    training_class = make_class_on(1)
    seat(training_class, "Ҷамила")
    make_seat(training_class=training_class, at=BEFORE, person=make_person(language="ru", phone=None))
    remind()
    found = db.session.scalars(db.select(OutboxMessage).order_by(OutboxMessage.id)).all()
    name = training_class.centre.names
    assert [(each.channel, each.address, each.language, each.body) for each in found] == [
        ("sms", "+992901234567", "tg", f"Пагоҳ, 3 март, 8:30 дарс доред: {name['tg']}. Шиноснома гиред."),
        ("print", None, "ru", f"Завтра, 3 марта, 8:30 у Вас занятие: {name['ru']}. Возьмите паспорт."),
    ]


def test_who_was_given_the_seat_today_knows(db_session):
    seat(make_class_on(1), "Ҷамила", at=MORNING - timedelta(hours=1))
    assert remind() == []


def test_in_the_middle_of_a_class_nobody_is_reminded_every_day(db_session):
    seat(make_class_on(-1, programme="tj-standard", variant="three-day"), "Ҷамила", has_internet=False)
    assert remind() == []


def test_before_the_day_of_the_family_the_reminder_speaks_of_it(db_session):
    many = make_class_on(-1, programme="tj-standard", variant="three-day")  # it meets today too
    one, alone = (seat(many, name, has_internet=False, family=[("Сино", Relation.SPOUSE)]) for name in "АБ")
    joint = next(each for each in many.sessions if each.block and each in joint_sessions(many))
    assert joint.starts_at.date() == (MORNING + DAY).date()
    member = registration.enrolment(one.enrolment_id).registration.family[0]
    classes.bring_family(seat_id=one.id, member_ids=[member.id], by=None, at=BEFORE)
    assert remind() == [("А", "family-tomorrow")]
    [told] = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.code == "family-tomorrow"))
    assert (as_time(joint.starts_at) in told.body, "Сино" in told.body) == (True, False)


def test_who_comes_for_a_make_up_is_reminded_too(db_session):
    enrolment = make_enrolment(given_name="Ҷамила", departs_on=(MORNING + 12 * DAY).date())
    classes.book_make_up(
        session_id=session_of(make_class_on(1), "family-hour").id, enrolment_id=enrolment.id, block="family-hour",
        by=None, at=BEFORE,
    )  # fmt: skip
    assert remind() == [("Ҷамила", "class-tomorrow"), ("Ҷамила", "seat-missing")]


def test_a_reminder_of_a_cancelled_class_is_withdrawn(db_session):
    training_class = make_class_on(1)
    seat(training_class, "Ҷамила")
    remind()
    classes.cancel_class(class_id=training_class.id, by=None, at=MORNING)
    remind()
    assert (states("class-tomorrow"), states("class-cancelled")) == (["withdrawn"], ["waiting"])


def test_an_offer_is_called_to_mind_before_it_ends_unless_it_was_made_just_now(db_session):
    training_class = make_class_on(6, capacity=1)
    taken = seat(training_class, "Баҳром")
    make_wait(training_class=training_class, at=BEFORE, given_name="Ҷамила",
              departs_on=(MORNING + 12 * DAY).date())  # fmt: skip
    classes.give_up_seat(seat_id=taken.id, by=None, at=MORNING - timedelta(hours=20))
    assert remind() == [("Баҳром", "seat-missing")]
    assert remind(MORNING + timedelta(hours=1)) == [("Ҷамила", "offer-ends")]
    assert remind(MORNING + timedelta(hours=2)) == []


def test_who_misses_a_part_and_leaves_soon_is_told_where_to_make_it_up(db_session):
    past = make_class(first_day=(MORNING - 4 * DAY).date(), at=MORNING - 9 * DAY)
    missed = seat(past, "Ҷамила", at=MORNING - 8 * DAY, leaves=6)
    seat(past, "Баҳром", at=MORNING - 8 * DAY, leaves=6)
    make_attendance(training_class=past, missed={"family-hour": missed.enrolment_id})
    assert remind() == [("Ҷамила", "part-missing-ask"), ("Баҳром", "read-on")]
    chance = make_class_on(2)
    assert remind() == [("Ҷамила", "part-missing")]
    assert (states("part-missing-ask"), states("part-missing")) == (["withdrawn"], ["waiting"])
    starts = session_of(chance, "family-hour").starts_at
    classes.book_make_up(
        session_id=session_of(chance, "family-hour").id, enrolment_id=missed.enrolment_id, block="family-hour",
        by=None, at=MORNING,
    )  # fmt: skip
    remind()
    assert (clock.local(starts).date(), states("part-missing")) == ((MORNING + 2 * DAY).date(), ["withdrawn"])


def test_a_reminder_that_waits_says_the_day_of_now(db_session):
    training_class = make_class(first_day=(MORNING - 4 * DAY).date(), at=MORNING - 9 * DAY)
    missed = seat(training_class, "Ҷамила", at=MORNING - 8 * DAY, leaves=6)
    make_attendance(training_class=training_class, missed={"family-hour": missed.enrolment_id})
    first, second = make_class_on(2), make_class_on(4)
    assert remind() == [("Ҷамила", "part-missing")]
    classes.cancel_class(class_id=first.id, by=None, at=MORNING)
    assert remind() == []
    [told] = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.code == "part-missing"))
    starts = session_of(second, "family-hour").starts_at
    assert (told.state, as_short_date(starts) in told.body, told.expires_at) == ("waiting", True, starts - READY)


def test_a_reminder_that_could_not_be_sent_says_the_day_of_now_when_it_is_sent_again(db_session):
    training_class = make_class(first_day=(MORNING - 4 * DAY).date(), at=MORNING - 9 * DAY)
    missed = seat(training_class, "Ҷамила", at=MORNING - 8 * DAY, leaves=6)
    make_attendance(training_class=training_class, missed={"family-hour": missed.enrolment_id})
    first, second = make_class_on(2), make_class_on(4)
    remind()
    [told] = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.code == "part-missing"))
    told.state, told.fault, told.settled_at, key = "failed", "refused", MORNING, told.key
    classes.cancel_class(class_id=first.id, by=None, at=MORNING)
    assert remind() == []
    db_session.refresh(told)
    day = as_short_date(session_of(second, "family-hour").starts_at)
    assert (told.state, day in told.body, told.key == key) == ("failed", True, False)


def test_after_the_class_the_booklet_is_called_to_mind_once(db_session):
    found = make_class(first_day=(MORNING - 2 * DAY).date(), at=MORNING - 9 * DAY)
    seat(found, "Ҷамила", at=MORNING - 8 * DAY)
    assert remind() == []
    make_attendance(training_class=found)
    assert remind(MORNING - DAY) == []
    assert remind() == [("Ҷамила", "read-on")]
    assert remind(MORNING + DAY) == []


def test_who_was_not_there_is_not_told_to_read_the_booklet_once_more(db_session):
    found = make_class(first_day=(MORNING - 2 * DAY).date(), at=MORNING - 9 * DAY)
    away = seat(found, "Ҷамила", at=MORNING - 8 * DAY, leaves=20)
    make_attendance(training_class=found, missed={each.block: away.enrolment_id for each in found.sessions})
    assert remind() == []


@pytest.mark.parametrize(("leaves", "told"), [(1, 0), (2, 1), (14, 1), (15, 0)])
def test_who_leaves_within_two_weeks_and_has_no_seat_is_told_once(db_session, leaves, told):
    make_enrolment(given_name="Ҷамила", departs_on=(MORNING + leaves * DAY).date())
    assert remind() == [("Ҷамила", "seat-missing")] * told
    assert remind(MORNING + timedelta(hours=1)) == []


def test_the_worker_reminds_and_sends(app, db_session):
    seat(make_class_on(1), "Ҷамила")
    result = app.test_cli_runner().invoke(args=["messages", "work", "--once"])
    assert (result.exit_code, result.output.splitlines()[0], result.output.splitlines()[-1]) == (
        0, "1 reminders queued, 0 withdrawn.", "1 sent, 0 to be tried again, 0 given up.",
    )  # fmt: skip
    assert outbox.backlog() == (0, None)


@pytest.mark.source  # on PostgreSQL nobody waits for all who write
def test_nobody_waits_to_write_while_it_is_found_out_who_is_to_be_reminded(new_app, monkeypatch):
    app, free = new_app(), []

    def slowly(at):
        file = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
        with closing(sqlite3.connect(file, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
            free.append(at)
        return []

    for each in ("due", "due_for_staff"):
        monkeypatch.setattr(queries, each, slowly)
    result = app.test_cli_runner().invoke(args=["messages", "remind"])
    assert (result.exit_code, len(free)) == (0, 2)
