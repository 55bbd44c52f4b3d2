"""Reads of what people said about the names on their certificates."""

from collections.abc import Iterable

from sqlalchemy import select

from lms.certificates.models import NamesSaid
from lms.core.database import db
from lms.registration.models import Registration


def said_now(people: Iterable[Registration]) -> dict[int, NamesSaid]:
    """What each said last about the names as they are now, by registration; what was said about names that have been
    corrected since counts no more."""
    known = {each.id: each for each in people}
    if not known:
        return {}
    found = db.session.scalars(
        select(NamesSaid).where(NamesSaid.registration_id.in_(known)).order_by(NamesSaid.id)
    )
    return {each.registration_id: each for each in found if _about_these(each, known[each.registration_id])}


def are_confirmed(person: Registration) -> bool:
    """Whether the person said last that the names as they are now are right."""
    said = said_now([person]).get(person.id)
    return said is not None and said.right


def _about_these(said: NamesSaid, person: Registration) -> bool:
    return (said.name, said.latin_name) == (person.full_name, person.latin_name)
