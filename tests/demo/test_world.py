"""The demo world: whole, and shaped like the report."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.accounts.actions import sign_in
from lms.accounts.models import User
from lms.accounts.queries import as_actor, user_by_login
from lms.accounts.rules import Reason
from lms.attendance.models import Mark
from lms.certificates.models import Certificate
from lms.certificates.queries import by_code
from lms.certificates.queries.due import due
from lms.classes.models import ClassSession, Seat, TrainingClass, Wait
from lms.core import clock
from lms.core.database import db
from lms.curriculum.rules.duty import Turn
from lms.demo.world import PIN, world_exists
from lms.messages.models import OutboxMessage
from lms.privacy.models import CorrectionWish
from lms.registration.actions import undo_merge
from lms.registration.models import Consent, Consultation, Enrolment, Journey, Merge, Registration
from lms.registration.permissions import can_undo_merge
from lms.registration.queries import current_enrolment
from lms.registration.queries.asked import duty_of, last_taken, lessons_of, shorter_course
from lms.trainers import queries as trainers
from lms.trainers.rules import DueKind
from tests.conftest import DEMO_DAY

pytestmark = pytest.mark.source  # that such a world can be built there, too, is asked in `test_seed.py`


@pytest.fixture(scope="module")
def world(new_app, demo: tuple[str, dict]):
    """The world of one day, in a house of its own."""
    address, made = demo
    with new_app(of=address).app_context():
        yield made


def count(*where) -> int:
    return db.session.scalar(sa.select(sa.func.count()).where(*where))


def test_it_has_the_people_and_classes_it_promises(world):
    people = count(Registration.id > 0)
    assert 280 <= people <= 420
    assert 30 <= count(TrainingClass.id > 0) <= 38
    assert count(Certificate.id > 0) > 150
    men = count(Registration.sex == "m") / people
    russia = count(Journey.country == "RU") / people
    assert 0.78 <= men <= 0.92
    assert 0.94 <= russia <= 1.0


def test_some_go_on_after_arriving_and_after_coming_home(world):
    begun = sa.select(Enrolment.programme_slug).where(Enrolment.programme_slug.in_(("tj-arrival", "tj-return")))
    assert sorted(db.session.scalars(begun)) == ["tj-arrival", "tj-return"]


def test_some_have_a_course_unlike_that_of_the_others(world):
    """Nearly the shorter one (E11), taken early (E22), taken elsewhere (E1), with a lesson more for the work (E122)."""
    number, now = Registration.number, world["unlike"]
    ids = {what: db.session.scalars(sa.select(Registration.id).where(number == now[what])).one() for what in now}
    assert list(now) == ["shorter", "early", "elsewhere", "work"]
    shorter, early, elsewhere, work = map(current_enrolment, ids.values())
    assert (shorter_course(shorter).days, 1 <= len(shorter_course(shorter).left) <= 3) == (1, True)
    told = sa.select(OutboxMessage.subject)
    assert f"refresh:{early.id}:{early.journey.departs_on}" in db.session.scalars(told).all()
    assert (last_taken(elsewhere.registration)[0], duty_of(elsewhere).due.turn) == (
        elsewhere.registration.oriented_on, Turn.NOT_YET,
    )  # fmt: skip
    assert "work-in-a-home" in lessons_of(work)
    assert not isinstance(sign_in(login=now["work"], secret=PIN, address="work", at=clock.now()), Reason)


def test_most_leave_in_march_and_april(world):
    departures = sa.select(sa.extract("month", Journey.departs_on)).where(Journey.departs_on < DEMO_DAY)
    months = db.session.scalars(departures).all()
    by_month = [sum(1 for month in months if int(month) == n) for n in range(1, 13)]
    assert max(by_month[2:4]) == max(by_month)


def test_everybody_of_the_table_can_sign_in(world):
    assert set(world["accounts"]) == {"trainee", "trainer", "officer", "officer2", "author", "reviewer",
                                      "approver", "mne", "checker", "partner", "admin", "guest"}  # fmt: skip
    for role, account in world["accounts"].items():
        result = sign_in(login=account["login"], secret=account["password"], address=role, at=clock.now())
        assert not isinstance(result, Reason), role


def test_of_two_guests_of_a_class_one_can_sign_in_and_read_where_to_come(world):
    invited = sa.select(ClassSession).where(ClassSession.guest_id.is_not(None), ClassSession.cancelled_at.is_(None))
    account = user_by_login(world["accounts"]["guest"]["login"])
    accounts = [each.guest.user_id for each in db.session.scalars(invited)]
    assert sorted(accounts, key=bool) == [None, account.id]


def test_what_the_file_names_is_there(world):
    assert json.loads(json.dumps(world)) == world
    assert by_code(world["certificate_code"]).id
    open_class = db.session.get(TrainingClass, world["open_class"])
    assert open_class.first_day > DEMO_DAY
    assert count(Seat.class_id == open_class.id) < open_class.capacity
    assert db.session.get(TrainingClass, world["finished_class"]).last_day < DEMO_DAY
    assert db.session.get(TrainingClass, world["class_today"]).first_day == DEMO_DAY


def test_one_class_is_full_and_people_wait(world):
    assert count(Wait.ended_at.is_(None)) == 2


def test_a_class_is_moved_and_another_cancelled_and_everybody_in_them_was_told(world):
    visited = TrainingClass.sessions.any(ClassSession.guest_id.is_not(None))  # a calendar has that anew, nothing else
    moved = db.session.scalars(sa.select(TrainingClass.id).where(TrainingClass.sequence > 0, ~visited)).all()
    assert (len(moved), count(TrainingClass.cancelled_at.is_not(None))) == (2, 1)
    told = sa.select(OutboxMessage.code, sa.func.count()).group_by(OutboxMessage.code)
    assert {"class-moved", "class-cancelled"} <= {code for code, _ in db.session.execute(told)}


def test_a_refresher_falls_due_soon_and_somebody_was_trained_for_awareness(world):
    near = {each.on for found in trainers.trainers() for each in trainers.due_of(found, DEMO_DAY)
            if each.kind is DueKind.REFRESHER}  # fmt: skip
    assert sum(DEMO_DAY < each <= DEMO_DAY + timedelta(days=60) for each in near) == 1
    assert sum(trainers.qualification(each, "tj-awareness") is not None for each in trainers.trainers()) == 1


def test_the_desks_have_done_what_desks_do(world):
    """Consents, corrections, a list, consultations, a certificate that ends, records made one, a contract that ends."""
    assert {given: count(Consent.given.is_(given)) > 0 for given in (True, False)} == {True: True, False: True}
    assert (count(CorrectionWish.settled_at.is_(None)), count(CorrectionWish.settled_at.is_not(None))) == (1, 1)
    assert (count(Registration.form_token.startswith("list-")), count(Consultation.id > 0)) == (5, 30)
    admin = as_actor(user_by_login(world["accounts"]["admin"]["login"]))
    assert [each.expires_on > DEMO_DAY for each in due(admin, DEMO_DAY)[0]] == [True] * 4
    merged = db.session.scalars(sa.select(Merge)).one()
    assert can_undo_merge(admin, merged)
    undo_merge(merge_id=merged.id, by=admin.user_id, at=clock.now())
    db.session.rollback()
    assert [each.login for each in db.session.scalars(sa.select(User).where(User.expires_on.is_not(None)))] == [
        "sh.rajabova"
    ]


def test_a_roll_was_corrected_and_certificates_were_replaced_and_revoked(world):
    old, new = Mark, sa.orm.aliased(Mark)
    corrected = sa.select(old.state, new.state).join(
        new, sa.and_(new.session_id == old.session_id, new.enrolment_id == old.enrolment_id)
    )
    wanted = old.superseded_at == new.marked_at, old.way == "page", new.way == "page", old.id < new.id
    assert db.session.execute(corrected.where(*wanted)).all() == [("present", "late")]
    fates = Certificate.replaced_by_id.is_not(None), Certificate.revoked_at.is_not(None)
    assert [count(each) for each in fates] == [1, 1]


def test_the_world_is_built_where_nobody_is(world, new_app):
    assert world_exists()
    with new_app().app_context():
        assert not world_exists()
