"""The first class of all, two years ago: its certificates end in the coming weeks."""

from datetime import date, timedelta
from random import Random

from lms.core import chance as draws
from lms.core import clock
from lms.curriculum.rules.programme import Programme
from lms.demo.classes import ClassLife
from lms.demo.people import Home
from lms.demo.places import Place
from lms.trainers import actions as trainers
from lms.trainers.rules import About, Sex

SEED, SIZE = 2018, 4
NUMBERED_FROM = 9000  # their telephones are nobody else's
HELD = timedelta(days=702)
THURSDAY = 3


def hold_first_class(place: Place, homes: dict[str, list[Home]], programme: Programme, *, today: date) -> None:
    """Four people in it, taught by somebody who has left since. Drawn apart, so that nothing else of the world depends
    on it."""
    first = today - HELD
    while first.weekday() >= THURSDAY:
        first += timedelta(days=1)
    with draws.seeded(SEED) as chance:
        _hold(chance, place, homes, programme, first, today=today)


def _hold(
    chance: Random, place: Place, homes: dict[str, list[Home]], programme: Programme, first: date, *, today: date
) -> None:
    life, at = ClassLife(chance, homes, today), clock.at_local(first - timedelta(days=30), 9)
    life.registered = NUMBERED_FROM
    about = About(sex=Sex.MALE, contract_from=at.date(), contract_until=first + timedelta(days=300), has_degree=True)
    left = trainers.add_trainer(
        name="Раҷаб Қодиров", languages=("tg", "ru"), centre_code=place.centre.code, about=about, by=None, at=at
    )
    trainers.record_qualification(
        trainer_id=left.id, programme_slug=programme.slug, passed_on=at.date(), by=None, at=at
    )
    taught = Place(place.centre, place.rooms, [left], place.serves)
    made = life.make(taught, programme, "one-day", first, at=at)
    life.fill(place, made, SIZE)
    life.hold(made)
