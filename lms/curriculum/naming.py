"""How the editor of programmes calls what is filled in, and its values."""

from flask_babel import lazy_gettext as _l

from lms.curriculum.messages import KINDS, MANDATES, OPENS, PLACES, PROVIDERS
from lms.curriculum.rules.programme import Need, TakesPart
from lms.curriculum.rules.terms import Bearer, Prior, Setting

LABELS = {
    "kind": _l("When it is taken"),
    "order": _l("Place in the order in which programmes are tried"),
    "offered": _l("People are offered it (else it is an example for authors)"),
    "mandate": _l("Duty"),
    "mandatory_since": _l("Mandatory by law since the year"),
    "audience": _l("For whom"),
    "providers": _l("Given by"),
    "accredited": _l("Only by accredited providers"),
    "window_days": _l("Best within so many days before leaving (0: it has nothing to do with leaving)"),
    "window_closes": _l("Over at the latest so many days before leaving"),
    "after_arrival_days": _l("After arriving: within so many days"),
    "validity_months": _l("Months for which the certificate holds"),
    "max_class_size": _l("Largest class"),
    "net_minutes_per_day": _l("Minutes of training a day"),
    "breaks": _l("Breaks that each longer day must have"),
    "training": _l("Version for which trainers are trained (raise it when they must learn it anew)"),
    "default_language": _l("Language in which it is written first"),
    "evaluation": _l("Questionnaire at the end"),
    "attendance_percent": _l("Attendance needed, %"),
    "lessons": _l("Lessons on the phone"),
    "assessment": _l("Final test"),
    "assessment_questions": _l("Questions in the final test"),
    "pass_percent": _l("Right answers needed, %"),
    "prior_knowledge": _l("What people know before a lesson"),
    "hours": _l("Hours promised in all"),
    "promised_days": _l("Days promised in all"),
    "practice_hours": _l("Hours of practice outside the timetable"),
    "repeat": _l("Times this day is held"),
    "place": _l("Where"),
    "provider": _l("Given by somebody else"),
    "net_minutes": _l("Minutes of training, if other than usual"),
    "plan": _l("Session plans"),
    "starts": _l("Begins at"),
    "takes_part": _l("Who takes part"),
    "setting": _l("How it is worked through"),
    "required": _l("Needed for the certificate"),
    "before": _l("Before this"),
    "after": _l("After this"),
    "opens": _l("When its time comes"),
    "trains": _l("Trains those who teach"),
    "amount": _l("Amount"),
    "currency": _l("Currency"),
    "borne_by": _l("Paid by"),
    "refunded": _l("paid back"),
}
CHAIN_REQUIRED = _l("Must be finished before")
CONDITIONS = {
    "destination": _l("Country of destination"),
    "destination_region": _l("Region of destination"),
    "occupation": _l("Work"),
    "first_time": _l("Leaves for the first time"),
    "sex": _l("Sex"),
    "region": _l("Home region"),
    "district": _l("Home district"),
    "language": _l("Language of the course"),
    "has_internet": _l("Has the internet on the phone"),
    "reads_alone": _l("Reads alone"),
    "safety_training": _l("Trained in safety and first aid"),
    "online_done": _l("Has finished the lessons on the phone"),
    "contract_months": _l("Months of the contract"),
    "education": _l("Education"),
    "speaks": _l("The language of the country of destination"),
    "age_group": _l("Age on the day of departure"),
}
_PLANS = {"full": _l("In full"), "short": _l("Short")}
CHOICES = {
    "kind": KINDS,
    "mandate": MANDATES,
    "opens": OPENS,
    "place": PLACES,
    "provider": PROVIDERS,
    "providers": PROVIDERS,
    "audience": {
        "migrant": _l("Those who leave"),
        "family": _l("Families"),
        "trainer": _l("Trainers"),
        "staff": _l("Staff of centres"),
        "youth": _l("Young people"),
    },
    "lessons": {
        Need.NONE: _l("None"),
        Need.RECOMMENDED: _l("Recommended"),
        Need.REQUIRED: _l("Must be finished"),
    },
    "assessment": {
        Need.NONE: _l("None"),
        Need.RECORDED: _l("Kept, never in the way of the certificate"),
        Need.REQUIRED: _l("Must be passed"),
    },
    "prior_knowledge": {
        Prior.NONE: _l("Is not asked"),
        Prior.ASK: _l("Is asked, and the whole lesson read"),
        Prior.SHORTEN: _l("Is asked, and need not be read again"),
    },
    "plan": _PLANS,
    "takes_part": {
        TakesPart.MIGRANT: _l("Those who leave"),
        TakesPart.FAMILY: _l("Families"),
        TakesPart.BOTH: _l("Both together"),
    },
    "setting": {
        Setting.CLASS: _l("In class"),
        Setting.SELF_STUDY: _l("Alone"),
        Setting.EITHER: _l("In class or alone"),
    },
    "borne_by": {
        Bearer.STATE: _l("The state"),
        Bearer.MIGRANT: _l("The person who leaves"),
        Bearer.AGENCY: _l("The agency"),
        Bearer.EMPLOYER: _l("The employer"),
        Bearer.FUND: _l("A fund"),
    },
}
OPENERS = {
    "registration": _l("With the registration"),
    "course": _l("When the course is finished"),
    "certificate": _l("With the certificate"),
}
