"""What the planner proposed last, for those who run its centres."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from lms.centres.models import Centre
from lms.classes.models import Planning, Proposal, ProposedSeat, Unplaced
from lms.classes.permissions import can_run_centre, centres_run_by
from lms.classes.queries.planner.people import without_seat
from lms.classes.rules import planner
from lms.classes.rules.planner import Because, WhyNot
from lms.classes.rules.planner.distance import steps
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Journey, Registration
from lms.registration.permissions import registrations_visible_to


@dataclass(frozen=True, slots=True)
class Listed:
    """A proposal in the list: how many would sit in it, and when the first of them leaves."""

    proposal: Proposal
    people: int
    first_leaves: date

    @property
    def full(self) -> bool:
        """Whether every seat would be taken."""
        return self.people >= self.proposal.seats


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody in a proposed class: how far away they live in steps, and how long before leaving the class ends."""

    enrolment: Enrolment
    steps: int
    days_before: int


@dataclass(frozen=True, slots=True)
class Unseated:
    """Somebody without a seat in the plan, and why."""

    enrolment: Enrolment
    because: Because


def plannings(actor: Actor) -> list[Planning]:
    """When the centres that the actor runs were planned for last; those never planned for are left out."""
    return list(
        db.session.scalars(
            select(Planning).join(Centre).where(centres_run_by(actor)).order_by(Planning.made_at.desc(), Planning.id)
        )
    )


def open_proposals(actor: Actor) -> list[Listed]:
    """The classes proposed at centres that the actor runs, in order of time and place."""
    counted = db.session.execute(
        select(Proposal.id, func.count(ProposedSeat.id), func.min(Journey.departs_on))
        .join(Centre, Centre.id == Proposal.centre_id)
        .join(ProposedSeat, ProposedSeat.proposal_id == Proposal.id)
        .join(Enrolment, Enrolment.id == ProposedSeat.enrolment_id)
        .join(Journey, Journey.id == Enrolment.journey_id)
        .where(centres_run_by(actor))
        .group_by(Proposal.id)
    ).all()
    rows = {each.id: each for each in db.session.scalars(_whole().join(Proposal.centre).where(centres_run_by(actor)))}
    found = [Listed(rows[id], people, leaves) for id, people, leaves in counted]
    return sorted(found, key=lambda each: (each.proposal.days, each.proposal.centre_id, each.proposal.id))


def proposal(actor: Actor, proposal_id: int) -> Proposal:
    """One proposal at a centre that the actor runs. Raises NotThere."""
    found = db.session.scalar(_whole().where(Proposal.id == proposal_id))
    if found is None or not can_run_centre(actor, found.centre.code):
        raise NotThere
    return found


def _whole() -> Select[tuple[Proposal]]:
    return select(Proposal).options(
        joinedload(Proposal.room), joinedload(Proposal.trainer), joinedload(Proposal.training_class)
    )


def proposed_ids(proposal_id: int) -> list[int]:
    """Who would sit in a proposed class: enrolments in the order in which they are seated."""
    return list(
        db.session.scalars(
            select(ProposedSeat.enrolment_id).where(ProposedSeat.proposal_id == proposal_id).order_by(ProposedSeat.id)
        )
    )


def people_of(found: Proposal) -> list[Sitting]:
    """Who would sit in a proposed class, those who leave first in front."""
    ids = proposed_ids(found.id)
    people = registration.people(ids)
    centre, last = found.centre, found.dates[-1]
    place = planner.Centre(centre.id, centre.region, centre.district, frozenset(centre.serves_regions))
    return [
        Sitting(people[each], _steps(people[each], place, centre), (people[each].journey.departs_on - last).days)
        for each in ids
    ]


def _steps(one: Enrolment, place: planner.Centre, centre: Centre) -> int:
    home = one.registration
    own = centre.id if home.centre_code == centre.code else None
    return steps(planner.Person(one.id, "", "", home.region, home.district, one.journey.departs_on, own), place)


def unplaced(actor: Actor) -> list[Unseated]:
    """Everybody the actor sees for whom the last plan has no seat, by departure."""
    rows = db.session.scalars(
        select(Unplaced)
        .join(Enrolment, Enrolment.id == Unplaced.enrolment_id)
        .join(Registration, Registration.id == Enrolment.registration_id)
        .join(Journey, Journey.id == Enrolment.journey_id)
        .where(registrations_visible_to(actor))
        .order_by(Journey.departs_on, Unplaced.id)
    ).all()
    people = registration.people(each.enrolment_id for each in rows)
    return [
        Unseated(
            people[each.enrolment_id],
            Because(WhyNot(each.why), each.full, tuple(WhyNot(code) for code in each.counted.split())),
        )
        for each in rows
    ]


def registered_since(actor: Actor, planned: Planning) -> int:
    """How many people need a seat in the days planned for and are not in the plan: they registered, or lost their
    seat, since it was made."""
    known = ProposedSeat.enrolment_id == Enrolment.id, Unplaced.enrolment_id == Enrolment.id
    waiting = (
        without_seat()
        .where(registrations_visible_to(actor), *(~exists().where(each) for each in known))
        .where(Journey.departs_on > planned.first_day, Journey.departs_on <= planned.last_day)
        .with_only_columns(func.count(), maintain_column_froms=True)
    )
    return db.session.scalar(waiting) or 0
