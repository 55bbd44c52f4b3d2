"""Words of the figures: names, definitions, and the sentence that says the main one."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lms.accounts.rules.exports import ExportState, NameList
from lms.evaluation.messages import DIMENSIONS, written_mean
from lms.evaluation.rules import FEWEST_ANSWERS
from lms.curriculum.rules.opened import What
from lms.reports.rules import By, Counts, Figure, Filters, Score, Share
from lms.reports.rules.gain import After, Group, Of
from lms.web.locale import as_month, as_number, as_percent

ALL = _l("Total")
NOT_KNOWN = _l("Not known")
NOT_SAID = _l("Not said")
TOO_FEW = _l("under %(fewest)s", fewest=FEWEST_ANSWERS)

SEXES = {"f": _l("Women"), "m": _l("Men")}

NO_PROJECT = _l("Of no project")
BY = {
    By.CENTRE: _l("Centre"),
    By.MONTH: _l("Month"),
    By.SEX: _l("Sex"),
    By.DESTINATION: _l("Destination"),
    By.PROJECT: _l("Project"),
}
OVERVIEW = _l("Figures")
TITLES = {
    By.CENTRE: _l("By centre"),
    By.MONTH: _l("By month"),
    By.SEX: _l("By sex"),
    By.DESTINATION: _l("By destination"),
    By.PROJECT: _l("By project"),
}
DEMAND = _l("Where people leave from")
TEACHING = _l("Hours taught")
MATERIAL = _l("Material")
OPENED = {
    What.BOOKLET: _l("Booklet"),
    What.POCKET: _l("Companion, its first page"),
    What.COUNTRY: _l("Companion, a country"),
    What.PHRASES: _l("Companion, a phrasebook"),
    What.KEPT: _l("Companion, kept on a phone"),
}
GAIN = _l("What lessons give")
GAIN_OF = {
    Of.QUESTION: _l("Questions"),
    Of.OBJECTIVE: _l("Objectives"),
    Of.KEY_MESSAGE: _l("Key messages"),
    Of.MODULE: _l("Modules"),
}
GAIN_BY = {
    Group.PROGRAMME: _l("By programme"),
    Group.SEX: _l("By sex"),
    Group.LANGUAGE: _l("By language"),
    Group.CENTRE: _l("By centre"),
}
AFTERS = {After.CHECK: _l("After the lesson"), After.FINAL: _l("At the end of the course")}
GAIN_COLUMNS = (_l("People"), _l("Right before"), _l("Right after"), _l("Gain, in points"))
GAIN_MEANS = _l(
    "The same questions, asked of the same people: before they read a lesson, in the first check after it, and in the "
    "last assessment of the course. What somebody left open counts as not known. What fewer than %(fewest)s people "
    "answered is not shown, nor is what would tell of them.",
    fewest=FEWEST_ANSWERS,
)
NAMES = _l("Lists with names")
NAME_LISTS = {
    NameList.REGISTERED: _l("Who registered in these months"),
    NameList.FOLLOW_UP: _l("Who left in these months and may be asked how the course helped; with telephones"),
}
TO_ASK = (
    _l("Registration number"), _l("Name"), _l("Telephone"), _l("Language of the course"), _l("Centre"),
    _l("Destination"), _l("Departure"), _l("Back home since"),
)  # fmt: skip
NAMED = (
    _l("Registration number"), _l("Name"), _l("As in the passport"), _l("Date of birth"), _l("Centre"),
    _l("Destination"), _l("Departure"),
)  # fmt: skip
EXPORT_STATES = {
    ExportState.WAITING: _l("Waits for a colleague"),
    ExportState.GRANTED: _l("Allowed"),
    ExportState.REFUSED: _l("Refused"),
    ExportState.LAPSED: _l("Nobody answered"),
    ExportState.ENDED: _l("Over"),
}
TAUGHT = (
    _l("Trainer"), _l("Centre"), _l("Sessions planned"), _l("Hours planned"), _l("Sessions held"), _l("Hours held"),
    _l("Contract from"), _l("Contract until"),
)  # fmt: skip

FIGURES = {
    Figure.REGISTERED: _l("People registered"),
    Figure.ENROLLED: _l("Enrolled"),
    Figure.SEATED: _l("With a seat"),
    Figure.COMPLETED: _l("All blocks attended"),
    Figure.CERTIFIED: _l("Certified"),
    Figure.IN_TIME: _l("Certified before leaving"),
    Figure.IN_TIME_SHARE: _l("Share certified before leaving"),
    Figure.ATTENDANCE: _l("Attendance"),
    Figure.ASSESSED: _l("Final assessments"),
    Figure.RIGHT: _l("Right answers"),
    **{Figure(each.value): label for each, label in DIMENSIONS.items()},
}

DEFINITIONS = {
    Figure.REGISTERED: _l(
        "People who registered in these months. Somebody who registers for a second departure counts again."
    ),
    Figure.ENROLLED: _l("Those of them who were enrolled in a programme."),
    Figure.SEATED: _l("Those of them who have, or had, a seat in a class that was not cancelled."),
    Figure.COMPLETED: _l("Those of them who attended every block that their programme requires."),
    Figure.CERTIFIED: _l("Those of them who hold a certificate that was not revoked."),
    Figure.IN_TIME: _l("Those of them whose certificate was issued on the day of departure at the latest."),
    Figure.IN_TIME_SHARE: _l("Certified before leaving, of all registered."),
    Figure.ATTENDANCE: _l("Marks “present” and “late”, of all marks given to these people in roll calls."),
    Figure.ASSESSED: _l("Those of them who handed in the final assessment."),
    Figure.RIGHT: _l("Right answers, of all questions in the final assessments that people handed in last."),
    Figure.CONTENT: _l("Mean answer from 1 to 5 to the questions on what the course taught."),
    Figure.TIMING: _l("Mean answer from 1 to 5 to the questions on the time and length of the course."),
    Figure.TECHNIQUES: _l("Mean answer from 1 to 5 to the questions on the way of teaching."),
    Figure.TRAINER: _l("Mean answer from 1 to 5 to the questions on the trainer."),
    Figure.FACILITIES: _l("Mean answer from 1 to 5 to the questions on the room, the breaks and the water."),
}

FOLLOWS = _l(
    "All figures except the scores follow the people who registered in these months, so those of the latest months "
    "still grow."
)
ANONYMOUS = _l(
    "Scores count the months in which people answered. A score of fewer than %(fewest)s people is not shown, nor is "
    "one from which it could be worked out.",
    fewest=FEWEST_ANSWERS,
)
NOT_KEPT = _l("Answers are kept by sex and by destination, but never by both, so there are no scores for this choice.")

NOT_KEPT_BY_PROJECT = _l("Answers are kept by centre, sex and destination, but not by project.")


def written_month(month: date) -> str:
    """A month as the reader writes it."""
    return as_month(month)


def shown(value: int | Share | Score) -> str:
    """One figure as it stands in a table."""
    match value:
        case Share():
            return as_percent(value.part, value.whole)
        case Score(hidden=True):
            return str(TOO_FEW)
        case Score(mean=None):
            return "—"
        case Score():
            return written_mean(value.mean)
    return as_number(value)


def period(filters: Filters) -> str:
    """The months that the figures are about."""
    if filters.first == filters.last:
        return as_month(filters.first)
    return _("%(first)s to %(last)s", first=as_month(filters.first), last=as_month(filters.last))


def headline(counts: Counts, filters: Filters) -> str:
    """The main figure as a sentence."""
    months = period(filters)
    words = {
        "period": months[:1].upper() + months[1:],
        "certified": as_number(counts.in_time),
        "registered": as_number(counts.registered),
        "share": as_percent(counts.in_time, counts.registered),
    }
    if not counts.registered:
        return _("Nobody registered in these months: %(period)s.", period=months)
    return ngettext(
        "%(period)s: %(certified)s of %(registered)s person registered was certified before leaving (%(share)s).",
        "%(period)s: %(certified)s of %(registered)s people registered were certified before leaving (%(share)s).",
        counts.registered,
        **words,
    )


def with_seats(place: str, seats: int) -> str:
    """A place, and how many seats there are, beside the bar of those who lack one."""
    return _("%(place)s; seats there: %(seats)s", place=place, seats=as_number(seats))
