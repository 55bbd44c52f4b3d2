"""Of what people are reminded, and when. Standard library only."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from lms.messages.rules.quiet import QuietHours

FROM_HOUR = 10  # of the day before; by then the desk has settled what came up in the morning
READY = timedelta(minutes=20)  # a reminder that comes later finds people on their way
LEAVES_SOON, LEAVES_VERY_SOON = 7, 3  # days before the departure
SEAT_FROM, SEAT_UNTIL = 14, 2
READ_FROM, READ_UNTIL = 2, 9  # days after a class: what was learned is not yet forgotten (E72)
OFFER_LEFT = timedelta(hours=3)
OFFER_FRESH = timedelta(hours=2)  # who was asked since then needs no reminder


class Reminder(StrEnum):
    """What a reminder says."""

    CLASS_TOMORROW = "class-tomorrow"
    FAMILY_TOMORROW = "family-tomorrow"
    CLASS_TODAY = "class-today"
    SEAT_MISSING = "seat-missing"
    PART_MISSING = "part-missing"
    PART_MISSING_ASK = "part-missing-ask"
    OFFER_ENDS = "offer-ends"
    READ_ON = "read-on"
    IMPORTANT_NEWS = "important-news"


def tells_of_tomorrow(now: datetime, booked: datetime, *, goes_on: bool) -> bool:
    """Whether somebody who has a class tomorrow is told so today: not who booked it today, and not in the middle of a
    class that meets every day, unless the family comes along that day. All times local."""
    return now.hour >= FROM_HOUR and booked.date() < now.date() and not goes_on


def tells_of_today(now: datetime, booked: datetime, starts: datetime, quiet: QuietHours, *, goes_on: bool) -> bool:
    """Whether somebody who has a class today is told so in the morning: while there is time to come."""
    return quiet.next_allowed(now) <= starts - READY and booked.date() < now.date() and not goes_on


def tells_of_offer(now: datetime, until: datetime, quiet: QuietHours) -> bool:
    """Whether somebody who has not answered an offer is asked once more: three hours before its end, or before the
    night in which these begin."""
    return quiet.last_allowed(until - OFFER_LEFT) <= now < until - READY


def stage_before_departure(days_left: int) -> int | None:
    """How near the departure is, of those who miss a part: they are told a week before and three days before."""
    if not 0 < days_left <= LEAVES_SOON:
        return None
    return LEAVES_VERY_SOON if days_left <= LEAVES_VERY_SOON else LEAVES_SOON


class StaffReminder(StrEnum):
    """What the staff are told: of their own, of the trainers at their desk, of places, of the curriculum."""

    OWN_REFRESHER = "own-refresher"
    OWN_APPRAISAL = "own-appraisal"
    OWN_PAPER = "own-paper"
    TRAINER_REFRESHER = "trainer-refresher"
    TRAINER_APPRAISAL = "trainer-appraisal"
    TRAINER_PAPER = "trainer-paper"
    LICENCE = "licence-ends"
    RENTAL = "rental-ends"
    LESSONS_REVIEW = "lessons-review"
    PROPOSAL_WAITS = "proposal-waits"
    DRAFT_TO_SIGN = "draft-to-sign"
    DRAFT_TO_READ = "draft-to-read"


EARLY, NEAR, LATE = 60, 7, 30  # days before something falls due, and for how long after it one is still told


def stage_of(on: date, day: date) -> str | None:
    """How near something is that falls due: the staff are told at 60 days (E89), a week before, and when it is past."""
    left = (on - day).days
    if left < 0:
        return "late" if left >= -LATE else None
    return ("near" if left <= NEAR else "early") if left <= EARLY else None
