"""What people say is wrong in their records."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Text, func, type_coerce, update

from lms.accounts.actions import record
from lms.core.database import UtcDateTime, db
from lms.core.encryption import ERASED
from lms.core.errors import Refused
from lms.privacy import queries
from lms.privacy.models import CorrectionWish
from lms.privacy.rules.reasons import LONGEST_WISH, fault_of

KIND = "registration"


def ask_correction(*, registration_id: int, words: str, by: int, at: datetime) -> None:
    """Ask the centre to correct something; the same words once, however often they are sent. Raises
    Refused(WORDS_MISSING or TOO_LONG)."""
    words = words.strip()
    if wrong := fault_of(words, LONGEST_WISH):
        raise Refused(wrong, longest=LONGEST_WISH)
    if words in (each.words for each in queries.open_wishes(registration_id)):
        return
    db.session.add(CorrectionWish(registration_id=registration_id, words=words, asked_at=at))
    db.session.flush()
    record(action="correction-asked", kind=KIND, subject=registration_id, by=by, at=at)


def settle_corrections(*, registration_id: int, until: int, by: int, at: datetime) -> None:
    """An officer has corrected what was asked for, or told the person why not: `until` the last wish that stood on the
    page. What was asked since stays open, for nobody has read it."""
    for each in queries.open_wishes(registration_id):
        if each.id > until:
            break
        each.settled_at, each.settled_by_id = at, by
        record(action="correction-settled", kind=KIND, subject=registration_id, by=by, at=at)
    db.session.flush()


def forget_wishes(*, before: datetime, but: Collection[int], at: datetime) -> int:
    """Empty what was asked for before a moment, except of the people `but`; what nobody ever answered is settled with
    it. How many."""
    told = CorrectionWish.asked_at < before, type_coerce(CorrectionWish.words, Text) != ""
    gone = update(CorrectionWish).where(*told, CorrectionWish.registration_id.not_in(but))
    return db.session.execute(
        gone.values(words=ERASED, settled_at=func.coalesce(CorrectionWish.settled_at, type_coerce(at, UtcDateTime)))
    ).rowcount
