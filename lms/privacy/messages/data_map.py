"""The words of the data map."""

from collections.abc import Callable, Mapping

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lms.privacy.rules.data_map import Basis, Kept, What, Who, Why
from lms.privacy.rules.retention import Plan, Unit

WHAT = {
    What.NAMES: _l("Names and registration number"),
    What.BIRTH: _l("Date of birth and sex"),
    What.PHONE: _l("Telephone number"),
    What.HOME: _l("Home: region, district, jamoat"),
    What.NEEDS: _l("What somebody needs in class, such as a room without stairs"),
    What.READING: _l("Language, help with reading, internet"),
    What.SKILLS: _l("Schooling, languages, trainings and diplomas"),
    What.FAMILY: _l("Family who come along, and who leaves together"),
    What.JOURNEY: _l("Journey: country, work, employer, day of departure"),
    What.COURSE: _l("Course and lessons read"),
    What.CLASSES: _l("Seats, waiting lists and sessions"),
    What.ATTENDANCE: _l("Attendance"),
    What.SUPPORT: _l("Childcare and help with the fare"),
    What.RESULTS: _l("Answers and results of tests"),
    What.CERTIFICATE: _l("Certificate"),
    What.MESSAGES: _l("Messages to the person"),
    What.OPINION: _l("What people think of the course"),
    What.NOTES: _l("What happened in class, and corrections asked for"),
    What.ENTRY: _l("Whether somebody looked if entry is open to them, and the day"),
    What.REFERRAL: _l("To which office somebody was sent for help, and whether it helped"),
    What.CHOICES: _l("What the person allows, and records that must stay"),
    What.SIGN_IN: _l("Account and sign-ins"),
    What.TRAIL: _l("The trail of who looked and who changed"),
    What.TWICE: _l("Records that may be of one person"),
    What.STAFF: _l("Trainers: contract, trainings, appraisals"),
}
WHY = {
    Why.KNOW: _l("To know whose record and whose certificate it is"),
    Why.REACH: _l("To tell the person about the class"),
    Why.PREPARE: _l("To prepare the class for this person"),
    Why.FIT: _l("To offer the course and the centre that fit"),
    Why.HOLD: _l("To hold the class"),
    Why.PROVE: _l("To show what was attended and learned"),
    Why.BETTER: _l("To make the course better"),
    Why.PROTECT: _l("To protect the person and the data"),
    Why.TEACH: _l("To teach, and to let only trained people teach"),
}
BASIS = {
    Basis.TASK: _l("The task of preparing people for work abroad"),
    Basis.CONSENT: _l("The person's own free word"),
    Basis.DUTY: _l("The duty to account for what is done with data"),
}
WHO = {
    Who.CENTRE: _l("The officers of the person's centre, administrators"),
    Who.TRAINER: _l("The officers of the centre, and the trainer of the class as far as it is needed there"),
    Who.NOBODY: _l("Nobody by name: answers are kept apart from people"),
    Who.CHECKER: _l("The officers of the centre; whoever is shown the certificate sees that it is real"),
    Who.ADMIN: _l("Administrators; the person reads which offices it was"),
}
# A whole sentence for each length and beginning: none can be put together in every language.
KEPT_FOR: Mapping[tuple[Kept, Unit], Callable[[int], str]] = {
    (Kept.RECORDS, Unit.YEARS): lambda number: ngettext(
        "%(num)s year from the last departure, coming home, course or end of a certificate, whichever is last",
        "%(num)s years from the last departure, coming home, course or end of a certificate, whichever is last",
        number,
    ),
    (Kept.RECORDS, Unit.MONTHS): lambda number: ngettext(
        "%(num)s month from the last departure, coming home, course or end of a certificate, whichever is last",
        "%(num)s months from the last departure, coming home, course or end of a certificate, whichever is last",
        number,
    ),
    (Kept.RECORDS, Unit.DAYS): lambda number: ngettext(
        "%(num)s day from the last departure, coming home, course or end of a certificate, whichever is last",
        "%(num)s days from the last departure, coming home, course or end of a certificate, whichever is last",
        number,
    ),
    (Kept.MESSAGES, Unit.YEARS): lambda number: ngettext(
        "%(num)s year from the day it was sent",
        "%(num)s years from the day it was sent",
        number,
    ),
    (Kept.MESSAGES, Unit.MONTHS): lambda number: ngettext(
        "%(num)s month from the day it was sent",
        "%(num)s months from the day it was sent",
        number,
    ),
    (Kept.MESSAGES, Unit.DAYS): lambda number: ngettext(
        "%(num)s day from the day it was sent",
        "%(num)s days from the day it was sent",
        number,
    ),
    (Kept.NOTES, Unit.YEARS): lambda number: ngettext(
        "%(num)s year from the day it was written",
        "%(num)s years from the day it was written",
        number,
    ),
    (Kept.NOTES, Unit.MONTHS): lambda number: ngettext(
        "%(num)s month from the day it was written",
        "%(num)s months from the day it was written",
        number,
    ),
    (Kept.NOTES, Unit.DAYS): lambda number: ngettext(
        "%(num)s day from the day it was written",
        "%(num)s days from the day it was written",
        number,
    ),
    (Kept.SIGN_INS, Unit.YEARS): lambda number: ngettext(
        "%(num)s year from the end of the sign-in",
        "%(num)s years from the end of the sign-in",
        number,
    ),
    (Kept.SIGN_INS, Unit.MONTHS): lambda number: ngettext(
        "%(num)s month from the end of the sign-in",
        "%(num)s months from the end of the sign-in",
        number,
    ),
    (Kept.SIGN_INS, Unit.DAYS): lambda number: ngettext(
        "%(num)s day from the end of the sign-in",
        "%(num)s days from the end of the sign-in",
        number,
    ),
}
KEPT = {
    Kept.FOREVER: _l("For good; it holds numbers, no names"),
    Kept.WORK: _l("As long as the person works here, and as labour law says"),
}


def how_long(kept: Kept, terms: Plan) -> str:
    """How long something stays, as the plan says: in years, months or days."""
    if kept not in terms:
        return str(KEPT[kept])
    number, unit = terms[kept].as_said
    return KEPT_FOR[kept, unit](number)
