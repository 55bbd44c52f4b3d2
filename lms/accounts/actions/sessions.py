"""Sign-ins: opened, noted as used, ended; and the devices on which somebody has signed in."""

import secrets as random
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete, select, update

from lms.accounts import queries
from lms.accounts.actions.trail import record
from lms.accounts.models import KnownDevice, SignIn
from lms.accounts.queries.sessions import digest_of_mark
from lms.accounts.queries.tries import digest_of_place
from lms.accounts.rules.codes import HALF_LIVES
from lms.core.database import db, noting
from lms.core.errors import NotThere
from lms.core.events import NewDevice, publish


def open_session(
    *, user_id: int, at: datetime, instead_of: str | None = None, device: str | None = None, named: str = "",
    address: str = "", half: bool = False, second: bool = False,
) -> str:  # fmt: skip
    """A new sign-in; returns the token, of which only a digest is kept. `half`: the code is still to come."""
    if instead_of:
        sign_out(token=instead_of, at=at)
    token = random.token_urlsafe(24)
    lives = HALF_LIVES if half else timedelta(hours=current_app.config["SESSION_HOURS"])
    db.session.add(
        SignIn(
            user_id=user_id, token_digest=queries.digest_of(token), device_name=named, half=half, second=second,
            created_at=at, seen_at=at, expires_at=at + lives,
        )
    )  # fmt: skip
    db.session.flush()
    if device and not half:
        _know(user_id, device, named, address, at)
    return token


def _know(user_id: int, device: str, named: str, address: str, at: datetime) -> None:
    """Remember that this user signed in on this device; a new one of the staff is told to its owner."""
    place = digest_of_place(address)
    if known := queries.known_device(user_id, device):
        known.last_at, known.place_digest, known.name = at, place, named
        known.mark_digest = digest_of_mark(device)  # the key may have changed since
        return
    is_first = db.session.scalar(select(KnownDevice.id).where(KnownDevice.user_id == user_id).limit(1)) is None
    told = not is_first and queries.is_staff(queries.user(user_id))
    db.session.add(
        KnownDevice(
            user_id=user_id, mark_digest=digest_of_mark(device), name=named, place_digest=place, first_at=at,
            last_at=at, answered_at=None if told else at,
        )
    )  # fmt: skip
    db.session.flush()
    if told:
        publish(NewDevice(at=at, by=user_id, user_id=user_id, device=named))


def answer_for_device(*, user_id: int, device_id: int, mine: bool, by_sign_in: int, at: datetime) -> None:
    """What somebody says of a new device: mine; or not, and then every other sign-in ends and the device is forgotten.
    Raises NotThere."""
    found = db.session.get(KnownDevice, device_id)
    if found is None or found.user_id != user_id:
        raise NotThere
    if mine:
        found.answered_at = at
        return
    db.session.delete(found)
    end_sessions(user_id=user_id, at=at, besides=by_sign_in)
    record(action="device-refused", kind="account", subject=user_id, by=user_id, at=at)


def touch(*, sign_in_id: int, at: datetime) -> None:
    """Note that a sign-in is used, from whatever page."""
    with noting():
        db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=at))


def sign_out(*, token: str, at: datetime) -> None:
    """End the sign-in of this device."""
    db.session.execute(
        update(SignIn).where(SignIn.token_digest == queries.digest_of(token)).values(ended_at=at)
    )


def end_sign_in(*, user_id: int, sign_in_id: int, by: int, at: datetime) -> None:
    """End one sign-in of a user, by themselves or an administrator. Raises NotThere."""
    found = queries.sign_in_of(user_id, sign_in_id)
    if found.ended_at is None:
        found.ended_at = at
        record(action="sign-in-ended", kind="account", subject=user_id, by=by, at=at)


def end_sessions(*, user_id: int, at: datetime, besides: int | None = None) -> None:
    """End every sign-in of a user, one left out: after a new secret, or when the account is closed."""
    ended = update(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None)).values(ended_at=at)
    db.session.execute(ended.where(SignIn.id != besides) if besides else ended)


def end_all_sign_ins(*, user_id: int, by: int, at: datetime, besides: int | None = None) -> None:
    """End every sign-in of a user on request; their own one stays."""
    end_sessions(user_id=user_id, at=at, besides=besides)
    record(action="sign-ins-ended", kind="account", subject=user_id, by=by, at=at)


def forget_devices(*, before: datetime) -> int:
    """Forget devices that were not used since; returns how many."""
    return db.session.execute(delete(KnownDevice).where(KnownDevice.last_at < before)).rowcount
