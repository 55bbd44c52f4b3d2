"""A trainee's start page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.attendance import queries as attendance
from lms.attendance.rules import Standing
from lms.attendance.rules.eligibility import Eligibility
from lms.certificates import queries as certificates
from lms.certificates.models import Certificate
from lms.certificates.queries.changes import changes_for
from lms.certificates.queries.due import was_early
from lms.classes import queries as classes
from lms.classes.models import ClassSession, Seat, TrainingClass
from lms.classes.queries import Waiting
from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.chain import comes_after
from lms.curriculum.rules.choosing import Shorter
from lms.curriculum.rules.duty import Due, Turn
from lms.curriculum.rules.programme import Need, Programme
from lms.curriculum.rules.terms import Kind
from lms.evaluation import queries as evaluation
from lms.home.rules import Path, Step, Stop, next_step, stops
from lms.learning import queries as learning
from lms.quizzes import queries as quizzes
from lms.registration import queries as registration
from lms.registration.models import Enrolment
from lms.registration.queries.asked import duty_of, shorter_course


LOOK_AGAIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class TraineeStart:
    """A trainee's start page."""

    enrolment: Enrolment
    programme: Programme
    next_course: Programme | None  # of those whose time has come, the one that follows
    unfinished: Enrolment | None  # the course that follows, begun and left for the one that is finished now
    step: Step
    stops: list[tuple[Stop, bool]]
    next_lesson: learning.Lesson | None
    lessons_left: int
    questions: int
    seat: Seat | None
    coming: ClassSession | None  # the next block to which the person is expected, in the own class or to make it up
    in_days: int | None  # until then; none without such a block
    awaits_roll: bool  # the class is over, and not every roll call of it is closed
    called_off: Sequence[TrainingClass]  # coming classes that were cancelled under the person's seat
    waiting: Waiting | None
    eligibility: Eligibility
    certificate: Certificate | None
    names_open: bool
    shorter: Shorter | None  # open to who learns a part on the phone
    due: Due | None  # of the course, for whoever took one before and has no certificate of this one
    refresh: bool  # leaves soon, and took the course long before
    changes: int  # modules that say something else now than when they were learned


def trainee_start(begun: Sequence[Enrolment], *, at: datetime, language: str) -> TraineeStart:
    """The next step of a trainee in the first of the courses they began, and what the page says beside it."""
    enrolment, today = begun[0], clock.local(at).date()
    programme = curriculum.programme(enrolment.edition_id)
    next_course = _next_course(begun, today)
    left = [lesson for lesson in learning.lessons(enrolment) if lesson.screens_read < lesson.screens]
    seat = classes.own_seat(enrolment.id)
    all_waits = classes.own_waits([each.id for each in begun], at=at)  # an offer runs out, whatever one reads
    waits = [each for each in all_waits if each.wait.enrolment_id == enrolment.id]
    offer = next((each for each in all_waits if each.wait.offered_until and each.wait.offered_until > at), None)
    standing = (eligibility := attendance.eligibility(enrolment, at=at)).standing
    coming, in_days = _coming(enrolment.id, seat, standing, at)
    certificate = certificates.of_enrolment(enrolment.id)
    unfinished = _unfinished(begun) if certificate and not next_course else None
    final = quizzes.final_result(enrolment.id)
    invitation = evaluation.open_invitation([each.id for each in begun])
    path = Path(
        has_offer=offer is not None, has_seat=seat is not None, waits=bool(waits),
        class_over=_is_over(seat, standing, at), misses_block=bool(standing.missing), blocks_ahead=bool(standing.ahead),
        evaluation_open=invitation is not None, assessment_open=quizzes.offers_final(enrolment) and final is None,
        lessons_left=len(left), certified=certificate is not None, next_open=bool(next_course or unfinished),
        classes_open=programme.kind is Kind.PDO or bool(seat or waits or certificate)
        or bool(classes.open_classes(enrolment, at=at)), names_open=not certificates.said_now([enrolment.registration]),
        expected=coming is not None, soon=in_days is not None and in_days <= 1,
    )  # fmt: skip
    return TraineeStart(
        enrolment=enrolment, programme=programme, next_course=next_course, unfinished=unfinished,
        step=(step := next_step(path)),
        stops=stops(path, assessed=None if programme.rules.assessment is Need.NONE else final is not None),
        next_lesson=left[0] if left else None, lessons_left=len(left),
        questions=len(evaluation.instrument(invitation.edition_id).items) if invitation else 0,
        seat=seat, coming=coming, in_days=in_days,
        awaits_roll=bool(seat and path.class_over and path.blocks_ahead and not coming),
        called_off=classes.called_off(enrolment.id, at=at) if step is Step.TAKE_SEAT else [],
        waiting=offer or (waits[0] if waits else None), eligibility=eligibility, certificate=certificate,
        names_open=path.names_open and not path.certified, due=None if certificate else _due(enrolment),
        shorter=None if certificate else shorter_course(enrolment), refresh=_looks_again(enrolment, certificate, today),
        changes=len(changes_for(begun, today=today, language=language)),
    )


def _due(enrolment: Enrolment) -> Due | None:
    due = duty_of(enrolment).due
    return due if due and due.turn is not Turn.FIRST else None


def _looks_again(enrolment: Enrolment, certificate: Certificate | None, today: date) -> bool:
    soon = today <= enrolment.journey.departs_on <= today + LOOK_AGAIN
    return certificate is not None and soon and was_early(enrolment, certificate)


def _next_course(begun: Sequence[Enrolment], today: date) -> Programme | None:
    journey = registration.journey(begun[0].registration_id)
    return registration.next_course(journey, begun, registration.next_courses(journey, begun, today=today))


def _unfinished(begun: Sequence[Enrolment]) -> Enrolment | None:
    now, *others = begun
    after = [
        each for each in others
        if each.journey_id == now.journey_id
        and comes_after(curriculum.programme(each.edition_id), curriculum.programme(now.edition_id))
    ]  # fmt: skip
    done = certificates.of_enrolments([each.id for each in after]) if after else {}
    return next((each for each in after if each.id not in done), None)


def _coming(
    enrolment_id: int, seat: Seat | None, standing: Standing, at: datetime
) -> tuple[ClassSession | None, int | None]:
    """The next block that is not over, while some are ahead: of the class in which the person sits, or to make up; and
    in how many days it is."""
    if not standing.ahead:
        return None, None
    own = [each for each in (seat.training_class.sessions if seat else ()) if each.block and not each.cancelled_at]
    elsewhere = [each.session for each in classes.make_ups(enrolment_id, after=at)]
    ahead = [each for each in (*own, *elsewhere) if each.ends_at > at]
    first = min(ahead, key=lambda each: each.starts_at, default=None)
    return first, (clock.local(first.starts_at).date() - clock.local(at).date()).days if first else None


def _is_over(seat: Seat | None, standing: Standing, at: datetime) -> bool:
    """Whether the class is: its last day is past, or nothing of it is ahead or missing."""
    past = bool(seat and seat.training_class.last_day < clock.local(at).date())
    return past or not (standing.ahead or standing.missing)
