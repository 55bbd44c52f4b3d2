"""The trail: who looked at, changed, printed or gave out what. Lines are only added, and each seals those before it.

Entries are written where something happens; their places in the chain are given at the very end of the transaction, so
that whoever adds to the chain holds it no longer than the commit takes, and never while waiting for anything else."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import event, insert, inspect, select, update
from sqlalchemy.orm import Session

from lms.accounts.models import AuditEntry, TrailHead, TrailSeal, User
from lms.accounts.queries.trail import offices
from lms.accounts.rules.trail import PERSON, Deed, Line, seal
from lms.core.database import db, held_anew, noting

UNSEALED = "unsealed trail"


def note(
    *, what: Deed, person: int | None, by: int | None, at: datetime, of: str = "", centre: str | None = None
) -> None:
    """Add a line: what was done with the record of a `person` (the id of a registration; None when it is about many or
    nobody). `of` says in a word which part of it, and is never personal data itself; `centre`: the one whose class lets
    it be seen, where that need not be the one that serves the person."""
    kind, people = (PERSON, (person,)) if person else ("", (None,))
    _add(what=what, action=of or what.value, kind=kind, subjects=people, by=by, at=at, centre=centre)


def note_while_reading(
    *, what: Deed, person: int | None, by: int | None, at: datetime, of: str = "", centre: str | None = None
) -> None:
    """The same, from a page that is read. It ends the transaction of the page: best called when the page is drawn."""
    with noting():
        note(what=what, person=person, by=by, at=at, of=of, centre=centre)


def note_each_while_reading(
    *, what: Deed, people: Iterable[int], by: int | None, at: datetime, of: str, centre: str | None = None
) -> None:
    """A line about each of many people: a paper with their names. As many statements for a class as for one."""
    with noting():
        them = tuple(dict.fromkeys(people))
        _add(what=what, action=of, kind=PERSON, subjects=them, by=by, at=at, centre=centre)


def record(*, action: str, kind: str, subject: int | None, by: int | None, at: datetime) -> None:
    """Add a line about anything that was done."""
    what = Deed.CHANGED if kind == PERSON else Deed.DONE
    _add(what=what, action=action, kind=kind, subjects=(subject,), by=by, at=at)


def _add(
    *, what: Deed, action: str, kind: str, subjects: Collection[int | None], by: int | None, at: datetime,
    centre: str | None = None,
) -> None:  # fmt: skip
    user = db.session.get(User, by) if by else None
    through = offices(user, subjects if kind == PERSON else (), centre=centre) if user else {}
    for subject in subjects:
        entry = AuditEntry(
            at=at,
            by_id=by,
            office=through.get(subject if kind == PERSON else None),
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
        _read_again(session, entries)
        _chain(session, sorted(entries, key=lambda entry: entry.id))


def _read_again(session: Session, entries: Iterable[AuditEntry]) -> None:
    """Those that a merge of records let the session forget, in one query, not each where its facts are asked for."""
    forgotten = [inspect(entry).identity[0] for entry in entries if inspect(entry).expired]
    if forgotten:
        session.scalars(select(AuditEntry).where(AuditEntry.id.in_(forgotten))).all()


def _chain(session: Session, entries: Sequence[AuditEntry]) -> None:
    place, digest = session.execute(held_anew(select(TrailHead.place, TrailHead.digest))).one()
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
