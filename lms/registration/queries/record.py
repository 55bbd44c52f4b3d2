"""Reads of what is asked later."""

from sqlalchemy import select

from lms.core.database import db
from lms.registration.models import Journey, Paper, Registration
from lms.registration.rules import Occupation
from lms.registration.rules.record import Education, Level, More, SafetyTraining


def more_of(found: Registration, journey: Journey) -> More:
    """What is known by now of what is asked later."""
    return More(
        education=Education(found.education) if found.education else None,
        speaks=Level(found.speaks) if found.speaks else None,
        safety_training=SafetyTraining(found.safety_training),
        oriented_on=found.oriented_on,
        contract_months=journey.contract_months,
        employer=journey.employer,
        occupation=Occupation(journey.occupation),
        returned_on=journey.returned_on,
        needs=tuple((found.needs or "").split()),
    )


def papers(registration_id: int) -> list[Paper]:
    """Diplomas and certificates that others gave, in the order in which they were recorded."""
    return list(db.session.scalars(select(Paper).where(Paper.registration_id == registration_id).order_by(Paper.id)))
