"""Marks that phones send, and what a person settles."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from lms.accounts.models import AuditEntry
from lms.accounts.rules import MOST_TRIES, Door
from lms.attendance import actions, queries
from lms.attendance.messages import walk_in_sentence
from lms.attendance.models import Contradiction, Mark, RollCall, WalkIn
from lms.attendance.rules import MarkState, Reason
from lms.attendance.rules.marks import Said, Sent
from lms.classes import queries as classes
from lms.classes.rules import Reason as Seating
from lms.core.actors import Actor, Grant, Role
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.events import EnrolmentsProgressed, LastBlockClosed
from lms.registration import queries as registration
from lms.registration.models import RetiredNumber
from tests.factories.accounts import make_user
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.registration import make_registration


@pytest.fixture
def heard(app, monkeypatch):
    """The events published during the test, in order."""
    events = []
    listeners = {kind: (events.append,) for kind in (EnrolmentsProgressed, LastBlockClosed)}
    monkeypatch.setitem(app.extensions, "listeners", listeners)
    return events


@pytest.fixture
def session(db_session):
    """A block of a class of three."""
    training_class = make_class()
    for _ in range(3):
        make_seat(training_class=training_class)
    return session_of(training_class, "journey")


def make_sent(person: int, state: str = "present", *, device: str = "a", number: int = 1, **more) -> Sent:
    said = Said(MarkState(state), more.pop("minutes", None))
    name = f"{device}{number}".rjust(32, "0")
    return Sent(name, person, said, device, number, more.pop("said_at"), more.pop("knew", None))


def send(session, *marks: tuple, device: str = "a", first: int = 1, may_overrule: bool = True, **more):
    sent = [
        make_sent(person, state, device=device, number=first + at, said_at=session.starts_at, **more)
        for at, (person, state) in enumerate(marks)
    ]
    return actions.take_marks(
        session_id=session.id, marks=sent, may_overrule=may_overrule, by=None, at=session.ends_at
    )


def states(session) -> list[str]:
    return [line.state and line.state.value for line in queries.roll(session)]


def test_marks_come_and_the_roll_is_closed(session, heard):
    people = classes.roster(session.id)
    send(session, *((each, "present") for each in people[:2]), (people[2], "late"), minutes=15)
    assert heard == []  # nothing is earned before the roll is closed
    with_times = queries.marks(session.id)[people[2]]
    assert (with_times.minutes, with_times.said_at, with_times.marked_at, with_times.way) == (
        15, session.starts_at, session.ends_at, "phone"
    )  # fmt: skip
    enrolment = registration.enrolment(people[0])
    assert queries.standing(enrolment).attended == ()
    actions.close_marked(session_id=session.id, by=None, at=session.ends_at)
    assert heard == [EnrolmentsProgressed(session.ends_at, None, tuple(people))]
    assert queries.standing(enrolment).attended == ("journey",)


def test_what_is_sent_twice_is_kept_once(session, heard):
    people = classes.roster(session.id)
    marks = [(each, "present") for each in people]
    first, again = send(session, *marks), send(session, *marks)
    assert first == again
    assert len(first.kept) == 3
    assert session_count(Mark) == 3


def session_count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_two_phones_that_differ_are_both_kept_and_settled_by_a_person(session, heard):
    one, *_ = classes.roster(session.id)
    send(session, (one, "present"))
    send(session, (one, "absent"), device="b")
    assert states(session)[0] == "absent"
    assert [mark.state for mark, _name in queries.voices(session.id)[one]] == ["present", "absent"]

    for _ in range(2):  # settling what is settled changes nothing
        actions.settle(
            session_id=session.id, enrolment_id=one, said=Said(MarkState.LATE, 10), by=None, at=session.ends_at
        )
    assert queries.voices(session.id) == {}
    assert states(session)[0] == "late"
    assert session_count(Mark) == 3
    assert session_count(Contradiction) == 1


def test_settling_what_was_never_contradicted_is_not_there(session):
    with pytest.raises(NotThere):
        actions.settle(
            session_id=session.id, enrolment_id=classes.roster(session.id)[0], said=Said(MarkState.LATE), by=None,
            at=session.ends_at,
        )  # fmt: skip


def test_after_the_day_a_closed_roll_call_is_contradicted_not_changed(session, heard):
    people = classes.roster(session.id)
    send(session, *((each, "absent") for each in people))
    actions.close_marked(session_id=session.id, by=None, at=session.ends_at)
    send(session, (people[0], "present"), first=9, may_overrule=False)
    assert states(session) == ["absent"] * 3
    assert list(queries.voices(session.id)) == [people[0]]


def test_a_stranger_is_named_and_the_others_are_kept(session):
    one, *_ = classes.roster(session.id)
    taken = send(session, (one, "present"), (999_999, "present"))
    assert [len(taken.kept), len(taken.strangers)] == [1, 1]


def test_a_roll_call_with_somebody_unmarked_is_not_closed(session):
    one, *_ = classes.roster(session.id)
    send(session, (one, "present"))
    with pytest.raises(Refused) as refused:
        actions.close_marked(session_id=session.id, by=None, at=session.ends_at)
    assert (refused.value.reason, refused.value.values) == (Reason.NOT_EVERYBODY_MARKED, {"count": 2})


def test_closing_again_keeps_the_first_moment(session, heard):
    send(session, *((each, "present") for each in classes.roster(session.id)))
    for later in (0, 1):
        actions.close_marked(session_id=session.id, by=None, at=session.ends_at + timedelta(hours=later))
    assert queries.roll_call(session.id).closed_at == session.ends_at
    assert len(heard) == 1


def officer_of(centre: str | None) -> Actor:
    return Actor(0, "en", frozenset({Grant(Role.OFFICER, centre)}))


def walk_in(session, number: str, client_id: str = "0" * 32, by: int | None = None) -> WalkIn:
    return actions.take_walk_in(
        session_id=session.id, client_id=client_id, number=number, device="a",
        said_at=session.training_class.sessions[0].starts_at, by=by, at=session.ends_at,
    )  # fmt: skip


def test_who_walks_in_gets_a_seat_even_when_the_phone_tells_hours_later(session):
    number = make_registration().number
    for _ in range(2):
        assert walk_in(session, number).refused is None
    assert session_count(WalkIn) == 1
    assert len(classes.roster(session.id)) == 4


def test_who_walks_in_where_there_is_no_seat_is_written_down(session):
    session.training_class.capacity = 3
    number = make_registration(centre_code=session.training_class.centre.code).number
    assert walk_in(session, number).refused == "class-full"
    assert walk_in(session, "123456789", "1" * 32).refused == "number-unknown"
    assert [each.number for each in queries.open_walk_ins(session.id)] == [number, "123456789"]
    actions.settle_walk_in(
        walk_in_id=queries.open_walk_ins(session.id)[0].id, session_id=session.id, by=None, at=session.ends_at
    )
    assert [each.number for each in queries.open_walk_ins(session.id)] == ["123456789"]


def test_of_somebody_of_another_centre_a_number_tells_nothing_and_takes_no_seat(session):
    here = session.training_class.centre.code
    ours, theirs, free = (make_registration(centre_code=code) for code in (here, "elsewhere", "elsewhere"))
    courses = {each.id: registration.current_enrolment(each.id) for each in (ours, theirs, free)}
    seats = [make_seat(enrolment=courses[each.id]) for each in (ours, theirs)]  # in classes of other centres
    came = [walk_in(session, each.number, f"{n}" * 32) for n, each in enumerate((ours, theirs, free))]
    assert [(each.refused, each.enrolment_id) for each in came] == [
        ("walk-in-has-seat-elsewhere", courses[ours.id].id), ("number-unknown", None), (None, courses[free.id].id),
    ]  # fmt: skip
    assert [each.given_up_at for each in seats] == [None, None]
    names = [queries.who_walked_in(each, came[:2]) for each in (officer_of(here), officer_of(None))]
    assert names == [{came[0].id: ours}, {came[0].id: ours, came[1].id: theirs}]
    noted = db.select(AuditEntry.subject_id).where(AuditEntry.action == "walk-in").order_by(AuditEntry.id)
    assert list(db.session.scalars(noted)) == [ours.id, free.id]


def test_who_sends_many_unknown_numbers_finds_nobody_for_a_while_and_loses_nothing(session):
    known, by = make_registration(centre_code=session.training_class.centre.code), make_user(role=Role.OFFICER).id
    for n in range(MOST_TRIES[Door.WALK_IN]):
        assert walk_in(session, f"12345678{n}", f"{n:032x}", by=by).refused == "number-unknown"
    assert walk_in(session, known.number, "a" * 32, by=by).refused == "many-unknown-numbers"
    assert walk_in(session, known.number, "b" * 32, by=make_user(role=Role.OFFICER).id).refused is None
    assert len(queries.open_walk_ins(session.id)) == MOST_TRIES[Door.WALK_IN] + 1


def test_lost_cards_of_the_own_centre_are_no_unknown_numbers(session):
    known, by = make_registration(centre_code=session.training_class.centre.code), make_user(role=Role.OFFICER).id
    for n in range(MOST_TRIES[Door.WALK_IN]):
        lost = RetiredNumber(number=f"12345678{n}", registration_id=known.id, retired_at=session.starts_at)
        db.session.add(lost)
        assert walk_in(session, lost.number, f"{n:032x}", by=by).refused == "card-lost"
    assert walk_in(session, known.number, "a" * 32, by=by).refused is None


def test_a_device_clock_that_cannot_be_right_is_set_aside(session):
    begun = actions.begin_block(
        session_id=session.id, began_at=session.starts_at - timedelta(days=400), by=None, at=session.ends_at
    )
    assert begun.began_at == session.ends_at
    actions.end_block(session_id=session.id, ended_at=session.ends_at, by=None, at=session.ends_at)
    assert session_count(RollCall) == 1


def test_no_block_ends_before_it_began_whatever_two_clocks_say(session):
    at, ahead = session.starts_at, timedelta(minutes=4)
    actions.begin_block(session_id=session.id, began_at=at + ahead, by=None, at=at)
    ended = actions.end_block(session_id=session.id, ended_at=at + ahead / 2, by=None, at=at + ahead / 2)
    assert (ended.began_at, ended.ended_at) == (at + ahead, at + ahead)
    ended.began_at, ended.ended_at = None, at
    assert actions.begin_block(session_id=session.id, began_at=at + ahead, by=None, at=at).began_at == at


def test_25_marks_ask_what_five_ask(db_session, count_queries):
    def asked(people: int) -> int:
        training_class = make_class()
        for _ in range(people):
            make_seat(training_class=training_class)
        session = session_of(training_class, "journey")
        marks = [(each, "present") for each in classes.roster(session.id)]
        db_session.expire_all()
        with count_queries() as statements:
            send(session, *marks, device=f"d{people}")
        return len(statements)

    assert asked(25) == asked(5)


def test_why_somebody_got_no_seat_is_said_in_whole_sentences(app):
    with app.test_request_context():
        said = [walk_in_sentence(each.value) for each in (*Reason, *Seating)]
    assert [each for each in said if not each or "%(" in each] == []
