"""Sentences and words about registrations."""

from flask_babel import lazy_gettext as _l

from lms.core.languages import NAMES, TEACHING
from lms.registration.rules import Need, Occupation, Reason, Relation, Sex
from lms.registration.rules.groups import GroupKind
from lms.registration.rules.groups import Reason as GroupReason
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
    RecordReason.PAPERS_MANY: _l(
        "Twelve papers are recorded already. Please remove one that does not matter any more."
    ),
}

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

# Why each thing is asked: what has no reason here is not asked.
WHY = {
    "family_name_latin": _l("It stands on the certificate, as in the passport."),
    "given_name_latin": _l("It stands on the certificate, as in the passport."),
    "family_name": _l("So that the certificate also says it in your own letters."),
    "given_name": _l("So that the certificate also says it in your own letters."),
    "patronymic": _l("It tells people of the same name apart."),
    "birth_date": _l("It tells people of the same name apart, and lessons depend on the age."),
    "sex": _l("So that the class and the trainer suit you."),
    "phone": _l("So that we can tell you about your class."),
    "home": _l("So that we find the centre near you."),
    "jamoat": _l("So that we know where a centre is needed."),
    "country": _l("The lessons are about the laws of that country."),
    "country_region": _l("So that the lessons name the offices of that place."),
    "occupation": _l("So that the lessons fit your work."),
    "departs_on": _l("So that you finish the course before you leave."),
    "first_time": _l("Who leaves for the first time gets a seat first."),
    "language": _l("So that you understand everything."),
    "has_internet": _l("With internet you can read a part at home."),
    "reads_alone": _l("So that somebody reads aloud, if you prefer to listen."),
    "needs": _l("So that the centre prepares it. Only the centre sees it."),
    "family": _l("So that a chair is kept in the family hour."),
    "education": _l("So that the trainer explains neither too much nor too little."),
    "speaks": _l("So that we can offer language lessons to those who need them."),
    "safety_training": _l("Who was trained already does not need the extra day of safety and first aid."),
    "oriented_on": _l("A course is valid for two years; after that it is due again."),
    "contract_months": _l("For long contracts the course may be required."),
    "employer": _l("So that your family and the embassy can find you if something happens."),
    "returned_on": _l("So that we can offer you help at home and ask how it went."),
    "papers": _l("So that employers and schools can see what you have learned."),
}
