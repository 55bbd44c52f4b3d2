"""Adding and changing providers, centres and rooms."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from lms.accounts.actions import record
from lms.centres import queries
from lms.centres.models import Centre, Provider, Room
from lms.centres.rules import ProviderKind, Reason, room_fault
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.core.freshness import refuse_if_changed

Kept = TypeVar("Kept", Centre, Room)


def add_provider(
    *,
    code: str,
    names: Mapping[str, str],
    kind: ProviderKind,
    licensed_from: date,
    licensed_until: date | None,
    by: int | None,
    at: datetime,
) -> Provider:
    """Record who may train, and from when to when. Raises Refused(LICENCE_BACKWARDS)."""
    if licensed_until and licensed_until < licensed_from:
        raise Refused(Reason.LICENCE_BACKWARDS)
    made = Provider(
        code=code, names=dict(names), kind=kind.value, licensed_from=licensed_from, licensed_until=licensed_until
    )
    db.session.add(made)
    db.session.flush()
    record(action="provider-added", kind="provider", subject=made.id, by=by, at=at)
    return made


def add_centre(
    *,
    provider_id: int,
    code: str,
    names: Mapping[str, str],
    address: Mapping[str, str],
    region: str,
    district: str,
    serves_regions: Iterable[str],
    by: int | None,
    at: datetime,
) -> Centre:
    """Open a centre. Raises Refused(CODE_TAKEN)."""
    if queries.centre_code_taken(code):
        raise Refused(Reason.CODE_TAKEN)
    made = Centre(
        provider_id=queries.provider(provider_id).id,
        code=code,
        names=dict(names),
        address=dict(address),
        region=region,
        district=district,
        serves_regions=list(serves_regions),
    )
    _add(made, otherwise=Reason.CODE_TAKEN)
    record(action="centre-added", kind="centre", subject=made.id, by=by, at=at)
    return made


def change_centre(
    *,
    centre_id: int,
    names: Mapping[str, str],
    address: Mapping[str, str],
    region: str,
    district: str,
    serves_regions: Iterable[str],
    seen: str | None = None,
    by: int,
    at: datetime,
) -> Centre:
    """Correct what is known of a centre; its code stays for ever. Raises Refused(CHANGED_MEANWHILE)."""
    found = _held(Centre, centre_id)
    wanted = dict(names), dict(address), region, district, list(serves_regions)
    refuse_if_changed(seen, now=found.facts, wanted=wanted)
    found.names, found.address = dict(names), dict(address)
    found.region, found.district, found.serves_regions = region, district, list(serves_regions)
    db.session.flush()
    record(action="centre-changed", kind="centre", subject=centre_id, by=by, at=at)
    return found


def add_room(*, centre_id: int, name: str, area: float, by: int | None, at: datetime) -> Room:
    """Add a room. Raises Refused(ROOM_SMALL, ROOM_HUGE or ROOM_TAKEN)."""
    _check_room(centre_id, name, area)
    made = Room(centre_id=queries.centre(centre_id).id, name=name, area=area)
    _add(made, otherwise=Reason.ROOM_TAKEN)
    record(action="room-added", kind="room", subject=made.id, by=by, at=at)
    return made


def change_room(
    *, room_id: int, name: str, area: float, seen: str | None = None, by: int, at: datetime
) -> Room:
    """Correct a room. Raises Refused(CHANGED_MEANWHILE, ROOM_SMALL, ROOM_HUGE or ROOM_TAKEN)."""
    found = _held(Room, room_id)
    refuse_if_changed(seen, now=found.facts, wanted=(name, area))
    _check_room(found.centre_id, name, area, besides=room_id)
    found.name, found.area = name, area
    db.session.flush()
    record(action="room-changed", kind="room", subject=room_id, by=by, at=at)
    return found


def _add(made: Centre | Room, *, otherwise: Reason) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the same form, sent twice in the same moment
        raise Refused(otherwise) from None


def _held(table: type[Kept], row_id: int) -> Kept:
    """The row as it is now, until the transaction ends. Raises NotThere."""
    found = db.session.get(table, row_id, with_for_update=True)
    if found is None:
        raise NotThere
    return found


def _check_room(centre_id: int, name: str, area: float, *, besides: int | None = None) -> None:
    if wrong := room_fault(area):
        raise Refused(wrong)
    if queries.room_name_taken(centre_id, name, besides=besides):
        raise Refused(Reason.ROOM_TAKEN)
