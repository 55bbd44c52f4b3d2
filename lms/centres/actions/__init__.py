"""Adding and changing providers, centres, rooms and jamoats."""

from lms.centres.actions.centres import add_centre, change_centre
from lms.centres.actions.hours import change_hours, close_days, take_back_closed_days
from lms.centres.actions.jamoats import import_jamoats
from lms.centres.actions.providers import add_provider, change_provider
from lms.centres.actions.rooms import add_room, change_room, put_away, take_up

__all__ = [
    "add_centre",
    "add_provider",
    "add_room",
    "change_centre",
    "change_hours",
    "change_provider",
    "change_room",
    "close_days",
    "import_jamoats",
    "put_away",
    "take_back_closed_days",
    "take_up",
]
