"""Recording trainers and what they passed."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record
from lms.core import clock
from lms.core.database import db
from lms.core.errors import Refused
from lms.trainers import queries
from lms.trainers.models import Qualification, Trainer
from lms.trainers.rules import Reason


def add_trainer(
    *,
    name: str,
    languages: Iterable[str],
    centre_code: str | None,
    user_id: int | None = None,
    former_migrant: bool = False,
    contract_until: date | None = None,
    form_token: str | None = None,
    by: int | None,
    at: datetime,
) -> Trainer:
    """Record somebody who will teach. A form sent twice gives the same trainer. Raises Refused(NO_LANGUAGE or
    ACCOUNT_TAKEN)."""
    if before := queries.by_form(form_token):
        return before
    spoken = sorted(set(languages))
    if not spoken:
        raise Refused(Reason.NO_LANGUAGE)
    made = Trainer(
        name=name,
        languages=spoken,
        centre_code=centre_code,
        user_id=user_id,
        former_migrant=former_migrant,
        contract_until=contract_until,
        form_token=form_token,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        if first := queries.by_form(form_token):  # the same form, sent twice in the same moment
            return first
        raise Refused(Reason.ACCOUNT_TAKEN) from None
    record(action="trainer-added", kind="trainer", subject=made.id, by=by, at=at)
    return made


def record_qualification(
    *, trainer_id: int, programme_slug: str, passed_on: date, by: int | None, at: datetime
) -> Qualification:
    """Record a training of trainers passed for a programme (E88). Passing again replaces the date and counts as a
    refresher. Raises Refused(DATE_IN_FUTURE)."""
    if passed_on > clock.local(at).date():
        raise Refused(Reason.DATE_IN_FUTURE)
    trainer = queries.trainer(trainer_id, to_change=True)
    found = queries.qualification(trainer, programme_slug)
    if found is None:
        found = Qualification(programme_slug=programme_slug, passed_on=passed_on)
        trainer.qualifications.append(found)
    else:
        found.passed_on, found.refreshed_on = passed_on, None
    db.session.flush()
    record(action="qualification-recorded", kind="trainer", subject=trainer_id, by=by, at=at)
    return found


def record_refresher(
    *, trainer_id: int, programme_slug: str, refreshed_on: date, by: int | None, at: datetime
) -> Qualification:
    """Record a yearly refresher (E89). Raises Refused(NOT_QUALIFIED, DATE_IN_FUTURE or REFRESHED_BEFORE_PASSING)."""
    found = queries.qualification(queries.trainer(trainer_id), programme_slug)
    if found is None:
        raise Refused(Reason.NOT_QUALIFIED)
    if refreshed_on > clock.local(at).date():
        raise Refused(Reason.DATE_IN_FUTURE)
    if refreshed_on < found.passed_on:
        raise Refused(Reason.REFRESHED_BEFORE_PASSING)
    found.refreshed_on = refreshed_on
    db.session.flush()
    record(action="refresher-recorded", kind="trainer", subject=trainer_id, by=by, at=at)
    return found
