"""Tables of classes, sessions, seats and waiting lists."""

from lms.classes.models.planner import Planning, Proposal, ProposedSeat, Unplaced
from lms.classes.models.feeds import CalendarFeed
from lms.classes.models.seats import PERSON_ONCE, Booking, Companion, MakeUp, Seat, Wait
from lms.classes.models.support import Childcare, ChildcareDay, GuestSupport, Reimbursement, TravelSupport
from lms.classes.models.timetable import (
    CLASS_ONCE,
    GUEST_ONCE,
    LARGEST_CLASS,
    ROOM_ONCE,
    TRAINER_ONCE,
    ClassSession,
    TrainingClass,
)
from lms.classes.models.trainings import SITS_ONCE, TrainerSeat, TrainerTime

__all__ = [
    "CLASS_ONCE",
    "LARGEST_CLASS",
    "PERSON_ONCE",
    "ROOM_ONCE",
    "SITS_ONCE",
    "TRAINER_ONCE",
    "Booking",
    "CalendarFeed",
    "Childcare",
    "ChildcareDay",
    "ClassSession",
    "Companion",
    "GUEST_ONCE",
    "GuestSupport",
    "MakeUp",
    "Planning",
    "Proposal",
    "ProposedSeat",
    "Reimbursement",
    "Seat",
    "TrainerSeat",
    "TrainerTime",
    "TrainingClass",
    "TravelSupport",
    "Unplaced",
    "Wait",
]
