"""What the start pages show, gathered from the rooms below."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.attendance import queries as attendance
from lms.attendance.rules.eligibility import Eligibility
from lms.certificates import queries as certificates
from lms.certificates.models import Certificate
from lms.classes import queries as classes
from lms.classes.models import ClassSession, Seat, TrainingClass
from lms.classes.queries.waiting import Waiting
from lms.classes.rules.seats import SeatCount
from lms.core import clock
from lms.core.actors import Actor
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme
from lms.evaluation import queries as evaluation
from lms.home.rules import Path, Span, Step, Stop, next_step, stops, strip
from lms.learning import queries as learning
from lms.quizzes import queries as quizzes
from lms.registration.models import Enrolment

COMING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class TraineeStart:
    """A trainee's start page."""

    enrolment: Enrolment
    programme: Programme
    step: Step
    stops: list[tuple[Stop, bool]]
    next_lesson: learning.Lesson | None
    lessons_left: int
    questions: int
    seat: Seat | None
    waiting: Waiting | None
    eligibility: Eligibility
    certificate: Certificate | None


@dataclass(frozen=True, slots=True)
class DeskStart:
    """An officer's day: today's classes with their hours, those of the coming two weeks, and how full they are."""

    today: list[tuple[TrainingClass, list[ClassSession], list[Span]]]
    coming: list[TrainingClass]
    counts: dict[int, SeatCount]

    @property
    def full_with_waiting(self) -> list[TrainingClass]:
        """Coming classes in which people wait for a seat."""
        return [each for each in self.coming if self.counts[each.id].waiting]


@dataclass(frozen=True, slots=True)
class TeachStart:
    """A trainer's day: today's blocks, the one to call next, and the coming classes."""

    today: list[ClassSession]
    next_session: ClassSession | None
    coming: list[tuple[date, list[ClassSession]]]


def trainee_start(enrolment: Enrolment, *, at: datetime) -> TraineeStart:
    """The next step of a trainee, and everything the page says beside it."""
    programme = curriculum.programme(enrolment.edition_id)
    lessons = learning.lessons(enrolment)
    left = [lesson for lesson in lessons if lesson.screens_read < lesson.screens]
    seat = classes.own_seat(enrolment.id)
    waits = classes.own_waits(enrolment.id)
    offer = next((each for each in waits if each.wait.offered_until and each.wait.offered_until > at), None)
    standing = (eligibility := attendance.eligibility(enrolment, at=at)).standing
    certificate = certificates.of_enrolment(enrolment.id)
    final = quizzes.final_result(enrolment.id)
    invitation = evaluation.open_invitation(enrolment.id)
    over = bool(seat and seat.training_class.last_day < clock.local(at).date()) or not (
        standing.ahead or standing.missing
    )
    path = Path(
        enrolled=True,
        has_offer=offer is not None,
        has_seat=seat is not None,
        waits=bool(waits),
        class_over=over,
        misses_block=bool(standing.missing),
        evaluation_open=invitation is not None,
        assessment_open=quizzes.offers_final(enrolment) and final is None,
        lessons_left=len(left),
        certified=certificate is not None,
    )
    return TraineeStart(
        enrolment=enrolment,
        programme=programme,
        step=next_step(path),
        stops=stops(path, assessed=final is not None),
        next_lesson=left[0] if left else None,
        lessons_left=len(left),
        questions=len(evaluation.instrument(invitation.edition_id).items) if invitation else 0,
        seat=seat,
        waiting=offer or (waits[0] if waits else None),
        eligibility=eligibility,
        certificate=certificate,
    )


def desk_start(actor: Actor, today: date) -> DeskStart:
    """Today and the next two weeks of the centres that the officer serves."""
    found = [each for each in classes.classes_between(actor, today, today + COMING) if not each.cancelled_at]
    now = [each for each in found if each.first_day <= today]
    later = [each for each in found if each.first_day > today]
    hours = [(each, *_hours(each, today)) for each in now]
    return DeskStart(hours, later, dict(classes.seat_counts([each.id for each in found])))


def _hours(found: TrainingClass, today: date) -> tuple[list[ClassSession], list[Span]]:
    sessions = [each for each in found.sessions if clock.local(each.starts_at).date() == today]
    return sessions, strip(
        (_minute(each.starts_at), _minute(each.starts_at) + each.minutes, each.block is None) for each in sessions
    )


def _minute(moment: datetime) -> int:
    local = clock.local(moment)
    return local.hour * 60 + local.minute


def teach_start(trainer_id: int, *, at: datetime) -> TeachStart:
    """Today's blocks of a trainer and the days to come."""
    today = clock.local(at).date()
    blocks = [each for each in classes.sessions_of_trainer(trainer_id, today) if each.block]
    coming = classes.classes_of_trainer(trainer_id, today + timedelta(days=1), today + COMING)
    return TeachStart(blocks, next((each for each in blocks if each.ends_at > at), None), coming)


def overdue_modules(today: date) -> list[Module]:
    """Modules that somebody should have read again by now, the longest overdue first."""
    due = [module for module in curriculum.modules() if module.review_by < today]
    return sorted(due, key=lambda module: module.review_by)


def public_programmes() -> list[Programme]:
    """What a visitor may read about, in the programmes' order."""
    return curriculum.programmes()
