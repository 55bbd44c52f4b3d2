"""A form sent twice in the same moment, from two real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from lms.core import clock
from lms.core.database import db, unit_of_work
from lms.registration import actions
from lms.registration.models import Enrolment, Registration
from tests.factories.registration import make_person, make_plan


def test_one_form_sent_by_many_at_once_is_one_registration(new_app):
    app = new_app()
    start = Barrier(4)

    def send(_n: int) -> str:
        with app.app_context():
            person, plan = make_person(), make_plan()
            start.wait()
            with unit_of_work():
                made = actions.register(
                    person=person, plan=plan, language="tg", centre_code=None, form_token="one", by=None,
                    at=clock.now(),
                )  # fmt: skip
                return made.number

    with ThreadPoolExecutor(4) as senders:
        numbers = list(senders.map(send, range(4)))
    with app.app_context():
        counts = [db.session.scalar(db.select(db.func.count()).select_from(each)) for each in (Registration, Enrolment)]
        db.session.remove()
        db.engine.dispose()
    assert (len(set(numbers)), counts) == (1, [1, 1])
