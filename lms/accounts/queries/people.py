"""Users, and what permissions see of them."""

from collections.abc import Iterable
from datetime import date

from flask import current_app
from sqlalchemy import case, func, select

from lms.accounts.models import RoleGrant, User
from lms.accounts.rules.sessions import is_open
from lms.core.actors import Actor, Grant, Role, Within
from lms.core.database import db, get_row, held_anew
from lms.core.errors import NotThere

STAFF = tuple(role for role in Role if role is not Role.TRAINEE)


def as_actor(found: User) -> Actor:
    """The user as permissions see them."""
    return Actor(found.id, found.language, reach((each.role, each.within, each.code) for each in found.grants))


def reach(rows: Iterable[tuple[str, str, str | None]]) -> frozenset[Grant]:
    """Grants from (role, within, code); a wider place than a centre brings those of its centres along."""
    grants = {Grant(Role(role), code, Within(within)) for role, within, code in rows}
    wide = {(each.within, each.code) for each in grants if each.within is not Within.CENTRE and each.code}
    if wide:
        centres = current_app.extensions["centres_within"](wide)
        grants |= {
            Grant(each.role, code) for each in tuple(grants) for code in centres.get((each.within, each.code), ())
        }
    return frozenset(grants)


def user(user_id: int, *, to_change: bool = False) -> User:
    """One user; `to_change` holds it until the end of the transaction. Raises NotThere."""
    found = get_row(User, user_id, to_change=to_change)
    if found is None:
        raise NotThere
    return found


def staff_user(user_id: int) -> User:
    """One user of the staff. Raises NotThere."""
    found = user(user_id)
    if not is_staff(found):
        raise NotThere
    return found


def is_staff(found: User) -> bool:
    """Whether the user has another role than that of a trainee."""
    return any(grant.role in STAFF for grant in found.grants)


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Names of people by id, for rooms that keep only who did something."""
    wanted = {each for each in user_ids if each is not None}
    return dict(db.session.execute(select(User.id, User.name).where(User.id.in_(wanted))).all()) if wanted else {}


def name_of(user_id: int) -> str:
    """The name of somebody who is here."""
    return names_of([user_id])[user_id]


def user_by_login(login: str, *, to_change: bool = False) -> User | None:
    """The user with this login, or else the one whose login it is without the spaces and hyphens people type."""
    plain = login.strip().lower()
    digits = plain.replace(" ", "").replace("-", "")
    wanted = select(User).where(User.login.in_({plain, digits})).limit(1)
    wanted = wanted.order_by(case((User.login == plain, 0), else_=1))
    return db.session.scalars(held_anew(wanted) if to_change else wanted).first()


def works(found: User, today: date) -> bool:
    """Whether somebody still works here, by their account: it is neither closed nor ended with the contract."""
    return is_open(disabled_at=found.disabled_at, expires_on=found.expires_on, today=today)


def working(today: date, roles: Iterable[Role] | None = None) -> list[User]:
    """The users who still work here, by name."""
    return [each for each in users(roles) if works(each, today)]


def users(roles: Iterable[Role] | None = None, *, named: str = "") -> list[User]:
    """Users by name, trainees left out unless asked for; `named`: those with these words in their name or login."""
    wanted, words = tuple(roles) if roles else STAFF, named.casefold().split()
    everybody = list(
        db.session.scalars(
            select(User).where(User.grants.any(RoleGrant.role.in_(wanted))).order_by(func.lower(User.name), User.id)
        )
    )
    # Not in the database: SQLite's LIKE knows no case but that of Latin letters.
    return [each for each in everybody if all(word in f"{each.name} {each.login}".casefold() for word in words)]
