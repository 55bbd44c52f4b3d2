"""Confirming that a trainer has read what changed."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from lms.core.database import db
from lms.core.errors import NotThere
from lms.trainers.models import EditionRead, Trainer
from lms.trainers.queries.changes import changes_for


def confirm_change(*, trainer: Trainer, edition_id: int, at: datetime) -> None:
    """A trainer has read what changed in a version that they teach. Twice changes nothing. Raises NotThere."""
    if edition_id not in {each.edition_id for each, _read in changes_for(trainer, at=at)}:
        raise NotThere
    try:
        with db.session.begin_nested():
            db.session.add(EditionRead(trainer_id=trainer.id, edition_id=edition_id, read_at=at))
    except IntegrityError:  # pressed twice: the first time counts
        pass
