"""Which records have had their time, and every figure that must stay as it is."""

from collections import Counter
from datetime import date, datetime

from sqlalchemy import exists, func, select

from lms.attendance.models import Incident, Mark
from lms.certificates.models import Certificate
from lms.classes.models import Seat
from lms.core.database import db
from lms.evaluation.models import ResponseAnswer
from lms.messages.models import OutboxMessage
from lms.privacy.models import LegalHold
from lms.quizzes.models import Attempt
from lms.registration.models import Enrolment, Journey, Registration

COUNTED = (
    (Registration.region, Registration.district, Registration.sex, Registration.language, Registration.centre_code),
    (Journey.country, Journey.country_region, Journey.occupation, Journey.first_time, Journey.departs_on),
    (Enrolment.programme_slug, Enrolment.variant),
    (Seat.class_id, Seat.given_up_at.is_(None)),
    (Mark.session_id, Mark.state, Mark.superseded_at.is_(None)),
    (Attempt.kind, Attempt.module, Attempt.right),
    (Certificate.issued_at, Certificate.revoked_reason, Certificate.replaced_at),
    (OutboxMessage.code, OutboxMessage.state),
    (ResponseAnswer.dimension, ResponseAnswer.score),
    (Incident.kind,),
)  # of what reports count, each by everything by which they count it


def over_records(*, before: date, since: datetime, most: int) -> list[int]:
    """Registrations made before `since` of whom nothing reaches beyond the day `before`: no departure, no certificate;
    held and erased ones left out."""

    def of_person(model, *where):
        return exists().where(model.registration_id == Registration.id, *where)

    return list(
        db.session.scalars(
            select(Registration.id)
            .where(
                Registration.erased_at.is_(None),
                Registration.created_at < since,
                ~of_person(Journey, Journey.departs_on >= before),
                ~of_person(Certificate, Certificate.expires_on >= before),
                ~of_person(LegalHold, LegalHold.lifted_at.is_(None)),
            )
            .order_by(Registration.id)
            .limit(most)
        )
    )


def counts() -> Counter[tuple]:
    """Every count that reports are made of."""
    found: Counter[tuple] = Counter()
    for columns in COUNTED:
        for *values, count in db.session.execute(select(*columns, func.count()).group_by(*columns)):
            found[str(columns[0]), *values] = count
    births = select(Registration.birth_date)
    found.update(("birth", day.year) for day in db.session.scalars(births))
    return found
