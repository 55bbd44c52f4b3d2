"""The start pages of those who write, count and administer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from lms.accounts import queries as accounts
from lms.accounts.models import User
from lms.attendance.models import RollCall
from lms.centres import queries as centres
from lms.centres.models import Centre
from lms.centres.rules import Due
from lms.certificates.models import Certificate
from lms.classes.models import ClassSession, Seat, TrainingClass
from lms.companion import queries as companion
from lms.core import clock
from lms.core.actors import Actor, Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.queries import proposals
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme
from lms.curriculum.rules.review import Freshness, freshness, review_due
from lms.home.rules import Count
from lms.messages import queries as messages
from lms.notices import queries as notices
from lms.registration.models import Registration

WEEK = timedelta(days=7)
READ_AGAIN, MOST_TO_READ = timedelta(days=60), 6
LAST_COPY = "last-copy"  # a file that whatever makes copies of the database touches


@dataclass(frozen=True, slots=True)
class AuthorStart:
    """The curriculum today: modules to be read again first, and how each stands in each language."""

    modules: Sequence[Module]
    writing: Mapping[str, Mapping[str, Any]]
    states: Mapping[str, Mapping[str, Freshness]]
    overdue: int
    soon: Sequence[Module]  # to be read again within two months, or past their date: the first few
    proposals: int  # of trainers, that nobody has answered

    def count(self, state: Freshness) -> int:
        """How many texts stand like this."""
        return sum(each is state for states in self.states.values() for each in states.values())


@dataclass(frozen=True, slots=True)
class AdminStart:
    """What an administrator looks after: accounts, centres, and how the system is."""

    without_password: Sequence[User]
    due: Sequence[Due]
    without_rooms: Sequence[Centre]
    without_hours: Sequence[Centre]
    waiting: int
    waiting_since: datetime | None
    not_told: int
    to_print: int
    wrong_sign_ins: int
    told_of_centres: int
    copied_at: datetime | None


def author_start(today: date) -> AuthorStart:
    """Every module with how it stands; what must be read again first is in front."""
    modules = sorted(curriculum.modules(), key=lambda each: (review_due(each), each.slug))
    languages = {code: about for code, about in curriculum.writing_languages().items() if about.get("required")}
    editions = curriculum.source_files(each.slug for each in modules)
    source = next(iter(languages))
    return AuthorStart(
        modules,
        languages,
        {each.slug: {code: freshness(editions[each.slug], code, source) for code in languages} for each in modules},
        sum(review_due(each) < today for each in modules),
        [each for each in modules if review_due(each) <= today + READ_AGAIN][:MOST_TO_READ],
        proposals.count_open(),
    )


def admin_start(actor: Actor, *, at: datetime) -> AdminStart:
    """Accounts and centres that need something, and the state of the system."""
    places, today = centres.centres(), clock.local(at).date()
    waiting, since = messages.backlog()
    failed, slips = notices.count_wanting(actor, at=at)
    return AdminStart(
        [each for each in accounts.working(today) if not each.secret_hash],
        centres.due(actor, today),
        [each for each in places if not each.rooms],
        [each for each in places if not each.weekly_hours],
        waiting,
        since,
        failed,
        slips,
        accounts.wrong_sign_ins(at),
        companion.count_told_of_centres(),
        _last_copy(),
    )


def news(actor: Actor, *, at: datetime) -> list[tuple[Count, int, int]]:
    """What was done in the last seven days, and in the seven before."""
    now, before = at - WEEK, at - 2 * WEEK
    counted = {
        Count.REGISTERED: (Registration.created_at, Registration.id, _counted_registrations(actor)),
        Count.SEATED: (Seat.taken_at, Seat.id, _in_counted_classes(actor, Seat.class_id)),
        Count.ROLLS: (
            RollCall.closed_at,
            RollCall.session_id,
            RollCall.session_id.in_(
                select(ClassSession.id)
                .join(ClassSession.training_class)
                .where(
                    _in_counted_classes(actor, ClassSession.class_id),
                    TrainingClass.programme_slug.not_in(curriculum.trainings()),
                )
            ),
        ),
        Count.CERTIFIED: (
            Certificate.issued_at,
            Certificate.id,
            Certificate.registration_id.in_(select(Registration.id).where(_counted_registrations(actor))),
        ),
    }
    return [
        (kind, _between(moment, key, where, now, at), _between(moment, key, where, before, now))
        for kind, (moment, key, where) in counted.items()
    ]


def public_programmes() -> list[Programme]:
    """What a visitor may read about, in the programmes' order."""
    return curriculum.programmes()


def _between(
    moment: InstrumentedAttribute, key: InstrumentedAttribute, where: ColumnElement[bool], first: datetime,
    last: datetime,
) -> int:  # fmt: skip
    return db.session.scalar(select(func.count(key)).where(where, moment > first, moment <= last)) or 0


def _codes(actor: Actor) -> frozenset[str] | None:
    return None if actor.everywhere(Role.MNE) or actor.has(Role.ADMIN) else actor.centres(Role.MNE)


def _counted_registrations(actor: Actor) -> ColumnElement[bool]:
    codes = _codes(actor)
    return true() if codes is None else Registration.centre_code.in_(codes)


def _in_counted_classes(actor: Actor, class_id: InstrumentedAttribute) -> ColumnElement[bool]:
    codes = _codes(actor)
    if codes is None:
        return true()
    return class_id.in_(select(TrainingClass.id).join(TrainingClass.centre).where(Centre.code.in_(codes)))


def _last_copy() -> datetime | None:
    """When the database was copied last, if whatever copies it says so."""
    sign = Path(current_app.instance_path) / LAST_COPY
    return clock.moment(sign.stat().st_mtime) if sign.exists() else None
