"""Rooms: adding and correcting them."""

from collections.abc import Iterable
from datetime import datetime

from flask import current_app

from lms.accounts.actions import record
from lms.centres import queries
from lms.centres.actions.keeping import add, held, refuse_other_district
from lms.centres.models import Room
from lms.centres.rules import Away, Equipment, Layout, Reason, room_fault
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.freshness import refuse_if_changed


def add_room(
    *,
    centre_id: int,
    name: str,
    area: float,
    equipment: Iterable[Equipment] = (),
    layouts: Iterable[Layout] = (),
    away: Away | None = None,
    by: int | None,
    at: datetime,
) -> Room:
    """Add a room or, with `away`, a borrowed place. Raises Refused(ROOM_SMALL, ROOM_HUGE, ROOM_TAKEN or
    OTHER_DISTRICT)."""
    _check(centre_id, name, area, away)
    made = Room(
        centre_id=queries.centre(centre_id).id,
        name=name,
        area=area,
        equipment=[each.value for each in equipment],
        layouts=[each.value for each in layouts],
    )
    _lay(made, away)
    add(made, otherwise=Reason.ROOM_TAKEN)
    record(action="room-added", kind="room", subject=made.id, by=by, at=at)
    return made


def change_room(
    *,
    room_id: int,
    name: str,
    area: float,
    equipment: Iterable[Equipment] = (),
    layouts: Iterable[Layout] = (),
    away: Away | None = None,
    seen: str | None = None,
    by: int,
    at: datetime,
) -> Room:
    """Correct a room or a borrowed place. While classes are ahead in a borrowed place it keeps its name and lies where
    it did: people were told to come there. Raises Refused(CHANGED_MEANWHILE, CLASSES_AHEAD, ROOM_SMALL, ROOM_HUGE,
    ROOM_TAKEN or OTHER_DISTRICT)."""
    found = held(Room, room_id)
    there, possible = [each.value for each in equipment], [each.value for each in layouts]
    refuse_if_changed(seen, now=found.facts, wanted=(name, area, there, possible, away))
    other_place = found.away and (name, away) != (found.name, found.away)
    if other_place and current_app.extensions["is_planned_in"](room_id, at=at):
        raise Refused(Reason.CLASSES_AHEAD)
    _check(found.centre_id, name, area, away, besides=room_id)
    found.name, found.area, found.equipment, found.layouts = name, area, there, possible
    _lay(found, away)
    db.session.flush()
    record(action="room-changed", kind="room", subject=room_id, by=by, at=at)
    return found


def _lay(room: Room, away: Away | None) -> None:
    room.region, room.district, room.jamoat_id = (
        (away.region, away.district, away.jamoat_id) if away else (None, None, None)
    )


def _check(centre_id: int, name: str, area: float, away: Away | None, *, besides: int | None = None) -> None:
    if wrong := room_fault(area):
        raise Refused(wrong)
    if away:
        refuse_other_district(away)
    if queries.room_name_taken(centre_id, name, besides=besides):
        raise Refused(Reason.ROOM_TAKEN)
