"""The words of reminders, and how the desk calls what was sent.

What is written to people stands on telephones that others read too: it names a centre and a time, never a person, a
destination, a subject of the course or a PIN. A test looks at every placeholder and at every length."""

from collections.abc import Mapping
from datetime import date, datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from lms.classes.messages import Notice
from lms.curriculum.queries import place_name
from lms.messages.rules import Channel, Fault, State
from lms.messages.rules.texts import short_place
from lms.notices.rules import Reminder, StaffReminder
from lms.web.locale import as_short_date, as_time

REMINDERS = {
    Reminder.CLASS_TOMORROW: _l("Tomorrow, %(day)s, %(time)s you have a class: %(centre)s. Bring your passport."),
    Reminder.FAMILY_TOMORROW: _l(
        "Tomorrow, %(day)s: class %(time)s, with the family from %(family_time)s: %(centre)s."
    ),
    Reminder.CLASS_TODAY: _l("Today, %(time)s you have a class: %(centre)s. Bring your passport."),
    Reminder.SEAT_MISSING: _l("You leave on %(day)s. Take a seat in a class: sign in or tell the centre."),
    Reminder.PART_MISSING: _l(
        "A part of your course is missing. Next: %(day)s, %(time)s, %(centre)s. Tell the centre."
    ),
    Reminder.PART_MISSING_ASK: _l("A part of your course is missing and you leave on %(day)s. Please call the centre."),
    Reminder.READ_ON: _l("You leave on %(day)s. Read the booklet once more."),
    Reminder.OFFER_ENDS: _l("The seat is held only until %(until_day)s, %(until_time)s: %(centre)s. Sign in or call."),
    Reminder.IMPORTANT_NEWS: _l(
        "There is important news for your journey. Please sign in and read it today, or ask your centre."
    ),
}

STAFF = {
    StaffReminder.OWN_REFRESHER: _l("Your yearly refresher falls due: %(day)s. Please ask your centre."),
    StaffReminder.OWN_APPRAISAL: _l("Your appraisal falls due: %(day)s. Please ask your centre."),
    StaffReminder.OWN_PAPER: _l("Something on your record falls due: %(day)s. Please look at “My record”."),
    StaffReminder.TRAINER_REFRESHER: _l("A trainer's yearly refresher falls due: %(day)s. See the list of trainers."),
    StaffReminder.TRAINER_APPRAISAL: _l("A trainer's appraisal falls due: %(day)s. See the list of trainers."),
    StaffReminder.TRAINER_PAPER: _l("Something of a trainer falls due: %(day)s. See the list of trainers."),
    StaffReminder.LICENCE: _l("A provider's licence ends: %(day)s. No class may be held after that."),
    StaffReminder.RENTAL: _l("The rental of a centre ends: %(day)s. See the list of centres."),
    StaffReminder.LESSONS_REVIEW: _l("Lessons are to be read again by their authors: %(day)s. See “Curriculum”."),
    StaffReminder.PROPOSAL_WAITS: _l("A trainer proposed a change to a lesson: %(day)s. See “Curriculum”."),
    StaffReminder.DRAFT_TO_SIGN: _l("A draft of a lesson waits for your signature: %(day)s. See your start page."),
    StaffReminder.DRAFT_TO_READ: _l("A draft of a lesson waits for your comment: %(day)s. See your start page."),
}

# The certificates' own kind is named here by its code: they stand on the same floor.
KINDS = {
    "pin-code": _l("A code for a new PIN"),
    "certificate-issued": _l("The certificate is ready"),
    "certificate-names": _l("The names on the certificate"),
    "certificate-due": _l("The certificate ends"),
    "course-due": _l("A course taken elsewhere ends soon"),
    "course-refresh": _l("To read again before leaving"),
    "course-changed": _l("Something in the course is new"),
    Notice.SEAT_OFFERED.value: _l("A seat is offered"),
    Notice.CLASS_CANCELLED.value: _l("A class is cancelled"),
    Notice.TRAINING_CANCELLED.value: _l("A class is cancelled"),
    Notice.SEAT_TAKEN.value: _l("A seat in a class"),
    "class-moved": _l("A class is moved"),
    "class-elsewhere": _l("A class is in another place"),
    "class-reopened": _l("A class is held again"),
    "seat-moved": _l("A seat is moved"),
    "visit-booked": _l("A guest is booked"),
    "visit-moved": _l("The visit of a guest is moved"),
    "visit-cancelled": _l("The visit of a guest is called off"),
    Reminder.CLASS_TOMORROW.value: _l("Class tomorrow"),
    Reminder.FAMILY_TOMORROW.value: _l("Class tomorrow, with the family"),
    Reminder.CLASS_TODAY.value: _l("Class today"),
    Reminder.SEAT_MISSING.value: _l("No seat before the departure"),
    Reminder.PART_MISSING.value: _l("A part is missing"),
    Reminder.PART_MISSING_ASK.value: _l("A part is missing"),
    Reminder.OFFER_ENDS.value: _l("An offer ends soon"),
    Reminder.READ_ON.value: _l("Read on after the course"),
    Reminder.IMPORTANT_NEWS.value: _l("Important news"),
}
OTHER_KIND = _l("Message")

CHANNELS = {Channel.SMS: _l("SMS"), Channel.EMAIL: _l("E-mail"), Channel.PRINT: _l("Printed slip")}

STATES = {
    State.WAITING: _l("waits to be sent"),
    State.SENT: _l("sent"),
    State.FAILED: _l("could not be sent: phone them or print it"),
    State.LATE: _l("came too late to be sent"),
    State.WITHDRAWN: _l("withdrawn, as it was not true any more"),
    State.PRINTED: _l("printed"),
    State.TOLD: _l("told by the desk"),
}
TO_PRINT = _l("to be printed")

FAULTS = {
    Fault.NO_ANSWER: _l("The line did not answer, however often it was tried."),
    Fault.REFUSED: _l("The number is refused. Please compare it with the person's."),
}


def written(
    code: Reminder, *, language: str, names: Mapping[str, str] | None = None, starts: date | datetime | None = None,
    until: datetime | None = None, family: datetime | None = None,
) -> tuple[str, str]:  # fmt: skip
    """The language a reminder is written in, and its words; `names` are the centre's."""
    offered = current_app.config["LANGUAGES"]
    language = language if language in offered else offered[0]
    with force_locale(language):
        values = {"centre": short_place(place_name(names, language)) if names else ""}
        if starts:
            values["day"] = as_short_date(starts)
            values["time"] = as_time(starts) if isinstance(starts, datetime) else ""
        if until:
            values |= {"until_day": as_short_date(until), "until_time": as_time(until)}
        if family:
            values["family_time"] = as_time(family)
        return language, str(REMINDERS[code]) % values


def staff_words(code: StaffReminder, *, language: str, on: date) -> tuple[str, str]:
    """The language in which somebody of the staff is told something, and its words. They name nobody."""
    offered = current_app.config["LANGUAGES"]
    language = language if language in offered else offered[0]
    with force_locale(language):
        return language, str(STAFF[code]) % {"day": as_short_date(on)}


NEW_DEVICE = _l(
    "Somebody signed in to your account on a new device (%(device)s), %(day)s, %(time)s. Was it not you? Sign in and "
    "say so on your start page."
)


def new_device_words(*, language: str, device: str, at: datetime) -> tuple[str, str]:
    """The language in which somebody of the staff is told of a new device, and the words."""
    offered = current_app.config["LANGUAGES"]
    language = language if language in offered else offered[0]
    with force_locale(language):
        return language, str(NEW_DEVICE) % {"device": device or "?", "day": as_short_date(at), "time": as_time(at)}
