"""Tables of migrants and of what an office does with their records."""

from lms.registration.models.consents import Consent, EntryCheck
from lms.registration.models.desk import Consultation, PinCode
from lms.registration.models.papers import Paper
from lms.registration.models.people import Enrolment, FamilyMember, Group, GroupMember, Journey, Registration
from lms.registration.models.sameness import Lookalike, Merge, NameKey, RetiredNumber

__all__ = [
    "Consent",
    "Consultation",
    "Enrolment",
    "EntryCheck",
    "FamilyMember",
    "Group",
    "GroupMember",
    "Journey",
    "Lookalike",
    "Merge",
    "NameKey",
    "Paper",
    "PinCode",
    "Registration",
    "RetiredNumber",
]
