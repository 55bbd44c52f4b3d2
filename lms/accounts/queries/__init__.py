"""Reads of accounts."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, case, func, select

from lms.accounts.models import FailedTry, OneTimeLink, RoleGrant, SignIn, User
from lms.accounts.rules import MOST_TRIES, WINDOW, Door, is_open, neighbourhood
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.database import db, read
from lms.core.encryption import index_of
from lms.core.errors import NotThere


def digest_of(token: str) -> str:
    """What is kept of a random token."""
    return hashlib.sha256(token.encode()).hexdigest()


def as_actor(found: User) -> Actor:
    """The user as permissions see them."""
    grants = frozenset(Grant(Role(grant.role), grant.centre_code) for grant in found.grants)
    return Actor(found.id, found.name, found.language, grants)


# Asked on every request of somebody signed in: one narrow query of plain columns, put together once.
_user, _grant, _sign_in = User.__table__, RoleGrant.__table__, SignIn.__table__
_SIGNED_IN = (
    select(
        _user.c["id", "name", "language", "disabled_at", "expires_on"], _grant.c["role", "centre_code"]
    )
    .join_from(_user, _sign_in, _sign_in.c.user_id == _user.c.id)
    .outerjoin(_grant, _grant.c.user_id == _user.c.id)
    .where(
        _sign_in.c.token_digest == bindparam("digest"),
        _sign_in.c.ended_at.is_(None),
        _sign_in.c.expires_at > bindparam("now"),
    )
)


def actor_of(token: str, now: datetime) -> Actor | None:
    """Who is signed in with this token, or None when the sign-in has ended or the account is closed."""
    rows = read(_SIGNED_IN, {"digest": digest_of(token), "now": now}).all()
    if not rows:
        return None
    user_id, name, language, disabled_at, expires_on = rows[0][:5]
    if not is_open(disabled_at=disabled_at, expires_on=expires_on, today=clock.local(now).date()):
        return None
    grants = frozenset(Grant(Role(role), centre) for *_, role, centre in rows if role)
    return Actor(user_id, name, language, grants)


def user(user_id: int, *, to_change: bool = False) -> User:
    """One user; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = db.session.get(User, user_id, with_for_update=to_change or None)
    if found is None:
        raise NotThere
    return found


def user_by_login(login: str) -> User | None:
    """The user with this login, or else the one whose login it is without the spaces and hyphens people type."""
    plain = login.strip().lower()
    digits = plain.replace(" ", "").replace("-", "")
    return db.session.scalars(
        select(User).where(User.login.in_({plain, digits})).order_by(case((User.login == plain, 0), else_=1)).limit(1)
    ).first()


def users(roles: Iterable[Role] | None = None) -> list[User]:
    """Users by name, trainees left out unless asked for."""
    wanted = tuple(roles) if roles else tuple(role for role in Role if role is not Role.TRAINEE)
    return list(
        db.session.scalars(
            select(User).where(User.grants.any(RoleGrant.role.in_(wanted))).order_by(func.lower(User.name), User.id)
        )
    )


def failures(who: str, now: datetime) -> list[datetime]:
    """Recent wrong tries of a login or an address, oldest first."""
    return list(
        db.session.scalars(
            select(FailedTry.at)
            .where(FailedTry.who_digest == index_of(who), FailedTry.at > now - WINDOW)
            .order_by(FailedTry.at)
        )
    )


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


def open_link(token: str, now: datetime) -> OneTimeLink | None:
    """The link with this token, if it can still be used."""
    return db.session.scalar(
        select(OneTimeLink).where(
            OneTimeLink.token_digest == digest_of(token), OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now
        )
    )
