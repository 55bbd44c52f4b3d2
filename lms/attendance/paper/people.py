"""Who comes: the roster, and the cards with names."""

from flask_babel import gettext as _

from lms.attendance.paper.heading import Paper, lines
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.registration.rules import shown_number
from lms.web.locale import as_date


def roster(found: TrainingClass, language: str) -> Paper:
    """Who comes, with what a trainer must know beforehand."""
    people = classes.people_in(found.id)
    data = {
        "title": _("Roster"),
        "lines": lines(found, language),
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


def trainers_cards(found: TrainingClass, language: str) -> Paper:
    """The same of a training of trainers: their names stand as they were recorded, in one."""
    sitting = classes.trainer_seats(found.id)
    seats = [
        {"given": each.trainer.name, "family": "", "seat": _("Seat %(number)s", number=each.number)} for each in sitting
    ]
    return Paper({"title": _("Name cards"), "people": seats})
