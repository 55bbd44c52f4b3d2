"""What people take away from a class page: the slip, and the entries of a calendar."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from flask_babel import force_locale
from flask_babel import gettext as _

from lms.centres.messages import room_name
from lms.centres.models import Room
from lms.centres.queries import surroundings
from lms.classes.models import ClassSession, MakeUp, Seat, TrainingClass
from lms.classes.queries import programme_of
from lms.classes.queries.calendar import ClassDay, Part
from lms.classes.rules.calendar import Appointment
from lms.core import clock
from lms.core.printing import qr_svg, render_pdf
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import BREAKS
from lms.curriculum.queries import place_name
from lms.curriculum.rules.programme import Programme
from lms.registration.models import Enrolment
from lms.registration.rules import shown_number
from lms.web.locale import as_date, as_time, as_weekday

SLIP = Path(__file__).parent / "slip.typ"


def day_appointments(found: TrainingClass, language: str, *, host: str) -> list[Appointment]:
    """One calendar entry for each day of a class."""
    programme = programme_of(found)
    with force_locale(language):
        return [
            Appointment(
                uid=f"class-{found.id}-{day[0].day}@{host}",
                starts=day[0].starts_at,
                ends=day[-1].ends_at,
                title=programme.title(language),
                place=", ".join(_whereabouts(day[0].room, language)),
                notes=_("Please bring your passport and your registration card, and come ten minutes early."),
                sequence=found.sequence,
                cancelled=found.cancelled_at is not None,
                changed=found.changed_at,
            )
            for day in found.days
        ]


def feed_appointments(days: Iterable[ClassDay], language: str, *, host: str) -> list[Appointment]:
    """The entries of a timetable: one for each day of each class, without the name of anybody who sits there. A day
    that is split over dates or rooms has an entry for each."""
    uses: Counter[tuple[int, str]] = Counter()
    entries = []
    with force_locale(language):
        for each in days:
            uses[each.class_id, each.day] += 1
            again = uses[each.class_id, each.day]
            programme = curriculum.programme(each.edition_id)
            entries.append(
                Appointment(
                    uid=f"class-{each.class_id}-{each.day}{f'-{again}' if again > 1 else ''}@{host}",
                    starts=each.starts,
                    ends=each.ends,
                    title=programme.variant_title(each.variant, language),
                    place=_of_room(each.room, language),
                    notes="\n".join(_feed_line(part, programme, language) for part in each.parts),
                    sequence=each.sequence,
                    cancelled=each.cancelled,
                    changed=each.changed_at,
                )
            )
    return entries


def _of_room(found: Room, language: str) -> str:
    if found.away:
        return f"{room_name(found, language)}, {surroundings(found, language)}"
    return f"{place_name(found.centre.names, language)}, {room_name(found)}"


def _feed_line(part: Part, programme: Programme, language: str) -> str:
    what = programme.block_title(part.block, language) if part.block else str(BREAKS[part.break_kind])
    return f"{as_time(part.starts)}–{as_time(part.ends)} {what}"


def slip(seat: Seat, enrolment: Enrolment, language: str, *, at: datetime) -> bytes:
    """The slip of a seat as a PDF: who, what, where, when, what to bring."""
    found = seat.training_class
    with force_locale(language):
        facts = [[_("Seat"), str(seat.number)], *_where(found.room, language)]
        here = set(found.here)
        days = [day for day in found.days if day[-1] in here]
        return _slip(_("Your seat in the class"), enrolment, facts, days, language, at)


def make_up_slip(place: MakeUp, block: str, enrolment: Enrolment, language: str, *, at: datetime) -> bytes:
    """The same of a place in one session, for a block that was missed."""
    title = curriculum.programme(enrolment.edition_id).block_title(block, language)
    with force_locale(language):
        facts = _where(place.session.room, language)
        return _slip(_("Make up: %(block)s", block=title), enrolment, facts, [[place.session]], language, at)


def _slip(
    title: str, enrolment: Enrolment, facts: list[list[str]], days: Sequence[list[ClassSession]], language: str,
    at: datetime,
) -> bytes:  # fmt: skip
    person = enrolment.registration
    data = {
        "language": language,
        "title": title,
        "course": programme_of(days[0][0].training_class).title(language),
        "qr": qr_svg(person.number),
        "qr_words": _("The registration number as a code to scan"),
        "facts": [[_("Name"), person.full_name], [_("Registration number"), shown_number(person.number)], *facts],
        "when": _("When"),
        "days": [_day_line(day) for day in days],
        "bring": _("What to bring"),
        "things": bring(),
        "printed": _("Printed on %(day)s", day=as_date(clock.local(at))),
    }
    return render_pdf(SLIP, data, at=at)


def _whereabouts(room: Room, language: str) -> list[str]:
    """Where people come to: the centre and its address, or the place to which it goes and where that lies."""
    if room.away:
        return [room_name(room, language), surroundings(room, language)]
    found = room.centre
    return [place_name(each, language) for each in (found.names, found.address) if each]


def _where(room: Room, language: str) -> list[list[str]]:
    centre, *address = [place_name(each, language) for each in (room.centre.names, room.centre.address) if each]
    if room.away:
        return [[_("Where"), ", ".join(_whereabouts(room, language))], [_("Centre"), centre]]
    return [[_("Centre"), centre], *([_("Address"), each] for each in address), [_("Room"), room.name]]


def bring() -> list[str]:
    """What to bring, in the language of the page."""
    return [
        _("Your passport"),
        _("Your registration card or number"),
        _("Your glasses, if you read with glasses"),
        _("Your work contract, if you have one"),
    ]


def _day_line(day: list[ClassSession]) -> str:
    return _(
        "%(weekday)s, %(day)s, from %(from)s to %(until)s",
        weekday=as_weekday(day[0].starts_at).capitalize(),
        day=as_date(day[0].starts_at),
        until=as_time(day[-1].ends_at),
        **{"from": as_time(day[0].starts_at)},
    )
