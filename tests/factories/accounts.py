"""Builders of accounts."""

from itertools import count

from lms.accounts import actions
from lms.accounts.models import User
from lms.core import clock
from lms.core.actors import Grant, Role

_numbers = count(1)


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
