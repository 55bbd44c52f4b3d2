"""The words of many class days at once: what two thousand sessions share is said, reckoned and looked up once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from flask import url_for
from flask_babel import gettext

from lms.centres.messages import room_name, whereabouts
from lms.centres.models import Room
from lms.classes.queries.calendar import ClassDay
from lms.core.freshness import sign_of
from lms.core.languages import NAMES
from lms.curriculum import queries as curriculum
from lms.web.locale import as_time


@dataclass(slots=True)
class Card:
    """One class day as a timetable shows it: `about` is who teaches, in which language, and where unless the page says
    so. `address` is its page, empty for whoever may not open it, and `move` what its handle says, empty when it cannot
    be moved."""

    day: ClassDay
    title: str
    times: str
    about: str
    seats: str
    place: str
    address: str
    drop: str
    move: str
    seen: str
    full: bool
    over: bool


class Dealer:
    """Makes the cards of one page."""

    def __init__(self, *, language: str, runs: Collection[int], now: datetime, in_rooms: bool) -> None:
        self.language, self.runs, self.now, self.in_rooms = language, runs, now, in_rooms
        self.title, self.time = cache(self._title), cache(as_time)
        self.address = url_for(".desk_class", class_id=0).removesuffix("0")
        self.sign, self.place = cache(sign_of), cache(self._place)
        # Without values a sentence comes back with its gaps, to be filled many times.
        self.seats = gettext("%(taken)s of %(capacity)s seats taken")
        self.move = gettext("Move %(course)s, %(time)s: arrow keys, or open the form")

    def card(self, day: ClassDay) -> Card:
        """The card of a class day."""
        title, begins = self.title(day.edition_id, day.variant, day.day), self.time(day.starts)
        address = f"{self.address}{day.class_id}" if day.class_id in self.runs else ""
        moves = address and day.starts > self.now
        return Card(
            day,
            title,
            f"{begins}–{self.time(day.ends)}",
            " · ".join((
                ", ".join(each.name for each in day.trainers), *([] if self.in_rooms else [self.place(day.room)]),
                NAMES.get(day.language, day.language),
            )),
            self.seats % {"taken": day.taken, "capacity": day.capacity},
            self.place(day.room),
            address,
            f"{address}/timetable/{day.day}/drop" if moves else "",
            self.move % {"course": title, "time": begins} if moves else "",
            self.sign(day.sequence),
            day.taken >= day.capacity,
            day.ends < self.now,
        )

    def _title(self, edition_id: int, variant: str, day: str) -> str:
        programme = curriculum.programme(edition_id)
        title = programme.variant_title(variant, self.language)
        many = len(programme.variant(variant).days) > 1
        return f"{title}, {programme.day_title(day, self.language)}" if many else title

    def _place(self, room: Room) -> str:
        return room_name(room) if self.in_rooms else whereabouts(room, briefly=True)
