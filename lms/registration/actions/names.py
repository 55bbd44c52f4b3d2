"""How a person is written elsewhere than on the card."""

from sqlalchemy import delete, insert, select

from lms.core.database import db
from lms.registration.models import NameKey, Registration
from lms.registration.rules.spelling import keys_of


def name_of_account(found: Registration) -> str:
    """What pages call the person who signs in."""
    return f"{found.given_name} {found.family_name}"[:200]


def keep_keys(found: Registration) -> None:
    """Let the search find these names."""
    wanted = keys_of(found.full_name, found.latin_name)
    have = set(db.session.scalars(select(NameKey.key).where(NameKey.registration_id == found.id)))
    if gone := have - wanted:
        db.session.execute(delete(NameKey).where(NameKey.registration_id == found.id, NameKey.key.in_(gone)))
    if new := wanted - have:
        db.session.execute(insert(NameKey), [{"registration_id": found.id, "key": key} for key in sorted(new)])
