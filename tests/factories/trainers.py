"""Builders of trainers."""

from collections.abc import Iterable
from datetime import date, timedelta

from lms.accounts.models import User
from lms.core import clock
from lms.trainers import actions
from lms.trainers.models import Trainer
from lms.trainers.rules import About


def make_trainer(
    *, name: str = "Баҳром Ашӯров", languages: Iterable[str] = ("tg", "ru"), centre_code: str | None = None,
    user: User | None = None, programmes: Iterable[str] = ("tj-pilot", "tj-standard"), passed_on: date | None = None,
    contract_until: date | None = None, **about,
) -> Trainer:  # fmt: skip
    """Somebody who passed the training of trainers for these programmes a month ago; other keywords are those of
    `About`."""
    at = clock.now()
    made = actions.add_trainer(
        name=name, languages=languages, centre_code=centre_code, user_id=user.id if user else None,
        about=About(contract_until=contract_until, **about), by=None, at=at,
    )  # fmt: skip
    for slug in programmes:
        actions.record_qualification(
            trainer_id=made.id, programme_slug=slug, passed_on=passed_on or clock.today() - timedelta(days=30),
            by=None, at=at,
        )  # fmt: skip
    return made
