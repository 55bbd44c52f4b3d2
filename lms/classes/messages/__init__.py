"""Sentences about classes, and the messages sent about them."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from lms.classes.messages.notices import NOTICES, TO_TRAINERS, Notice, written
from lms.classes.rules import Reason
from lms.classes.rules.agenda import Advice, Remark
from lms.classes.rules.audience import Audience
from lms.classes.rules.planner import WhyNot
from lms.classes.rules.prayer import Prayer
from lms.curriculum.messages import BREAKS
from lms.web.locale import as_time

__all__ = [
    "ADVICE", "AUDIENCES", "COUNTED", "NOTICES", "PRAYERS", "SENTENCES", "TO_TRAINERS", "Notice", "advice",
    "written",
]  # fmt: skip

SENTENCES = {
    Reason.FOR_TRAINERS: _l("This class is for trainers. Please choose a class for people who leave."),
    Reason.NOT_FOR_TRAINERS: _l("Only in a training of trainers do trainers have seats. Please choose such a class."),
    Reason.TRAINER_TEACHES: _l(
        "%(name)s teaches at that time on %(day)s. Please give that class to somebody else first, or choose another "
        "training."
    ),
    Reason.TRAINER_SITS: _l(
        "%(name)s takes part in another training at that time on %(day)s. Please give up one of the two seats first."
    ),
    Reason.FIRST_TRAINING_MISSING: _l(
        "%(name)s has not passed the first training of trainers. The refresher comes a year after it."
    ),
    Reason.GUEST_BUSY: _l("The guest of a block is with another class at that time. Please call the guest off first."),
    Reason.FULL: _l("All seats in this class are taken. You can wait for a seat, or choose another class."),
    Reason.CANCELLED: _l("This class is cancelled. Please choose another."),
    Reason.BEGUN: _l("This class has already begun. Please choose one that is still to come."),
    Reason.ENDS_AFTER_DEPARTURE: _l(
        "This class ends on the day of departure or later. Please choose an earlier one, or correct the departure date."
    ),
    Reason.WINDOW_CLOSED: _l(
        "This course must be over at least %(days)s days before the departure. Please choose an earlier class."
    ),
    Reason.BEFORE_ARRIVAL: _l(
        "This course is for people who have left already. Please choose a class after the departure."
    ),
    Reason.FINISH_FIRST: _l("Another course has to be finished before this one: %(course)s."),
    Reason.NOT_AGREED: _l("Please ask the person first. Without a yes nobody is registered."),
    Reason.DOES_NOT_TEACH_ALL: _l("This class leaves out a part of the course. Please choose another."),
    Reason.SEAT_ELSEWHERE: _l(
        "This person has a seat at another centre. An officer can give a seat here instead, on the page of the class."
    ),
    Reason.CLASH_OF_PERSON: _l("There is another booking at that time. Please give that one up first."),
    Reason.CLASH_OF_ROOM: _l(
        "The room “%(room)s” is taken at that time on %(day)s. Please choose another room or another day."
    ),
    Reason.CLASH_OF_TRAINER: _l(
        "%(name)s teaches another class at that time on %(day)s. Please choose another trainer or another day."
    ),
    Reason.NO_OFFER: _l("This seat is not held any more. You are told as soon as another becomes free."),
    Reason.SEAT_WOULD_GO: _l("There is a seat in a class of the longer course. Please look at the page once more."),
    Reason.HAS_SEAT: _l("There is a seat in this class already."),
    Reason.NOT_WAITING: _l("This person is not on the waiting list any more."),
    Reason.DAY_PAST: _l("On that day the first block would begin in the past. Please choose a later first day."),
    Reason.DAYS_DO_NOT_FIT: _l("This course has %(days)s days. Please enter as many dates, one after the other."),
    Reason.CAPACITY: _l("This room holds 1 to %(most)s people. Please enter a number between them."),
    Reason.OTHER_BLOCK: _l("This session does not teach all that was missed. Please choose another."),
    Reason.PART_BEGUN: _l("What has begun cannot be moved any more. Please move only what is still to come."),
    Reason.TIME_PAST: _l("That time has passed already. Please choose a later one."),
    Reason.OVERLAPS_ITSELF: _l("Two parts of this class would be at the same time. Please look at the times again."),
    Reason.IN_TWO_PLACES: _l(
        "A class stays in one place: at the centre, or at one borrowed place. Please move all of it together."
    ),
    Reason.ROOM_ELSEWHERE: _l("This room is in another centre. Please choose a room of this one."),
    Reason.ROOM_SMALL: _l(
        "The room “%(room)s” holds %(most)s people, and %(taken)s have a seat. Please choose a larger one."
    ),
    Reason.NOBODY_CHOSEN: _l("Please choose who goes to the second class."),
    Reason.TOO_FEW_SEATS: _l(
        "There are %(free)s free seats for %(people)s people. Please choose a larger room or class."
    ),
    Reason.PEOPLE_BUSY: _l("Booked elsewhere at that time: %(names)s. Please choose another time, or move them first."),
    Reason.OTHER_COURSE: _l("That class teaches another course. Please choose one of the same course."),
    Reason.MAKE_UP_BOOKED: _l("A session for this block is booked already. Please give that one up first."),
    Reason.FOR_WOMEN: _l("This class is for women only. Please choose another."),
    Reason.FOR_MEN: _l("This class is for men only. Please choose another."),
    Reason.FOR_OTHER_LANGUAGE: _l(
        "This class is only for those who learn in its language. Please choose another, or change the language of the "
        "course."
    ),
    Reason.OTHERS_SIT_HERE: _l(
        "People who would not belong have a seat already: %(count)s. Please move them to another class first."
    ),
    Reason.SEATS_FREE: _l("There is still a free seat in this class. Please give that one."),
    Reason.ROOM_FULL: _l("This room takes at most %(most)s people, and not one more. Please choose another class."),
    Reason.PERMISSION_MISSING: _l("Please write who permits one person more, and why."),
    Reason.NOT_TODAY: _l("This class begins on %(day)s. Whoever comes without a seat is seated on that day."),
    Reason.NO_CHAIR_FOR_FAMILY: _l(
        "There are not enough chairs for the family in this room. Fewer of the family can come, or another class is "
        "chosen."
    ),
    Reason.PROPOSAL_GONE: _l(
        "This proposal is not there any more: somebody has accepted it or planned again. Please look at the list."
    ),
    Reason.PROPOSAL_EMPTY: _l(
        "Nobody is left for this class: all its people have found another seat or leave on another day. Please plan "
        "again."
    ),
    WhyNot.CAN_WAIT: _l("Leaves on %(day)s: there is time to be placed in a later plan."),
    WhyNot.TOO_SOON: _l("Leaves on %(day)s: too soon for a class that ends before then."),
    WhyNot.NO_CENTRE: _l("Leaves on %(day)s. None of your centres serves this home: %(place)s."),
    WhyNot.CENTRE_CLOSED: _l(
        "Leaves on %(day)s. Before then no centre for %(place)s is open and licensed on enough days."
    ),
    WhyNot.NO_STEP_FREE: _l("Leaves on %(day)s. No centre for %(place)s can be entered without steps."),
    WhyNot.NO_CHAIRS: _l("Leaves on %(day)s. No room for %(place)s has chairs enough for the whole family."),
    WhyNot.NO_LANGUAGE: _l("Leaves on %(day)s. No trainer for %(place)s teaches in this language: %(language)s."),
    WhyNot.NO_WOMAN: _l(
        "Leaves on %(day)s. No woman for %(place)s teaches in this language: %(language)s."
    ),
    WhyNot.NOT_QUALIFIED: _l(
        "Leaves on %(day)s. No trainer for %(place)s who teaches in this language (%(language)s) may teach this course "
        "on the days before then: training, refresher or contract is missing."
    ),
    WhyNot.TRAINERS_TAKEN: _l(
        "Leaves on %(day)s. No trainer for %(place)s who teaches in this language (%(language)s) is free before then."
    ),
    WhyNot.ROOMS_TAKEN: _l(
        "Leaves on %(day)s. Before then no room for %(place)s is free on a day when a trainer is."
    ),
    WhyNot.BOOKED: _l("Leaves on %(day)s, and has other bookings whenever a class could be held."),
    WhyNot.TOO_FEW: _l("Leaves on %(day)s. Fewer people could come together than the smallest class you asked for."),
    Reason.NO_JOINT_BLOCK: _l("The family does not take part in this class."),
    Reason.FEW_SEATS: _l(
        "The class has %(free)s free places, and %(needed)s are needed. Nobody was seated. Please choose a class with "
        "more places, or seat fewer people."
    ),
    Reason.NOT_FOR_ALL: _l("Nobody was seated, because %(name)s cannot be in this class."),
    Reason.CARER_MISSING: _l("Please write who looks after the children."),
    Reason.PAID_ALREADY: _l("The fare for this day was paid already."),
    Reason.DAY_TO_COME: _l("The fare is paid on %(day)s or later."),
    Reason.AGES_WRONG: _l("Please write the ages of at most six children up to 12, for example 2, 5."),
    Reason.AMOUNT_WRONG: _l("Please write the sum in digits, for example 25 or 12,50."),
}

# What of the person's own needs narrowed the search, said beside the reason.
COUNTED = {
    WhyNot.NO_STEP_FREE: _l("Only places without steps were looked at."),
    WhyNot.NO_CHAIRS: _l("Only rooms with chairs for the whole family were looked at."),
    WhyNot.NO_WOMAN: _l("Only women were looked at as trainers."),
}

AUDIENCES = {
    Audience.ALL: _l("Everybody"),
    Audience.WOMEN: _l("Women only"),
    Audience.MEN: _l("Men only"),
    Audience.LANGUAGE: _l("Only those who learn in the language of the class"),
}


ADVICE = {
    Advice.SHORT: _l("%(minutes)s minutes of training, the programme asks for %(wanted)s. Please make a block longer."),
    Advice.LONG: _l("%(minutes)s minutes of training, the programme asks for %(wanted)s. Please make a block shorter."),
    Advice.BREAK_SHORT: _l("%(kind)s: %(minutes)s minutes, the programme plans %(wanted)s."),
    Advice.BREAK_MISSING: _l("%(kind)s: there is none, the programme plans %(wanted)s minutes."),
    Advice.NO_REST: _l("From %(from)s to %(until)s there is no break. That is longer than the programme plans."),
    Advice.NO_PRAYER: _l(
        "%(prayer)s, %(from)s to %(until)s: not even ten minutes are free in that time. Please plan a break."
    ),
}
PRAYERS = {
    Prayer.DAWN: _l("Dawn prayer"),
    Prayer.NOON: _l("Noon prayer"),
    Prayer.AFTERNOON: _l("Afternoon prayer"),
    Prayer.SUNSET: _l("Sunset prayer"),
    Prayer.NIGHT: _l("Night prayer"),
}


def advice(remark: Remark) -> str:
    """The sentence of a remark about a class day, in the language of the page."""
    words = {"kind": BREAKS, "prayer": PRAYERS}
    values = {
        name: words[name][value] if name in words else as_time(value) if isinstance(value, datetime) else value
        for name, value in remark.values.items()
    }
    return str(ADVICE[remark.advice]) % values
