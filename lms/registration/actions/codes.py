"""A new PIN by SMS for who forgot it. What is answered never says whether a number or a telephone is known here."""

import hmac
from datetime import datetime, timedelta

from sqlalchemy import select, update

from lms.accounts import actions as accounts
from lms.accounts import queries as users
from lms.accounts.rules import Door, neighbourhood, weak_pin
from lms.accounts.rules import Reason as Secret
from lms.core import chance
from lms.core.database import db, held_anew
from lms.core.encryption import index_of, indexes_of
from lms.core.errors import Refused
from lms.messages import actions as outbox
from lms.messages.rules import Channel
from lms.registration import queries
from lms.registration.models import PinCode, Registration
from lms.registration.rules import plain_number
from lms.registration.rules.codes import CODE_LENGTH, CODE_LIVES, HOUR, Reason, is_open, may_send

KIND, CODE = "registration", "pin-code"


def ask_code(*, number: str, phone: str | None, address: str, words: str, at: datetime) -> None:
    """Send a code to the telephone on record, if number and telephone belong together; `words` is the SMS, with
    %(code)s in it. Raises Refused(TOO_MANY_TRIES) for an address that asks too often, whatever it asks."""
    if users.is_crowded(Door.FORGOTTEN, address, at):
        raise Refused(Secret.TOO_MANY_TRIES)
    accounts.count_try(door=Door.FORGOTTEN, address=address, at=at)
    found = queries.by_number(plain_number(number))
    code, wanted = chance.digits(CODE_LENGTH), indexes_of(phone or "none")
    if found is None or not found.user_id or not _is_one_of(found.phone_index or "", wanted):
        return
    sent = select(PinCode.made_at).where(PinCode.registration_id == found.id, PinCode.made_at > at - HOUR)
    if may_send(db.session.scalars(sent).all(), at):
        _send(found, code, words, at)


def _send(found: Registration, code: str, words: str, at: datetime) -> None:
    end_codes(registration_id=found.id, at=at)
    made = PinCode(
        registration_id=found.id, digest=index_of(_sealed(found, code)), made_at=at, expires_at=at + CODE_LIVES, tries=0
    )
    db.session.add(made)
    outbox.queue(
        person_key=found.key, channel=Channel.SMS, address=found.phone, language=found.user.language, code=CODE,
        body=words % {"code": code}, at=at, expires_at=at + CODE_LIVES - timedelta(minutes=30), secret=True,
    )  # fmt: skip
    db.session.flush()
    accounts.record(action="pin-code-sent", kind=KIND, subject=found.id, by=None, at=at)


def end_codes(*, registration_id: int, at: datetime) -> None:
    """Let no code that was sent before set a PIN any more: there is a new PIN, or another telephone."""
    db.session.execute(
        update(PinCode).where(PinCode.registration_id == registration_id, PinCode.used_at.is_(None)).values(used_at=at)
    )


def use_code(*, number: str, code: str, pin: str, address: str, at: datetime) -> Registration | Reason | Secret:
    """Set a new PIN with a code: the registration, or why not. Returns a refusal rather than raising it, because a
    wrong try must stay on record."""
    here = f"{plain_number(number)} {neighbourhood(address)}"  # a stranger's tries elsewhere spend nobody's code
    if users.is_crowded(Door.FORGOTTEN, address, at) or users.is_crowded(Door.CODE, here, at):
        return Secret.TOO_MANY_TRIES
    found = queries.by_number(plain_number(number))
    last = _last(found) if found else None
    now = last and is_open(expires_at=last.expires_at, used_at=last.used_at, tries=last.tries, at=at)
    right = now and _is_one_of(last.digest, indexes_of(_sealed(found, "".join(code.split()))))
    if not right:
        for door, where in ((Door.FORGOTTEN, address), (Door.CODE, here)):
            accounts.count_try(door=door, address=where, at=at)
        if last:
            last.tries += 1
        return Reason.CODE_WRONG
    if weak := weak_pin(pin, birth_date=found.birth_date, number=found.number):
        return weak
    last.used_at = at
    accounts.set_secret(user_id=found.user_id, secret=pin, by=found.user_id, at=at)
    return found


def _last(found: Registration) -> PinCode | None:
    return db.session.scalars(
        held_anew(select(PinCode).where(PinCode.registration_id == found.id).order_by(PinCode.id.desc()).limit(1))
    ).first()


def _sealed(found: Registration, code: str) -> str:
    return f"pin:{found.id}:{code}"


def _is_one_of(digest: str, wanted: list[str]) -> bool:
    return any([hmac.compare_digest(digest, each) for each in wanted])
