"""The world that the planner plans in, as far as an officer runs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from flask import current_app

from lms.centres import queries as centres
from lms.centres.models import Centre, Room
from lms.centres.rules import may_train
from lms.classes.models import LARGEST_CLASS
from lms.classes.permissions import can_run_centre
from lms.classes.queries.choosing import covers
from lms.classes.queries.planner.offers import Offer, course_id
from lms.classes.queries.planner.people import Needed, needed, standing_classes
from lms.classes.queries.planner.staff import staff_of
from lms.classes.rules import planner
from lms.classes.rules.planner.facts import Times
from lms.classes.rules.timetable import SUNDAY
from lms.classes.rules.window import window_of
from lms.core import clock
from lms.core.actors import Actor
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.places import positions_in
from lms.curriculum.rules.programme import Day, TakesPart, audiences_of

WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Planned:
    """The world, the centres it has, and the offers behind its courses."""

    world: planner.World
    centres: tuple[Centre, ...]
    offers: Mapping[str, Offer]


def planned_world(actor: Actor, *, at: datetime) -> Planned:
    """Everything the planner needs for the four weeks from tomorrow on: the centres that the actor runs, and everybody
    the actor sees who still needs a seat. As many queries for a thousand people as for one."""
    first = clock.local(at).date() + timedelta(days=1)
    last = first + WEEKS - timedelta(days=1)
    run = tuple(each for each in centres.centres() if can_run_centre(actor, each.code))
    newest = [Offer(each, variant) for each in curriculum.programmes() for variant in each.variants]
    furthest = last + timedelta(days=max((window_of(each.programme) for each in newest), default=0))
    people = needed(actor, after=clock.local(at).date(), until=furthest, centre_ids=[each.id for each in run])
    standing = standing_classes([each.id for each in run], first, last)
    offers = _offers(newest, [*((each.edition_id, each.variant) for each in people), *standing.kinds])
    own = {kind: _own_course(*kind, newest) for kind in {each.kind for each in people}}
    courses = _courses(offers, newest, own.values())
    staff = staff_of(actor, run, [each for each in newest if each.id in courses], first, last)
    positions = positions_in(curriculum.country(current_app.config["ORIGIN"]))
    codes = {each.code: each.id for each in run}
    world = planner.World(
        first, last, tuple(courses.values()), tuple(_centres(run, newest, positions, first, last)),
        tuple(_room(room, each, staff.rooms) for each in run for room in each.rooms if not room.away),
        staff.trainers,
        tuple(
            _person(each, own[each.kind], codes, positions.get((each.region, each.district))) for each in people
        ),
        tuple(each for each in standing.classes if each.course in courses),
    )  # fmt: skip
    return Planned(world, run, offers)


def _offers(newest: Iterable[Offer], kinds: Iterable[tuple[int, str]]) -> dict[str, Offer]:
    found = {each.id: each for each in newest}
    for edition_id, variant in kinds:
        if course_id(edition_id, variant) not in found:
            programme = curriculum.programme(edition_id)
            found[course_id(edition_id, variant)] = Offer(programme, programme.variant(variant))
    return found


def _own_course(edition_id: int, variant: str, days: tuple[str, ...], newest: Iterable[Offer]) -> str:
    """The newest edition of what somebody is enrolled in, if it still teaches all they need; else their own. Of whom
    not all days are asked is put into the shortest variant that teaches the rest, if there is one."""
    programme = curriculum.programme(edition_id)
    whole = programme.variant(variant)
    need = replace(whole, days=tuple(day for day in whole.days if day.id in days))
    found = [
        each for each in newest if each.programme.slug == programme.slug and covers(each.variant, need)
        and (each.variant.id == variant or len(need.days) < len(whole.days))
    ]  # fmt: skip
    shortest = sorted(found, key=lambda each: (len(each.variant.days), each.variant.id != variant, each.id))
    return shortest[0].id if shortest else course_id(edition_id, variant)


def _courses(
    offers: Mapping[str, Offer], newest: Iterable[Offer], needs: Iterable[str]
) -> dict[str, planner.Course]:
    """What is needed, and what serves those who need it; only newest editions and what nothing newer replaces is
    held anew."""
    wanted, new = set(needs), {each.id for each in newest}
    found = {}
    for id, offer in offers.items():
        serves = {each for each in wanted if covers(offer.variant, offers[each].variant)}
        hours = tuple(_hours(day) for day in offer.variant.days)
        most = min(LARGEST_CLASS, offer.programme.max_class_size)
        found[id] = planner.Course(
            id, id, hours, most, window_of(offer.programme), serves=frozenset(serves), held=id in new or id in wanted,
            closes=offer.programme.terms.window_closes,
            joint=any(each.takes_part != TakesPart.MIGRANT for each in offer.variant.blocks),
        )
    return {id: each for id, each in found.items() if each.serves or id in wanted}


def _hours(day: Day) -> tuple[int, int]:
    since = day.starts.hour * 60 + day.starts.minute
    return since, since + sum(item.minutes for item in day.agenda)


def _centres(
    run: Iterable[Centre], newest: Iterable[Offer], positions: Mapping, first: date, last: date
) -> Iterable[planner.Centre]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    openings = centres.openings([each.id for each in run], first, last)
    audiences = {each.id: frozenset(audiences_of(each.variant.blocks)) for each in newest}
    for each in run:
        hours = {
            day: (opening.opens.hour * 60 + opening.opens.minute, opening.closes.hour * 60 + opening.closes.minute)
            for day in days
            if (opening := openings[each.id, day]) and each.site.is_had(day)
        }
        barred = {
            who: frozenset(day for day in days if any(may_train(each.provider, one, each.region, day) for one in who))
            for who in set(audiences.values())
        }
        yield planner.Centre(
            each.id, each.region, each.district, frozenset(each.serves_regions),
            frozenset(day for day in hours if day.weekday() != SUNDAY or "sun" in each.weekly_hours), hours,
            {course: barred[who] for course, who in audiences.items() if barred[who]},
            position=positions.get((each.region, each.district)),
        )  # fmt: skip


def _room(room: Room, centre: Centre, taken: Mapping[int, Times]) -> planner.Room:
    return planner.Room(room.id, centre.id, room.seats, centre.step_free, taken.get(room.id, {}), room.chairs)


def _person(
    each: Needed, course: str, codes: Mapping[str, int], position: tuple[float, float] | None
) -> planner.Person:
    return planner.Person(
        each.enrolment_id, course, each.language, each.region, each.district, each.departs_on,
        codes.get(each.centre_code), each.first_time, each.repeats, each.enrolment_id, woman=each.woman,
        step_free=each.step_free, woman_trainer=each.woman_trainer, taken=each.taken, family=each.family,
        position=position,
    )  # fmt: skip
