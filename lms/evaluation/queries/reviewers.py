"""Which trainers know the lessons best by what their classes say: the pool whom authors ask (E62)."""

from collections import Counter
from datetime import date

from sqlalchemy import func, select

from lms.classes.models import ClassSession
from lms.core.database import db
from lms.evaluation.models import Response, ResponseAnswer
from lms.evaluation.rules import FEWEST_ANSWERS, RATED_WITHIN, Dimension, Rated, is_rated_highly, taught
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer


def asked_to_review(today: date) -> list[Trainer]:
    """The trainers under contract whom authors are told to ask about the lessons, by name (E62). Nothing else about
    what classes thought of them is handed out."""
    rated = _rated_teaching(today - RATED_WITHIN)
    return [
        each for each in trainers.trainers()
        if each.user_id and not (each.contract_until and each.contract_until < today)
        and is_rated_highly(rated.get(each.id, ()), criteria_met=_last_appraisal(each))
    ]  # fmt: skip


def _last_appraisal(found: Trainer) -> bool | None:
    return found.appraisals[-1].criteria_met if found.appraisals else None


def _rated_teaching(since: date) -> dict[int, list[Rated]]:
    """Trainer → what the classes since that day thought of the teaching in which they held half of the blocks or more,
    of each class of which enough people answered."""
    blocks = select(ClassSession.class_id, ClassSession.trainer_id, func.count()).where(
        ClassSession.block.is_not(None), ClassSession.cancelled_at.is_(None)
    ).group_by(ClassSession.class_id, ClassSession.trainer_id)  # fmt: skip
    people = func.count(Response.key.distinct())
    scores = (
        select(Response.class_id, people, func.count(ResponseAnswer.score), func.sum(ResponseAnswer.score))
        .join(ResponseAnswer, ResponseAnswer.response_key == Response.key)
        .where(ResponseAnswer.dimension == Dimension.TRAINER.value, ResponseAnswer.score.is_not(None),
               Response.month >= since)
        .group_by(Response.class_id).having(people >= FEWEST_ANSWERS)
    )  # fmt: skip
    of_class = {class_id: Rated(count, n, int(total)) for class_id, count, n, total in db.session.execute(scores)}
    held = db.session.execute(blocks.where(ClassSession.class_id.in_(of_class))).all() if of_class else []
    all_blocks: Counter[int] = Counter()
    for class_id, _trainer_id, count in held:
        all_blocks[class_id] += count
    found: dict[int, list[Rated]] = {}
    for class_id, trainer_id, count in held:
        if trainer_id is not None and taught(count, of=all_blocks[class_id]):
            found.setdefault(trainer_id, []).append(of_class[class_id])
    return found
