"""What falls due: licences and rentals that ended or end soon."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from lms.centres.models import Centre
from lms.centres.permissions import centres_visible_to
from lms.centres.rules import WARN_DAYS, Due, DueKind, Tenure
from lms.core.actors import Actor
from lms.core.database import db


def due(actor: Actor, day: date) -> list[Due]:
    """Licences of providers and rentals of centres that the actor sees which ended, or end within 60 days; the
    earliest first."""
    visible = db.session.scalars(
        select(Centre).where(centres_visible_to(actor)).options(joinedload(Centre.provider))
    ).all()
    soon = day + timedelta(days=WARN_DAYS)
    providers = {each.provider_id: each.provider for each in visible}
    found = [
        Due(DueKind.LICENCE, each.id, each.names, each.licensed_until)
        for each in providers.values()
        if each.licensed_until and each.licensed_until <= soon
    ]
    found += [
        Due(DueKind.RENTAL, each.id, each.names, each.rented_until)
        for each in visible
        if each.tenure == Tenure.RENTED and each.rented_until and each.rented_until <= soon
    ]
    return sorted(found, key=lambda each: (each.on, each.kind, each.thing_id))
