"""Who is signed in, on which devices."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import bindparam, select

from lms.accounts.models import KnownDevice, RoleGrant, SignIn, User
from lms.accounts.queries.people import STAFF, reach
from lms.accounts.rules import is_open
from lms.core import clock
from lms.core.actors import Actor
from lms.core.database import db
from lms.core.encryption import index_of, indexes_of
from lms.core.errors import NotThere
from lms.core.ready import Ready


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody signed in, through which sign-in, when that was last used, and whether a second factor was shown."""

    actor: Actor
    sign_in_id: int
    seen_at: datetime
    second: bool


def digest_of(token: str) -> str:
    """What is kept of a random token."""
    return hashlib.sha256(token.encode()).hexdigest()


def idle_limit() -> timedelta:
    """How long a sign-in lasts unused."""
    return timedelta(minutes=current_app.config["SESSION_IDLE_MINUTES"])


# Asked on every request of somebody signed in: one narrow query of plain columns, put together once.
_user, _grant, _sign_in = User.__table__, RoleGrant.__table__, SignIn.__table__
_SIGNED_IN = Ready(
    select(
        _sign_in.c["id", "seen_at", "second"],
        _user.c["id", "language", "disabled_at", "expires_on"],
        _grant.c["role", "within", "code"],
    )
    .join_from(_user, _sign_in, _sign_in.c.user_id == _user.c.id)
    .outerjoin(_grant, _grant.c.user_id == _user.c.id)
    .where(
        _sign_in.c.token_digest == bindparam("digest"),
        _sign_in.c.half.is_(False),
        _sign_in.c.ended_at.is_(None),
        _sign_in.c.expires_at > bindparam("now"),
        _sign_in.c.seen_at > bindparam("idle_since"),
    )
)


def present(token: str, now: datetime) -> Present | None:
    """Who is signed in with this token, or None when the sign-in has ended or the account is closed."""
    rows = _SIGNED_IN.rows(digest=digest_of(token), now=now, idle_since=now - idle_limit())
    if not rows:
        return None
    sign_in_id, seen_at, second, user_id, language, disabled_at, expires_on = rows[0][:7]
    if not is_open(disabled_at=disabled_at, expires_on=expires_on, today=clock.local(now).date()):
        return None
    grants = reach(tuple(row[7:]) for row in rows if row[7])
    return Present(Actor(user_id, language, grants), sign_in_id, seen_at, second)


def half_sign_in(token: str, now: datetime) -> SignIn | None:
    """The sign-in of which the code is still to come, if it may still come."""
    return db.session.scalar(
        select(SignIn).where(
            SignIn.token_digest == digest_of(token), SignIn.half, SignIn.ended_at.is_(None), SignIn.expires_at > now
        )
    )


def sign_ins(user_id: int, now: datetime) -> Sequence[SignIn]:
    """Where somebody is signed in now, the last used first."""
    return db.session.scalars(
        select(SignIn)
        .where(
            SignIn.user_id == user_id, SignIn.half.is_(False), SignIn.ended_at.is_(None), SignIn.expires_at > now,
            SignIn.seen_at > now - idle_limit(),
        )
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    ).all()  # fmt: skip


def sign_in_of(user_id: int, sign_in_id: int) -> SignIn:
    """One sign-in of this user. Raises NotThere."""
    found = db.session.get(SignIn, sign_in_id)
    if found is None or found.user_id != user_id:
        raise NotThere
    return found


def known_device(user_id: int, mark: str | None) -> KnownDevice | None:
    """The device with this mark, if this user has signed in on it before."""
    if not mark:
        return None
    return db.session.scalar(
        select(KnownDevice)
        .where(KnownDevice.user_id == user_id, KnownDevice.mark_digest.in_(indexes_of(f"device:{mark}")))
        .order_by(KnownDevice.id)
        .limit(1)
    )


def digest_of_mark(mark: str) -> str:
    """What is kept of the mark of a device."""
    return index_of(f"device:{mark}")


def new_devices(user_id: int, *, besides: str | None) -> Sequence[KnownDevice]:
    """Devices of which the user has not said yet that it was they, this one left out."""
    wanted = select(KnownDevice).where(KnownDevice.user_id == user_id, KnownDevice.answered_at.is_(None))
    if besides:
        wanted = wanted.where(KnownDevice.mark_digest.not_in(indexes_of(f"device:{besides}")))
    return db.session.scalars(wanted.order_by(KnownDevice.first_at)).all()


def is_of_staff(actor: Actor) -> bool:
    """Whether somebody works here."""
    return actor.has(*STAFF)
