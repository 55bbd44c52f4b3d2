"""Making two records one, and undoing it exactly.

What belongs to a record is found by the tables themselves: every column that points to a registration or an enrolment,
or says `info={"person": "id"}` or `"key"`. So a room that is built later is merged too. What cannot be moved, because
both have it, stays where it is; nothing is lost."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import Column, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from lms.accounts import actions as accounts
from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.core.database import db, get_row
from lms.core.errors import NotThere, Refused
from lms.core.events import EnrolmentsProgressed, publish
from lms.registration import queries
from lms.registration.actions.holding import hold
from lms.registration.actions.names import keep_keys, name_of_account
from lms.registration.models import Enrolment, Journey, Lookalike, Merge, NameKey, Registration, RetiredNumber
from lms.registration.rules.merging import Field, Reason, columns_of, same_trip

# These say what one record is, not what belongs to the person.
OWN = {each.__tablename__ for each in (Registration, NameKey, Lookalike, Merge, RetiredNumber)}
CARRIED = {Journey.__tablename__, Enrolment.__tablename__}  # moved by trip, see _trips


@dataclass
class Notes:
    """What a merge did, in the order in which it did it."""

    moved: list[tuple[str, str, Any, Any, dict[str, Any]]] = field(default_factory=list)
    removed: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    closed_at: str | None = None

    def written(self) -> str:
        """As kept."""
        return json.dumps(vars(self), ensure_ascii=False, default=_plain)


def merge(*, kept_id: int, gone_id: int, take: Collection[Field] = (), by: int, at: datetime) -> Merge:
    """Make two records one: everything of `gone` moves to `kept`, and the fields to `take` are its too.

    Raises Refused(SAME_RECORD, MERGED_ALREADY, BUSY_TWICE)."""
    kept, gone = _hold(kept_id, gone_id)
    if kept_id == gone_id:
        raise Refused(Reason.SAME_RECORD)
    if kept.merged_into_id or gone.merged_into_id:
        raise Refused(Reason.MERGED_ALREADY)
    if current_app.extensions["busy_twice"](kept_id, gone_id, at):
        raise Refused(Reason.BUSY_TWICE)
    notes = Notes(closed_at=_plain(gone.user.disabled_at) if gone.user else None)
    db.session.flush()
    _trips(kept_id, gone_id, notes)
    for column, what in _pointing("registration"):
        old, new = (gone.id, kept.id) if what == "id" else (gone.key, kept.key)
        notes.moved += _move(column, old, new)
    _take(kept, gone, take, notes)
    gone.merged_into_id = kept.id
    if gone.user_id and gone.user.disabled_at is None and gone.user_id != by:
        accounts.set_open(user_id=gone.user_id, is_open=False, by=by, at=at)
    made = Merge(kept_id=kept_id, gone_id=gone_id, moved=notes.written(), merged_at=at, merged_by_id=by)
    db.session.add(made)
    _settle(kept_id, gone_id, by=by, at=at)
    db.session.flush()
    _renamed(kept, gone)
    db.session.flush()
    db.session.expire_all()
    for each in (kept_id, gone_id):
        trail.note(what=Deed.MERGED, person=each, by=by, at=at, of="merged")
    if begun := queries.courses(kept_id):
        publish(EnrolmentsProgressed(at=at, by=by, enrolment_ids=tuple(each.id for each in begun)))
    return made


def undo_merge(*, merge_id: int, by: int, at: datetime) -> None:
    """Make them two again, exactly as they were; what was added since stays with the one that was kept.

    Raises Refused(UNDONE_ALREADY, MERGED_SINCE)."""
    found = get_row(Merge, merge_id, to_change=True)
    if found is None:
        raise NotThere
    kept, gone = _hold(found.kept_id, found.gone_id)
    if found.undone_at is not None:
        raise Refused(Reason.UNDONE_ALREADY)
    if kept.merged_into_id is not None or found.id != queries.merges_of(kept.id)[0].id:
        raise Refused(Reason.MERGED_SINCE)
    notes = Notes(**json.loads(found.moved))
    db.session.flush()
    for table, row in reversed(notes.removed):
        db.session.execute(insert(_table(table)).values(_typed(_table(table), row)))
    for table, column, old, new, row in reversed(notes.moved):
        _back(_table(table), column, old, new, row)
    for name, value in notes.before.items():
        column = Registration.__table__.c[name]
        if getattr(kept, name) == _value(column, notes.after[name]):  # nobody changed it since
            setattr(kept, name, _value(column, value))
    gone.merged_into_id = None
    if gone.user and notes.closed_at is None and gone.user.disabled_at is not None:
        accounts.set_open(user_id=gone.user_id, is_open=True, by=by, at=at)
    found.undone_at, found.undone_by_id = at, by
    db.session.flush()
    _renamed(kept, gone)
    db.session.flush()
    db.session.expire_all()
    for each in (found.kept_id, found.gone_id):
        trail.note(what=Deed.MERGED, person=each, by=by, at=at, of="merge-undone")


def _hold(kept_id: int, gone_id: int) -> tuple[Registration, Registration]:
    """Both as they are now, in the order of their numbers: two who hold them the other way round wait, and none for
    ever."""
    held = {each: hold(each) for each in sorted({kept_id, gone_id})}
    return held[kept_id], held[gone_id]


def _pointing(to: str) -> Iterator[tuple[Column, str]]:
    """Every column of another table that names a registration or an enrolment, and by what."""
    for table in db.metadata.sorted_tables:
        if table.name in OWN or (to == "registration" and table.name in CARRIED) or table.info.get("append_only"):
            continue
        for column in table.c:
            if any(key.column.table.name == to for key in column.foreign_keys):
                yield column, "id"
            elif to == "registration" and "person" in column.info:
                yield column, column.info["person"]


def _trips(kept_id: int, gone_id: int, notes: Notes) -> None:
    """Two plans of one trip become one, with what was attended and issued for either; other trips move over."""
    trips = {each: queries.trips(each) for each in (kept_id, gone_id)}
    for journey, enrolments in trips[gone_id]:
        same = next((each for each in trips[kept_id] if same_trip(journey.departs_on, journey.country,
                     each[0].departs_on, each[0].country)), None)  # fmt: skip
        fellows = {(each.programme_slug, each.variant): each.id for each in same[1]} if same else {}
        taken = {slug for slug, _ in fellows}
        alone = [each for each in enrolments if each.programme_slug not in taken]  # a course that only one plan has
        pairs = [(each, fellows.get((each.programme_slug, each.variant))) for each in enrolments if each not in alone]
        if same and all(fellow for _, fellow in pairs):
            for each in alone:
                for column, old, new in ((Enrolment.__table__.c.journey_id, journey.id, same[0].id),
                                         (Enrolment.__table__.c.registration_id, gone_id, kept_id)):
                    notes.moved += _move(column, old, new, only=each.id)
        if same and all(fellow for _, fellow in pairs) and _folded(journey, pairs, same[0].id, notes):
            continue
        notes.moved += _move(Journey.__table__.c.registration_id, gone_id, kept_id, only=journey.id)
        for each in enrolments:
            notes.moved += _move(Enrolment.__table__.c.registration_id, gone_id, kept_id, only=each.id)


def _folded(journey: Journey, pairs: list[tuple[Enrolment, int]], into: int, notes: Notes) -> bool:
    """Move what hangs on the enrolments of one plan to those of the other, and put the empty plan away; whether all of
    it could be moved. What both have keeps the plan alive."""
    for old, new in pairs:
        for column, _ in _pointing("enrolment"):
            notes.moved += _move(column, old.id, new)
    removed: list[tuple[str, dict[str, Any]]] = []
    try:
        with db.session.begin_nested():
            for each in [*(old for old, _ in pairs), journey]:
                table = each.__table__
                row = db.session.execute(select(table).where(table.c.id == each.id)).mappings().one()
                db.session.execute(delete(table).where(table.c.id == each.id))
                removed.insert(0, (table.name, dict(row)))
    except IntegrityError:
        return False
    notes.removed += reversed(removed)
    for each in [*(old for old, _ in pairs), journey]:
        db.session.expunge(each)
    return True


def _move(column: Column, old: Any, new: Any, *, only: int | None = None) -> list[tuple]:
    """Let rows that point to `old` point to `new`, each for itself: one that may not stays."""
    table, moved = column.table, []
    keys = list(table.primary_key)
    wanted = select(*keys).where(column == old)
    if only is not None:
        wanted = wanted.where(table.c.id == only)
    for row in db.session.execute(wanted).mappings().all():
        name = {key.name: row[key.name] for key in keys}
        try:
            with db.session.begin_nested():
                db.session.execute(update(table).where(*_at(table, name)).values({column: new}))
        except IntegrityError:
            continue
        after = {key: new if key == column.name else value for key, value in name.items()}
        moved.append((table.name, column.name, old, new, after))
    return moved


def _back(table: Table, column: str, old: Any, new: Any, row: dict[str, Any]) -> None:
    try:
        with db.session.begin_nested():
            changed = update(table).where(*_at(table, row), table.c[column] == new).values({column: old})
            db.session.execute(changed)
    except IntegrityError:
        raise Refused(Reason.BUSY_TWICE) from None


def _at(table: Table, row: dict[str, Any]) -> list:
    return [table.c[name] == value for name, value in row.items()]


def _take(kept: Registration, gone: Registration, take: Collection[Field], notes: Notes) -> None:
    for name in columns_of(take):
        notes.before[name], value = getattr(kept, name), getattr(gone, name)
        notes.after[name] = value
        setattr(kept, name, value)


def _renamed(kept: Registration, gone: Registration) -> None:
    for each in (kept, gone):
        keep_keys(each)
    if kept.user:
        kept.user.name = name_of_account(kept)


def _settle(kept_id: int, gone_id: int, *, by: int, at: datetime) -> None:
    first, second = sorted((kept_id, gone_id))
    pair = update(Lookalike).where(Lookalike.first_id == first, Lookalike.second_id == second)
    db.session.execute(pair.values(settled_at=at, settled_by_id=by))


def _table(name: str) -> Table:
    return db.metadata.tables[name]


def _plain(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _value(column: Column, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    kind = getattr(column.type, "impl_instance", column.type).python_type
    return kind.fromisoformat(value) if issubclass(kind, date) else value


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.c[name], value) for name, value in row.items()}
