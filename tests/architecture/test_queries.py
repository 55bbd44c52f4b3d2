"""A page asks no more of the database for 25 people than for five, and neither does closing a roll call."""

import pytest

from lms.attendance import actions as attendance
from lms.attendance.rules import MarkState
from lms.certificates import queries as certificates
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.core.actors import Role
from tests.factories.accounts import make_user
from tests.factories.attendance import make_attendance, make_roll_call
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.trainers import make_trainer

pytestmark = pytest.mark.counted  # each database saves rows together in its own way
FEW, MANY = 5, 25
TRAINER = ("/teach", "/teach/classes/{class_id}", "/teach/classes/{class_id}/papers", "/offline/pack",
           "/teach/sessions/{session_id}/roll-call", "/teach/sessions/{session_id}/plan")  # fmt: skip
OFFICER = ("/", "/desk/classes", "/desk/classes/{class_id}", "/teach/classes/{class_id}/papers",
           "/desk/classes/{class_id}/support", "/desk/classes/{class_id}/attendance",
           "/desk/classes/{class_id}/certificates.pdf",
           "/desk/certificates?class={class_id}", "/desk/registrations", "/desk/evaluations",
           "/desk/evaluations/{class_id}")  # fmt: skip
MNE = ("/reports", "/reports/centre", "/reports/month", "/reports.xlsx")


def seat_more(training_class: TrainingClass, people: int, **home) -> None:
    """Seat `people` more, and let everybody attend the whole class."""
    for _ in range(people):
        make_seat(training_class=training_class, **home)
    make_attendance(training_class=training_class)


def test_a_page_of_25_people_asks_what_a_page_of_five_asks(client, db_session, count_queries):
    centre = make_centre()
    trainer, officer, mne = (make_user(role=role, centre=place) for role, place in (
        (Role.TRAINER, centre.code), (Role.OFFICER, centre.code), (Role.MNE, None)))  # fmt: skip
    training_class = make_class(room=centre.rooms[0], trainer=make_trainer(user=trainer))
    ids = {"class_id": training_class.id, "session_id": session_of(training_class, "family-hour").id}
    pages = [(who, path.format(**ids)) for who, paths in ((trainer, TRAINER), (officer, OFFICER), (mne, MNE))
             for path in paths]  # fmt: skip

    def asked() -> dict[str, int]:
        counts = {}
        for who, path in pages:
            client.sign_in(who)
            assert client.get(path).status_code == 200, path
            with count_queries() as statements:
                client.get(path)
            counts[f"{path} of {who.login}"] = len(statements)
        return counts

    seat_more(training_class, FEW, centre_code=centre.code)
    of_few = asked()
    seat_more(training_class, MANY - FEW, centre_code=centre.code)
    assert len(certificates.of_class(training_class.id)) == MANY
    assert asked() == of_few


@pytest.mark.parametrize("last", [False, True], ids=["a block", "the last block, which certifies all"])
def test_closing_the_roll_call_of_25_asks_what_that_of_five_asks(db_session, count_queries, last):
    def asked(people: int) -> int:
        training_class = make_class()
        for _ in range(people):
            make_seat(training_class=training_class)
        *before, session = [each for each in training_class.sessions if each.block]
        if not last:
            session = before.pop()
        for each in before:
            make_roll_call(session=each)
        marks = dict.fromkeys(classes.roster(session.id), MarkState.PRESENT)
        db_session.expire_all()
        with count_queries() as statements:
            attendance.close_roll_call(session_id=session.id, marks=marks, by=None, at=session.ends_at)
        assert len(certificates.of_class(training_class.id)) == (people if last else 0)
        return len(statements)

    asked(1)  # the first certificate of all publishes the key that signs it
    assert asked(MANY) == asked(FEW)
