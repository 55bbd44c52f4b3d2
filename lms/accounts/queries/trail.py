"""Reads of the trail."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy import func, select

from lms.accounts.models import AuditEntry, TrailHead, TrailSeal, User
from lms.accounts.rules.trail import CENTRAL, PERSON, Deed, Line, Office, first_broken, name_of, office_of
from lms.core import clock
from lms.core.actors import Role, Within
from lms.core.database import db

AT_ONCE, SHOWN = 1000, 300


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at the whole chain found: so many lines are in order; `broken` is the first entry that is not,
    `lost` how many lines are missing at the end, `loose` the first entry that is in no chain. `digest` seals it all:
    who writes it down today can tell tomorrow whether the chain was made anew."""

    lines: int
    broken: int | None
    lost: int
    loose: int | None
    digest: str

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong."""
        return self.broken is None and not self.lost and self.loose is None


def verify() -> Verdict:
    """Look at every line."""
    with closing(_lines()) as found:
        lines, broken, digest = first_broken(found)
    head = db.session.execute(select(TrailHead.place, TrailHead.digest)).one_or_none()
    place, last = head or (0, "")
    if not broken and (place < lines or place == lines and last != digest):
        # What stands beyond a head that was set back is the first that cannot be.
        first = min(lines, place + 1)
        broken = db.session.scalar(select(TrailSeal.entry_id).where(TrailSeal.place == first)) or 0
        lines = max(first - 1, 0)
    sealed = select(TrailSeal.entry_id)
    loose = db.session.scalar(select(func.min(AuditEntry.id)).where(AuditEntry.id.not_in(sealed)))
    return Verdict(lines, broken or None, 0 if broken else max(place - lines, 0), loose, digest)


def deeds(records: Collection[int], *, but: int) -> list[tuple[datetime, str | None, Deed, str]]:
    """What people other than the user `but` did with the records of somebody, the newest first: moment, office, deed,
    of what."""
    rows = db.session.execute(
        select(AuditEntry.at, AuditEntry.office, AuditEntry.deed, AuditEntry.action)
        .where(
            AuditEntry.subject_kind == PERSON,
            AuditEntry.subject_id.in_(records),
            AuditEntry.by_id.is_not(None),
            AuditEntry.by_id != but,
        )
        .order_by(AuditEntry.id.desc())
        .limit(SHOWN)
    )
    return [(at, office, Deed(deed), action) for at, office, deed, action in rows]


def done_by(user_id: int, *, since: datetime) -> list[tuple[date, dict[Deed, int]]]:
    """What was done from an account: by day, the newest first, how often each deed. Whose records they were is not
    told: who looks after accounts sees whether somebody opens more than the work asks for, and nobody's name."""
    found: dict[date, Counter[Deed]] = {}
    rows = db.session.execute(
        select(AuditEntry.at, AuditEntry.deed)
        .where(AuditEntry.by_id == user_id, AuditEntry.at >= since)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    )
    for at, deed in rows:
        found.setdefault(clock.local(at).date(), Counter())[Deed(deed)] += 1
    return [(day, {deed: done[deed] for deed in Deed if done[deed]}) for day, done in found.items()]


def offices(by: User, records: Collection[int], *, centre: str | None = None) -> dict[int | None, str | None]:
    """Through which office somebody deals with each of these records: that of a `centre` by way of which they see it,
    or else of the centre that serves the person. Under None: with what is nobody's record."""
    places = {(Within(each.within), each.code) for each in by.grants if each.role != Role.TRAINEE}
    several = len(places) > 1
    wide = {each for each in places if each[1] and each[0] is not Within.CENTRE} if several else ()
    inside = current_app.extensions["centres_within"](wide) if wide else {}
    known = [_office(*each, inside.get(each, frozenset())) for each in places]
    own = current_app.extensions["centres_of_records"](records) if several and records and not centre else {}
    return {each: office_of(known, centre or own.get(each)) for each in (None, *records)}


def _office(within: Within, code: str | None, inside: frozenset[str]) -> Office:
    if code is None:
        return Office(CENTRAL)
    return Office(name_of(within, code), frozenset({code}) if within is Within.CENTRE else inside)


def _lines() -> Iterator[tuple[Line, str]]:
    entry = AuditEntry.__table__.c
    rows = db.session.execute(
        select(
            TrailSeal.place, TrailSeal.entry_id, entry.at, entry.by_id, entry.office, entry.deed, entry.action,
            entry.subject_kind, entry.subject_id, TrailSeal.digest,
        )
        .join_from(TrailSeal, AuditEntry, AuditEntry.id == TrailSeal.entry_id, isouter=True)
        .order_by(TrailSeal.place)
        .execution_options(yield_per=AT_ONCE)
    )  # fmt: skip
    with closing(rows):
        for *facts, digest in rows:
            yield Line(*facts), digest
