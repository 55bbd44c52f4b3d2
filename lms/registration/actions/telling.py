"""What is told later: about the person, the journey, and the papers others gave."""

from datetime import datetime

from sqlalchemy import delete

from lms.accounts import actions as accounts
from lms.core import clock
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.freshness import refuse_if_changed
from lms.registration import queries
from lms.registration.actions.holding import hold
from lms.registration.models import Paper
from lms.registration.rules.record import More, NewPaper

KIND = "registration"


def tell_more(*, registration_id: int, more: More, seen: str | None = None, by: int | None, at: datetime) -> None:
    """Record what is asked later. Raises Refused(CHANGED_MEANWHILE or record Reason)."""
    found = hold(registration_id)
    journey = queries.journey(registration_id)
    before = queries.more_of(found, journey)
    refuse_if_changed(seen, now=(before,), wanted=(more,))
    if wrong := more.fault(departs_on=journey.departs_on, today=clock.local(at).date()):
        raise Refused(wrong)
    if more == before:
        return
    found.education, found.speaks = more.education, more.speaks
    found.safety_training, found.oriented_on = more.safety_training.value, more.oriented_on
    found.needs = " ".join(more.needs) or None
    journey.contract_months, journey.employer = more.contract_months, more.employer
    journey.occupation, journey.returned_on = more.occupation.value, more.returned_on
    db.session.flush()
    accounts.record(action="told-more", kind=KIND, subject=registration_id, by=by, at=at)


def choose_reading(*, registration_id: int, pictures_first: bool, by: int | None, at: datetime) -> None:
    """Keep whether somebody wants lessons with pictures and sound first, or with the text first (E79). Raises
    NotThere."""
    found = hold(registration_id)
    if found.pictures_first == pictures_first:  # a form sent twice
        return
    found.pictures_first = pictures_first
    db.session.flush()
    accounts.record(action="reading-chosen", kind=KIND, subject=registration_id, by=by, at=at)


def record_paper(*, registration_id: int, paper: NewPaper, by: int | None, at: datetime) -> Paper:
    """Record a diploma or a certificate that others gave. Raises Refused(PAPER_… or DAY_AHEAD)."""
    hold(registration_id)
    held = queries.papers(registration_id)
    same = [each for each in held if (each.kind, each.title, each.number) == (paper.kind, paper.title, paper.number)]
    if same:  # a form sent twice
        return same[0]
    if wrong := paper.fault(today=clock.local(at).date(), held=len(held)):
        raise Refused(wrong)
    made = Paper(
        registration_id=registration_id,
        kind=paper.kind.value,
        title=paper.title,
        number=paper.number,
        issued_on=paper.issued_on,
        valid_until=paper.valid_until,
        recorded_at=at,
        recorded_by_id=by,
    )
    db.session.add(made)
    db.session.flush()
    accounts.record(action="paper-recorded", kind=KIND, subject=registration_id, by=by, at=at)
    return made


def remove_paper(*, registration_id: int, paper_id: int, by: int | None, at: datetime) -> None:
    """Take a paper off the record. Raises NotThere for one that is not on it."""
    gone = delete(Paper).where(Paper.id == paper_id, Paper.registration_id == registration_id)
    if not db.session.execute(gone).rowcount:
        raise NotThere
    accounts.record(action="paper-removed", kind=KIND, subject=registration_id, by=by, at=at)
