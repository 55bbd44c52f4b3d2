"""People of the demo world who have no seat yet, and the plan that proposes where they could sit."""

from datetime import date, timedelta
from random import Random

from lms.accounts import queries as accounts
from lms.accounts.models import User
from lms.classes import actions as classes
from lms.core import clock
from lms.demo.classes import ClassLife
from lms.demo.places import Place
from lms.registration.rules import Need, Sex

WAITING = {"dushanbe": 14, "bokhtar": 9, "khujand": 7, "khorog": 2}
OTHER_LANGUAGE = 9  # one in nine learns in a language that no trainer of the demo world speaks


def plan_for_some(
    chance: Random, life: ClassLife, places: dict[str, Place], *, admin: User, today: date
) -> None:
    """Register people who leave in the coming weeks, and plan the classes for them."""
    at = clock.at_local(today - timedelta(days=1), 10)
    number = 0
    for code, people in WAITING.items():
        for _ in range(people):
            leaves = today + timedelta(days=chance.randint(3, 30))
            made = life.register(places[code], leaves, at=at)
            number += 1
            if number % OTHER_LANGUAGE == 0:
                made.registration.language = "uz"
            if made.registration.sex == Sex.FEMALE:
                made.registration.needs = Need.FEMALE_TRAINER.value
    classes.plan_weeks(actor=accounts.as_actor(admin), at=clock.at_local(today, 0, 5))
