"""The words of messages about classes."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from flask import current_app
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from lms.curriculum.queries import place_name
from lms.messages.rules.texts import short_place
from lms.web.locale import as_short_date, as_time


class Notice(StrEnum):
    """Why a message about a class is sent."""

    SEAT_OFFERED = "seat-offered"
    CLASS_CANCELLED = "class-cancelled"
    SEAT_TAKEN = "seat-taken"
    CLASS_MOVED = "class-moved"
    CLASS_ELSEWHERE = "class-elsewhere"
    CLASS_REOPENED = "class-reopened"
    SEAT_MOVED = "seat-moved"
    TRAINING_CANCELLED = "training-cancelled"
    VISIT_BOOKED = "visit-booked"
    VISIT_MOVED = "visit-moved"
    VISIT_CANCELLED = "visit-cancelled"


NOTICES = {
    Notice.SEAT_OFFERED: _l(
        "A seat for you: %(centre)s, %(day)s, %(time)s. Answer by %(until_day)s, %(until_time)s: sign in or tell the "
        "centre."
    ),
    Notice.CLASS_CANCELLED: _l(
        "The class on %(day)s, %(time)s is cancelled: %(centre)s. Choose another: sign in or tell the centre."
    ),
    Notice.SEAT_TAKEN: _l(
        "You have a seat: %(centre)s, %(day)s, %(time)s. If you cannot come: sign in or tell the centre."
    ),
    Notice.CLASS_MOVED: _l(
        "Your class has a new time: %(day)s, %(time)s, %(centre)s. For all its days sign in or ask the centre."
    ),
    Notice.CLASS_ELSEWHERE: _l(
        "Your class is in another place now: %(centre)s, %(day)s, %(time)s. To read more sign in or ask the centre."
    ),
    Notice.CLASS_REOPENED: _l(
        "Your class takes place after all: %(centre)s, %(day)s, %(time)s. You have your seat again."
    ),
    Notice.TRAINING_CANCELLED: _l(
        "Your training on %(day)s, %(time)s is cancelled: %(centre)s. Please ask your centre for another."
    ),
    Notice.SEAT_MOVED: _l("Your seat is in another class now: %(centre)s, %(day)s, %(time)s."),
    Notice.VISIT_BOOKED: _l(
        "You are asked to a class as a guest: %(centre)s, %(day)s, %(time)s. If you cannot come, tell the centre."
    ),
    Notice.VISIT_MOVED: _l(
        "Your visit to a class as a guest is now: %(centre)s, %(day)s, %(time)s. If you cannot come, tell the centre."
    ),
    Notice.VISIT_CANCELLED: _l(
        "Your visit to a class as a guest on %(day)s, %(time)s is called off: %(centre)s. Thank you."
    ),
}


# Of these trainers are told: who sit in a training themselves, and who come to a block as guests.
TO_TRAINERS = (
    Notice.TRAINING_CANCELLED, Notice.CLASS_MOVED, Notice.CLASS_ELSEWHERE, Notice.CLASS_REOPENED, Notice.SEAT_MOVED,
    Notice.VISIT_BOOKED, Notice.VISIT_MOVED, Notice.VISIT_CANCELLED,
)  # fmt: skip


def written(
    notice: Notice, *, language: str, names: Mapping[str, str], starts: datetime, until: datetime | None = None
) -> tuple[str, str]:
    """The language a message is written in, and its words; `names` are the centre's."""
    offered = current_app.config["LANGUAGES"]
    language = language if language in offered else offered[0]
    with force_locale(language):
        values = {
            "centre": short_place(place_name(names, language)), "day": as_short_date(starts), "time": as_time(starts)
        }  # fmt: skip
        if until:
            values |= {"until_day": as_short_date(until), "until_time": as_time(until)}
        return language, str(NOTICES[notice]) % values
