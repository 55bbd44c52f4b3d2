"""The trail: who looked at, changed, printed or gave out what. Lines are only added, and each seals those before it.

Entries are written where something happens; their places in the chain are given at the very end of the transaction, so
that whoever adds to the chain holds it no longer than the commit takes, and never while waiting for anything else."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import event, insert, inspect, select, update
from sqlalchemy.orm import Session

from lms.accounts.models import AuditEntry, TrailHead, TrailSeal, User
from lms.accounts.rules.trail import PERSON, Deed, Line, office_of, seal
from lms.core.actors import Role
from lms.core.database import db, noting

UNSEALED = "unsealed trail"


def note(*, what: Deed, person: int | None, by: int | None, at: datetime, of: str = "") -> None:
    """Add a line: what was done with the record of a `person` (the id of a registration; None when it is about many or
    nobody). `of` says in a word which part of it, and is never personal data itself."""
    _add(what=what, action=of or what.value, kind=PERSON if person else "", subject=person, by=by, at=at)


def note_while_reading(*, what: Deed, person: int | None, by: int | None, at: datetime, of: str = "") -> None:
    """The same, from a page that is read. It ends the transaction of the page: best called when the page is drawn."""
    with noting():
        note(what=what, person=person, by=by, at=at, of=of)


def note_each_while_reading(*, what: Deed, people: Iterable[int], by: int | None, at: datetime, of: str) -> None:
    """A line about each of many people: a paper with their names. As many statements for a class as for one."""
    with noting():
        for person in dict.fromkeys(people):
            note(what=what, person=person, by=by, at=at, of=of)


def record(*, action: str, kind: str, subject: int | None, by: int | None, at: datetime) -> None:
    """Add a line about anything that was done."""
    what = Deed.CHANGED if kind == PERSON else Deed.DONE
    _add(what=what, action=action, kind=kind, subject=subject, by=by, at=at)


def _add(*, what: Deed, action: str, kind: str, subject: int | None, by: int | None, at: datetime) -> None:
    user = db.session.get(User, by) if by else None
    staff = [grant.code for grant in user.grants if grant.role != Role.TRAINEE] if user else []
    entry = AuditEntry(
        at=at,
        by_id=by,
        office=office_of(staff),
        deed=what.value,
        action=action,
        subject_kind=kind,
        subject_id=subject,
    )
    if user:
        entry.by = user  # held in memory until the commit, so that many lines ask for one user once
    db.session.add(entry)
    db.session.info.setdefault(UNSEALED, []).append(entry)


@event.listens_for(db.session, "before_commit")
def _seal(session: Session) -> None:
    """Chain what this transaction has written."""
    if session.in_nested_transaction() or UNSEALED not in session.info:
        return
    session.flush()
    entries = [entry for entry in session.info.pop(UNSEALED) if inspect(entry).persistent]  # others were rolled back
    if entries:
        _chain(session, sorted(entries, key=lambda entry: entry.id))


def _chain(session: Session, entries: Sequence[AuditEntry]) -> None:
    place, digest = session.execute(select(TrailHead.place, TrailHead.digest).with_for_update()).one()
    seals = []
    for place, entry in enumerate(entries, place + 1):
        digest = seal(digest, line_of(place, entry))
        seals.append({"place": place, "entry_id": entry.id, "digest": digest})
    session.execute(insert(TrailSeal), seals)
    session.execute(update(TrailHead).values(place=place, digest=digest))


def line_of(place: int, entry: AuditEntry) -> Line:
    """An entry as its seal covers it."""
    return Line(
        place=place,
        entry_id=entry.id,
        at=entry.at,
        by_id=entry.by_id,
        office=entry.office,
        deed=entry.deed,
        action=entry.action,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
    )
