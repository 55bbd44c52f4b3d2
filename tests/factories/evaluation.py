"""Builders of classes that were asked, and of what they answered."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from lms.centres.models import Centre
from lms.classes.models import ClassSession, TrainingClass
from lms.core import clock
from lms.core.database import db
from lms.core.events import LastBlockClosed
from lms.curriculum import queries as curriculum
from lms.evaluation import actions, queries
from lms.evaluation.models import Invitation
from lms.registration.models import Enrolment
from lms.trainers.models import Trainer
from tests.factories.centres import make_centre, make_room
from tests.factories.registration import make_enrolment


def make_past_class(
    *, centre: Centre | None = None, trainer: Trainer | None = None, days_ago: int = 1
) -> TrainingClass:
    """A one-day class of the pilot that is over, with its first block in the log."""
    centre = centre or make_centre()
    at = clock.now()
    day = clock.today() - timedelta(days=days_ago)
    made = TrainingClass(
        edition_id=curriculum.latest(curriculum.PROGRAMME, "tj-pilot").id, programme_slug="tj-pilot",
        variant="one-day", centre_id=centre.id, language="tg", capacity=25, first_day=day, last_day=day, created_at=at,
    )  # fmt: skip
    starts = clock.at_local(day, 8, 30)
    made.sessions.append(
        ClassSession(
            day="day-1", block="safe-departure", starts_at=starts, ends_at=starts + timedelta(minutes=60),
            room_id=make_room(centre=centre).id, trainer_id=trainer.id if trainer else None,
        )
    )
    db.session.add(made)
    db.session.flush()
    return made


def make_invitations(
    *, people: int = 1, training_class: TrainingClass | None = None, centre: Centre | None = None,
    enrolments: Iterable[Enrolment] | None = None, at: datetime | None = None,
) -> list[Invitation]:  # fmt: skip
    """Invitations to speak about a class, for new people unless some are given."""
    training_class = training_class or make_past_class(centre=centre)
    people_in = list(enrolments) if enrolments is not None else [make_enrolment() for _ in range(people)]
    ids = tuple(each.id for each in people_in)
    actions.invite(LastBlockClosed(at=at or clock.now(), by=None, class_id=training_class.id, attended=ids))
    found = {each.enrolment_id: each for each in queries.invitations(training_class.id)}
    return [found[each] for each in ids]


def make_answers(
    *, score: int = 4, words: str | None = None, at: datetime | None = None, **invited
) -> list[Invitation]:
    """Everybody invited gives every item the same score. Takes the keywords of `make_invitations`."""
    invitations = make_invitations(at=at, **invited)
    for each in invitations:
        sheet = queries.instrument(each.edition_id)
        answers = {item.id: score if item.kind == "scale" else words for item in sheet.items}
        actions.answer(invitation_id=each.id, answers=answers, at=at or clock.now())
    return invitations
