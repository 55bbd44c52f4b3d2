"""Who still needs a seat, and the classes that still have some."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, exists, func, select

from lms.centres.models import Room
from lms.classes.models import Booking, ClassSession, Proposal, ProposedSeat, Seat, TrainingClass, Wait
from lms.classes.queries.choosing import taught_by_women
from lms.classes.queries.planner.offers import course_id
from lms.classes.queries.planner.staff import Day, span
from lms.classes.queries.seats import seat_counts
from lms.classes.rules import planner
from lms.classes.rules.audience import MAN, WOMAN, Audience
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.duty import is_repeat
from lms.registration import queries as registration
from lms.registration.models import Enrolment, FamilyMember, Journey, Registration
from lms.registration.permissions import registrations_visible_to
from lms.registration.rules import Need, Sex

ONLY = {Audience.WOMEN: WOMAN, Audience.MEN: MAN}  # audience of a class → the sex that alone belongs to it


@dataclass(frozen=True, slots=True)
class Needed:
    """Somebody who needs a seat, as little of them as decides."""

    enrolment_id: int
    edition_id: int
    variant: str
    days: tuple[str, ...]  # those of the variant that are asked of them (E13)
    language: str
    region: str
    district: str
    centre_code: str | None
    departs_on: date
    first_time: bool
    repeats: bool
    woman: bool
    step_free: bool
    woman_trainer: bool
    family: int
    taken: Day

    @property
    def kind(self) -> tuple[int, str, tuple[str, ...]]:
        """What they need: of which edition which variant, and which of its days."""
        return self.edition_id, self.variant, self.days


@dataclass(frozen=True, slots=True)
class StandingClasses:
    """Classes with free seats, and which variants of which editions they teach."""

    classes: list[planner.Standing] = field(default_factory=list)
    kinds: set[tuple[int, str]] = field(default_factory=set)


def needed(actor: Actor, *, after: date, until: date, centre_ids: Collection[int]) -> list[Needed]:
    """Everybody the actor sees who leaves after one day and not after another, and neither sits in a class, nor holds
    an offer, nor is proposed for a class at a centre that is not planned for now; by number."""
    elsewhere = exists().where(
        ProposedSeat.enrolment_id == Enrolment.id, ProposedSeat.proposal_id == Proposal.id,
        Proposal.centre_id.not_in(centre_ids),
    )  # fmt: skip
    rows = db.session.execute(
        without_seat()
        .where(~elsewhere)
        .where(registrations_visible_to(actor), Journey.departs_on > after, Journey.departs_on <= until)
        .order_by(Enrolment.id)
    ).all()
    booked = _booked(after, until) if rows else {}
    asked = _asked_days([(id, edition_id, variant) for *_, id, edition_id, variant, _l, _r, _d, _c in rows])
    taken = registration.last_taken_by({id: oriented_on for id, oriented_on, *_ in rows})
    return [
        Needed(enrolment_id, edition_id, variant, asked[enrolment_id], *facts, departs_on=departs_on,
               first_time=first_time, repeats=is_repeat(departs_on, taken.get(registration_id)),
               woman=sex == Sex.FEMALE,
               step_free=Need.STEP_FREE in (needs or "").split(),
               woman_trainer=Need.FEMALE_TRAINER in (needs or "").split(), family=family,
               taken=booked.get(registration_id, {}))
        for registration_id, _elsewhere, needs, sex, departs_on, first_time, family, enrolment_id, edition_id, variant,
        *facts in rows
    ]  # fmt: skip


def _asked_days(kinds: Collection[tuple[int, int, str]]) -> dict[int, tuple[str, ...]]:
    """Enrolment → the days asked of the person; people are read only where a programme asks some days of some."""
    variants = {id: curriculum.programme(edition_id).variant(variant) for id, edition_id, variant in kinds}
    people = registration.people(id for id, each in variants.items() if any(day.when for day in each.days))
    return {
        id: tuple(day.id for day in (registration.asked_variant(people[id]) if id in people else each).days)
        for id, each in variants.items()
    }


def without_seat() -> Select:
    """The courses before leaving of those who neither have a seat nor hold an offer."""
    sits = exists().where(Seat.enrolment_id == Enrolment.id, Seat.given_up_at.is_(None))
    family = select(func.count()).where(FamilyMember.registration_id == Registration.id).scalar_subquery()
    offered = exists().where(
        Wait.enrolment_id == Enrolment.id, Wait.ended_at.is_(None), Wait.offered_until.is_not(None)
    )
    return (
        select(
            Registration.id, Registration.oriented_on, Registration.needs, Registration.sex, Journey.departs_on,
            Journey.first_time, family, Enrolment.id, Enrolment.edition_id, Enrolment.variant, Registration.language,
            Registration.region, Registration.district, Registration.centre_code,
        )
        .join(Registration, Registration.id == Enrolment.registration_id)
        .join(Journey, Journey.id == Enrolment.journey_id)
        .where(registration.prepares_now(), ~sits, ~offered)
    )  # fmt: skip


def _booked(after: date, until: date) -> Mapping[int, Day]:
    rows = db.session.execute(
        select(Booking.person_key, Booking.starts_at, Booking.ends_at).where(
            Booking.session_id.is_not(None),  # whoever sits in a class is not planned for; make-ups remain
            Booking.starts_at > clock.at_local(after),
            Booking.starts_at < clock.at_local(until),
        )
    )
    found: dict[int, Day] = defaultdict(dict)
    for person_key, starts, ends in rows:
        day, times = span(starts, ends)
        found[person_key][day] = (*found[person_key].get(day, ()), times)
    return found


def standing_classes(centre_ids: Collection[int], first: date, last: date) -> StandingClasses:
    """The coming classes of these centres in which seats are free."""
    found = db.session.scalars(
        select(TrainingClass)
        .where(
            TrainingClass.centre_id.in_(centre_ids), TrainingClass.cancelled_at.is_(None),
            TrainingClass.first_day >= first, TrainingClass.first_day <= last,
            TrainingClass.programme_slug.not_in(curriculum.trainings()),
            # Where a centre goes to a village, it goes for those who live there: nobody is sent there by a plan.
            ~exists().where(
                ClassSession.class_id == TrainingClass.id, Room.id == ClassSession.room_id, Room.district.is_not(None)
            ),
        )
        .order_by(TrainingClass.id)
    ).all()  # fmt: skip
    counts = seat_counts([each.id for each in found])
    days = _days_of([each.id for each in found])
    women = taught_by_women([each.id for each in found])
    standing = [
        planner.Standing(each.id, course_id(each.edition_id, each.variant), each.centre_id, each.language,
                         days[each.id], counts[each.id].free, each.centre.step_free, ONLY.get(each.audience),
                         woman_teaches=each.id in women, chairs=counts[each.id].chairs)
        for each in found if counts[each.id].free
    ]  # fmt: skip
    free = {each.id for each in standing}
    return StandingClasses(standing, {(each.edition_id, each.variant) for each in found if each.id in free})


def _days_of(class_ids: Collection[int]) -> Mapping[int, tuple[date, ...]]:
    rows = db.session.execute(
        select(ClassSession.class_id, ClassSession.starts_at)
        .where(ClassSession.class_id.in_(class_ids), ClassSession.cancelled_at.is_(None))
        .order_by(ClassSession.starts_at)
    )
    found: dict[int, dict[date, None]] = defaultdict(dict)
    for class_id, starts in rows:
        found[class_id][clock.local(starts).date()] = None
    return {class_id: tuple(days) for class_id, days in found.items()}
