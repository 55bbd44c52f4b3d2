"""Reads of what is needed for a certificate, and of what was found."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import bindparam, exists, select

from lms.attendance import queries as attendance
from lms.attendance.models import Mark, RollCall
from lms.attendance.rules import covered
from lms.certificates.models import Certificate
from lms.certificates.queries.names import said_now
from lms.certificates.rules import (
    Assessed,
    Duty,
    Evidence,
    Held,
    Lack,
    Missing,
    Requirement,
    attended_enough,
    issued_at_the_latest,
    missing,
)
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Block, Need
from lms.learning import queries as learning
from lms.quizzes import queries as quizzes
from lms.quizzes.models import Attempt
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class Outlook:
    """What stands between somebody and the certificate, the names last; and the day on which it is issued at the latest
    when only the word about the names is missing."""

    lacks: list[Missing]
    latest: date | None = None


def requirement(enrolment: Enrolment) -> Requirement:
    """What the person's programme edition asks for a certificate."""
    return _requirement(enrolment.edition_id, attendance.duties(enrolment))


def _requirement(edition_id: int, duties: Sequence[Block]) -> Requirement:
    rules = curriculum.programme(edition_id).rules
    return Requirement(
        blocks=tuple(Duty(block.id, block.minutes) for block in duties),
        attendance_percent=rules.attendance_percent,
        lessons=rules.lessons is Need.REQUIRED,
        assessment=rules.assessment is Need.REQUIRED,
        pass_percent=rules.pass_percent,
    )


def evidence(enrolments: Collection[Enrolment]) -> dict[int, Evidence]:
    """What is found about each person now: the same few queries for one as for a whole class."""
    courses = attendance.courses(enrolments)
    lessons = learning.lessons_left(enrolments)
    finals = quizzes.final_results(courses)
    sessions = {session for course in courses.values() for session in course.attended}
    taught = {session: frozenset(classes.block_modules(session)) for session in sessions}  # of a class all the same
    return {
        each.id: _evidence(each, courses[each.id], taught, lessons[each.id], finals.get(each.id))
        for each in enrolments
    }


def earned(enrolments: Collection[Enrolment]) -> list[tuple[Enrolment, Evidence]]:
    """Those who miss nothing for the certificate, with what they have earned it on."""
    found = evidence(enrolments)
    return [(each, found[each.id]) for each in enrolments if not missing(found[each.id], requirement(each))]


def ready(found: Collection[tuple[Enrolment, Evidence]], today: date) -> list[tuple[Enrolment, Evidence]]:
    """Those of whom have earned the certificate who have said that its names are right, or need not be waited for any
    longer."""
    said = said_now([each.registration for each, _ in found])
    return [
        (each, of_each)
        for each, of_each in found
        if (words := said.get(each.registration_id)) and words.right or today >= latest_issue(each, of_each)
    ]


def latest_issue(enrolment: Enrolment, found: Evidence) -> date:
    """The day from which the certificate, once it is earned, waits no more for its person to look at the names."""
    return issued_at_the_latest(earned_on=found.earned_on, departs_on=enrolment.journey.departs_on)


def outlook(enrolment: Enrolment) -> Outlook:
    """How near this person is to the certificate."""
    found = evidence([enrolment])[enrolment.id]
    lacks = missing(found, requirement(enrolment))
    said = said_now([enrolment.registration]).get(enrolment.registration_id)
    if said is not None and said.right:
        return Outlook(lacks)
    only_names = not lacks
    lacks.append(Missing(Lack.NAMES if said is None else Lack.NAMES_WRONG))
    return Outlook(lacks, latest_issue(enrolment, found) if only_names else None)


def missing_for(enrolment: Enrolment) -> list[Missing]:
    """What stands between this person and the certificate; the names come last."""
    return outlook(enrolment).lacks


_COUNTED = (
    select(
        Mark.enrolment_id, Enrolment.edition_id, Enrolment.variant, TrainingClass.edition_id,
        TrainingClass.variant, ClassSession.block,
    )
    .join(Enrolment, Enrolment.id == Mark.enrolment_id)
    .join(ClassSession, ClassSession.id == Mark.session_id)
    .join(TrainingClass, TrainingClass.id == ClassSession.class_id)
    .join(RollCall, RollCall.session_id == Mark.session_id)
    .where(
        Mark.enrolment_id.in_(bindparam("ids", expanding=True)), Mark.superseded_at.is_(None),
        Mark.state.in_(attendance.COUNTED), RollCall.closed_at.is_not(None),
        ~exists().where(Certificate.enrolment_id == Mark.enrolment_id),
    )
    .order_by(Mark.enrolment_id)
)  # fmt: skip


def hopeful(enrolment_ids: Collection[int]) -> list[int]:
    """Those of the enrolments that may have attended enough by now and never got a certificate, whatever became of it;
    in order. Only they are worth a closer look: in the middle of a class that is nobody."""
    rows = db.session.execute(_COUNTED, {"ids": tuple(enrolment_ids)})
    courses: dict[int, tuple[int, str]] = {}
    taught: dict[int, set[tuple[int, str, str]]] = defaultdict(set)
    for enrolment_id, edition_id, variant, *block in rows:
        courses[enrolment_id] = edition_id, variant
        taught[enrolment_id].add(tuple(block))
    enough = cache(_may_be_enough)  # a class of people attended the same
    return [each for each, course in courses.items() if enough(*course, frozenset(taught[each]))]


def _may_be_enough(edition_id: int, variant: str, taught: Collection[tuple[int, str, str]]) -> bool:
    """Whether these blocks (edition, variant and block of a class) are enough; with days that are not asked of
    everybody, the person decides that."""
    whole = curriculum.programme(edition_id).variant(variant)
    if any(day.when for day in whole.days):
        return True
    modules = {
        module
        for class_edition, class_variant, block in taught
        for module in curriculum.programme(class_edition).variant(class_variant).block(block).modules
    }
    duties = attendance.duties_in(whole)
    done = covered([(each.id, each.modules) for each in duties], modules)
    return attended_enough(done, _requirement(edition_id, duties))


def _evidence(
    enrolment: Enrolment, course: attendance.Course, modules: Mapping[ClassSession, Set[str]],
    lessons_left: Sequence[str], final: Attempt | None,
) -> Evidence:  # fmt: skip
    taught = [(each, modules[each]) for each in course.attended]
    return Evidence(
        blocks=tuple(
            _held(block, taught) for block in attendance.duties(enrolment) if block.id in course.standing.attended
        ),
        ahead=course.standing.ahead,
        lessons_left=tuple(lessons_left),
        assessed=_assessed(final) if final else None,
    )


def _assessed(final: Attempt) -> Assessed:
    return Assessed(
        right=final.right or 0,
        total=len(final.questions),
        oral=final.oral_by_id is not None,
        on=clock.local(final.submitted_at).date(),
    )


def _held(block: Block, taught: Sequence[tuple[ClassSession, Set[str]]]) -> Held:
    """When and where a block was attended: the first session that taught all of it, else the one that completed it."""
    whole = [session for session, modules in taught if modules.issuperset(block.modules)]
    parts = [session for session, modules in taught if not modules.isdisjoint(block.modules)]
    session = whole[0] if whole else parts[-1]
    return Held(
        id=block.id,
        minutes=block.minutes,
        on=clock.local(session.starts_at).date(),
        centre=session.training_class.centre.names,
        trainer=session.trainer.name if session.trainer else "",
    )
