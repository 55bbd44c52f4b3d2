"""Classes that are a part of something larger: of a skills course, of a project that pays for them (E5)."""

from datetime import datetime

from lms.accounts.actions import record
from lms.classes.actions.locks import hold_classes
from lms.core.database import db


def name_project(*, class_id: int, project: str, by: int | None, at: datetime) -> None:
    """Say of which course or project a class is a part, so that its people are counted there; empty: of none."""
    found = hold_classes({class_id})[class_id]
    named = " ".join(project.split()) or None
    if found.project != named:
        found.project = named
        db.session.flush()
        record(action="class-project-named", kind="class", subject=class_id, by=by, at=at)
