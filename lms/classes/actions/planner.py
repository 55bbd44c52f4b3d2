"""Planning the coming weeks, and accepting one proposed class."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select

from lms.accounts.actions import record
from lms.centres.models import Centre
from lms.classes import messages
from lms.classes.actions.families import bring_family
from lms.classes.actions.locks import coming_seats
from lms.classes.actions.offers import tell
from lms.classes.actions.seats import take_seat
from lms.classes.actions.timetable import create_class
from lms.classes.models import Planning, Proposal, ProposedSeat, Seat, TrainingClass, Unplaced, Wait
from lms.classes.optimiser import improved
from lms.classes.permissions import centres_run_by
from lms.classes.queries import joint_sessions
from lms.classes.queries import planner as reads
from lms.classes.rules import Reason, planner
from lms.classes.rules.window import at_best
from lms.core.actors import Actor
from lms.core.database import db, held_anew
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Registration
from lms.registration.permissions import registrations_visible_to


def plan_weeks(*, actor: Actor, least: int = 1, improve: bool = False, at: datetime) -> planner.Plan:
    """Plan the next four weeks of every centre the actor runs, for everybody the actor sees; the plan takes the
    place of the one before. `least` is the smallest class wanted; `improve` asks the optimiser for a better plan than
    the greedy one, which takes a minute."""
    _hold_centres(actor)
    found = reads.planned_world(actor, at=at)
    centre_ids = [each.id for each in found.centres]
    _forget(centre_ids, actor)
    wishes = planner.Wishes(least=least)
    made = improved(found.world, wishes) if improve else planner.plan(found.world, wishes)
    for each in made.proposed:
        _keep(each, found.offers[each.course])
    lost = [
        {"enrolment_id": id, "why": each.why.value, "full": each.full, "counted": " ".join(each.counted)}
        for id, each in made.unplaced.items()
    ]
    if lost:
        db.session.execute(insert(Unplaced), lost)
    days = {"first_day": found.world.first, "last_day": found.world.last}
    for centre_id in centre_ids:
        db.session.add(
            Planning(centre_id=centre_id, **days, least=least, improved=improve, made_at=at, made_by_id=actor.user_id)
        )
    db.session.flush()
    return made


def _hold_centres(actor: Actor) -> None:
    """Two who plan at once wait for each other."""
    run = select(Centre.id).where(centres_run_by(actor)).order_by(Centre.id)
    db.session.execute(held_anew(run))


def _forget(centre_ids: Collection[int], actor: Actor) -> None:
    """Take away what was planned before for these centres and people."""
    old = select(Proposal.id).where(Proposal.centre_id.in_(centre_ids))
    db.session.execute(delete(ProposedSeat).where(ProposedSeat.proposal_id.in_(old)))
    db.session.execute(delete(Proposal).where(Proposal.centre_id.in_(centre_ids)))
    db.session.execute(delete(Planning).where(Planning.centre_id.in_(centre_ids)))
    visible = select(Enrolment.id).join(Registration).where(registrations_visible_to(actor))
    db.session.execute(delete(Unplaced).where(Unplaced.enrolment_id.in_(visible)))


def _keep(each: planner.Proposed, offer: reads.Offer) -> None:
    made = Proposal(
        centre_id=each.centre, class_id=each.standing, room_id=each.room, trainer_id=each.trainer,
        edition_id=offer.programme.edition_id, variant=offer.variant.id, language=each.language, seats=each.seats,
        days=[day.isoformat() for day in each.days], first_day=each.days[0],
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    seats = [{"proposal_id": made.id, "enrolment_id": person} for person in each.people]
    db.session.execute(insert(ProposedSeat), seats)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A class that was proposed and is held now: how many sit in it, how many were left out, and how many sit there
    without the family they wanted to bring."""

    training_class: TrainingClass
    seated: int
    left_out: int
    families_out: int = 0


def accept_proposal(*, actor: Actor, proposal_id: int, at: datetime) -> Accepted:
    """Make a proposed class, or take the one that stands, seat its people with their families and tell each of them.

    Who has found another seat since, or does not fit any more, is left out. Raises Refused(PROPOSAL_GONE) when the
    proposal is not there for this actor, with what speaks against the class (somebody took the room), or PROPOSAL_EMPTY
    when nobody is left to seat; then nothing has changed."""
    own = Proposal.centre_id.in_(select(Centre.id).where(centres_run_by(actor)))
    found = db.session.scalar(held_anew(select(Proposal).where(Proposal.id == proposal_id, own), of=Proposal))
    if found is None:
        raise Refused(Reason.PROPOSAL_GONE)
    by = actor.user_id
    people = registration.people(reads.proposed_ids(found.id))
    with db.session.begin_nested():  # refused, all is as it was
        held = found.training_class or _made(found, by=by, at=at)
        seats = {id: made for id in reads.proposed_ids(found.id)
                 if (made := _seated(people[id], held, by=by, at=at))}  # fmt: skip
        if not seats:
            raise Refused(Reason.PROPOSAL_EMPTY)
        alone = [id for id, seat in seats.items() if not _with_family(people[id], seat, held, by=by, at=at)]
    for id in seats:
        tell(people[id], held, messages.Notice.SEAT_TAKEN, at=at)
    db.session.execute(delete(ProposedSeat).where(ProposedSeat.proposal_id == found.id))
    db.session.delete(found)
    record(action="proposal-accepted", kind="class", subject=held.id, by=by, at=at)
    db.session.flush()
    return Accepted(held, len(seats), len(people) - len(seats), len(alone))


def _made(found: Proposal, *, by: int | None, at: datetime) -> TrainingClass:
    return create_class(
        edition_id=found.edition_id, variant=found.variant, room_id=found.room_id, language=found.language,
        days=found.dates, trainer_ids=[found.trainer_id], capacity=found.seats, by=by, at=at,
    )  # fmt: skip


def _seated(each: Enrolment, held: TrainingClass, *, by: int | None, at: datetime) -> Seat | None:
    """The seat of somebody who still needed it; None when they need it no more or it could not be given."""
    if coming_seats(each.id, at) or _holds_offer(each.id) or not _still_fits(each, held.last_day, held.language):
        return None
    try:
        return take_seat(enrolment_id=each.id, class_id=held.id, by=by, at=at)
    except Refused:
        return None


def _with_family(each: Enrolment, seat: Seat, held: TrainingClass, *, by: int | None, at: datetime) -> bool:
    """Reserve chairs for the family in the joint blocks, as planned; says whether all who want to come can."""
    members = [one.id for one in each.registration.family]
    if not members or not joint_sessions(held):
        return True
    try:
        bring_family(seat_id=seat.id, member_ids=members, by=by, at=at)
    except Refused:
        return False
    return True


def _still_fits(each: Enrolment, last_day: date, language: str) -> bool:
    programme = curriculum.programme(each.edition_id)
    return each.registration.language == language and at_best(programme, each.journey.departs_on, last_day)


def _holds_offer(enrolment_id: int) -> bool:
    offered = select(Wait.id).where(
        Wait.enrolment_id == enrolment_id, Wait.ended_at.is_(None), Wait.offered_until.is_not(None)
    )
    return db.session.scalar(select(offered.exists())) or False
