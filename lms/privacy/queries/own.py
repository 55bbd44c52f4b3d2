"""Everything that is kept of one person, to take along."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, Table, or_, select

from lms.accounts import queries as accounts
from lms.accounts.models import SignIn, User
from lms.attendance.models import Mark
from lms.certificates.models import Certificate
from lms.classes.models import (
    Childcare,
    ClassSession,
    GuestSupport,
    MakeUp,
    Reimbursement,
    Seat,
    TrainingClass,
    TravelSupport,
    Wait,
)
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme
from lms.learning.models import ModuleProgress
from lms.messages import queries as outbox
from lms.messages.models import OutboxMessage
from lms.privacy.models import CorrectionWish
from lms.privacy.queries.looks import looks
from lms.privacy.queries.wishes import open_wishes
from lms.quizzes.models import Attempt
from lms.quizzes.rules import Kind
from lms.referrals import queries as referrals
from lms.referrals.models import Referral, Service
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Registration
from lms.registration.models.consents import EntryCheck
from lms.registration.queries.consents import allowed, entry_check
from lms.registration.rules.consents import Purpose

# What hangs on a person hangs on one of these. A group's other members and lookalikes are other people.
ROOTS = ("registration", "journey", "enrolment", "family_member", "seat", "make_up", "attempt")
OWN_ACCOUNT = ("user_id", "account_id")  # whose account it is; who else is named in a row has only done something
OTHERS = {"travel_group_member", "lookalike", "merge", "name_key", "audit_entry"}
SECRET = ("digest", "hash", "index", "token", "secret", "signed", "device", "client_id", "by_id", "picture")
# That a record is held may be known, of what inquiry only to who holds it; and what is to become a second factor.
UNSAID = {"legal_hold": {"reason"}, "second_factor": {"offered", "last_step"}}


@dataclass(frozen=True, slots=True)
class Story:
    """What one's courses left behind, to be read: which they are, places in classes, what was asked for to be able to
    come, attended sessions, results of tests, certificates, messages, offices to which one was sent, lessons opened,
    what one allows, whether one looked if entry is open, corrections asked for, where one is signed in."""

    courses: list[tuple[Enrolment, Programme]]
    seats: list[TrainingClass]
    waits: list[TrainingClass]
    make_ups: list[ClassSession]
    ages: list[int]  # of the children who come along
    asks_fare: bool
    paid: list[tuple[date, Decimal]]
    marks: list[tuple[ClassSession, str]]
    results: list[Attempt]
    certificates: list[Certificate]
    messages: list[OutboxMessage]
    referrals: list[tuple[Referral, Service | None]]
    lessons: list[tuple[Module, ModuleProgress]]
    allows: dict[Purpose, bool]
    entry_check: EntryCheck | None
    wishes: list[CorrectionWish]
    sign_ins: Sequence[SignIn]


def own_story(user_id: int, *, at: datetime) -> Story:
    """The same as a person reads it. Raises NotThere."""
    found = registration.own(user_id)
    mine = select(Enrolment.id).where(Enrolment.registration_id == found.id)
    marks = db.session.execute(
        select(ClassSession, Mark.state)
        .join(Mark, Mark.session_id == ClassSession.id)
        .where(Mark.enrolment_id.in_(mine), Mark.superseded_at.is_(None))
        .order_by(ClassSession.starts_at)
    )
    results = select(Attempt).where(Attempt.enrolment_id.in_(mine), Attempt.submitted_at.is_not(None))
    results = results.where(Attempt.kind != Kind.BEFORE)  # there it was promised that there is no mark
    certificates = select(Certificate).where(Certificate.registration_id == found.id)
    return Story(
        courses=[(each, curriculum.programme(each.edition_id)) for each in registration.courses(found.id)],
        **_places(mine),
        marks=[(session, state) for session, state in marks],
        results=list(db.session.scalars(results.order_by(Attempt.id))),
        certificates=list(db.session.scalars(certificates.order_by(Certificate.id))),
        messages=outbox.of_people(_keys(found)),
        referrals=referrals.referrals_of(found.id),
        lessons=_lessons(mine),
        allows=allowed(found.id),
        entry_check=entry_check(found.id),
        wishes=open_wishes(found.id),
        sign_ins=accounts.sign_ins(user_id, at),
    )


def _lessons(mine: Select) -> list[tuple[Module, ModuleProgress]]:
    rows = db.session.scalars(
        select(ModuleProgress).where(ModuleProgress.enrolment_id.in_(mine)).order_by(ModuleProgress.started_at)
    )
    return [(curriculum.module(each.edition_id), each) for each in rows]


def _places(mine: Select) -> dict[str, Any]:
    """Where these enrolments sit, wait, and come for a session, and what was asked for and paid."""
    seats = select(Seat.id).where(Seat.enrolment_id.in_(mine), Seat.given_up_at.is_(None))
    classes = select(TrainingClass).order_by(TrainingClass.first_day)
    guests = db.session.execute(
        select(ClassSession, GuestSupport)
        .join(MakeUp, MakeUp.session_id == ClassSession.id)
        .outerjoin(GuestSupport, GuestSupport.make_up_id == MakeUp.id)
        .where(MakeUp.enrolment_id.in_(mine))
        .order_by(ClassSession.starts_at)
    ).all()
    asked = [each for _, each in guests if each]
    ages = db.session.scalars(select(Childcare.ages).where(Childcare.seat_id.in_(seats))).all()
    fares = select(TravelSupport.seat_id).where(TravelSupport.seat_id.in_(seats)).limit(1)
    paid = db.session.execute(
        select(Reimbursement.day, Reimbursement.amount)
        .join(Seat, Seat.id == Reimbursement.seat_id)
        .where(Seat.enrolment_id.in_(mine))
    )
    waits = Wait.enrolment_id.in_(mine), Wait.ended_at.is_(None)
    return {
        "seats": list(db.session.scalars(classes.join(Seat).where(Seat.id.in_(seats)))),
        "waits": list(db.session.scalars(classes.join(Wait).where(*waits))),
        "make_ups": [session for session, _ in guests],
        "ages": [age for of_one in (*ages, *(each.ages for each in asked)) for age in of_one],
        "asks_fare": db.session.scalar(fares) is not None or any(each.fare for each in asked),
        "paid": sorted([
            *((day, amount) for day, amount in paid),
            *((clock.local(session.starts_at).date(), each.amount) for session, each in guests if each and each.amount),
        ]),
    }  # fmt: skip


def own_data(user_id: int) -> dict[str, Any]:
    """Every row about a person, by table and column, as a machine reads it; keys and digests left out, and who of the
    staff wrote it. Raises NotThere."""
    found = registration.own(user_id)
    rows = {"account": [_plain(User.__table__, row) for row in _rows(select(User.__table__).where(User.id == user_id))]}
    ids: dict[str, list[int]] = {}
    for table in db.metadata.sorted_tables:
        if table.name in OTHERS:
            continue
        for wanted in _about(table, found, ids):
            here = _rows(wanted)
            if table.name in ROOTS:
                ids.setdefault(table.name, []).extend(row.id for row in here)
            rows.setdefault(table.name, []).extend(_plain(table, row) for row in here)
    seen = looks(user_id)
    offices = [{"day": day.isoformat(), "office": office, "did": list(done)} for day, office, done in seen]
    return {**{name: kept for name, kept in rows.items() if kept}, "looks": offices}


def _about(table: Table, person: Registration, ids: dict[str, list[int]]) -> Iterator[Select]:
    """The rows of a table that hang on the person, by whatever key leads there: to a row of theirs, to their account,
    or a column that says that it names a person."""
    if table.name == "registration":
        yield select(table).where(table.c.id == person.id)
        return
    said = {"key": _keys(person), "id": [person.id, *(-each for each in ids.get("family_member", ()))]}
    by = [column.in_(said[column.info["person"]]) for column in table.columns if "person" in column.info]
    for key in table.foreign_keys:
        if key.column.table.name in ROOTS and ids.get(key.column.table.name):
            by.append(key.parent.in_(ids[key.column.table.name]))
        elif key.parent.name in OWN_ACCOUNT:
            by.append(key.parent == person.user_id)
    if by:
        yield select(table).where(or_(*by))


def _keys(person: Registration) -> list[str]:
    return [person.key, *registration.merged_into(person.id).values()]


def _rows(wanted: Select) -> list:
    return list(db.session.execute(wanted))


def _plain(table: Table, row: Any) -> dict[str, Any]:
    unsaid = {"body"} if table.name == "outbox_message" and row.secret else UNSAID.get(table.name, set())
    return {
        column.name: _value(row._mapping[column])
        for column in table.columns
        if column.name not in unsaid
        and not any(word in column.name for word in SECRET) and column.name not in ("id", "key", "person_key")
    }


def _value(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return None if isinstance(value, bytes) else value
