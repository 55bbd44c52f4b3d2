"""Two roll calls closed in the same moment."""

from datetime import datetime
from functools import partial

from sqlalchemy import func, select

from lms.attendance.actions import check_day, close_roll_call
from lms.attendance.rules import MarkState
from lms.certificates import actions
from lms.certificates.models import Certificate
from lms.core import clock
from lms.core.database import db, unit_of_work
from lms.core.events import EnrolmentsProgressed
from lms.registration.models import Enrolment
from tests.at_once import at_once
from tests.factories.attendance import make_attendance, make_roll_call
from tests.factories.classes import make_class, make_seat


def certificates_in(app) -> int:
    """How many certificates there are."""
    with app.app_context():
        count = db.session.scalar(select(func.count(Certificate.id)))
        db.session.remove()
        db.engine.dispose()
    return count


def test_two_events_at_once_give_one_certificate(new_app):
    app = new_app()
    with app.app_context(), unit_of_work():
        listeners = app.extensions["listeners"]
        app.extensions["listeners"] = {}
        training_class = make_class()
        enrolment_id = make_seat(training_class=training_class).enrolment_id
        make_attendance(training_class=training_class)
        app.extensions["listeners"] = listeners
    progress = partial(actions.issue_if_earned, EnrolmentsProgressed(clock.now(), None, (enrolment_id,)))
    assert at_once(app, [progress, progress]) == []
    assert certificates_in(app) == 1


def test_the_last_two_blocks_closed_at_once_give_the_certificate(new_app):
    app = new_app()
    with app.app_context(), unit_of_work():
        training_class = make_class()
        enrolment_id = make_seat(training_class=training_class).enrolment_id
        sessions = [each for each in training_class.sessions if each.block]
        for session in sessions[:-2]:
            make_roll_call(session=session)
        last = [(each.id, each.ends_at) for each in sessions[-2:]]

    def close(session_id: int, at: datetime) -> None:
        close_roll_call(session_id=session_id, marks={enrolment_id: MarkState.PRESENT}, by=None, at=at)

    assert at_once(app, [partial(close, *each) for each in last]) == []
    assert certificates_in(app) == 1
    class_id, at = training_class.id, clock.now()

    def read() -> None:
        actions.read_changes(begun=[db.session.get(Enrolment, enrolment_id)], at=at)

    note = partial(check_day, class_id=class_id, day="one", done=["water"], by=None, at=at)
    assert at_once(app, [read, read, note, note]) == [], "pressed twice, it is done once"
