"""Two roll calls closed in the same moment."""

from threading import Barrier, Thread

from sqlalchemy import func, select

from lms.certificates import actions
from lms.certificates.models import Certificate
from lms.core import clock
from lms.core.database import db, unit_of_work
from lms.core.events import EnrolmentProgressed
from tests.factories.attendance import make_attendance
from tests.factories.classes import make_class, make_seat


def test_two_events_at_once_give_one_certificate(new_app, monkeypatch):
    app = new_app()
    with app.app_context(), unit_of_work():
        listeners = app.extensions["listeners"]
        app.extensions["listeners"] = {}
        training_class = make_class()
        enrolment_id = make_seat(training_class=training_class).enrolment_id
        make_attendance(training_class=training_class)
        app.extensions["listeners"] = listeners
    start, faults = Barrier(2), []

    def progress() -> None:
        try:
            with app.app_context(), unit_of_work():
                start.wait(timeout=10)
                actions.issue_if_earned(EnrolmentProgressed(clock.now(), None, enrolment_id))
        except Exception as fault:  # a thread's fault would otherwise be lost
            faults.append(fault)

    threads = [Thread(target=progress) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with app.app_context():
        assert db.session.scalar(select(func.count(Certificate.id))) == 1
        db.session.remove()
        db.engine.dispose()
