"""Keeping the directory, sending somebody on, and noting what came of it."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record, trail
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.freshness import refuse_if_changed
from lms.referrals import queries
from lms.referrals.models import Referral, Service
from lms.referrals.rules import About, Kind, Outcome, Reason
from lms.registration import queries as registration


def add_service(*, code: str, about: About, by: int | None, at: datetime) -> Service:
    """Put an office into the directory. Raises Refused(CODE_TAKEN)."""
    made = Service(code=code.strip().lower())
    _write(made, about)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused(Reason.CODE_TAKEN) from None
    record(action="service-added", kind="service", subject=made.id, by=by, at=at)
    return made


def change_service(*, service_id: int, about: About, seen: str | None = None, by: int | None, at: datetime) -> Service:
    """Correct what the directory says. Raises NotThere, Refused(CHANGED_MEANWHILE)."""
    found = queries.service(service_id, to_change=True)
    refuse_if_changed(seen, now=(found.about,), wanted=(about,))
    if found.about != about:
        _write(found, about)
        db.session.flush()
        record(action="service-changed", kind="service", subject=service_id, by=by, at=at)
    return found


def set_service_open(*, service_id: int, is_open: bool, by: int | None, at: datetime) -> None:
    """Nobody is sent to an office that is closed; what was noted of it stays. Raises NotThere."""
    found = queries.service(service_id, to_change=True)
    if (found.closed_at is None) != is_open:
        found.closed_at = None if is_open else at
        db.session.flush()
        record(action=f"service-{'opened' if is_open else 'closed'}", kind="service", subject=service_id, by=by, at=at)


def refer(
    *, registration_id: int, service_id: int, kind: Kind, agreed: bool, form_token: str | None = None, by: int | None,
    at: datetime,
) -> Referral:  # fmt: skip
    """Send somebody on. The centre that serves the person counts it. A form sent twice is one referral. Raises
    NotThere, Refused(NOT_AGREED, CLOSED or OTHER_KIND)."""
    person, to = registration.by_id(registration_id), queries.service(service_id)
    if before := queries.by_form(form_token):
        if before.registration_id != registration_id:
            raise NotThere
        return before
    if not agreed:
        raise Refused(Reason.NOT_AGREED)
    if to.closed_at:
        raise Refused(Reason.CLOSED)
    if kind.value not in to.kinds:
        raise Refused(Reason.OTHER_KIND)
    made = Referral(
        registration_id=registration_id, centre_code=person.centre_code, service=to.code, kind=kind.value,
        referred_on=clock.local(at).date(), referred_at=at, referred_by_id=by, form_token=form_token,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the same form, sent twice in the same moment
        if before := queries.by_form(form_token):
            return before
        raise
    trail.note(what=Deed.CHANGED, person=registration_id, by=by, at=at, of="referred")
    return made


def note_outcome(
    *, registration_id: int, referral_id: int, outcome: Outcome, by: int | None, at: datetime
) -> None:
    """Note whether the person was helped: yes, no, or not known yet. Raises NotThere."""
    found = queries.referral(registration_id, referral_id, to_change=True)
    if found.outcome == outcome.value:
        return
    found.outcome, found.outcome_at = outcome.value, at
    db.session.flush()
    trail.note(what=Deed.CHANGED, person=registration_id, by=by, at=at, of="referral-outcome")


def _write(found: Service, about: About) -> None:
    found.names, found.kinds, found.district = about.names, list(about.kinds), about.district
    found.address, found.phone, found.checked_on = about.address, about.phone, about.checked_on
