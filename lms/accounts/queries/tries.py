"""What was tried lately."""

from datetime import datetime

from sqlalchemy import func, select

from lms.accounts.models import FailedTry, KnownDevice
from lms.accounts.queries.sessions import known_device
from lms.accounts.rules import MOST_TRIES, WINDOW, Door, Tries, neighbourhood
from lms.accounts.rules.throttle import FAMILIAR
from lms.core.database import db
from lms.core.encryption import index_of, indexes_of


def failures(who: str, now: datetime) -> list[datetime]:
    """Recent wrong tries of a login or an address, oldest first."""
    return list(
        db.session.scalars(
            select(FailedTry.at)
            .where(FailedTry.who_digest.in_(indexes_of(who)), FailedTry.at > now - WINDOW)
            .order_by(FailedTry.at)
        )
    )


def counted_as(what: str, *, device: str | None) -> str:
    """Under which name a wrong try counts: on a known device under one of its own."""
    return f"{what}@{device}" if device else what


def tries(what: str, *, user_id: int | None, device: str | None, address: str, now: datetime) -> Tries:
    """What went wrong lately where somebody tries now: with `what`, on this device, from this address."""
    known = known_device(user_id, device) is not None if user_id else False
    return Tries(
        account=failures(what, now),
        device=failures(counted_as(what, device=device), now) if known else (),
        from_address=len(failures(f"{Door.SIGN_IN}:{neighbourhood(address)}", now)),
        device_known=known,
        address_known=user_id is not None and _was_there(user_id, address, now),
    )


def _was_there(user_id: int, address: str, now: datetime) -> bool:
    return db.session.scalar(
        select(KnownDevice.id)
        .where(
            KnownDevice.user_id == user_id,
            KnownDevice.place_digest.in_(indexes_of(f"place:{neighbourhood(address)}")),
            KnownDevice.last_at > now - FAMILIAR,
        )
        .limit(1)
    ) is not None


def digest_of_place(address: str) -> str:
    """What is kept of an address from which somebody signed in."""
    return index_of(f"place:{neighbourhood(address)}")


def wrong_sign_ins(now: datetime) -> int:
    """How many sign-ins failed lately, all together."""
    return db.session.scalar(
        select(func.count())
        .select_from(FailedTry)
        .where(FailedTry.door == Door.SIGN_IN, FailedTry.at > now - WINDOW)
    ) or 0


def is_crowded(door: Door, address: str, now: datetime) -> bool:
    """Whether so much was tried from this address that it must wait."""
    return len(failures(f"{door}:{neighbourhood(address)}", now)) >= MOST_TRIES[door]
