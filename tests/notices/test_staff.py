"""Trainers and officers are told what falls due, each thing once a stage."""

from datetime import timedelta

from lms.accounts import actions as accounts
from lms.core.actors import Role
from lms.core.database import db
from lms.messages.models import OutboxMessage
from lms.notices import actions
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_provider
from tests.factories.trainers import make_trainer
from tests.notices.conftest import MORNING

TODAY = MORNING.date()


def reached(role: Role, *, centre: str | None = None, **contact):
    made = make_user(role=role, centre=centre, language="ru")
    contact = {"phone": "+992901234567", "email": None, **contact}
    accounts.change_contact(user_id=made.id, **contact, by=None, at=MORNING)
    return made


def told(at=MORNING) -> list[tuple[str, str, str, str]]:
    last = db.session.scalar(db.select(db.func.max(OutboxMessage.id))) or 0
    actions.remind_staff(at=at)
    rows = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.id > last).order_by(OutboxMessage.id))
    return [(each.person_key, each.channel, each.code, each.body) for each in rows]


def test_a_refresher_is_said_to_the_trainer_and_the_officer_at_sixty_days_and_a_week_before(db_session):
    trainer = reached(Role.TRAINER)
    officer = reached(Role.OFFICER, centre="here", email="n@example.org")
    make_user(role=Role.OFFICER, centre="here")  # gave no address
    reached(Role.OFFICER, centre="elsewhere")
    due = TODAY + timedelta(days=50)
    make_trainer(user=trainer, centre_code="here", programmes=["tj-pilot"], passed_on=due.replace(year=due.year - 1))
    found = told()
    assert sorted((key, channel, code) for key, channel, code, _ in found if "refresher" in code) == sorted([
        (f"staff-{trainer.id}", "sms", "own-refresher"), (f"staff-{officer.id}", "email", "trainer-refresher"),
    ])  # fmt: skip
    assert {code for *_, code, _ in found} >= {"own-appraisal", "trainer-appraisal"}  # a year after the training
    assert not any("Ашӯров" in body for *_, body in found)
    assert told(MORNING + timedelta(hours=3)) == told(MORNING + timedelta(days=3)) == []
    assert len(told(MORNING + timedelta(days=44))) == 4


def test_a_licence_that_lapses_is_said_to_officers_and_administrators(db_session):
    make_centre(code="here", provider=make_provider(licensed_until=TODAY + timedelta(days=20)))
    officer, admin = reached(Role.OFFICER, centre="here"), reached(Role.ADMIN)
    reached(Role.OFFICER, centre="here").expires_on = TODAY - timedelta(days=1)  # the contract has ended
    assert [(key, code) for key, _, code, _ in told()] == [
        (f"staff-{officer.id}", "licence-ends"), (f"staff-{admin.id}", "licence-ends"),
    ]  # fmt: skip
    assert told(MORNING.replace(hour=2)) == []


def test_a_new_device_is_said_to_whom_it_belongs_where_they_are_reached(db_session):
    officer, unreached = reached(Role.OFFICER, centre="here"), make_user(role=Role.OFFICER)
    for user in (officer, unreached):
        for n, device in enumerate(("first", "second")):
            accounts.open_session(user_id=user.id, at=MORNING, device=device, named=f"Chrome {n}", address="10.0.0.1")
    [message] = db.session.scalars(db.select(OutboxMessage))
    assert (message.person_key, message.channel, message.address, message.code) == (
        f"staff-{officer.id}", "sms", "+992901234567", "new-device",
    )  # fmt: skip
    assert "Chrome 1" in message.body
