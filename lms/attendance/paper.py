"""What is printed of a class: the sheet to sign, the roster, name cards, the time log."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from lms.attendance import queries
from lms.attendance.queries.sheets import SheetDay
from lms.attendance.rules.sheet import letters, sets_for
from lms.centres.messages import room_name
from lms.classes import queries as classes
from lms.classes.models import ClassSession, TrainingClass
from lms.core import clock
from lms.core.printing import render_pdf
from lms.curriculum.messages import BREAKS
from lms.curriculum.queries import place_name
from lms.registration.models import Enrolment, FamilyMember
from lms.registration.rules import shown_number
from lms.web.locale import as_date, as_time, as_weekday

TEMPLATE = Path(__file__).parent / "papers.typ"
SPARE = 5
CYRILLIC = ("tg", "ru", "ky", "sgh")


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed, and the people whose names stand on it."""

    data: dict[str, Any]
    people: Iterable[Enrolment] = ()


def sheet(found: TrainingClass, language: str) -> Paper:
    """A sheet a day: a row a person, a column a block, lines for the families. The row numbers and the letters are what
    is typed back."""
    days = queries.sheet_days(found)
    data = {
        "title": _("Sign-in sheet"),
        "lines": _lines(found, language),
        "header": [_("Row"), _("Name"), _("Registration number")],
        "spare": SPARE,
        "hint": _(
            "Typing it back: only the rows that were not there, for example “3 7 12”; with the letter of a block, "
            "“3a”; late or left early with minutes, “5b late 15”."
        ),
        "days": _sheet_days(found, days, language),
    }
    return Paper(data, [each for day in days for each in day.rows.values()])


def roster(found: TrainingClass, language: str) -> Paper:
    """Who comes, with what a trainer must know beforehand."""
    people = classes.people_in(found.id)
    data = {
        "title": _("Roster"),
        "lines": _lines(found, language),
        "header": [_("Seat"), _("Name"), _("Registration number"), _("Leaves on"), _("Remarks")],
        "rows": [
            [
                each.seat.number,
                each.enrolment.registration.full_name,
                shown_number(each.enrolment.registration.number),
                as_date(each.enrolment.journey.departs_on),
                "" if each.enrolment.registration.reads_alone else _("Needs help with reading"),
            ]
            for each in people
        ],
    }
    return Paper(data, [each.enrolment for each in people])


def cards(found: TrainingClass, language: str) -> Paper:
    """Cards to set before people, with the name by which they are called."""
    people = classes.people_in(found.id)
    data = {
        "title": _("Name cards"),
        "people": [
            {
                "given": each.enrolment.registration.given_name,
                "family": each.enrolment.registration.family_name,
                "seat": _("Seat %(number)s", number=each.seat.number),
            }
            for each in people
        ],
    }
    return Paper(data, [each.enrolment for each in people])


def time_log(found: TrainingClass, language: str) -> Paper:
    """The time log (E99): what is planned, and what really was, to fill in by hand where nobody did on a phone."""
    calls = queries.roll_calls([each.id for each in found.sessions])
    programme = classes.programme_of(found)

    def row(session: ClassSession) -> list[str]:
        call = calls.get(session.id)
        began, ended = (call.began_at, call.ended_at) if call else (None, None)
        minutes = (ended - began).total_seconds() // 60 if began and ended else None
        title = programme.block_title(session.block, language) if session.block else BREAKS[session.break_kind]
        planned = f"{as_time(session.starts_at)}–{as_time(session.ends_at)}"
        actual = [as_time(began) if began else "", as_time(ended) if ended else ""]
        return [planned, str(title), str(session.minutes), *actual, "" if minutes is None else f"{minutes:.0f}"]

    return Paper({
        "title": _("Time log"),
        "lines": _lines(found, language),
        "header": [_("Planned"), _("Block"), _("Minutes"), _("Began"), _("Ended"), _("Minutes")],
        "hint": ngettext(
            "%(num)s minute of training in all, breaks not counted.",
            "%(num)s minutes of training in all, breaks not counted.",
            sum(each.training_minutes for each in found.sessions),
        ),
        "days": [
            {"title": _day_title(found, day, language), "rows": [row(each) for each in day]} for day in found.days
        ],
    })  # fmt: skip


def role_cards(found: TrainingClass, language: str) -> Paper:
    """The cards of the class's activities to cut out and hand out, as many sets as the class needs (E66)."""
    people = max(classes.seat_counts({found.id})[found.id].taken, 1)
    activities = {
        (part.slug, each.id): each
        for session in found.sessions
        for part in classes.session_plan(session, language)
        for step in part.steps
        for each in step.activities
        if each.cards
    }
    return Paper({
        "title": _("Role cards"),
        "lines": _lines(found, language),
        "none": _("The session plans of this class have no role cards."),
        "sets": [
            {"title": each.title, "cards": list(map(dict, each.cards)), "times": sets_for(people, len(each.cards))}
            for each in activities.values()
        ],
    })  # fmt: skip


PAPERS: dict[str, Callable[[TrainingClass, str], Paper]] = {
    "sheet": sheet,
    "roster": roster,
    "cards": cards,
    "log": time_log,
    "roles": role_cards,
}


def printed(kind: str, found: TrainingClass, language: str, *, at: datetime) -> tuple[bytes, list[int]]:
    """One of the PAPERS of a class as a PDF, and the registrations of those whose names stand on it. Raises
    Refused(LETTER_NOT_IN_FONT)."""
    with force_locale(language):
        paper = PAPERS[kind](found, language)
        data = {
            "kind": kind,
            "language": language,
            "printed": _("Printed on %(day)s", day=as_date(clock.local(at))),
            **paper.data,
        }
        return render_pdf(TEMPLATE, data, at=at), [each.registration_id for each in paper.people]


def block_letters(count: int, language: str) -> str:
    """The letters of the blocks of a day on a sheet in this language."""
    return letters(count, cyrillic=language in CYRILLIC)


def _sheet_days(found: TrainingClass, days: Sequence[SheetDay], language: str) -> list[dict[str, Any]]:
    family = classes.family_in(found.id)
    joint = {each.id for each in classes.joint_sessions(found)}
    return [
        {
            "title": f"{_('Sign-in sheet')}: {_day_title(found, day.sessions, language)}",
            "blocks": _blocks(found, day, language),
            "rows": [each for row, person in day.rows.items() for each in _sheet_rows(row, person, day, family, joint)],
        }
        for day in days
    ]


def _blocks(found: TrainingClass, day: SheetDay, language: str) -> list[dict[str, str]]:
    programme = classes.programme_of(found)
    return [
        {"letter": letter, "time": as_time(each.starts_at), "title": programme.block_title(each.block, language)}
        for letter, each in zip(block_letters(len(day.sessions), language), day.sessions, strict=True)
    ]


def _sheet_rows(
    row: int, person: Enrolment, day: SheetDay, family: Mapping[int, Sequence[FamilyMember]], joint: Collection[int]
) -> list[dict[str, Any]]:
    """A row for a person, and below it one for each of the family, who sign in the blocks that all attend together."""
    registered = person.registration
    own = {"cells": [row, registered.full_name, shown_number(registered.number)], "signs": [True] * len(day.sessions)}
    together = [each.id in joint for each in day.sessions]
    if not any(together):
        return [own]
    return [own, *({"cells": ["", _("Family: %(name)s", name=each.name), ""], "signs": together}
                   for each in family.get(person.id, ()))]  # fmt: skip


def _day_title(found: TrainingClass, day: Sequence[ClassSession], language: str) -> str:
    title = classes.programme_of(found).day_title(day[0].day, language)
    return f"{title}, {as_weekday(day[0].starts_at)}, {as_date(day[0].starts_at)}"


def _lines(found: TrainingClass, language: str) -> list[str]:
    programme = classes.programme_of(found)
    trainers = dict.fromkeys(each.trainer.name for each in found.sessions if each.trainer)
    return [
        f"{programme.title(language)} · {programme.variant_title(found.variant, language)}",
        f"{place_name(found.centre.names, language)}, {room_name(found.sessions[0].room.name)} · {', '.join(trainers)}",
    ]
