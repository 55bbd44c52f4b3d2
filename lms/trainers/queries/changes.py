"""What changed in what a trainer teaches, and who has read it (E61)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select

from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.queries.changelog import Change, changes_in, count_changes
from lms.trainers.models import EditionRead, Trainer

LOOK_BACK = timedelta(days=180)


def changes_for(trainer: Trainer, *, at: datetime) -> list[tuple[Change, datetime | None]]:
    """The newer versions of the last half year of what a trainer may teach, and when they confirmed to have read each:
    what is not read yet first."""
    found = changes_in(_taught(trainer), since=at - LOOK_BACK)
    rows = select(EditionRead.edition_id, EditionRead.read_at).where(EditionRead.trainer_id == trainer.id)
    read = dict(map(tuple, db.session.execute(rows)))
    pairs = [(each, read.get(each.edition_id)) for each in found]
    return sorted(pairs, key=lambda pair: pair[1] is not None)


def count_unread(trainer: Trainer, *, at: datetime) -> int:
    """How many of them the trainer has not read."""
    read = select(EditionRead.edition_id).where(EditionRead.trainer_id == trainer.id)
    return count_changes(_taught(trainer), since=at - LOOK_BACK, read=read)


def read_by(edition_ids: Collection[int]) -> dict[int, int]:
    """How many trainers have read what changed in these editions."""
    wanted = EditionRead.edition_id.in_(tuple(edition_ids))
    rows = select(EditionRead.edition_id, func.count()).where(wanted).group_by(EditionRead.edition_id)
    return dict(map(tuple, db.session.execute(rows)))


def _taught(trainer: Trainer) -> set[str]:
    """The modules that a trainer may teach."""
    programmes = {each.programme_slug for each in trainer.qualifications}
    taught = [each for each in curriculum.all_programmes() if each.slug in programmes]
    return {slug for each in taught for slug in each.pins} | {each.module_slug for each in trainer.authorisations}
