"""A small world with real rows: everything twice, once here and once in another centre with other people."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

from lms.accounts import actions as accounts
from lms.accounts.models import User
from lms.centres import actions as places
from lms.centres.models import Centre
from lms.classes.actions import open_feed, seat_trainer
from lms.classes.rules.feeds import Whose
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.messages.rules import Channel
from lms.referrals.actions import refer
from lms.referrals.rules import Kind as Help
from lms.registration import queries as registration
from lms.trainers import actions as trainers
from lms.trainers.rules import Kind
from lms.web.access import PUBLIC, SIGNED_IN
from tests.factories.accounts import make_user
from tests.factories.advisories import make_advisory
from tests.factories.centres import make_centre
from tests.factories.certificates import make_certificate
from tests.factories.classes import make_class, make_seat, make_wait, session_of
from tests.factories.evaluation import make_invitations
from tests.factories.messages import make_message
from tests.factories.quizzes import make_attempt
from tests.factories.referrals import make_service
from tests.factories.registration import make_enrolment, make_group
from tests.factories.trainers import make_trainer

_phones = count(1)
NARROWEST = (Role.TRAINEE, Role.PARTNER, Role.OFFICER, Role.TRAINER, Role.MNE, Role.CHECKER, Role.REVIEWER,
             Role.APPROVER, Role.AUTHOR, Role.ADMIN)  # fmt: skip

TRAININGS = {
    "attendance.trainers_attendance", "attendance.trainers_roll", "attendance.close_trainers_roll",
    "classes.seat_trainer", "classes.unseat_trainer",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One centre: its people by role, and an id of each kind of thing, by the name it has in addresses."""

    people: dict[Role, User]
    ids: dict[str, object]
    trainee: dict[str, int]
    training: dict[str, int]  # the same names, of a training of trainers

    def path(self, rule: Rule, **changes: object) -> str:
        """The address of a page about something here."""
        return rule.build({**self.values(rule), **changes})[1]

    def values(self, rule: Rule) -> dict[str, object]:
        """What stands in the address."""
        values = {name: self._value(rule, name) for name in rule._converters}
        if "slug" in rule.arguments:
            values["slug"] = "tj-pilot" if "programme" in rule.endpoint else self.ids["module"]
        if rule.endpoint == "quizzes.show_result":
            values["attempt_id"] = self.trainee["submitted"]
        if rule.endpoint in ("registration.group", "registration.add_member", "registration.change_member"):
            values["key"] = self.ids["group"]
        if rule.endpoint in TRAININGS:
            values |= {name: value for name, value in self.training.items() if name in values}
        if rule.endpoint in ("classes.confirm_childcare", "classes.reimburse"):
            values["day"] = self.ids["date"]
        if rule.endpoint.startswith("accounts.") and "user_id" in rule.arguments:
            values["user_id"] = self.people[Role.OFFICER].id
        elif "user_id" in rule.arguments:
            values["user_id"] = self.people[Role.TRAINER].id
        if "test" in rule.arguments:
            values["test"] = "suitability" if "user_id" in rule.arguments else "general-information"
        return values

    def _value(self, rule: Rule, name: str) -> object:
        words = getattr(rule._converters[name], "items", ())
        known = self.ids.get(name)
        return nothing(rule, name) if known is None or (words and known not in words) else known


def nothing(rule: Rule, name: str) -> object:
    """What fits there in an address, and names nothing here: so that a new page is walked before it has a row here."""
    converter = rule._converters[name]
    words = getattr(converter, "items", None)  # of an any(…): one of these words
    return sorted(words)[0] if words else 999_999 if isinstance(converter, IntegerConverter) else "nothing"


def make_place(*, code: str) -> Place:
    """A centre with a class today, one in five days, and somebody in each state a person can be in."""
    centre = make_centre(code=code, rooms=3)
    people = {role: make_user(role=role, centre=code) for role in (Role.OFFICER, Role.TRAINER, Role.PARTNER)}
    people |= {
        role: make_user(role=role)
        for role in (Role.MNE, Role.CHECKER, Role.REVIEWER, Role.APPROVER, Role.AUTHOR, Role.ADMIN)
    }
    teaches = ("tj-pilot", "tj-standard", "tj-trainers")
    trainer = make_trainer(user=people[Role.TRAINER], centre_code=code, programmes=teaches)
    enrolment = _somebody(code)
    people[Role.TRAINEE] = enrolment.registration.user
    today, coming = _classes(centre, trainer)
    make_seat(training_class=today, enrolment=enrolment, at=clock.now() - timedelta(days=2))
    seat = make_seat(training_class=coming, enrolment=_somebody(code))
    make_wait(training_class=coming, enrolment=_somebody(code))
    certificate = make_certificate(enrolment=_somebody(code), centre=centre)
    [invitation] = make_invitations(enrolments=[enrolment], centre=centre)
    module = curriculum.programme(enrolment.edition_id).variant(enrolment.variant).online[0]
    submitted = make_attempt(enrolment=enrolment, module=module)
    attempt = make_attempt(enrolment=enrolment, submitted=False)
    far = clock.today() + timedelta(days=300)
    closed = places.close_days(centre_id=centre.id, first_day=far, last_day=far, why="Таъмир", by=None, at=clock.now())
    guest = make_trainer(kind=Kind.GUEST, centre_code=code, programmes=())
    topic = trainers.authorise(
        trainer_id=guest.id, module_slug="money", valid_until=None, by=None, at=clock.now()
    )
    feed = open_feed(whose=Whose.CENTRE, subject_id=centre.id, language="tg", by=None, at=clock.now())
    group = make_group(centre_code=code)
    ids = {
        "group": group.key, "member": group.foreman.key, "what": "family", "date": coming.first_day.isoformat(),
        "provider_id": centre.provider_id, "period_id": closed.id, "authorisation_id": topic.id,
        "whose": "centre", "subject_id": centre.id, "secret": feed.secret,
        "class_id": coming.id, "seat_id": seat.id, "session_id": session_of(today, "journey").id,
        "certificate_id": certificate.id, "room_id": centre.rooms[0].id, "centre_id": centre.id,
        "trainer_id": trainer.id, "key": enrolment.registration.key, "attempt_id": attempt.id,
        "enrolment_id": enrolment.id, "module": module, "code": certificate.code, "by": "sex", "language": "tg",
        "token": accounts.make_link(user_id=people[Role.OFFICER].id, by=None, at=clock.now()),
        "message_id": make_message(person_key=enrolment.registration.key, channel=Channel.PRINT).id,
        "advisory_id": make_advisory(approved=False).id, **_sent_on(enrolment),
        "photo_id": 1, "kind": "sheet", "day": coming.sessions[0].day, "version": "1", "name": "roll.js",
        "position": 1, "screen": 1, "step": "you", "file": "nothing.svg", "filename": "site.css",
    }  # fmt: skip
    return Place(
        people, ids, {"invitation": invitation.id, "submitted": submitted.id, "edition": coming.edition_id},
        _training(centre, trainer),
    )


def _sent_on(enrolment) -> dict[str, int]:
    """An office, and that somebody was sent there."""
    office = make_service()
    made = refer(
        registration_id=enrolment.registration_id, service_id=office.id, kind=Help.LEGAL, agreed=True, by=None,
        at=clock.now(),
    )  # fmt: skip
    return {"service_id": office.id, "referral_id": made.id}


def _somebody(code: str):
    phone = f"+9929012345{next(_phones):02d}"
    made = make_enrolment(centre_code=code, phone=phone, departs_on=clock.today() + timedelta(days=30))
    return registration.enrolment(made.id)


def _classes(centre: Centre, trainer):
    today = make_class(
        room=centre.rooms[1], trainer=trainer, first_day=clock.today(), at=clock.now() - timedelta(days=2)
    )
    return today, make_class(room=centre.rooms[2], trainer=trainer, capacity=1)


def _training(centre: Centre, trainer) -> dict[str, int]:
    """A refresher that began the day before yesterday, with one trainer in it."""
    begun, before = clock.today() - timedelta(days=2), clock.now() - timedelta(days=5)
    found = make_class(
        room=centre.rooms[0], trainer=trainer, first_day=begun, at=before, programme="tj-trainers", variant="refresher"
    )
    learns = make_trainer(centre_code=centre.code)
    seat = seat_trainer(trainer_id=learns.id, class_id=found.id, by=None, at=before)
    return {"class_id": found.id, "session_id": found.sessions[0].id, "seat_id": seat.id}


def rules(app: Flask, method: str) -> list[Rule]:
    """Every address that answers to a method, in order."""
    found = (rule for rule in app.url_map.iter_rules() if method in rule.methods and rule.endpoint != "static")
    return sorted(found, key=lambda rule: rule.rule)


def roles_of(app: Flask, rule: Rule) -> list[Role | None]:
    """Whom an address is for, those with the narrowest view first; None is a visitor."""
    access = app.view_functions[rule.endpoint].access
    if access == PUBLIC:
        return [None]
    return [role for role in NARROWEST if access == SIGNED_IN or role in access]


@contextmanager
def undone():
    """Within, whatever requests change is taken back at the end: each stands before the same world."""
    db.session.commit()
    savepoint = db.engine.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()
        db.session.expire_all()
