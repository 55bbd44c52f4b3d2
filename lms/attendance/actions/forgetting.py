"""Forgetting the words of what happened in a class, when they have had their time."""

from datetime import datetime

from sqlalchemy import Text, type_coerce, update

from lms.attendance.models import BoxQuestion, Incident
from lms.core.database import db
from lms.core.encryption import ERASED


def forget_notes(*, before: datetime) -> int:
    """Empty the texts of incidents, and of settled questions from the box with their answers, of before a moment. That
    they were, when and of what kind, stays. How many."""
    told = update(Incident).where(Incident.written_at < before, type_coerce(Incident.text, Text) != "")
    asked = update(BoxQuestion).where(BoxQuestion.settled_at < before, type_coerce(BoxQuestion.text, Text) != "")
    gone = db.session.execute(told.values(text=ERASED)).rowcount
    return gone + db.session.execute(asked.values(text=ERASED, answer=ERASED)).rowcount
