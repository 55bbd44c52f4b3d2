"""One certificate at a time."""

from collections.abc import Collection

from sqlalchemy import bindparam, select

from lms.core.database import db, held_anew
from lms.registration.models import Enrolment

# In one order everywhere, so that two rooms closing at once never wait for each other.
_HELD = held_anew(
    select(Enrolment.id).where(Enrolment.id.in_(bindparam("ids", expanding=True))).order_by(Enrolment.id),
    key_share=True,
)  # fmt: skip


def hold(enrolment_ids: Collection[int]) -> None:
    """Whatever else would certify these enrolments waits until this transaction has ended."""
    db.session.execute(_HELD, {"ids": tuple(enrolment_ids)})
