"""What changed in what a trainer teaches, and who has read it (E61)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, null, select, union_all

from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.queries.changelog import Change, changes_in, count_changes
from lms.trainers.models import Authorisation, EditionRead, Qualification, Trainer

LOOK_BACK = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Teaching:
    """A trainer, by number, and what they may teach: programmes, and single topics of a guest."""

    trainer_id: int
    programmes: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)


def teaching_of(user_id: int) -> Teaching | None:
    """The trainer that a user is and what they may teach, in one statement; None when the user is no trainer."""
    what = union_all(
        select(Qualification.trainer_id, Qualification.programme_slug.label("programme"), null().label("topic")),
        select(Authorisation.trainer_id, null(), Authorisation.module_slug),
    ).subquery()
    rows = db.session.execute(
        select(Trainer.id, what.c.programme, what.c.topic)
        .outerjoin(what, what.c.trainer_id == Trainer.id)
        .where(Trainer.user_id == user_id)
    ).all()
    if not rows:
        return None
    return Teaching(
        rows[0].id, {each.programme for each in rows} - {None}, {each.topic for each in rows} - {None}
    )


def changes_for(trainer: Trainer, *, at: datetime) -> list[tuple[Change, datetime | None]]:
    """The newer versions of the last half year of what a trainer may teach, and when they confirmed to have read each:
    what is not read yet first."""
    found = changes_in(_taught_by(trainer), since=at - LOOK_BACK)
    rows = select(EditionRead.edition_id, EditionRead.read_at).where(EditionRead.trainer_id == trainer.id)
    read = dict(map(tuple, db.session.execute(rows)))
    pairs = [(each, read.get(each.edition_id)) for each in found]
    return sorted(pairs, key=lambda pair: pair[1] is not None)


def count_unread(teaching: Teaching, *, at: datetime) -> int:
    """How many of them the trainer has not read."""
    read = select(EditionRead.edition_id).where(EditionRead.trainer_id == teaching.trainer_id)
    return count_changes(_taught(teaching.programmes, teaching.topics), since=at - LOOK_BACK, read=read)


def read_by(edition_ids: Collection[int]) -> dict[int, int]:
    """How many trainers have read what changed in these editions."""
    wanted = EditionRead.edition_id.in_(tuple(edition_ids))
    rows = select(EditionRead.edition_id, func.count()).where(wanted).group_by(EditionRead.edition_id)
    return dict(map(tuple, db.session.execute(rows)))


def _taught_by(trainer: Trainer) -> set[str]:
    """The modules that a trainer may teach."""
    programmes = {each.programme_slug for each in trainer.qualifications}
    return _taught(programmes, (each.module_slug for each in trainer.authorisations))


def _taught(programmes: Collection[str], topics: Iterable[str]) -> set[str]:
    taught = (each for each in curriculum.all_programmes() if each.slug in programmes) if programmes else ()
    return {slug for each in taught for slug in each.pins} | set(topics)
