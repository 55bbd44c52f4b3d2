"""What the staff are to be told now: what falls due of their own, of their trainers, of their places, and what of the
curriculum waits for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lms.accounts import queries as accounts
from lms.accounts.models import User
from lms.centres import queries as centres
from lms.centres.rules import DueKind as PlaceKind
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.queries import drafts, proposals
from lms.curriculum.rules.review import review_due
from lms.messages.rules import staff_key
from lms.notices.rules import FROM_HOUR, StaffReminder, stage_of
from lms.trainers import queries as trainers
from lms.trainers.rules import Due, DueKind

OWN = {DueKind.REFRESHER: StaffReminder.OWN_REFRESHER, DueKind.APPRAISAL: StaffReminder.OWN_APPRAISAL}
TRAINERS = {DueKind.REFRESHER: StaffReminder.TRAINER_REFRESHER, DueKind.APPRAISAL: StaffReminder.TRAINER_APPRAISAL}
PLACES = {PlaceKind.LICENCE: StaffReminder.LICENCE, PlaceKind.RENTAL: StaffReminder.RENTAL}
DRAFTS = {Role.APPROVER: StaffReminder.DRAFT_TO_SIGN, Role.REVIEWER: StaffReminder.DRAFT_TO_READ}

_Thing = tuple[StaffReminder, str, date]  # what to tell, its subject, the day it falls due


@dataclass(frozen=True, slots=True)
class StaffDue:
    """One thing to tell one of the staff. `subject` makes it the only one of its kind."""

    user: User
    code: StaffReminder
    subject: str
    on: date

    @property
    def person_key(self) -> str:
        """By what the outbox knows somebody of the staff."""
        return staff_key(self.user.id)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the only one of its kind."""
        return self.person_key, self.code.value, self.subject


def due_for_staff(at: datetime) -> list[StaffDue]:
    """Everything to tell those of the staff who can be reached; once a stage, in office hours."""
    now = clock.local(at)
    if now.hour < FROM_HOUR:
        return []
    reached = [each for each in accounts.working(now.date()) if each.phone or each.email]
    due: dict[frozenset[Grant], list[_Thing]] = {}  # who has the same rights is told the same
    found, handed = [], drafts.handed_to_reviewers()
    for each in reached:
        actor = accounts.as_actor(each)
        if actor.has(Role.TRAINER):
            found += _own(each, now.date())
        if actor.grants not in due:
            due[actor.grants] = list(_of_others(actor, now.date()))
        found += [told for thing in due[actor.grants] for told in _told(each, *thing, now.date())]
        found += _of_curriculum(each, actor, handed, now.date())
    return found


def _of_others(actor: Actor, day: date) -> Iterator[_Thing]:
    if actor.has(Role.OFFICER):
        for each in trainers.due(actor, day):
            yield TRAINERS.get(each.kind, StaffReminder.TRAINER_PAPER), _thing(each), each.on
    if actor.has(Role.OFFICER, Role.ADMIN):
        for each in centres.due(actor, day):
            yield PLACES[each.kind], f"{each.kind}-{each.thing_id}", each.on


def _of_curriculum(
    user: User, actor: Actor, handed: Sequence[tuple[int, int, datetime]], day: date
) -> Iterator[StaffDue]:
    """What waits for somebody who looks after the lessons. Of a draft and a proposal they are told once; of lessons to
    be read again once for all of one day, at each stage."""
    if actor.has(Role.AUTHOR):
        for on in sorted({review_due(each) for each in curriculum.modules()}):
            yield from _told(user, StaffReminder.LESSONS_REVIEW, "review", on, day)
        for each in proposals.open_proposals():
            made = clock.local(each.made_at).date()
            yield StaffDue(user, StaffReminder.PROPOSAL_WAITS, f"proposal-{each.id}", made)
    code = next((code for role, code in DRAFTS.items() if actor.has(role)), None)
    for draft_id, deed_id, at in handed if code else ():
        yield StaffDue(user, code, f"draft-{draft_id}-{deed_id}", clock.local(at).date())


def _own(user: User, day: date) -> Iterator[StaffDue]:
    try:
        found = trainers.due_of(trainers.trainer_of_user(user.id), day)
    except NotThere:
        return
    for each in found:
        yield from _told(user, OWN.get(each.kind, StaffReminder.OWN_PAPER), _thing(each), each.on, day)


def _thing(each: Due) -> str:
    return f"{each.kind}-{each.trainer_id}"


def _told(user: User, code: StaffReminder, thing: str, on: date, day: date) -> Iterator[StaffDue]:
    if stage := stage_of(on, day):
        yield StaffDue(user, code, f"{thing}-{on:%Y%m%d}-{stage}", on)
