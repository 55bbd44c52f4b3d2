"""Trainings of those who teach and serve: the next refresher of the trainers, planned long before (E89, E90), and the
course for staff who serve migrants and do not teach (E166)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from lms.centres.rules import ProviderKind
from lms.classes import actions as classes
from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.trainers import actions as trainers
from lms.trainers.rules import About, Sex

if TYPE_CHECKING:
    from lms.demo.places import Place

PLANNED_BEFORE = timedelta(days=105)
SLUG, VARIANT = "tj-trainers", "refresher"
STAFF_SLUG, STAFF_VARIANT = "tj-staff", "training"
STAFF_IN = timedelta(days=24)  # after the last of the coming classes: nobody teaches then
STAFF = (("Нигора Каримова", "dushanbe"), ("Баҳром Шарипов", "bokhtar"), ("Мавҷуда Сафарова", "khujand"))
SUNDAY = 6


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


def plan_staff_course(places: Mapping[str, "Place"], *, today: date) -> None:
    """Two days at Dushanbe for people of three centres, in the register of trainers without any qualification."""
    here, at = places["dushanbe"], clock.at_local(today - timedelta(days=6), 9)
    first = today + STAFF_IN
    days = [day for n in range(4) if (day := first + timedelta(days=n)).weekday() != SUNDAY][:2]
    leads = here.trainers[2]
    trainers.record_qualification(trainer_id=leads.id, programme_slug=STAFF_SLUG, passed_on=at.date(), by=None, at=at)
    programme = curriculum.newest_programme(STAFF_SLUG)
    made = classes.create_class(
        edition_id=programme.edition_id, variant=STAFF_VARIANT, room_id=here.rooms[2].id, language="tg", days=days,
        trainer_ids=[leads.id], by=None, at=at,
    )  # fmt: skip
    for name, code in STAFF:
        serves = trainers.add_trainer(
            name=name, languages=("tg", "ru"), centre_code=code, by=None, at=at,
            about=About(sex=Sex.FEMALE if name.endswith("а") else Sex.MALE, provider_kind=ProviderKind.STATE.value),
        )  # fmt: skip
        classes.seat_trainer(trainer_id=serves.id, class_id=made.id, by=None, at=at)
