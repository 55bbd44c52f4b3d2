"""Reads of certificates, and of what is needed for one."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import joinedload

from lms.attendance import queries as attendance
from lms.attendance.models import Mark
from lms.certificates.models import Certificate, SigningKey
from lms.certificates.permissions import can_manage_certificate, can_see_certificate, certificates_visible_to
from lms.certificates.rules import Duty, Evidence, Held, Missing, Requirement, missing, plain_code
from lms.certificates.signing import PublicKey
from lms.classes import queries as classes
from lms.classes.models import ClassSession, Seat
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Block, Need
from lms.learning import queries as learning
from lms.quizzes import queries as quizzes
from lms.quizzes.models import Attempt
from lms.registration.models import Enrolment

PAGE = 50


def certificate(actor: Actor, certificate_id: int) -> Certificate:
    """A certificate that the actor sees. Raises NotThere."""
    found = db.session.get(Certificate, certificate_id)
    if found is None or not can_see_certificate(actor, found):
        raise NotThere
    return found


def certificate_to_manage(actor: Actor, certificate_id: int) -> Certificate:
    """A certificate that the actor may revoke or replace. Raises NotThere."""
    found = db.session.get(Certificate, certificate_id)
    if found is None or not can_manage_certificate(actor, found):
        raise NotThere
    return found


def by_code(typed: str) -> Certificate:
    """The certificate with the code that somebody typed. Raises NotThere."""
    code = plain_code(typed)
    found = db.session.scalar(select(Certificate).where(Certificate.code == code)) if code else None
    if found is None:
        raise NotThere
    return found


def by_serial(text: str) -> Certificate:
    """The certificate with this serial. Raises NotThere."""
    found = db.session.scalar(select(Certificate).where(Certificate.serial == text))
    if found is None:
        raise NotThere
    return found


def public_keys() -> dict[int, PublicKey]:
    """The public half of every key that ever signed, by number."""
    found = db.session.scalars(select(SigningKey).order_by(SigningKey.id))
    return {each.id: PublicKey(each.id, each.public, each.since, each.until) for each in found}


def not_standing() -> list[Certificate]:
    """Every certificate that was replaced or revoked, for those who check with no network."""
    return list(db.session.scalars(select(Certificate).where(~_stands()).order_by(Certificate.serial)))


def of_enrolment(enrolment_id: int) -> Certificate | None:
    """The certificate that stands for this enrolment."""
    return db.session.scalar(_of(enrolment_id).where(_stands()))


def latest_of(enrolment_id: int) -> Certificate | None:
    """The newest certificate of this enrolment, whatever became of it."""
    return db.session.scalar(_of(enrolment_id).limit(1))


def of_enrolments(enrolment_ids: Iterable[int]) -> dict[int, Certificate]:
    """The certificates that stand, by enrolment, in one query."""
    found = db.session.scalars(
        select(Certificate).where(Certificate.enrolment_id.in_(list(enrolment_ids)), _stands())
    )
    return {each.enrolment_id: each for each in found}


def of_class(class_id: int) -> list[Certificate]:
    """The certificates that stand of those who sit in a class, in order of their seats."""
    return list(
        db.session.scalars(
            select(Certificate)
            .join(Seat, Seat.enrolment_id == Certificate.enrolment_id)
            .where(Seat.class_id == class_id, Seat.given_up_at.is_(None), _stands())
            .order_by(Seat.number)
        )
    )


def issued(
    actor: Actor, *, class_id: int | None = None, month: date | None = None, page: int = 1
) -> tuple[Sequence[Certificate], int]:
    """Certificates that the actor sees, the newest first: a page of them and how many there are; of one class, or
    issued in the month of a date."""
    found = select(Certificate).where(certificates_visible_to(actor))
    if class_id:
        seated = select(Seat.enrolment_id).where(Seat.class_id == class_id, Seat.given_up_at.is_(None))
        found = found.where(Certificate.enrolment_id.in_(seated))
    if month:
        first, after = clock.at_local(month.replace(day=1)), clock.at_local(_next_month(month))
        found = found.where(Certificate.issued_at >= first, Certificate.issued_at < after)
    of_all = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = found.options(joinedload(Certificate.registration)).order_by(
        Certificate.issued_at.desc(), Certificate.id.desc()
    )
    return db.session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all(), of_all


def count() -> int:
    """How many certificates were ever issued."""
    return db.session.scalar(select(func.count(Certificate.id))) or 0


def requirement(enrolment: Enrolment) -> Requirement:
    """What the person's programme edition asks for a certificate."""
    rules = curriculum.programme(enrolment.edition_id).rules
    return Requirement(
        blocks=tuple(Duty(block.id, block.minutes) for block in attendance.duties(enrolment)),
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
    return {each.id: _evidence(each, courses[each.id], lessons[each.id], finals.get(each.id)) for each in enrolments}


def earned(enrolments: Collection[Enrolment]) -> list[tuple[Enrolment, Evidence]]:
    """Those who miss nothing for the certificate, with what they have earned it on."""
    found = evidence(enrolments)
    return [(each, found[each.id]) for each in enrolments if not missing(found[each.id], requirement(each))]


def missing_for(enrolment: Enrolment) -> list[Missing]:
    """What stands between this person and the certificate."""
    return missing(evidence([enrolment])[enrolment.id], requirement(enrolment))


def never_certified(enrolment_ids: Collection[int]) -> list[int]:
    """Those of the enrolments that were in a class and never got a certificate, whatever became of it; in order."""
    came = select(Mark.enrolment_id).where(
        Mark.enrolment_id.in_(enrolment_ids), Mark.superseded_at.is_(None), Mark.state.in_(attendance.COUNTED)
    )
    ever_issued = exists().where(Certificate.enrolment_id == Mark.enrolment_id)
    return list(db.session.scalars(came.where(~ever_issued).distinct().order_by(Mark.enrolment_id)))


def _evidence(
    enrolment: Enrolment, course: attendance.Course, lessons_left: Sequence[str], final: Attempt | None
) -> Evidence:
    taught = [(each, set(classes.block_modules(each))) for each in course.attended]
    return Evidence(
        blocks=tuple(
            _held(block, taught) for block in attendance.duties(enrolment) if block.id in course.standing.attended
        ),
        ahead=course.standing.ahead,
        lessons_left=tuple(lessons_left),
        right=final.right if final else None,
        total=len(final.questions) if final else None,
    )


def _held(block: Block, taught: Sequence[tuple[ClassSession, set[str]]]) -> Held:
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


def _of(enrolment_id: int) -> Select[tuple[Certificate]]:
    return select(Certificate).where(Certificate.enrolment_id == enrolment_id).order_by(Certificate.id.desc())


def _stands() -> ColumnElement[bool]:
    return Certificate.revoked_at.is_(None) & Certificate.replaced_at.is_(None)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
