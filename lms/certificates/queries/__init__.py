"""Reads of certificates, and of what is needed for one."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, load_only

from lms.attendance import queries as attendance
from lms.certificates.models import Certificate, SigningKey
from lms.certificates.permissions import can_manage_certificate, can_see_certificate, certificates_visible_to
from lms.certificates.queries.earning import (
    earned,
    evidence,
    hopeful,
    missing_for,
    outlook,
    ready,
    requirement,
)
from lms.certificates.queries.names import are_confirmed, said_now
from lms.certificates.rules import plain_code
from lms.certificates.signing import PublicKey
from lms.classes.models import Seat
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.registration.models import Enrolment

__all__ = [  # and everything below
    "are_confirmed", "earned", "evidence", "hopeful", "missing_for", "outlook", "ready", "requirement",
    "said_now",
]  # fmt: skip

PAGE = 50


def certificate(actor: Actor, certificate_id: int) -> Certificate:
    """A certificate that the actor sees. Raises NotThere."""
    found = db.session.get(Certificate, certificate_id)
    if found is None or not can_see_certificate(actor, found):
        raise NotThere
    return found


def certificate_to_manage(actor: Actor, certificate_id: int) -> Certificate:
    """A certificate that the actor may revoke or replace. Raises NotThere."""
    found = db.session.get(Certificate, certificate_id)
    if found is None or not can_manage_certificate(actor, found):
        raise NotThere
    return found


def finished_programmes(registration_id: int) -> set[str]:
    """The programmes for which somebody was certified and still is counted as such."""
    found = select(Enrolment.programme_slug).join(Certificate, Certificate.enrolment_id == Enrolment.id)
    return set(db.session.scalars(
        found.where(Enrolment.registration_id == registration_id, _stands())
    ))  # fmt: skip


def by_code(typed: str) -> Certificate:
    """The certificate with the code that somebody typed. Raises NotThere."""
    code = plain_code(typed)
    found = db.session.scalar(select(Certificate).where(Certificate.code == code)) if code else None
    if found is None:
        raise NotThere
    return found


def by_serial(text: str) -> Certificate:
    """The certificate with this serial. Raises NotThere."""
    found = db.session.scalar(select(Certificate).where(Certificate.serial == text))
    if found is None:
        raise NotThere
    return found


def public_keys() -> dict[int, PublicKey]:
    """The public half of every key that ever signed, by number."""
    found = db.session.scalars(select(SigningKey).order_by(SigningKey.id))
    return {each.id: PublicKey(each.id, each.public, each.since, each.until) for each in found}


def not_standing() -> list[Certificate]:
    """Every certificate that was replaced or revoked, for those who check with no network: what became of it, and
    nothing of its person."""
    fate = (Certificate.serial, Certificate.revoked_at, Certificate.revoked_reason, Certificate.replaced_at,
            Certificate.replaced_for)  # fmt: skip
    found = select(Certificate).where(~_stands()).order_by(Certificate.serial).options(load_only(*fate, raiseload=True))
    return list(db.session.scalars(found))


def of_enrolment(enrolment_id: int) -> Certificate | None:
    """The certificate that stands for this enrolment."""
    return db.session.scalar(_of(enrolment_id).where(_stands()))


def latest_of(enrolment_id: int) -> Certificate | None:
    """The newest certificate of this enrolment, whatever became of it."""
    return db.session.scalar(_of(enrolment_id).limit(1))


def of_person(registration_id: int) -> list[Certificate]:
    """The certificates of a person that stand, the newest first."""
    found = select(Certificate).where(Certificate.registration_id == registration_id, _stands())
    return list(db.session.scalars(found.order_by(Certificate.id.desc())))


def of_enrolments(enrolment_ids: Iterable[int]) -> dict[int, Certificate]:
    """The certificates that stand, by enrolment, in one query."""
    found = db.session.scalars(
        select(Certificate).where(Certificate.enrolment_id.in_(list(enrolment_ids)), _stands())
    )
    return {each.enrolment_id: each for each in found}


def through(enrolments: Collection[Enrolment]) -> set[int]:
    """Enrolments of those who need no seat any more: they are certified, or were in every block they are asked for."""
    found = attendance.standings(enrolments).items()
    done = {one for one, standing in found if standing.attended and not (standing.missing or standing.ahead)}
    return done | of_enrolments(each.id for each in enrolments).keys()


def of_class(class_id: int) -> list[Certificate]:
    """The certificates that stand of those who sit in a class, in order of their seats."""
    return list(
        db.session.scalars(
            select(Certificate)
            .join(Seat, Seat.enrolment_id == Certificate.enrolment_id)
            .where(Seat.class_id == class_id, Seat.given_up_at.is_(None), _stands())
            .order_by(Seat.number)
        )
    )


def issued(
    actor: Actor, *, class_id: int | None = None, month: date | None = None, page: int = 1
) -> tuple[Sequence[Certificate], int]:
    """Certificates that the actor sees, the newest first: a page of them and how many there are; of one class, or
    issued in the month of a date."""
    found = select(Certificate).where(certificates_visible_to(actor))
    if class_id:
        seated = select(Seat.enrolment_id).where(Seat.class_id == class_id, Seat.given_up_at.is_(None))
        found = found.where(Certificate.enrolment_id.in_(seated))
    if month:
        first, after = clock.at_local(month.replace(day=1)), clock.at_local(_next_month(month))
        found = found.where(Certificate.issued_at >= first, Certificate.issued_at < after)
    of_all = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = found.options(joinedload(Certificate.registration)).order_by(
        Certificate.issued_at.desc(), Certificate.id.desc()
    )
    return db.session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all(), of_all


def count() -> int:
    """How many certificates were ever issued."""
    return db.session.scalar(select(func.count(Certificate.id))) or 0


def _of(enrolment_id: int) -> Select[tuple[Certificate]]:
    return select(Certificate).where(Certificate.enrolment_id == enrolment_id).order_by(Certificate.id.desc())


def _stands() -> ColumnElement[bool]:
    return Certificate.revoked_at.is_(None) & Certificate.replaced_at.is_(None)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
