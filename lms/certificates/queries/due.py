"""Reads of certificates that end soon or have ended, and were not renewed (E2)."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from lms.certificates.models import Certificate
from lms.certificates.permissions import certificates_visible_to
from lms.core.actors import Actor
from lms.core.database import db
from lms.registration import queries as registration
from lms.registration.models import Enrolment

PAGE = 50
ENDS_SOON, ENDED = timedelta(days=90), timedelta(days=365)
REMIND = timedelta(days=60)


def due(actor: Actor, today: date, *, page: int = 1) -> tuple[Sequence[Certificate], int]:
    """Certificates that the actor sees and that end within three months, or ended within the last year, of people who
    have no newer one; the first to end first. A page of them and how many there are."""
    found = _ending(today - ENDED, today + ENDS_SOON).where(certificates_visible_to(actor))
    count = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = found.options(joinedload(Certificate.registration)).order_by(Certificate.expires_on, Certificate.id)
    return db.session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all(), count


def to_remind(today: date) -> list[Certificate]:
    """Certificates of whose end their people are to be told now: two months before it, and never after it."""
    found = _ending(today, today + REMIND).options(joinedload(Certificate.registration))
    return list(db.session.scalars(found.order_by(Certificate.id)))


def _ending(first: date, last: date) -> Select[tuple[Certificate]]:
    return select(Certificate).where(
        Certificate.expires_on.between(first, last),
        Certificate.revoked_at.is_(None),
        Certificate.replaced_at.is_(None),
        _prepares(Certificate),
        ~_renewed(),
    )


def _renewed() -> ColumnElement[bool]:
    newer = aliased(Certificate)
    return exists().where(
        newer.registration_id == Certificate.registration_id,
        newer.expires_on > Certificate.expires_on,
        newer.revoked_at.is_(None),
        newer.replaced_at.is_(None),
        _prepares(newer),
    )


def _prepares(of: type[Certificate]) -> ColumnElement[bool]:
    # A course at the destination or after coming home is not taken again before leaving, nor does it stand in for it.
    return of.enrolment_id.in_(select(Enrolment.id).where(registration.prepares()))
