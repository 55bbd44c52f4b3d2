"""Second factors and one-time links."""

from datetime import datetime

from flask import current_app
from sqlalchemy import func, select

from lms.accounts.models import OneTimeLink, RecoveryCode, SecondFactor
from lms.accounts.queries.sessions import digest_of
from lms.accounts.rules.codes import OFFER_LIVES
from lms.core.database import db, get_row, held_anew
from lms.core.encryption import index_of, indexes_of


def second_factor(user_id: int, *, to_change: bool = False) -> SecondFactor | None:
    """The second factor of a user, confirmed or only begun."""
    return get_row(SecondFactor, user_id, to_change=to_change)


def has_second_factor(user_id: int) -> bool:
    """Whether a password alone does not open this account."""
    found = second_factor(user_id)
    return found is not None and found.confirmed_at is not None


def offered_secret(user_id: int, now: datetime) -> str | None:
    """The new secret of which no code was seen yet, while it has not lapsed."""
    found = second_factor(user_id)
    if found is None or found.offered_at is None or found.offered_at <= now - OFFER_LIVES:
        return None
    return found.offered


def with_second_factor() -> set[int]:
    """Ids of all users who have one."""
    return set(db.session.scalars(select(SecondFactor.user_id).where(SecondFactor.confirmed_at.is_not(None))))


def is_second_factor_required() -> bool:
    """Whether this installation asks every member of the staff for one."""
    return current_app.config["SECOND_FACTOR"] == "required"


def recovery_code(user_id: int, digits: str) -> RecoveryCode | None:
    """The unused recovery code of this user that was typed; held until the end of the transaction."""
    return db.session.scalar(
        held_anew(
            select(RecoveryCode).where(
                RecoveryCode.user_id == user_id,
                RecoveryCode.code_digest.in_(indexes_of(f"recovery:{user_id}:{digits}")),
                RecoveryCode.used_at.is_(None),
            )
        )
    )


def recovery_codes_left(user_id: int) -> int:
    """How many recovery codes a user has not used."""
    return db.session.scalar(
        select(func.count())
        .select_from(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    ) or 0


def digest_of_code(user_id: int, digits: str) -> str:
    """What is kept of a recovery code: without the key, which is not in the database, nobody can try them out."""
    return index_of(f"recovery:{user_id}:{digits}")


def open_link(token: str, now: datetime) -> OneTimeLink | None:
    """The link with this token, if it can still be used."""
    return db.session.scalar(
        select(OneTimeLink).where(
            OneTimeLink.token_digest == digest_of(token), OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now
        )
    )
