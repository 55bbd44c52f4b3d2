"""Calling the roll."""

from datetime import timedelta

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from lms.attendance import actions, queries
from lms.attendance.messages import describe
from lms.attendance.models import Mark
from lms.attendance.rules import MarkState, Reason, Standing
from lms.attendance.rules.eligibility import Chance
from lms.classes import actions as seats
from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.core.events import EnrolmentsProgressed, LastBlockClosed
from lms.core.languages import short_date, written_date
from lms.curriculum import queries as curriculum
from lms.registration import queries as registration
from tests.factories.attendance import make_attendance, make_roll_call
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.registration import make_enrolment

PILOT = ("safe-departure", "journey", "papers", "work-and-rights", "health-and-money", "family-hour")


@pytest.fixture
def heard(app, monkeypatch):
    """The events published during the test, in order."""
    events = []
    listeners = {kind: (events.append,) for kind in (EnrolmentsProgressed, LastBlockClosed)}
    monkeypatch.setitem(app.extensions, "listeners", listeners)
    return events


def test_closing_marks_everybody_and_tells_whom_it_concerns(db_session, heard):
    training_class = make_class()
    one, two = (make_seat(training_class=training_class).enrolment_id for _ in range(2))
    session = session_of(training_class, "journey")
    make_roll_call(session=session, states={two: MarkState.LATE})
    assert {each: mark.state for each, mark in queries.marks(session.id).items()} == {one: "present", two: "late"}
    assert heard == [EnrolmentsProgressed(session.ends_at, None, (one, two))]


def test_the_last_block_closed_is_told(db_session, heard):
    training_class = make_class()
    came, stayed_away = (make_seat(training_class=training_class).enrolment_id for _ in range(2))
    session = session_of(training_class, "family-hour")
    make_roll_call(session=session, states={stayed_away: MarkState.ABSENT})
    assert heard[-1] == LastBlockClosed(session.ends_at, None, training_class.id, (came,))


def test_nobody_may_be_left_without_a_mark(db_session):
    training_class = make_class()
    one = make_seat(training_class=training_class).enrolment_id
    make_seat(training_class=training_class)
    session = session_of(training_class, "journey")
    with pytest.raises(Refused) as refused:
        actions.close_roll_call(
            session_id=session.id, marks={one: MarkState.PRESENT}, by=None, at=session.starts_at
        )
    assert (refused.value.reason, refused.value.values) == (Reason.NOT_EVERYBODY_MARKED, {"count": 1})


def test_a_stranger_is_not_marked(db_session):
    session = session_of(make_class(), "journey")
    stranger = make_enrolment().id
    with pytest.raises(NotThere):
        actions.mark(
            session_id=session.id, enrolment_id=stranger, state=MarkState.PRESENT, by=None, at=session.starts_at
        )


def test_the_roll_of_a_coming_day_is_not_called_yet(db_session):
    session = session_of(make_class(), "journey")
    with pytest.raises(Refused) as refused:
        actions.open_roll_call(session_id=session.id, by=None, at=session.starts_at - timedelta(days=1))
    held_on = clock.local(session.starts_at).date()
    assert (refused.value.reason, refused.value.values) == (Reason.TOO_EARLY, {"date": held_on})


def test_a_cancelled_class_has_no_roll(db_session):
    training_class = make_class()
    session = session_of(training_class, "journey")
    seats.cancel_class(class_id=training_class.id, by=None, at=session.starts_at - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        actions.open_roll_call(session_id=session.id, by=None, at=session.starts_at)
    assert refused.value.reason is Reason.CLASS_CANCELLED


def test_a_break_has_no_roll(db_session):
    lunch = next(each for each in make_class().sessions if each.break_kind)
    with pytest.raises(NotThere):
        actions.open_roll_call(session_id=lunch.id, by=None, at=lunch.starts_at)


def test_a_correction_adds_a_mark_and_keeps_the_old_one(db_session):
    training_class = make_class()
    one = make_seat(training_class=training_class).enrolment_id
    session = session_of(training_class, "journey")
    make_roll_call(session=session)
    for _ in range(2):  # marking twice the same says nothing new
        actions.mark(
            session_id=session.id, enrolment_id=one, state=MarkState.ABSENT, by=None, at=session.ends_at
        )
    rows = db_session.scalars(select(Mark).where(Mark.enrolment_id == one).order_by(Mark.id)).all()
    assert [(row.state, row.superseded_at is None) for row in rows] == [("present", False), ("absent", True)]


def test_closing_again_keeps_when_it_was_closed_first(db_session):
    training_class = make_class()
    one = make_seat(training_class=training_class).enrolment_id
    session = session_of(training_class, "journey")
    make_roll_call(session=session)
    actions.close_roll_call(
        session_id=session.id, marks={one: MarkState.LATE}, by=None, at=session.ends_at + timedelta(hours=1)
    )
    assert queries.roll_call(session.id).closed_at == session.ends_at
    assert queries.marks(session.id)[one].state == "late"


def test_before_the_first_roll_call_every_block_is_ahead(db_session):
    enrolment = make_enrolment()
    assert queries.standing(enrolment) == Standing((), (), PILOT)


def test_a_missed_block_is_named_with_its_next_chance(db_session):
    enrolment = make_enrolment()
    training_class = make_class()
    make_seat(training_class=training_class, enrolment=enrolment)
    make_attendance(training_class=training_class, missed={"family-hour": enrolment.id})
    later = make_class(first_day=training_class.last_day + timedelta(days=2))
    found = queries.standing(enrolment)
    assert found == Standing(PILOT[:-1], ("family-hour",), ())
    session, end = session_of(later, "family-hour"), session_of(training_class, "family-hour").ends_at
    assert queries.eligibility(enrolment, at=end).next == Chance("family-hour", later.centre.names, session.starts_at)
    assert said(enrolment, at=end) == (
        f"5 of 6 blocks; missing: The family hour; next: {later.centre.names['en']}, "
        f"{short_date(later.last_day, 'en')}, {clock.local(session.starts_at):%-H:%M}"
    )


def said(enrolment, at) -> str:
    with force_locale("en"):
        return describe(queries.eligibility(enrolment, at=at), curriculum.programme(enrolment.edition_id), "en")


def test_what_cannot_be_reached_before_the_departure_is_said(db_session):
    enrolment = make_enrolment()
    training_class = make_class()
    make_seat(training_class=training_class, enrolment=enrolment)
    make_attendance(training_class=training_class, missed={"papers": enrolment.id})
    make_class(first_day=enrolment.journey.departs_on)
    full = make_class(first_day=training_class.last_day + timedelta(days=2), capacity=1)
    make_seat(training_class=full)
    assert said(enrolment, session_of(training_class, "family-hour").ends_at) == (
        "5 of 6 blocks; missing: Papers in Russia. As planned now, not everything can be attended before the departure "
        f"on {written_date(enrolment.journey.departs_on, 'en')}: Papers in Russia."
    )


def test_before_the_course_it_is_said_when_no_class_comes_in_time(db_session):
    enrolment = make_enrolment()
    too_late = "The course has 6 blocks, all still to come. As planned now, not everything can be attended"
    assert said(enrolment, clock.now()).startswith(too_late)
    make_class()
    assert said(enrolment, clock.now()) == "The course has 6 blocks, all still to come."


def test_a_make_up_counts_and_the_absence_stays_on_record(db_session):
    enrolment = make_enrolment()
    missed = make_class()
    make_seat(training_class=missed, enrolment=enrolment)
    make_attendance(training_class=missed, missed={"papers": enrolment.id})
    later = session_of(make_class(first_day=missed.last_day + timedelta(days=2)), "papers")
    seats.book_make_up(
        session_id=later.id, enrolment_id=enrolment.id, block="papers", by=None, at=missed.sessions[-1].ends_at
    )
    make_roll_call(session=later)
    assert said(enrolment, later.ends_at) == "All 6 blocks are attended."
    absence = db_session.scalar(select(Mark).where(Mark.session_id == session_of(missed, "papers").id))
    assert (absence.state, absence.superseded_at) == ("absent", None)
    marks = next(marks for line, marks in queries.grid(missed).lines if line.enrolment.id == enrolment.id)
    assert marks[session_of(missed, "papers").id] is MarkState.ABSENT


def test_how_far_many_are_takes_as_few_queries_as_one(db_session, count_queries):
    training_class = make_class()
    enrolments = [make_seat(training_class=training_class).enrolment_id for _ in range(6)]
    session = session_of(training_class, "journey")
    make_roll_call(session=session, states=dict.fromkeys(enrolments, MarkState.ABSENT))
    make_class(first_day=training_class.last_day + timedelta(days=2))
    people = list(registration.people(enrolments).values())

    def asked(of: list) -> int:
        db_session.expire_all()
        assert all(each.journey and each.registration for each in people)
        with count_queries() as statements:
            assert all(each.next for each in queries.eligibilities(of, at=session.ends_at).values())
        return len(statements)

    assert asked(people) == asked(people[:1])


def test_the_three_day_class_makes_good_a_block_of_the_one_day_class(db_session):
    enrolment = make_enrolment()
    pilot = make_class()
    make_seat(training_class=pilot, enrolment=enrolment)
    make_attendance(training_class=pilot, missed={"family-hour": enrolment.id})
    standard = make_class(programme="tj-standard", variant="three-day", first_day=pilot.last_day + timedelta(days=1))
    elsewhere = session_of(standard, "family-hour")
    seats.book_make_up(
        session_id=elsewhere.id, enrolment_id=enrolment.id, block="family-hour", by=None,
        at=session_of(pilot, "family-hour").ends_at,
    )  # fmt: skip
    assert queries.standing(enrolment) == Standing(PILOT[:-1], (), ("family-hour",))
    make_roll_call(session=elsewhere)
    assert queries.standing(enrolment) == Standing(PILOT, (), ())


def test_many_standings_take_as_few_queries_as_one(db_session, count_queries):
    training_class = make_class()
    enrolments = [make_seat(training_class=training_class).enrolment_id for _ in range(6)]
    make_roll_call(session=session_of(training_class, "journey"))
    people = list(registration.people(enrolments).values())
    with count_queries() as one:
        queries.standings(people[:1])
    with count_queries() as many:
        queries.standings(people)
    assert len(many) == len(one)
