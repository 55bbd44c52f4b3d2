"""Builders of accounts."""

from itertools import count

from lms.accounts import actions
from lms.accounts.models import AuditEntry, User
from lms.accounts.rules.trail import PERSON, Deed
from lms.core import clock
from lms.core.actors import Grant, Role
from lms.core.database import db

_numbers = count(1001)  # all of four digits: lists sort them as they were made


def make_user(
    *, role: Role = Role.OFFICER, centre: str | None = None, login: str | None = None, name: str = "Нигора Каримова",
    secret: str | None = None, language: str = "en",
) -> User:  # fmt: skip
    """Somebody who can sign in, with one role."""
    return actions.create_user(
        login=login or f"user{next(_numbers)}",
        name=name,
        language=language,
        grants=[Grant(role, centre)],
        secret=secret,
        by=None,
        at=clock.now(),
    )


def noted(deed: Deed, of: str) -> list[int]:
    """About whom such a line stands in the trail, in order."""
    wanted = AuditEntry.subject_kind == PERSON, AuditEntry.deed == deed.value, AuditEntry.action == of
    return list(db.session.scalars(db.select(AuditEntry.subject_id).where(*wanted).order_by(AuditEntry.id)))
