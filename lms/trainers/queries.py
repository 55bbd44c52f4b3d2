"""Reads of trainers."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from lms.accounts.models import User
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.trainers.models import Qualification, Trainer
from lms.trainers.permissions import can_see_trainer, trainers_visible_to
from lms.trainers.rules import Passed, Reason, why_not


def trainer(trainer_id: int, *, to_change: bool = False) -> Trainer:
    """One trainer with qualifications; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = db.session.get(Trainer, trainer_id, with_for_update=to_change or None)
    if found is None:
        raise NotThere
    return found


def by_form(token: str | None) -> Trainer | None:
    """The trainer who was recorded from this form, if it was sent before."""
    return db.session.scalar(select(Trainer).where(Trainer.form_token == token)) if token else None


def trainer_of_user(user_id: int) -> Trainer:
    """The trainer who signs in with this account. Raises NotThere."""
    found = db.session.scalar(select(Trainer).where(Trainer.user_id == user_id))
    if found is None:
        raise NotThere
    return found


def visible_trainer(actor: Actor, trainer_id: int) -> Trainer:
    """One trainer as far as the actor may see them. Raises NotThere."""
    found = trainer(trainer_id)
    if not can_see_trainer(actor, found):
        raise NotThere
    return found


def without_trainer(users: Iterable[User]) -> list[User]:
    """Of these accounts, those that belong to no trainer yet."""
    taken = set(db.session.scalars(select(Trainer.user_id).where(Trainer.user_id.is_not(None))))
    return [each for each in users if each.id not in taken]


def trainers() -> list[Trainer]:
    """All trainers by name, with qualifications."""
    return list(db.session.scalars(_by_name()))


def trainers_for(actor: Actor) -> list[Trainer]:
    """The trainers whom the actor sees, by name, with qualifications."""
    return list(db.session.scalars(_by_name().where(trainers_visible_to(actor))))


def qualification(found: Trainer, programme_slug: str) -> Qualification | None:
    """What a trainer passed for a programme."""
    return next((each for each in found.qualifications if each.programme_slug == programme_slug), None)


def reasons_against(
    found: Trainer, *, programme_slug: str, day: date, language: str | None = None
) -> list[Reason]:
    """Why this trainer may not teach this programme on this day in this language; empty: may (E88, E89)."""
    passed = qualification(found, programme_slug)
    return why_not(
        qualification=Passed(passed.passed_on, passed.refreshed_on) if passed else None,
        languages=found.languages,
        contract_until=found.contract_until,
        day=day,
        language=language,
    )


def _by_name() -> Select[tuple[Trainer]]:
    return (
        select(Trainer).options(selectinload(Trainer.qualifications)).order_by(func.lower(Trainer.name), Trainer.id)
    )
