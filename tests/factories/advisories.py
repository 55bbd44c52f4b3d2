"""Builders of advisories."""

from datetime import timedelta

from lms.accounts.models import User
from lms.advisories import actions
from lms.advisories.models import Advisory
from lms.advisories.rules import Notice
from lms.core import clock
from lms.core.actors import Role
from tests.factories.accounts import make_user


def make_notice(title: str = "The road is closed", **changes) -> Notice:
    """A notice to everybody that stands from today for ten days."""
    facts = {
        "words": {code: {"title": f"{title} {code}", "text": f"Go by train. {code}"} for code in ("tg", "ru", "en")},
        "starts_on": clock.today(),
        "ends_on": clock.today() + timedelta(days=10),
    }
    return Notice(**{**facts, **changes})


def make_advisory(*, writer: User | None = None, approved: bool = True, **notice) -> Advisory:
    """An advisory that a second person has approved. Other keywords are those of `make_notice`."""
    by = (writer or make_user(role=Role.AUTHOR)).id
    made = actions.write(notice=make_notice(**notice), by=by, at=clock.now())
    if approved:
        actions.approve(
            advisory_id=made.id, seen=actions.sign(made), by=make_user(role=Role.ADMIN).id, at=clock.now()
        )
    return made
