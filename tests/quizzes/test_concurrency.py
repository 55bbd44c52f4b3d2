"""The same button pressed twice at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from lms.core import clock
from lms.core.database import db, only_reads, unit_of_work
from lms.core.events import EnrolmentsProgressed
from lms.learning import actions as learning
from lms.learning import queries as lessons
from lms.learning.models import ModuleProgress
from lms.quizzes import actions, queries
from lms.quizzes.actions import attempts
from lms.quizzes.models import Attempt, AttemptAnswer
from lms.registration import queries as registration
from tests.factories.accounts import make_user
from tests.factories.quizzes import answer_to
from tests.factories.registration import make_enrolment


@pytest.fixture(scope="module")
def shared(new_app):
    """A house of its own, whose changes are really committed."""
    return new_app()


@pytest.fixture
def enrolment_id(shared):
    with shared.app_context(), unit_of_work():
        return make_enrolment(phone=None).id


def at_once(
    shared, action: Callable[[], int], times: int = 4, *, reads_first: bool = True
) -> list[int | BaseException]:
    """What came of doing `action` in several threads at the same moment, each in its own transaction, begun as the
    view begins it."""
    start, results = Barrier(times), []

    def run() -> None:
        with shared.app_context():
            try:
                start.wait()
                with only_reads(reads_first), unit_of_work():
                    results.append(action())
            except BaseException as error:
                results.append(error)
            finally:
                db.session.remove()

    threads = [Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_an_assessment_begun_twice_at_once_is_one(shared, enrolment_id):
    def start() -> int:
        return actions.start_final(enrolment=registration.enrolment(enrolment_id), by=None, at=clock.now()).id

    assert len(set(at_once(shared, start))) == 1


def test_an_answer_sent_twice_at_once_is_one(shared, enrolment_id):
    with shared.app_context(), unit_of_work():
        attempt_id = actions.start_final(enrolment=registration.enrolment(enrolment_id), by=None, at=clock.now()).id

    def answer() -> int:
        attempt = db.session.get(Attempt, attempt_id, with_for_update=True)
        actions.answer(attempt=attempt, position=1, chosen=answer_to(attempt, 1), at=clock.now())
        return attempt.id

    assert at_once(shared, answer) == [attempt_id] * 4
    with shared.app_context():
        assert db.session.query(AttemptAnswer).filter_by(attempt_id=attempt_id).count() == 1


def test_a_screen_read_twice_at_once_is_read_once(shared, enrolment_id):
    def read() -> int:
        module = lessons.lessons(registration.enrolment(enrolment_id))[0].module
        row = learning.read_screen(enrolment_id=enrolment_id, module=module, screen=1, by=None, at=clock.now())
        return row.screens_read

    assert at_once(shared, read, reads_first=False) == [1] * 4
    with shared.app_context():
        assert db.session.query(ModuleProgress).filter_by(enrolment_id=enrolment_id).count() == 1


def test_handing_in_twice_at_once_counts_once(shared, enrolment_id, monkeypatch):
    told = []
    monkeypatch.setitem(shared.extensions, "listeners", {EnrolmentsProgressed: (told.append,)})
    with shared.app_context(), unit_of_work():
        attempt_id = actions.start_final(enrolment=registration.enrolment(enrolment_id), by=None, at=clock.now()).id

    def submit() -> int:
        attempt = db.session.get(Attempt, attempt_id, with_for_update=True)
        return actions.submit(attempt=attempt, by=None, at=clock.now()).id

    assert at_once(shared, submit) == [attempt_id] * 4
    with shared.app_context():
        assert queries.finals_taken(enrolment_id) == 1
    assert len(told) == 1


def test_an_oral_assessment_handed_in_meanwhile_keeps_its_examiner(shared, enrolment_id, monkeypatch):
    """Between what was read and the place of the one who writes, somebody else may have written."""
    with shared.app_context(), unit_of_work():
        queues = db.engine.dialect.name == "sqlite"  # else the attempt is held from the first look on
        examiner = make_user().id
        enrolment = registration.enrolment(enrolment_id)
        oral = actions.start_oral(enrolment=enrolment, by=examiner, at=clock.now()).id
    wait_to_write = attempts.begin_to_write

    def hand_in() -> None:
        with shared.app_context(), unit_of_work():
            actions.submit(attempt=db.session.get(Attempt, oral), by=None, at=clock.now())

    def queued() -> None:
        monkeypatch.setattr(attempts, "begin_to_write", wait_to_write)
        other = Thread(target=hand_in)
        other.start()
        other.join()
        wait_to_write()

    if queues:
        monkeypatch.setattr(attempts, "begin_to_write", queued)
    else:
        hand_in()
    with shared.app_context(), only_reads(), unit_of_work():
        again = actions.start_final(enrolment=registration.enrolment(enrolment_id), by=None, at=clock.now())
        assert again.id != oral
    with shared.app_context():
        assert db.session.get(Attempt, oral).oral_by_id == examiner


def test_a_check_handed_in_meanwhile_is_counted(shared, enrolment_id, monkeypatch):
    asked = []
    monkeypatch.setattr(attempts, "begin_to_write", lambda: asked.append("to write"))
    monkeypatch.setattr(queries, "checks_taken", lambda *_given: asked.append("how many") or 0)
    with shared.app_context(), unit_of_work():
        enrolment = registration.enrolment(enrolment_id)
        module = lessons.lessons(enrolment)[0].module
        actions.start_check(enrolment=enrolment, module=module, by=None, at=clock.now())
    assert asked == ["to write", "how many"]
