"""The sheet to sign, a page a day."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from lms.attendance import queries
from lms.attendance.paper.heading import Paper, day_title, lines
from lms.attendance.queries.sheets import SheetDay
from lms.attendance.rules.sheet import letters
from lms.centres import queries as centres
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.registration.models import Enrolment, FamilyMember
from lms.registration.rules import shown_number
from lms.web.locale import as_time

SPARE = 5
CYRILLIC = ("tg", "ru", "ky", "sgh")
_Rows = Iterable[dict[str, Any]]


def sheet(found: TrainingClass, language: str) -> Paper:
    """A sheet a day: a row a person, a column a block, lines for the families. The row numbers and the letters are what
    is typed back."""
    days = queries.sheet_days(found)
    family = classes.family_in(found.id)
    joint = {each.id for each in classes.joint_sessions(found)}

    def rows(day: SheetDay) -> _Rows:
        return [each for row, person in day.rows.items() for each in _rows_of(row, person, day, family, joint)]

    hint = _(
        "Typing it back: only the rows that were not there, for example “3 7 12”; with the letter of a block, "
        "“3a”; late or left early with minutes, “5b late 15”."
    )
    data = _sheet(found, days, [_("Row"), _("Name"), _("Registration number")], rows, hint, language)
    return Paper(data, [each for day in days for each in day.rows.values()])


def trainers_sheet(found: TrainingClass, language: str) -> Paper:
    """The same of a training of trainers, who sign with the names of their centres. Printed once more, it has those who
    were expected that day, not those who sit there by now."""
    names, days = dict(centres.scopes(language)), queries.sheet_days(found)
    expected = classes.trainers_expected([each.id for day in days for each in day.sessions])

    def rows(day: SheetDay) -> _Rows:
        there = [{each.id for each in expected[session.id]} for session in day.sessions]
        seats = {each.id: each for session in day.sessions for each in expected[session.id]}
        return [
            {
                "cells": [each.number, each.trainer.name, names.get(each.trainer.centre_code, "")],
                "signs": [each.id in seated for seated in there],
            }
            for each in sorted(seats.values(), key=lambda each: (each.number, each.id))
        ]

    return Paper(_sheet(found, days, [_("Row"), _("Name"), _("Centre")], rows, "", language))


def block_letters(count: int, language: str) -> str:
    """The letters of the blocks of a day on a sheet in this language."""
    return letters(count, cyrillic=language in CYRILLIC)


def _sheet(
    found: TrainingClass, days: Sequence[SheetDay], header: list[str], rows: Callable[[SheetDay], _Rows], hint: str,
    language: str,
) -> dict[str, Any]:  # fmt: skip
    return {
        "title": _("Sign-in sheet"),
        "header": header,
        "spare": SPARE,
        "hint": hint,
        "days": [
            {
                "title": f"{_('Sign-in sheet')}: {day_title(found, day.sessions, language)}",
                "lines": lines(found, language, day.sessions),
                "blocks": _blocks(found, day, language),
                "rows": list(rows(day)),
            }
            for day in days
        ],
    }


def _blocks(found: TrainingClass, day: SheetDay, language: str) -> list[dict[str, str]]:
    programme = classes.programme_of(found)
    return [
        {"letter": letter, "time": as_time(each.starts_at), "title": programme.block_title(each.block, language)}
        for letter, each in zip(block_letters(len(day.sessions), language), day.sessions, strict=True)
    ]


def _rows_of(
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
