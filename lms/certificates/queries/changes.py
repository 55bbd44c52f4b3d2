"""What those who have finished a course and are about to leave should know has changed since."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from lms.certificates.models import Certificate, ChangesRead
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.curriculum.queries.changes import Changed, changed_since
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Journey

SOON = timedelta(days=30)


def changes_for(begun: Iterable[Enrolment], *, today: date, language: str) -> list[Changed]:
    """What changed since the courses that somebody has finished who leaves within a month, a module that several of
    them teach once; empty when nothing did, when it was read, and when it is not the time."""
    found = {module.slug: (module, new) for each in begun for module, new in _changes(each, today, language)}
    return list(found.values())


def _changes(enrolment: Enrolment, today: date, language: str) -> list[Changed]:
    if not today <= enrolment.journey.departs_on <= today + SOON:
        return []
    newest = curriculum.latest_ids(curriculum.PROGRAMME)[enrolment.programme_slug]
    if newest == enrolment.edition_id:
        return []
    if db.session.get(ChangesRead, (enrolment.id, newest)) or not _finished(enrolment.id):
        return []
    return changed_since(
        curriculum.programme(enrolment.edition_id), enrolment.variant, registration.lessons_of(enrolment),
        enrolment.journey.bound_for, language,
    )  # fmt: skip


def to_tell_of_changes(today: date) -> Iterator[tuple[Enrolment, int]]:
    """Everybody for whom there is something of the kind, and in which edition."""
    newest = curriculum.latest_ids(curriculum.PROGRAMME)
    found = db.session.scalars(
        select(Enrolment)
        .join(Journey, Journey.id == Enrolment.journey_id)
        .where(
            Journey.departs_on.between(today, today + SOON),
            Enrolment.edition_id.not_in(newest.values()),
            _standing(Enrolment.id),
            ~exists().where(ChangesRead.enrolment_id == Enrolment.id, ChangesRead.edition_id.in_(newest.values())),
        )
        .options(joinedload(Enrolment.registration), joinedload(Enrolment.journey))
        .order_by(Enrolment.id)
    )

    @cache
    def changed(
        edition_id: int, variant: str, lessons: tuple[str, ...], bound_for: tuple[str | None, str], language: str
    ) -> bool:
        return bool(changed_since(curriculum.programme(edition_id), variant, lessons, bound_for, language))

    for each in found:
        learned = each.edition_id, each.variant, registration.lessons_of(each)
        if changed(*learned, each.journey.bound_for, each.registration.language):
            yield each, newest[each.programme_slug]


def _finished(enrolment_id: int) -> bool:
    return bool(db.session.scalar(select(_standing(enrolment_id))))


def _standing(enrolment_id: int | InstrumentedAttribute[int]) -> Exists:
    return exists().where(
        Certificate.enrolment_id == enrolment_id, Certificate.revoked_at.is_(None), Certificate.replaced_at.is_(None)
    )
