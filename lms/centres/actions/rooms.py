"""Rooms: adding and correcting them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from flask import current_app

from lms.accounts.actions import record
from lms.centres import queries
from lms.centres.actions.keeping import add, held, refuse_other_district
from lms.centres.models import Room
from lms.centres.rules import Away, Equipment, Layout, Reason, room_fault
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.events import PlaceRenamed, publish
from lms.core.freshness import refuse_if_changed

NO_NAMES: Mapping[str, str] = MappingProxyType({})


def add_room(
    *,
    centre_id: int,
    name: str,
    names: Mapping[str, str] = NO_NAMES,
    area: float,
    equipment: Iterable[Equipment] = (),
    layouts: Iterable[Layout] = (),
    away: Away | None = None,
    step_free: bool = False,
    by: int | None,
    at: datetime,
) -> Room:
    """Add a room or, with `away`, a borrowed place; `names` are what that is called in other languages than the first,
    `step_free` whether one gets in there without steps: of its own rooms the centre says that. Raises
    Refused(ROOM_SMALL, ROOM_HUGE, ROOM_TAKEN or OTHER_DISTRICT)."""
    _check(centre_id, name, area, away)
    made = Room(
        centre_id=queries.centre(centre_id).id,
        name=name,
        area=area,
        equipment=[each.value for each in equipment],
        layouts=[each.value for each in layouts],
        names=_names(name, names) if away else {},
    )
    _lay(made, away, step_free)
    add(made, otherwise=Reason.ROOM_TAKEN)
    record(action="room-added", kind="room", subject=made.id, by=by, at=at)
    return made


def change_room(
    *,
    room_id: int,
    name: str,
    names: Mapping[str, str] = NO_NAMES,
    area: float,
    equipment: Iterable[Equipment] = (),
    layouts: Iterable[Layout] = (),
    away: Away | None = None,
    step_free: bool = False,
    seen: str | None = None,
    by: int,
    at: datetime,
) -> Room:
    """Correct a room or a borrowed place. While classes are ahead in a borrowed place it lies where it did: people were
    told to come there. Its name may be corrected; nobody is told of that. Raises Refused(CHANGED_MEANWHILE,
    CLASSES_AHEAD, ROOM_SMALL, ROOM_HUGE, ROOM_TAKEN or OTHER_DISTRICT)."""
    found = held(Room, room_id)
    there, possible = [each.value for each in equipment], [each.value for each in layouts]
    called = _names(name, names) if away else {}
    wanted = name, called, area, there, possible, away, bool(away) and step_free
    refuse_if_changed(seen, now=found.facts, wanted=wanted)
    renamed = called != found.names
    if found.away and away != found.away and current_app.extensions["is_planned_in"](room_id, at=at):
        raise Refused(Reason.CLASSES_AHEAD)
    _check(found.centre_id, name, area, away, besides=room_id)
    found.name, found.names, found.area, found.equipment, found.layouts = name, called, area, there, possible
    _lay(found, away, step_free)
    db.session.flush()
    if renamed:
        publish(PlaceRenamed(at=at, by=by, room_id=room_id))
    record(action="room-changed", kind="room", subject=room_id, by=by, at=at)
    return found


def put_away(*, room_id: int, by: int, at: datetime) -> None:
    """No class is planned in a borrowed place any more; those that are planned there keep it. Raises NotThere."""
    found = _place(room_id)
    if found.put_away_at is None:
        found.put_away_at = at
        record(action="place-put-away", kind="room", subject=room_id, by=by, at=at)


def take_up(*, room_id: int, by: int, at: datetime) -> None:
    """Classes can be planned there again. Raises NotThere."""
    found = _place(room_id)
    if found.put_away_at is not None:
        found.put_away_at = None
        record(action="place-taken-up", kind="room", subject=room_id, by=by, at=at)


def _place(room_id: int) -> Room:
    found = held(Room, room_id)
    if not found.away:
        raise NotThere
    return found


def _names(name: str, names: Mapping[str, str]) -> dict[str, str]:
    """What a place is called, by language: `name` in the first, which everybody can read."""
    return {current_app.config["LANGUAGES"][0]: name} | dict(names)


def _lay(room: Room, away: Away | None, step_free: bool) -> None:
    room.region, room.district, room.jamoat_id = (
        (away.region, away.district, away.jamoat_id) if away else (None, None, None)
    )
    room.step_free = bool(away) and step_free


def _check(centre_id: int, name: str, area: float, away: Away | None, *, besides: int | None = None) -> None:
    if wrong := room_fault(area):
        raise Refused(wrong)
    if away:
        refuse_other_district(away)
    if queries.room_name_taken(centre_id, name, besides=besides):
        raise Refused(Reason.ROOM_TAKEN)
