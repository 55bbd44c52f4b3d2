"""The next refresher of the trainers, planned long before: trainers have seats in it (E89, E90)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lms.classes import actions as classes
from lms.curriculum import queries as curriculum
from lms.trainers import actions as trainers

if TYPE_CHECKING:
    from lms.demo.places import Place

PLANNED_BEFORE = timedelta(days=105)
SLUG, VARIANT = "tj-trainers", "refresher"


def plan_refresher(places: Mapping[str, "Place"], *, at: datetime) -> None:
    """A refresher at Dushanbe, held by its second trainer, for one trainer of each centre."""
    here = places["dushanbe"]
    leads = here.trainers[1]
    trainers.record_qualification(
        trainer_id=leads.id, programme_slug=SLUG, passed_on=at.date(), by=None, at=at
    )
    programme = curriculum.newest_programme(SLUG)
    day = at.date() + PLANNED_BEFORE
    made = classes.create_class(
        edition_id=programme.edition_id, variant=VARIANT, room_id=here.rooms[0].id, language="tg",
        days=[day + timedelta(days=day.weekday() == 6)], trainer_ids=[leads.id], by=None, at=at,
    )  # fmt: skip
    for place in places.values():
        classes.seat_trainer(trainer_id=place.trainers[0].id, class_id=made.id, by=None, at=at)
