"""What holds for seats, waiting lists and timetables. Standard library only."""

from enum import StrEnum


class Reason(StrEnum):
    """Why something about a class is refused."""

    FULL = "class-full"
    CANCELLED = "class-cancelled"
    BEGUN = "class-begun"
    ENDS_AFTER_DEPARTURE = "class-ends-after-departure"
    DOES_NOT_TEACH_ALL = "class-does-not-teach-all"
    CLASH_OF_PERSON = "class-clash-of-person"
    CLASH_OF_ROOM = "class-clash-of-room"
    CLASH_OF_TRAINER = "class-clash-of-trainer"
    NO_OFFER = "no-seat-offered"
    HAS_SEAT = "has-seat-here"
    NOT_WAITING = "not-on-waiting-list"
    DAY_PAST = "class-day-past"
    DAYS_DO_NOT_FIT = "class-days-do-not-fit"
    CAPACITY = "class-capacity"
    OTHER_BLOCK = "session-teaches-other-block"
    MAKE_UP_BOOKED = "make-up-booked"
    PROPOSAL_GONE = "proposal-gone"
    PROPOSAL_EMPTY = "proposal-empty"
    FOR_WOMEN = "class-for-women"
    FOR_OTHER_LANGUAGE = "class-for-other-language"
    OTHERS_SIT_HERE = "others-sit-in-reserved-class"
    SEATS_FREE = "seats-still-free"
    ROOM_FULL = "room-full"
    PERMISSION_MISSING = "permission-missing"
    NOT_TODAY = "walk-in-on-other-day"
    NO_CHAIR_FOR_FAMILY = "no-chair-for-family"
    NO_JOINT_BLOCK = "no-joint-block"
    FEW_SEATS = "too-few-seats"
    NOT_FOR_ALL = "class-not-for-all"
    CARER_MISSING = "carer-missing"
    PAID_ALREADY = "fare-paid-already"
    DAY_TO_COME = "day-still-to-come"
    AGES_WRONG = "ages-wrong"
    AMOUNT_WRONG = "amount-wrong"


class Outcome(StrEnum):
    """How somebody's wait ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    LEFT = "left"
    CANCELLED = "cancelled"
