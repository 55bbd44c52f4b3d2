"""Reads of trainers."""

from collections.abc import Collection, Iterable
from datetime import date

from flask import current_app
from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from lms.accounts.models import User
from lms.core.actors import Actor
from lms.core.database import db, get_row, held_anew
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Programme
from lms.trainers.models import Qualification, Trainer
from lms.trainers.permissions import can_see_trainer, can_test, trainers_visible_to
from lms.trainers.rules import Career, Due, Kind, Passed, Policy, Reason, Task, due_dates, is_near, why_not
from lms.trainers.rules.rubric import skills_met


def trainer(trainer_id: int, *, to_change: bool = False) -> Trainer:
    """One trainer with qualifications; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = get_row(Trainer, trainer_id, to_change=to_change)
    if found is None:
        raise NotThere
    return found


def hold(trainer_ids: Collection[int]) -> None:
    """Hold these trainers, in the order of their numbers, until the transaction ends."""
    wanted = select(Trainer.id).where(Trainer.id.in_(trainer_ids)).order_by(Trainer.id)
    db.session.execute(held_anew(wanted))


def read_careers(trainer_ids: Collection[int]) -> None:
    """Read what these trainers passed as it is now: whoever waited for one of them had read it before."""
    wanted = select(Trainer).where(Trainer.id.in_(trainer_ids))
    careers = (selectinload(Trainer.qualifications), selectinload(Trainer.tests))
    db.session.scalars(wanted.options(*careers).execution_options(populate_existing=True)).all()


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


def may_test(actor: Actor, user_id: int) -> str | None:
    """The name of the trainer with this account, if the actor may ask them the oral tests: whoever sees their record
    and is somebody else. None: may not."""
    found = db.session.scalar(select(Trainer).where(Trainer.user_id == user_id))
    allowed = found and user_id != actor.user_id and can_test(actor, found)
    return found.name if allowed else None


def without_trainer(users: Iterable[User]) -> list[User]:
    """Of these accounts, those that belong to no trainer yet."""
    taken = set(db.session.scalars(select(Trainer.user_id).where(Trainer.user_id.is_not(None))))
    return [each for each in users if each.id not in taken]


def trainers() -> list[Trainer]:
    """All trainers by name, with all that decides about them."""
    return list(db.session.scalars(_by_name()))


def trainers_for(actor: Actor) -> list[Trainer]:
    """The trainers whom the actor sees, by name, with all that decides about them."""
    return list(db.session.scalars(_by_name().where(trainers_visible_to(actor))))


def qualification(found: Trainer, programme_slug: str) -> Qualification | None:
    """What a trainer passed for a programme."""
    return next((each for each in found.qualifications if each.programme_slug == programme_slug), None)


def policy() -> Policy:
    """What this installation asks of its trainers."""
    config = current_app.config
    return Policy(
        age_limit=config["TRAINER_AGE_LIMIT"],
        tests_required=config["TRAINER_TESTS_REQUIRED"],
        grace_days=config["TRAINER_GRACE_DAYS"],
    )


def career(found: Trainer) -> Career:
    """Everything about a trainer that decides, for the rules."""
    last = found.appraisals[-1] if found.appraisals else None
    return Career(
        languages=found.languages,
        kind=Kind(found.kind),
        born_on=found.born_on,
        has_degree=found.has_degree,
        former_migrant=found.former_migrant,
        experience=found.experience,
        waived=found.waivers,
        contract_from=found.contract_from,
        contract_until=found.contract_until,
        health_due_on=found.health_due_on,
        tests={each.test: each.passed for each in found.tests},
        skills_met=skills_met(found.talks[-1].scores) if found.talks else True,
        qualifications={
            each.programme_slug: Passed(each.passed_on, each.refreshed_on, each.version, each.doubted_on)
            for each in found.qualifications
        },
        appraised_on=last.held_on if last else None,
        appraisal_met=last.criteria_met if last else True,
        authorised={each.module_slug: each.valid_until for each in found.authorisations},
    )


def why_not_assigned(
    found: Trainer, *, programme: Programme, modules: Collection[str] = (), day: date, language: str | None = None
) -> list[Reason]:
    """Why this trainer may not teach these modules of this programme edition on a day, in a language; empty: may.
    For somebody who teaches whole programmes the modules make no difference."""
    asked = policy()
    task = Task(
        day=day,
        programme=programme.slug,
        version=programme.training,
        modules=modules,
        language=language,
        tests=curriculum.latest_ids(curriculum.TEST) if asked.tests_required else (),
    )
    return why_not(career(found), task, asked)


def due(actor: Actor, day: date) -> list[Due]:
    """What is overdue or falls due within 60 days for the trainers whom the actor sees, the earliest first:
    refreshers, appraisals, health checks, contracts."""
    found = [each for person in trainers_for(actor) for each in due_of(person, day)]
    return sorted(found, key=lambda each: (each.on, each.kind, each.trainer_id))


def due_of(found: Trainer, day: date) -> list[Due]:
    """The same for one trainer."""
    dates = due_dates(career(found), policy())
    return [Due(kind, found.id, found.name, on, what) for kind, on, what in dates if is_near(on, day)]


def appraisal_due_on(found: Trainer) -> date | None:
    """When the next appraisal of a trainer falls due, however far that is; None when nobody knows since when they
    work (Box A3.3)."""
    return career(found).appraisal_due_on(policy())


def _by_name() -> Select[tuple[Trainer]]:
    return (
        select(Trainer)
        .options(
            selectinload(Trainer.qualifications),
            selectinload(Trainer.appraisals),
            selectinload(Trainer.tests),
            selectinload(Trainer.talks),
            selectinload(Trainer.authorisations),
        )
        .order_by(func.lower(Trainer.name), Trainer.id)
    )
