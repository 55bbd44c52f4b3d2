"""Sentences and words about centres."""

from collections.abc import Collection, Iterable
from datetime import date

from flask_babel import force_locale, get_locale, gettext
from flask_babel import lazy_gettext as _l

from lms.centres.models import Room
from lms.centres.queries import surroundings
from lms.centres.rules import (
    Audience,
    Due,
    DueKind,
    Equipment,
    Layout,
    Licence,
    Reason,
    Tenure,
    is_bare_number,
    layouts_missing,
)
from lms.centres.rules.jamoats import Wrong
from lms.curriculum.queries import place_name
from lms.web.locale import as_date

SENTENCES = {
    Reason.CODE_TAKEN: _l("This code is taken. Please choose another."),
    Reason.ROOM_TAKEN: _l("The centre already has a room of this name. Please choose another."),
    Reason.ROOM_SMALL: _l("A room needs at least one square metre for trainees. Please look at the area again."),
    Reason.ROOM_HUGE: _l("This room is larger than a hall. Please write the area in square metres."),
    Reason.LICENCE_BACKWARDS: _l("The licence ends before it begins. Please look at both dates again."),
    Reason.RENTAL_BACKWARDS: _l("The rental ends before it begins. Please look at both dates again."),
    Reason.RENTAL_UNDATED: _l("Please enter from which day the place is rented."),
    Reason.HOURS_BACKWARDS: _l("A day ends before it begins. Please look at the opening hours again."),
    Reason.CLOSED_BACKWARDS: _l("The last day is before the first. Please look at both dates again."),
    Reason.OTHER_DISTRICT: _l("This jamoat is in another district. Please choose one of this district."),
    Reason.CLASSES_AHEAD: _l(
        "Classes are planned at this place. Please record the other place as a new one, and move the classes there."
    ),
    Reason.PUT_AWAY: _l("The place “%(room)s” is put away. Please choose another, or take it up again first."),
    Reason.LICENCE_NOT_BEGUN: _l(
        "The provider's licence begins on %(first)s. Please choose a later day, or a room of another provider."
    ),
    Reason.LICENCE_ENDED: _l(
        "The provider's licence ends on %(last)s: no class may be held after that. Please choose a room of another "
        "provider, or ask the administrator to record the new licence."
    ),
    Reason.OTHER_AUDIENCE: _l(
        "The provider's licence does not cover all who take part in this class. Please choose a room of another "
        "provider."
    ),
    Reason.OTHER_REGION: _l(
        "The provider's licence does not cover the region where this class would be held. Please choose a room of "
        "another provider."
    ),
    Reason.NOT_RENTED: _l("The place is not rented on %(day)s. Please choose another room or another day."),
    Reason.CLOSED_DAYS: _l("The centre is closed on %(day)s. Please choose another day."),
    Reason.CLOSED_WEEKDAY: _l("%(day)s is a day on which the centre does not open. Please choose another day."),
    Reason.PUBLIC_HOLIDAY: _l("%(day)s is a public holiday, and the centre is closed. Please choose another day."),
    Reason.BEFORE_OPENING: _l(
        "On %(day)s the centre opens at %(time)s, after the class begins. Please choose another day or another centre."
    ),
    Reason.AFTER_CLOSING: _l(
        "On %(day)s the centre closes at %(time)s, before the class ends. Please choose another day or another centre."
    ),
}

AUDIENCES = {
    Audience.MIGRANT: _l("Those who leave"),
    Audience.FAMILY: _l("Families"),
    Audience.RETURNED: _l("Those who returned"),
    Audience.YOUNG: _l("Pupils and students"),
    Audience.TRAINER: _l("Trainers"),
}

TENURES = {
    Tenure.PERMANENT: _l("Permanent"),
    Tenure.RENTED: _l("Rented"),
    Tenure.MOBILE: _l("Mobile, goes to the villages"),
}

EQUIPMENT = {
    Equipment.WHITEBOARD: _l("Whiteboard with two usable sides"),
    Equipment.SPEAKERS: _l("Speakers"),
    Equipment.MULTIMEDIA: _l("Projector"),
    Equipment.COMPUTER: _l("Computer"),
    Equipment.SCREEN: _l("Screen"),
    Equipment.MOVABLE_DESKS: _l("Desks that can be moved"),
    Equipment.CUPBOARD: _l("Cupboard that locks"),
}

LAYOUTS = {
    Layout.ROWS: _l("Rows"),
    Layout.HORSESHOE: _l("Horseshoe"),
    Layout.GROUPS: _l("Groups at tables"),
    Layout.CIRCLE: _l("Circle of chairs"),
}

LICENCES = {
    Licence.HOLDS: _l("The licence is valid."),
    Licence.ENDS_SOON: _l("The licence ends soon: renew it."),
    Licence.NOT_YET: _l("The licence has not begun: no classes yet."),
    Licence.ENDED: _l("The licence has ended: no new classes."),
}
LICENCE_STATES = {Licence.HOLDS: "good", Licence.ENDS_SOON: "warn", Licence.NOT_YET: "warn", Licence.ENDED: "bad"}

DUE = {
    (DueKind.LICENCE, False): _l("%(name)s: the licence ends on %(day)s. Renew it in time."),
    (DueKind.LICENCE, True): _l("%(name)s: the licence ended on %(day)s. No new classes there."),
    (DueKind.RENTAL, False): _l("%(name)s: the rental ends on %(day)s."),
    (DueKind.RENTAL, True): _l("%(name)s: the rental ended on %(day)s. No new classes there."),
}


def room_name(room: Room, language: str | None = None) -> str:
    """A room as one speaks of it, in a language or in that of the page: "Room 1", but "Computer room"; a borrowed place
    by its name in that language."""
    if room.away:
        return place_name(room.place_names, language or str(get_locale()))
    if not is_bare_number(room.name):
        return room.name
    with force_locale(language or get_locale()):
        return gettext("Room %(name)s", name=room.name.strip())


def whereabouts(room: Room, language: str | None = None, *, briefly: bool = False) -> str:
    """Where a room is, in a language or in that of the page, first what somebody looks for: of a borrowed place its
    name, where it lies (unless `briefly`) and in brackets whose class comes there; else the centre and the room in
    it."""
    spoken = language or str(get_locale())
    centre, called = place_name(room.centre.names, spoken), room_name(room, language)
    if not room.away:
        return f"{centre}, {called}"
    lies = "" if briefly else surroundings(room, spoken)
    return f"{', '.join(filter(None, (called, lies)))} ({centre})"


def gaps_sentence(room: Room) -> str:
    """What a room lacks (E77), as a sentence; empty when nothing is missing."""
    things = ", ".join(str(EQUIPMENT[each]) for each in room.gaps)
    return gettext("Missing in the room: %(things)s.", things=things) if things else ""


def chairs_sentence(room: Room, asked: Iterable[Collection[Layout]]) -> str:
    """How the chairs of a room cannot stand although the session plans ask for it (E75); empty when all is well."""
    ways = ", ".join(str(LAYOUTS[each]) for each in layouts_missing(asked, room.layouts, room.equipment))
    return gettext("The chairs cannot stand here as the session plans ask: %(ways)s.", ways=ways) if ways else ""


def due_sentence(found: Due, *, day: date, language: str) -> str:
    """What falls due, as a sentence."""
    return str(DUE[found.kind, found.on < day]) % {"name": place_name(found.names, language), "day": as_date(found.on)}


# For the command line: lines of a file that cannot be taken.
BAD_ROWS = {
    Wrong.NO_COLUMN: "the column “{found}” is missing: name the columns code, region, district, tg, ru, en",
    Wrong.BAD_CODE: "the code “{found}” is not made of small Latin letters, digits and hyphens",
    Wrong.CODE_TWICE: "the code “{found}” stands in the file twice",
    Wrong.NO_DISTRICT: "there is no region and district “{found}”: use their ids from country.toml",
    Wrong.NO_NAME: "“{found}” has no name in any language",
    Wrong.LONG_NAME: "the name “{found}…” is too long",
}
