"""Trainers and officers are told what falls due, each thing once a stage."""

from datetime import timedelta

from flask import current_app

from lms.accounts import actions as accounts
from lms.core.actors import Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.actions import signing
from lms.curriculum.actions.proposals import propose_change
from lms.curriculum.rules.proposals import Occasion
from lms.curriculum.rules.review import review_due
from lms.messages.models import OutboxMessage
from lms.notices import actions
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre, make_provider
from tests.factories.drafts import make_draft
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


def codes(days: int) -> list[tuple[str, str]]:
    """Who is told what of the curriculum on the morning so many days later."""
    found = told(MORNING + timedelta(days=days))
    return [(key, code) for key, _, code, _ in found if code.startswith(("draft", "proposal", "lessons"))]


def test_a_draft_that_was_handed_over_is_said_once_to_who_signs_and_who_comments(db_session):
    signs, reads = (f"staff-{reached(role).id}" for role in (Role.APPROVER, Role.REVIEWER))
    text = curriculum.latest("module", "money").sources["en.md"]
    draft = make_draft(en_md=text.replace('title = "', 'title = "New: '))
    assert codes(0) == []  # not handed over yet
    handed = {"draft_id": draft.id, "media": current_app.config["MEDIA"], "by": draft.begun_by_id}
    signing.submit(**handed, at=MORNING)
    assert sorted(codes(0)) == sorted([(signs, "draft-to-sign"), (reads, "draft-to-read")])
    assert codes(1) == codes(8) == []  # once, not daily
    signing.recall(draft_id=draft.id, by=draft.begun_by_id, at=MORNING)
    signing.submit(**handed, at=MORNING + timedelta(days=9))
    assert len(codes(10)) == 2  # it is another text now


def test_authors_are_told_once_of_a_proposal_and_of_all_lessons_to_be_read_again_by_one_day(db_session):
    author = f"staff-{reached(Role.AUTHOR).id}"
    first = min(review_due(each) for each in curriculum.modules())
    left = (first - TODAY).days
    assert len(codes(left - 50)) == 1  # however many lessons
    propose_change(
        module_slug="money", text="The fee is higher.", language="tg", occasion=Occasion.CLASS,
        by=make_user(role=Role.TRAINER).id, at=MORNING,
    )  # fmt: skip
    assert codes(left - 49) == [(author, "proposal-waits")]
    assert codes(left - 48) == []
