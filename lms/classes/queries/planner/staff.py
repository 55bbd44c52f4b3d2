"""Rooms and trainers: what is taken, and who may teach what on which day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from lms.centres.models import Centre
from lms.classes.models import ClassSession
from lms.classes.queries.planner.offers import Offer
from lms.classes.queries.trainings import sitting_times
from lms.classes.rules import planner
from lms.classes.rules.timetable import monday_of
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import is_better_by_others
from lms.trainers import queries as trainers
from lms.trainers.models import Trainer
from lms.trainers.rules import Sex, Task, why_not

FAIR = timedelta(weeks=4)  # hours of so long before count when hours are shared

Day = dict[date, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Taken:
    """When rooms and trainers are taken, and how many minutes the trainers teach anyway."""

    rooms: Mapping[int, Day]
    trainers: Mapping[int, Day]
    minutes: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Staff:
    """The trainers as the planner knows them, and when the rooms are taken."""

    trainers: tuple[planner.Trainer, ...]
    rooms: Mapping[int, Day]


def staff_of(
    actor: Actor, run: Collection[Centre], offers: Collection[Offer], first: date, last: date
) -> Staff:
    """The trainers whom the actor sees and who teach at these centres: what they may teach when, what is taken."""
    codes = {each.code: each.id for each in run}
    staff = [
        each for each in trainers.trainers_for(actor) if each.centre_code is None or each.centre_code in codes
    ]
    taken = times_taken([room.id for each in run for room in each.rooms], [each.id for each in staff], first, last)
    able, wanted = able_days(staff, offers, first, last), _wanted(offers)
    return Staff(
        tuple(
            planner.Trainer(
                each.id, codes.get(each.centre_code), frozenset(each.languages), able[each.id],
                taken.trainers.get(each.id, {}), taken.minutes.get(each.id, 0), each.sex and each.sex == Sex.FEMALE,
                {
                    course: sum(is_better_by_others(kinds, each.provider_kind) for kinds in named)
                    for course, named in wanted.items()
                },
            )
            for each in staff
        ),
        taken.rooms,
    )  # fmt: skip


def _wanted(offers: Collection[Offer]) -> dict[str, list[Collection[str]]]:
    """Course → for each of its topics that some kind of provider teaches best (E94), which kinds."""
    return {
        offer.id: [
            kinds
            for block in offer.variant.blocks
            for slug in block.modules
            if (kinds := curriculum.module_in(offer.programme, slug).preferred_providers)
        ]
        for offer in offers
    }


def times_taken(room_ids: Collection[int], trainer_ids: Collection[int], first: date, last: date) -> Taken:
    """What the timetable says about these rooms and trainers, wherever the trainers teach; the week before `first`
    counts from its Monday, as nobody teaches every day of it."""
    rows = db.session.execute(
        select(ClassSession.room_id, ClassSession.trainer_id, ClassSession.starts_at, ClassSession.ends_at).where(
            or_(ClassSession.room_id.in_(room_ids), ClassSession.trainer_id.in_(trainer_ids)),
            ClassSession.cancelled_at.is_(None),
            ClassSession.ends_at > clock.at_local(first - FAIR),
            ClassSession.starts_at < _end_of(last),
        )
    )
    rooms: dict[int, Day] = defaultdict(dict)
    teachers: dict[int, Day] = defaultdict(dict)
    minutes: dict[int, int] = defaultdict(int)
    for room_id, trainer_id, starts, ends in rows:
        day, times = span(starts, ends)
        if day >= monday_of(first):
            rooms[room_id][day] = (*rooms[room_id].get(day, ()), times)
            if trainer_id:
                teachers[trainer_id][day] = (*teachers[trainer_id].get(day, ()), times)
        if trainer_id:
            minutes[trainer_id] += times[1] - times[0]
    for trainer_id, sits in sitting_times(trainer_ids, clock.at_local(monday_of(first)), _end_of(last)).items():
        for day, times in (span(each.starts, each.ends) for each in sits):
            teachers[trainer_id][day] = (*teachers[trainer_id].get(day, ()), times)
    return Taken(rooms, teachers, minutes)


def _end_of(day: date) -> datetime:
    return clock.at_local(day + timedelta(days=1))


def span(starts: datetime, ends: datetime) -> tuple[date, tuple[int, int]]:
    """A stretch of time as the planner reads it: the day, and minutes since its midnight."""
    since, until = clock.local(starts), clock.local(ends)
    return since.date(), (since.hour * 60 + since.minute, until.hour * 60 + until.minute)


def able_days(
    staff: Iterable[Trainer], offers: Collection[Offer], first: date, last: date
) -> Mapping[int, Mapping[str, frozenset[date]]]:
    """For each trainer and course, the days on which nothing speaks against them but perhaps the language."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    asked, tests = trainers.policy(), curriculum.latest_ids(curriculum.TEST)
    found: dict[int, dict[str, frozenset[date]]] = {}
    for each in staff:
        career = trainers.career(each)
        found[each.id] = {
            offer.id: frozenset(day for day in days if not why_not(career, _task(offer, day, tests), asked))
            for offer in offers
        }
    return found


def _task(offer: Offer, day: date, tests: Collection[str]) -> Task:
    modules = [slug for block in offer.variant.blocks for slug in block.modules]
    return Task(day=day, programme=offer.programme.slug, version=offer.programme.training, modules=modules, tests=tests)
