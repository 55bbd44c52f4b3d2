"""How far a new installation is."""

from sqlalchemy import exists, func, select

from lms.accounts.models import RoleGrant
from lms.centres.models import Centre, Provider, Room
from lms.classes.models import TrainingClass
from lms.core.actors import Role
from lms.core.database import db
from lms.home.rules.founding import Foundation
from lms.trainers.models import Qualification, Trainer

EVIDENCE = {
    Foundation.PROVIDER: exists(Provider.id),
    Foundation.CENTRE: exists(Centre.id),
    Foundation.ROOM: exists(Room.id),
    Foundation.OFFICER: exists(RoleGrant.id).where(RoleGrant.role == Role.OFFICER.value),
    Foundation.TRAINER: exists(Trainer.id),
    Foundation.QUALIFICATION: exists(Qualification.id),
    Foundation.CLASS: exists(TrainingClass.id),
}


def foundations() -> frozenset[Foundation]:
    """What is there already: one question to the database."""
    found = db.session.execute(select(*EVIDENCE.values())).one()
    return frozenset(step for step, there in zip(EVIDENCE, found, strict=True) if there)


def first_centre_id() -> int | None:
    """Where the first rooms are added."""
    return db.session.scalar(select(func.min(Centre.id)))


def first_trainer_id() -> int | None:
    """Whose training is recorded first."""
    return db.session.scalar(select(func.min(Trainer.id)))
