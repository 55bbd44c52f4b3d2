"""Sentences and words about registrations."""

from flask_babel import lazy_gettext as _l

from lms.core.languages import NAMES, TEACHING
from lms.registration.rules import Need, Occupation, Reason, Relation, Sex
from lms.registration.rules.groups import GroupKind
from lms.registration.rules.groups import Reason as GroupReason

SENTENCES = {
    Reason.BIRTH_IN_FUTURE: _l("This date of birth is still to come. Please look at the year again."),
    Reason.TOO_YOUNG: _l("Registration is possible from the age of 14. Please look at the year again."),
    Reason.TOO_OLD: _l("This date of birth is more than a hundred years ago. Please look at the year again."),
    Reason.DEPARTURE_PAST: _l("This day has passed. Please enter the day on which you will leave."),
    Reason.DEPARTURE_FAR: _l("This day is more than three years away. Please look at the year again."),
    Reason.NAME_MISSING: _l("Please write the name."),
    Reason.NAME_LONG: _l("A name may have at most 100 letters. Please write it shorter, as in the passport."),
    Reason.NAME_WITHOUT_LETTERS: _l("Please write the name in letters, without digits."),
    Reason.NAME_NOT_LATIN: _l("Please write this name in Latin letters, as in the passport, for example Rahimova."),
    Reason.PHONE_WRONG: _l("This cannot be a telephone number. Please write it like this: 90 123 45 67."),
    Reason.FAMILY_LARGE: _l("Please write down at most four people."),
}

GROUP_SENTENCES = {
    GroupReason.GROUP_SMALL: _l("A group is at least two people. Somebody alone is registered alone."),
    GroupReason.GROUP_LARGE: _l("A group is at most 25 people: more do not fit into one class."),
    GroupReason.IN_OTHER_GROUP: _l(
        "This person belongs to another group. Please take the person out of that one first."
    ),
    GroupReason.NOT_IN_GROUP: _l("This person is not in the group any more."),
    GroupReason.FOREMAN: _l("The foreman stays. Please choose another foreman first."),
}

GROUPS = {GroupKind.BRIGADE: _l("Brigade"), GroupKind.FAMILY: _l("Family")}

SEXES = {Sex.FEMALE: _l("Woman"), Sex.MALE: _l("Man")}

OCCUPATIONS = {
    Occupation.CONSTRUCTION: _l("Building and repairs"),
    Occupation.FACTORY: _l("Factory"),
    Occupation.WAREHOUSE: _l("Warehouse, loading"),
    Occupation.TRANSPORT: _l("Driving, delivery"),
    Occupation.TRADE: _l("Shop, market"),
    Occupation.CATERING: _l("Kitchen, café"),
    Occupation.CLEANING: _l("Cleaning"),
    Occupation.HOUSEHOLD: _l("Care for children, the sick or a house"),
    Occupation.FARMING: _l("Farming, seasonal work"),
    Occupation.HEALTH: _l("Health, medicine"),
    Occupation.OTHER: _l("Other work"),
    Occupation.UNKNOWN: _l("Not known yet"),
}

NEEDS = {
    Need.CHILDCARE: _l("Somebody to look after a child during the class"),
    Need.FEMALE_TRAINER: _l("A woman as trainer"),
    Need.STEP_FREE: _l("A room without stairs"),
    Need.SIGHT: _l("Weak eyesight"),
    Need.HEARING: _l("Weak hearing"),
}

RELATIONS = {
    Relation.SPOUSE: _l("Husband or wife"),
    Relation.PARENT: _l("Mother or father"),
    Relation.CHILD: _l("Son or daughter"),
    Relation.SIBLING: _l("Brother or sister"),
    Relation.IN_LAW: _l("Relative by marriage"),
    Relation.OTHER: _l("Somebody else"),
}

TEACHING_NAMES = {code: NAMES[code] for code in TEACHING}

NO_SUCH_DAY = _l("There is no such day. Please write the date in digits, for example 12 5 1990.")
DAY_MISSING = _l("Please write the day, the month and the year.")
CHOOSE = _l("Choose")
CHOOSE_ONE = _l("Please choose one.")
RELATION_MISSING = _l("Please choose how this person is related.")
REGION_ELSEWHERE = _l("This region is in another country. Please choose the country and the region again.")
