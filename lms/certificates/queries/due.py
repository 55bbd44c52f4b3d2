"""Reads of certificates that end soon or have ended, and were not renewed (E2)."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, false, func, select
from sqlalchemy.orm import aliased, joinedload

from lms.certificates.models import Certificate
from lms.certificates.permissions import certificates_visible_to
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.duty import Taken, expiry
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Journey, Registration
from lms.registration.permissions import registrations_visible_to

PAGE = 50
AT_ONCE = 5_000  # people in one question: databases take only so many
ENDS_SOON, ENDED = timedelta(days=90), timedelta(days=365)
REMIND, REFRESH = timedelta(days=60), timedelta(days=7)


def due(actor: Actor, today: date, *, page: int = 1) -> tuple[Sequence[Certificate], int]:
    """Certificates that the actor sees and that end within three months, or ended within the last year, of people who
    have no newer one; the first to end first. A page of them and how many there are."""
    found = _ending(today - ENDED, today + ENDS_SOON).where(certificates_visible_to(actor))
    count = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = found.options(joinedload(Certificate.registration)).order_by(Certificate.expires_on, Certificate.id)
    return db.session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all(), count


def due_elsewhere(actor: Actor, today: date) -> list[tuple[Registration, date]]:
    """The same of people the actor sees who took the last course elsewhere, as they said, and none here since: each
    with the last day on which it holds, the first to end first; as many as stand on a page."""
    found = _ending_elsewhere(today - ENDED, today + ENDS_SOON).where(registrations_visible_to(actor))
    return _until(found.order_by(Registration.oriented_on, Registration.id).limit(PAGE))


def to_remind_elsewhere(today: date) -> list[tuple[Registration, date]]:
    """Those of them who are to be told now."""
    return _until(_ending_elsewhere(today, today + REMIND).order_by(Registration.id))


def last_taken(registration_ids: Collection[int]) -> dict[int, Taken]:
    """When each of these people who took a course before leaving here took it, and until when the certificate of it
    holds: of the one that holds longest."""
    wanted, found = list(registration_ids), {}
    for since in range(0, len(wanted), AT_ONCE):
        rows = db.session.execute(
            select(Certificate.registration_id, Certificate.issued_at, Certificate.expires_on)
            .where(Certificate.registration_id.in_(wanted[since : since + AT_ONCE]))
            .where(_prepares(Certificate), *_stands(Certificate))
            .order_by(Certificate.expires_on, Certificate.id.desc())
        )
        found |= {id: (clock.local(issued_at).date(), expires_on) for id, issued_at, expires_on in rows}
    return found


def to_refresh(today: date) -> list[Enrolment]:
    """Those who leave within a week and took the course earlier than is best before leaving (E22)."""
    rows = db.session.execute(
        select(Enrolment, Certificate)
        .join(Certificate, Certificate.enrolment_id == Enrolment.id)
        .join(Journey, Journey.id == Enrolment.journey_id)
        .where(
            Journey.departs_on.between(today + timedelta(days=1), today + REFRESH), *_stands(Certificate),
            _prepares(Certificate),
        )
        .options(joinedload(Enrolment.registration), joinedload(Enrolment.journey))
        .order_by(Enrolment.id)
    )  # fmt: skip
    return [enrolment for enrolment, issued in rows if was_early(enrolment, issued)]


def was_early(enrolment: Enrolment, issued: Certificate) -> bool:
    """Whether a course was over earlier than the best days before leaving: then it is looked at again before them."""
    days = (enrolment.journey.departs_on - clock.local(issued.issued_at).date()).days
    return 0 < curriculum.programme(enrolment.edition_id).window_days < days


def to_remind(today: date) -> list[Certificate]:
    """Certificates of whose end their people are to be told now: two months before it, and never after it."""
    found = _ending(today, today + REMIND).options(joinedload(Certificate.registration))
    return list(db.session.scalars(found.order_by(Certificate.id)))


def _ending(first: date, last: date) -> Select[tuple[Certificate]]:
    return select(Certificate).where(
        Certificate.expires_on.between(first, last),
        *_stands(Certificate),
        _prepares(Certificate),
        ~_renewed(),
    )


def _renewed() -> ColumnElement[bool]:
    newer = aliased(Certificate)
    elsewhere = exists().where(Registration.id == Certificate.registration_id, _before_elsewhere())
    return elsewhere | exists().where(
        newer.registration_id == Certificate.registration_id,
        newer.expires_on > Certificate.expires_on,
        *_stands(newer),
        _prepares(newer),
    )


def _before_elsewhere() -> ColumnElement[bool]:
    # Of a course here and one elsewhere the later one counts. Nobody knows of an `oriented_on` that is not there.
    return func.coalesce(func.date(Certificate.issued_at) < Registration.oriented_on, false())


def _prepares(of: type[Certificate]) -> ColumnElement[bool]:
    # A course at the destination or after coming home is not taken again before leaving, nor does it stand in for it.
    return of.enrolment_id.in_(select(Enrolment.id).where(registration.prepares()))


def _stands(of: type[Certificate]) -> tuple[ColumnElement[bool], ...]:
    return of.revoked_at.is_(None), of.replaced_at.is_(None)


def _ending_elsewhere(first: date, last: date) -> Select[tuple[Registration]]:
    months = curriculum.validity_months()
    here = exists().where(
        Certificate.registration_id == Registration.id, ~_before_elsewhere(), *_stands(Certificate),
        _prepares(Certificate),
    )  # fmt: skip
    return select(Registration).where(
        Registration.oriented_on.between(expiry(first, -months), expiry(last, -months)),
        Registration.merged_into_id.is_(None), Registration.erased_at.is_(None), ~here,
    )  # fmt: skip


def _until(found: Select[tuple[Registration]]) -> list[tuple[Registration, date]]:
    months = curriculum.validity_months()
    return [(each, expiry(each.oriented_on, months)) for each in db.session.scalars(found)]
