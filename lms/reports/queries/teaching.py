"""What trainers taught."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from lms.attendance.models import RollCall
from lms.centres import queries as centres
from lms.classes.models import ClassSession
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.reports.permissions import centres_of
from lms.reports.rules import Taught, add_months
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer


def teaching(actor: Actor, month: date, language: str) -> list[Taught]:
    """Each trainer with sessions in the month that begins on this day, by name: what was planned and what was held. A
    session counts as held once its roll call is closed."""
    sessions = db.session.execute(
        select(ClassSession.trainer_id, ClassSession.starts_at, ClassSession.ends_at, RollCall.closed_at)
        .outerjoin(RollCall, RollCall.session_id == ClassSession.id)
        .where(
            ClassSession.trainer_id.is_not(None),
            ClassSession.block.is_not(None),
            ClassSession.cancelled_at.is_(None),
            ClassSession.starts_at >= clock.at_local(month),
            ClassSession.starts_at < clock.at_local(add_months(month, 1)),
        )
    )
    planned, held = defaultdict(list), defaultdict(list)
    for trainer_id, starts, ends, closed_at in sessions:
        minutes = int((ends - starts).total_seconds()) // 60
        planned[trainer_id].append(minutes)
        if closed_at:
            held[trainer_id].append(minutes)
    names = dict(centres.scopes(language))
    return [
        _taught(each, names.get(each.centre_code, "—"), planned[each.id], held[each.id])
        for each in _seen_by(actor)
        if each.id in planned
    ]


def _taught(trainer: Trainer, centre: str, planned: list[int], held: list[int]) -> Taught:
    return Taught(
        trainer.name, centre, trainer.contract_from, trainer.contract_until,
        len(planned), sum(planned), len(held), sum(held),
    )  # fmt: skip


def _seen_by(actor: Actor) -> list[Trainer]:
    codes = centres_of(actor)
    return [each for each in trainers.trainers() if codes is None or each.centre_code in codes]
