"""The whole demo world, from the opening of the centres a year ago to the classes of the coming weeks."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from flask import current_app
from sqlalchemy import exists, or_, select

from lms.accounts.models import User
from lms.certificates import queries as certificates
from lms.classes import actions as classes
from lms.classes.models import TrainingClass
from lms.core import chance as draws
from lms.core import clock
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.demo.abroad import go_on
from lms.demo.advised import advise
from lms.demo.asked import ask_some, tell_of_a_centre
from lms.demo.classes import ClassLife
from lms.demo.days import note_held, note_today
from lms.demo.desk import Desk
from lms.demo.drafts import draft_some
from lms.demo.earlier import hold_first_class
from lms.demo.messages import let_messages_go
from lms.demo.opened import open_some
from lms.demo.others import borrow_school, invite_guests
from lms.demo.people import homes
from lms.demo.places import Place, employ_staff, open_places, refresh_trainers
from lms.demo.together import Gathering
from lms.demo.trainings import plan_staff_course
from lms.demo.unlike import show_unlike
from lms.demo.unseated import plan_for_some
from lms.demo.zaynab import register_zaynab, register_zaynab_again
from lms.registration.models import Enrolment, Registration

SEED = 2020
PIN = "482915"
CENTRES = ("dushanbe", "bokhtar", "khujand", "dushanbe", "khorog", "bokhtar", "dushanbe", "khujand")
PAST_CLASSES, COMING_CLASSES = 22, 8
SUNDAY = 6
# Departures by month, January first: the peak of March and April that the report describes.
SEASON, BUSY = (5, 9, 17, 16, 11, 8, 6, 6, 7, 6, 5, 4), 15


def world_exists() -> bool:
    """Whether anybody is known here: where somebody is, no demo world with passwords for all to read is built."""
    return bool(db.session.scalar(select(or_(exists(select(Registration.id)), exists(select(User.id))))))


def build_world(*, base_url: str, today: date, seed: int = SEED) -> dict[str, Any]:
    """Build the world around `today`; the same day and seed give the same world. Returns what `demo.json` says:
    who can sign in, and where scripts find a class, a certificate, a registration."""
    with draws.seeded(seed) as chance:
        return _World(chance, today).build(base_url)


class _World:
    def __init__(self, chance: Random, today: date) -> None:
        self.chance, self.today = chance, today
        self.opened = clock.at_local(today - timedelta(days=370), 8)
        country = curriculum.country(current_app.config["ORIGIN"])
        self.places = open_places(at=self.opened, today=today)
        nearby = {code: homes(country, place.serves) for code, place in self.places.items()}
        self.life = ClassLife(chance, nearby, today)
        self.pilot, self.standard = map(curriculum.newest_programme, ("tj-pilot", "tj-standard"))
        hold_first_class(self.places["dushanbe"], nearby, self.pilot, today=today)

    def build(self, base_url: str) -> dict[str, Any]:
        users, accounts = employ_staff(self.places, at=self.opened)
        past = list(self._past())
        refresh_trainers(self.places, at=clock.at_local(self.today - timedelta(days=60), 9))
        today = self._today()
        coming = list(self._coming())
        full = self._full_class()
        trainee = register_zaynab(self.life, coming[0], pin=PIN, today=self.today)
        register_zaynab_again(today=self.today)
        self._together(coming[0], full, trainee, by=users["officer"].id)
        self._changed(coming, by=users["officer"].id)
        let_messages_go(self.chance, today=self.today)
        accounts["trainee"] = {"login": trainee.number, "password": PIN}
        plan_for_some(self.chance, self.life, self.places, admin=users["admin"], today=self.today)
        self._in_a_village()
        invite_guests(coming[0], account=users["guest"], at=self._just_now())
        here = self.places["dushanbe"].centre.id
        held = next(each for each in reversed(past) if each.centre_id == here and certificates.of_class(each.id))
        note_today(today, by=users["trainer"].id)
        note_held(held, by=users["trainer"].id)
        self._served(held, users)
        plan_staff_course(self.places, today=self.today)
        advise(users, at=self._just_now())
        ask_some(by=users["officer"].id, at=self._just_now())
        open_some(on=self.today)
        draft_some(users, at=self._just_now())
        go_on(past, self.life, pin=PIN, today=self.today)
        made = {
            "base_url": base_url,
            "accounts": {role: accounts[role] for role in ("trainee", *users)},
            "class_today": today.id,
            "open_class": coming[1].id,
            "finished_class": held.id,
            "certificate_code": certificates.of_class(held.id)[0].code,
            "registration_number": trainee.number,
            "unlike": self._unlike(past, by=users["officer"].id),
        }
        tell_of_a_centre(at=self._just_now())
        return made

    def _past(self) -> Iterator[TrainingClass]:
        """Classes of the year behind us, more of them before the months in which most leave."""
        for n, first in enumerate(self._past_days()):
            place = self.places[CENTRES[n % len(CENTRES)]]
            long = n % 6 == 5
            programme, variant = (self.standard, "three-day") if long else (self.pilot, "one-day")
            made = self.life.make(place, programme, variant, first, at=self._morning(first - timedelta(days=21)), n=n)
            fewest = 12 if self._season(first) >= BUSY else 6
            sitting = self.life.fill(place, made, min(made.capacity, self.chance.randint(fewest, 15)))
            for enrolment in sitting:
                if self.chance.randrange(100) < 45:
                    before = self._morning(made.first_day - timedelta(days=1))
                    self.life.read(enrolment, self.chance.randint(1, 3), at=before)
            missed = {(sitting[0].id, "family-hour")} if n % 4 == 0 else frozenset()
            self.life.hold(made, absent=missed)
            yield made

    def _past_days(self) -> list[date]:
        """First days of the past classes: weekdays, none twice, as dense as the season is."""
        free = [day for n in range(354, 7, -1) if (day := self.today - timedelta(days=n)).weekday() < 3]
        reached = list(accumulate(map(self._season, free)))
        step = reached[-1] / PAST_CLASSES
        start = self.chance.random() * step
        return [free[bisect(reached, start + n * step)] for n in range(PAST_CLASSES)]

    @staticmethod
    def _season(day: date) -> int:
        """How many of a hundred leave in the month in which those of this class day will."""
        return SEASON[(day + timedelta(days=8)).month - 1]

    def _today(self) -> TrainingClass:
        """The class that the trainer of the demo has today."""
        place = self.places["dushanbe"]
        at = self._morning(self.today - timedelta(days=9))
        made = self.life.make(place, self.pilot, "one-day", self.today, at=at)
        self.life.fill(place, made, 22)
        return made

    def _coming(self) -> Iterator[TrainingClass]:
        """Classes of the coming weeks with free seats; the first ones at Dushanbe."""
        at = self._morning(self.today - timedelta(days=3))
        for n in range(COMING_CLASSES):
            place = self.places["dushanbe" if n < 2 else CENTRES[n % len(CENTRES)]]
            first = self._weekday_from(4 + 2 * n)
            made = self.life.make(place, self.pilot, "one-day", first, at=at, n=n % 2)
            self._seat(place, made, self.chance.randint(2, 7))
            yield made

    def _in_a_village(self) -> None:
        """A class of the Dushanbe centre in a borrowed school (E110)."""
        own, at = self.places["dushanbe"], self._just_now()
        there = replace(own, rooms=[borrow_school(own.centre, at=at)], trainers=own.trainers[-1:])
        made = self.life.make(there, self.pilot, "one-day", self._weekday_from(22), at=at)
        self._seat(own, made, 4)

    def _weekday_from(self, days: int) -> date:
        """The first day from `days` days on that is no Sunday."""
        day = self.today + timedelta(days=days)
        return day + timedelta(days=1) if day.weekday() == SUNDAY else day

    def _full_class(self) -> TrainingClass:
        """A class in the smallest room: no seat is left, and two people wait."""
        place = self.places["dushanbe"]
        first, at = self._weekday_from(6), self._morning(self.today - timedelta(days=3))
        made = self.life.make(place, self.pilot, "one-day", first, at=at, n=2)
        self._seat(place, made, made.capacity)
        for late in self._register(place, made, 2):
            classes.join_waiting_list(enrolment_id=late.id, class_id=made.id, by=None, at=self._just_now())
        return made

    def _together(self, coming: TrainingClass, full: TrainingClass, trainee: Registration, *, by: int) -> None:
        """A brigade, a class for women, an offer, a mother with a child, a block made up elsewhere."""
        gathering, at = Gathering(self.life, self.places["dushanbe"], self.pilot), self._just_now()
        gathering.brigade(coming, by=by, at=at)
        gathering.women(self._weekday_from(8), at=at)
        gathering.offer(full, at=clock.at_local(self.today, 7))
        gathering.mother(trainee, at=at)
        held = self.today - timedelta(days=3)
        held -= timedelta(days=held.weekday() == SUNDAY)
        gathering.made_up(held, made_at=self._morning(held - timedelta(days=14)), at=at)

    def _changed(self, coming: list[TrainingClass], *, by: int) -> None:
        """One of the coming classes is moved by a day, another is cancelled: everybody in them is told."""
        moved, cancelled = coming[-3], coming[-1]
        later = self._weekday_from((moved.first_day - self.today).days + 1)
        classes.move_class(class_id=moved.id, on=later, by=by, at=self._just_now())
        classes.cancel_class(class_id=cancelled.id, by=by, at=self._just_now())
        classes.name_project(class_id=moved.id, project="SEEP", by=by, at=self._just_now())

    def _served(self, held: TrainingClass, users: dict[str, User]) -> None:
        """What people asked, allowed and had corrected, and a list from an agency."""
        desk = Desk(self.life, self.places["dushanbe"], users, at=self._just_now())
        desk.log_consultations(tuple(self.places))
        kept = desk.take_in_a_list(self.today + timedelta(days=40))
        desk.ask_for_consents(held)
        desk.put_right(kept, held)
        desk.send_on(held)

    def _unlike(self, past: list[TrainingClass], *, by: int) -> dict[str, str]:
        return show_unlike(self.life, self.places["dushanbe"], past, pin=PIN, by=by, today=self.today)

    def _seat(self, place: Place, made: TrainingClass, size: int) -> None:
        for enrolment in self._register(place, made, size):
            classes.take_seat(enrolment_id=enrolment.id, class_id=made.id, by=None, at=self._just_now())

    def _register(self, place: Place, made: TrainingClass, size: int) -> list[Enrolment]:
        at = self._morning(self.today - timedelta(days=2))
        leave = made.last_day + timedelta(days=5)
        return [self.life.register(place, leave, at=at, wanted=made.variant) for _ in range(size)]

    @staticmethod
    def _morning(day: date) -> datetime:
        return clock.at_local(day, 9)

    def _just_now(self) -> datetime:
        return self._morning(self.today - timedelta(days=1))
