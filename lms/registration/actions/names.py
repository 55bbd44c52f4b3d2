"""How a person is written elsewhere than on the card."""

from sqlalchemy import delete, insert, select

from lms.core.database import db
from lms.registration import queries
from lms.registration.models import NameKey, Registration
from lms.registration.rules.spelling import keys_of

BATCH = 500


def name_of_account(found: Registration) -> str:
    """What pages call the person who signs in."""
    return f"{found.given_name} {found.family_name}"[:200]


def keep_keys(found: Registration) -> bool:
    """Let the search find somebody by these names, and by those of the records that were made one with this; whether
    it did not yet. A record that was merged, or erased, is not found."""
    own = {"registration_id": found.id, "centre_code": found.centre_code}
    wanted = set() if found.merged_into_id or found.erased_at else _keys(found)
    rows = db.session.execute(select(NameKey.key, NameKey.centre_code).where(NameKey.registration_id == found.id))
    have = {key: centre for key, centre in rows}
    right = {key for key, centre in have.items() if centre == found.centre_code}
    if gone := have.keys() - (wanted & right):
        db.session.execute(delete(NameKey).where(NameKey.registration_id == found.id, NameKey.key.in_(gone)))
    if new := wanted - right:
        db.session.execute(insert(NameKey), [{**own, "key": key} for key in sorted(new)])
    return bool(gone or new)


def _keys(found: Registration) -> set[str]:
    them = (found, *(queries.by_id(each) for each in queries.merged_into(found.id)))
    return set().union(*(keys_of(each.full_name, each.latin_name) for each in them))


def keep_keys_of_some(*, after: int) -> tuple[int, int, int]:
    """Let the search find the next records after an id as it does those made today. The last id, how many there were,
    and for how many something had changed."""
    some = select(Registration).where(Registration.id > after).order_by(Registration.id).limit(BATCH)
    batch = db.session.scalars(some).all()
    return (batch[-1].id if batch else after), len(batch), sum(keep_keys(each) for each in batch)
