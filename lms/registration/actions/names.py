"""How a person is written elsewhere than on the card."""

from sqlalchemy import delete, insert, select

from lms.core.database import db
from lms.registration.models import NameKey, Registration
from lms.registration.rules.spelling import keys_of

BATCH = 500


def name_of_account(found: Registration) -> str:
    """What pages call the person who signs in."""
    return f"{found.given_name} {found.family_name}"[:200]


def keep_keys(found: Registration) -> bool:
    """Let the search find these names; whether it did not yet."""
    wanted = keys_of(found.full_name, found.latin_name)
    have = set(db.session.scalars(select(NameKey.key).where(NameKey.registration_id == found.id)))
    if gone := have - wanted:
        db.session.execute(delete(NameKey).where(NameKey.registration_id == found.id, NameKey.key.in_(gone)))
    if new := wanted - have:
        db.session.execute(insert(NameKey), [{"registration_id": found.id, "key": key} for key in sorted(new)])
    return have != wanted


def keep_keys_of_some(*, after: int) -> tuple[int, int, int]:
    """Let the search find the next records after an id as it does those made today. The last id, how many there were,
    and for how many something had changed."""
    some = select(Registration).where(Registration.id > after).order_by(Registration.id).limit(BATCH)
    batch = db.session.scalars(some).all()
    return (batch[-1].id if batch else after), len(batch), sum(keep_keys(each) for each in batch)
