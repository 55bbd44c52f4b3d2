"""What goes over the wire to a phone: names, numbers and marks of its own roll calls, and nothing else."""

from typing import Any

from lms.attendance.models import Mark
from lms.centres.messages import room_name
from lms.classes import queries as classes
from lms.core.actors import Actor
from lms.offline.queries import Packed
from lms.web.locale import as_short_date, as_time, as_weekday


def packed(roll: Packed, language: str) -> dict[str, Any]:
    """One roll call as JSON, its words in a language."""
    session, call = roll.session, roll.roll_call
    programme = classes.programme_of(session.training_class)
    return {
        "id": session.id,
        "class": session.class_id,
        "title": programme.block_title(session.block, language),
        "day": f"{as_weekday(session.starts_at).capitalize()}, {as_short_date(session.starts_at)}",
        "time": f"{as_time(session.starts_at)}–{as_time(session.ends_at)}",
        "starts": session.starts_at.isoformat(),
        "ends": session.ends_at.isoformat(),
        "room": room_name(session.room.name),
        "closed": bool(call and call.closed_at),
        "began": call.began_at.isoformat() if call and call.began_at else None,
        "ended": call.ended_at.isoformat() if call and call.ended_at else None,
        "may_change": roll.may_change,
        "to_settle": len(roll.disputed) + roll.without_seat,
        "people": [
            {
                "id": person.id,
                "seat": seat,
                "name": person.registration.full_name,
                "number": person.registration.number,
                "mark": _mark(roll.marks.get(person.id)),
                "disputed": person.id in roll.disputed,
            }
            for person, seat in roll.people
        ],
    }


def owner(actor: Actor) -> dict[str, Any]:
    """Whose marks a phone takes down."""
    return {"id": actor.user_id, "name": actor.name}


def _mark(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {"id": mark.id, "state": mark.state, "minutes": mark.minutes, "reason": mark.reason}
