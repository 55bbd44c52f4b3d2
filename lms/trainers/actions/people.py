"""Trainers themselves: adding and correcting them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import end_with_contract, record
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed
from lms.trainers import queries
from lms.trainers.models import Trainer
from lms.trainers.rules import About, Reason


def add_trainer(
    *,
    name: str,
    languages: Iterable[str],
    centre_code: str | None,
    user_id: int | None = None,
    about: About = About(),  # noqa: B008 (frozen)
    form_token: str | None = None,
    by: int | None,
    at: datetime,
) -> Trainer:
    """Record somebody who will teach. A form sent twice gives the same trainer. Raises Refused(NO_LANGUAGE,
    ACCOUNT_TAKEN, CONTRACT_BACKWARDS, HEALTH_BACKWARDS or WAIVER_WITHOUT_REASON)."""
    if before := queries.by_form(form_token):
        return before
    made = Trainer(form_token=form_token)
    _settle(made, name, languages, centre_code, user_id, about)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        if first := queries.by_form(form_token):  # the same form, sent twice in the same moment
            return first
        raise Refused(Reason.ACCOUNT_TAKEN) from None
    if made.contract_until is not None:
        _end_account(made, by=by, at=at)
    record(action="trainer-added", kind="trainer", subject=made.id, by=by, at=at)
    return made


def change_trainer(
    *,
    trainer_id: int,
    name: str,
    languages: Iterable[str],
    centre_code: str | None,
    user_id: int | None,
    about: About,
    seen: str | None = None,
    by: int | None,
    at: datetime,
) -> Trainer:
    """Correct what is known of a trainer. Raises Refused as `add_trainer` does, or CHANGED_MEANWHILE."""
    found = queries.trainer(trainer_id, to_change=True)
    now, ended = found.facts, (found.user_id, found.contract_until)
    try:
        with db.session.begin_nested():
            _settle(found, name, languages, centre_code, user_id, about)
            refuse_if_changed(seen, now=now, wanted=found.facts)
            db.session.flush()
    except IntegrityError:
        raise Refused(Reason.ACCOUNT_TAKEN) from None
    if (found.user_id, found.contract_until) != ended:
        _end_account(found, by=by, at=at)
    record(action="trainer-changed", kind="trainer", subject=trainer_id, by=by, at=at)
    return found


def _settle(
    found: Trainer, name: str, languages: Iterable[str], centre_code: str | None, user_id: int | None, about: About
) -> None:
    spoken = sorted(set(languages))
    if wrong := Reason.NO_LANGUAGE if not spoken else about.fault():
        raise Refused(wrong)
    found.name, found.languages, found.centre_code, found.user_id = name, spoken, centre_code, user_id
    found.kind, found.sex, found.provider_kind = about.kind.value, about.sex, about.provider_kind
    found.speaks, found.lived_in, found.experience = list(about.speaks), list(about.lived_in), list(about.experience)
    found.former_migrant, found.born_on, found.has_degree = about.former_migrant, about.born_on, about.has_degree
    found.waivers = {str(criterion): why.strip() for criterion, why in about.waivers.items()}
    found.health_checked_on, found.health_due_on = about.health_checked_on, about.health_due()
    found.contract_from, found.contract_until = about.contract_from, about.contract_until


def _end_account(found: Trainer, *, by: int | None, at: datetime) -> None:
    """The account of somebody who only teaches ends with the contract."""
    if found.user_id is not None:
        end_with_contract(user_id=found.user_id, until=found.contract_until, by=by, at=at)
