"""Sentences and words about registrations."""

from flask_babel import lazy_gettext as _l

from lms.core.languages import NAMES, TEACHING
from lms.registration.rules import Need, Occupation, Reason, Relation, Sex
from lms.registration.rules.codes import Reason as CodeReason
from lms.registration.rules.consulting import Topic, Way
from lms.registration.rules.groups import GroupKind
from lms.registration.rules.groups import Reason as GroupReason
from lms.registration.rules.importing import Reason as ListReason
from lms.registration.rules.likeness import Evidence
from lms.registration.rules.merging import Field
from lms.registration.rules.merging import Reason as MergeReason
from lms.registration.rules.record import Asked, Education, Level, PaperKind, SafetyTraining
from lms.registration.rules.record import Reason as RecordReason

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

RECORD_SENTENCES = {
    RecordReason.DAY_AHEAD: _l("This day is still to come. Please look at the date again."),
    RecordReason.RETURNED_BEFORE: _l("The return is earlier than the departure. Please look at the date again."),
    RecordReason.CONTRACT_LONG: _l("Please write the length of the contract in months, at most 120."),
    RecordReason.PAPER_UNTITLED: _l("Please write what the paper says, for example: welder, grade 4."),
    RecordReason.PAPER_ENDS_FIRST: _l("The paper ends before it was issued. Please look at the dates again."),
    RecordReason.FAMILY_SEATED: _l("This person has a chair in a class. Please give it back there first."),
    RecordReason.LESSONS_LEFT: _l("For the shorter course some lessons are not learned yet. Please finish them first."),
    RecordReason.PAPERS_MANY: _l(
        "Twelve papers are recorded already. Please remove one that does not matter any more."
    ),
}

# What is sent to people.
NOTICES = {
    "pin-code": _l("Code for your new PIN: %(code)s. Tell nobody. You did not ask for it? Then do nothing."),
}

CODE_SENTENCES = {
    CodeReason.CODE_WRONG: _l(
        "The number or the code is not right, or the code is too old. Please look at the SMS again, or ask at your "
        "centre."
    ),
}

TOPICS = {
    Topic.COURSE: _l("The course and its classes"),
    Topic.PAPERS: _l("Passport, patent, registration"),
    Topic.WORK: _l("Work and contract"),
    Topic.RIGHTS: _l("Rights, a complaint"),
    Topic.BAN: _l("Ban on entry"),
    Topic.HEALTH: _l("Health, insurance"),
    Topic.MONEY: _l("Sending and saving money"),
    Topic.FAMILY: _l("Family, children"),
    Topic.RETURN: _l("Coming back home"),
    Topic.OTHER: _l("Something else"),
}

WAYS = {Way.CAME: _l("Came to the centre"), Way.PHONED: _l("Phoned")}

LIST_SENTENCES = {
    ListReason.NO_FILE: _l("Please choose the list first."),
    ListReason.NOT_A_SHEET: _l("This is not a list we can read. Please send the XLSX file that you downloaded here."),
    ListReason.FILE_LARGE: _l(
        "This file is too large for a list of people. Please send only the list, without pictures."
    ),
    ListReason.UNPACKED_LARGE: _l(
        "Unpacked, this file is too large for a list of people. Please copy the people into a newly downloaded list."
    ),
    ListReason.OTHER_COLUMNS: _l(
        "The columns are others than in the empty list. Please copy the people into a newly downloaded list."
    ),
    ListReason.NOBODY_IN_IT: _l("Nobody stands in the list. People begin in the third line."),
    ListReason.NOBODY_LEFT: _l(
        "Everybody is left out, so nobody would be registered. Please take the tick away from those who are to be"
        " registered."
    ),
    ListReason.MANY_ROWS: _l("There are more than 300 people in the list. Please divide it into several."),
}

LIST_LABELS = {
    "family_name_latin": _l("Family name as in the passport"),
    "given_name_latin": _l("Given name as in the passport"),
    "family_name": _l("Family name in Tajik or Russian letters"),
    "given_name": _l("Given name in Tajik or Russian letters"),
    "patronymic": _l("Patronymic"),
    "birth_date": _l("Date of birth"),
    "phone": _l("Telephone"),
    "jamoat": _l("Jamoat or town"),
    "first_time": _l("Worked abroad before"),
}
UNREADABLE = _l("Please look at this cell again.")

MERGE_SENTENCES = {
    MergeReason.SAME_RECORD: _l("This is one and the same record."),
    MergeReason.MERGED_ALREADY: _l("One of the two records has been made one with another already."),
    MergeReason.BUSY_TWICE: _l(
        "Both records have a seat at the same time. Please give up one of the seats first, then make the records one."
    ),
    MergeReason.UNDONE_ALREADY: _l("This was undone already."),
    MergeReason.MERGED_SINCE: _l("Something newer was made one with this record. Please undo that first."),
}

EVIDENCE = {
    Evidence.NAMES_SAME: _l("The names are the same."),
    Evidence.NAMES_SPELT: _l("The names are the same in another spelling."),
    Evidence.NAMES_SWAPPED: _l("Family name and given name are swapped."),
    Evidence.FAMILY_OTHER: _l("The family name is another one."),
    Evidence.PATRONYMIC_SAME: _l("The patronymic is the same."),
    Evidence.PATRONYMIC_OTHER: _l("The patronymic is another one."),
    Evidence.BIRTH_SAME: _l("The date of birth is the same."),
    Evidence.BIRTH_SWAPPED: _l("Day and month of birth are swapped."),
    Evidence.BIRTH_NEAR: _l("The date of birth differs in one digit."),
    Evidence.BIRTH_OTHER: _l("The date of birth is another one."),
    Evidence.PHONE_SAME: _l("The telephone is the same."),
    Evidence.HOME_SAME: _l("They live in the same district."),
    Evidence.SEX_OTHER: _l("One is recorded as a woman, the other as a man."),
}

FIELDS = {
    Field.NAMES_LATIN: _l("As in the passport"),
    Field.NAMES: _l("Name"),
    Field.PATRONYMIC: _l("Patronymic"),
    Field.BIRTH_DATE: _l("Date of birth"),
    Field.SEX: _l("Sex"),
    Field.PHONE: _l("Telephone"),
    Field.HOME: _l("Home"),
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
    Occupation.ENTERTAINMENT: _l("Shows, singing, entertaining guests"),
    Occupation.OTHER: _l("Other work"),
    Occupation.UNKNOWN: _l("Not known yet"),
}

NEEDS = {
    Need.CHILDCARE: _l("Somebody to look after a child during the class"),
    Need.FEMALE_TRAINER: _l("A woman as trainer"),
    Need.STEP_FREE: _l("A room without stairs"),
    Need.REST: _l("More breaks, because of an illness or a pregnancy"),
    Need.TALK: _l("A talk alone with somebody who can help"),
    Need.SIGHT: _l("Weak eyesight"),
    Need.HEARING: _l("Weak hearing"),
    Need.SIGN_LANGUAGE: _l("Somebody who translates into sign language"),
    Need.COMPANION: _l("A chair for somebody who helps the person all day"),
}

RELATIONS = {
    Relation.SPOUSE: _l("Husband or wife"),
    Relation.PARENT: _l("Mother or father"),
    Relation.CHILD: _l("Grown-up son or daughter"),
    Relation.MINOR: _l("A child"),
    Relation.SIBLING: _l("Brother or sister"),
    Relation.IN_LAW: _l("Relative by marriage"),
    Relation.OTHER: _l("Somebody else"),
}

TEACHING_NAMES = {code: NAMES[code] for code in TEACHING}

NO_SUCH_DAY = _l("There is no such day. Please write the date in digits, for example 12 5 1990.")
DAY_MISSING = _l("Please write the day, the month and the year.")
CHOOSE = _l("Choose")
CHOOSE_ONE = _l("Please choose one.")
ASK_FIRST = _l(
    "Please ask this person first, and tick that they agree; or leave the name empty: a chair is kept all the same."
)
RELATION_MISSING = _l("Please choose how this person is related.")
REGION_ELSEWHERE = _l("This region is in another country. Please choose the country and the region again.")

EDUCATIONS = {
    Education.NONE: _l("No school"),
    Education.BASIC: _l("Basic school (9 classes)"),
    Education.SCHOOL: _l("Secondary school (11 classes)"),
    Education.VOCATIONAL: _l("Vocational school, college"),
    Education.HIGHER: _l("University"),
}

LEVELS = {
    Level.NOT: _l("Not at all"),
    Level.LITTLE: _l("A few words"),
    Level.TALKS: _l("Enough to talk"),
    Level.WELL: _l("Well"),
}

SAFETY = {
    SafetyTraining.UNKNOWN: _l("Not known yet"),
    SafetyTraining.YES: _l("Yes"),
    SafetyTraining.NO: _l("No"),
}

PAPERS = {
    PaperKind.DIPLOMA: _l("Diploma"),
    PaperKind.SKILL: _l("Certificate of skills"),
    PaperKind.LANGUAGE: _l("Language certificate"),
    PaperKind.SAFETY: _l("Certificate of safety training"),
    PaperKind.OTHER: _l("Another paper"),
}

ASKED = {
    Asked.SAFETY_TRAINING: _l("safety training"),
    Asked.CONTRACT_MONTHS: _l("length of the contract"),
    Asked.ORIENTED_ON: _l("last orientation"),
    Asked.EDUCATION: _l("education"),
    Asked.SPEAKS: _l("language of the destination"),
}
