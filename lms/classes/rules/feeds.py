"""What has a timetable of its own, to look at and to take into a phone's calendar."""

from datetime import timedelta
from enum import StrEnum

BEHIND, AHEAD = timedelta(days=31), timedelta(days=400)  # what a calendar is told of


class Whose(StrEnum):
    """Whose timetable it is."""

    CENTRE = "centre"
    ROOM = "room"
    TRAINER = "trainer"
