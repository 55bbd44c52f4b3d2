"""What a centre has besides single people in single classes: a brigade, a class for women, an offer, children, a block
that is made up elsewhere."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from lms.classes import actions as classes
from lms.classes import queries as timetable
from lms.classes.models import TrainingClass
from lms.classes.rules.audience import Audience
from lms.curriculum.rules.programme import Programme
from lms.demo.classes import ClassLife
from lms.demo.people import some_plan, someone
from lms.demo.places import Place
from lms.registration import actions as registration
from lms.registration import queries as people
from lms.registration.models import Group, Registration
from lms.registration.rules import Occupation, Person, Plan, Relation, Sex
from lms.registration.rules.groups import GroupKind

BRIGADE, WOMEN = 6, 7


class Gathering:
    """Adds these to a demo world, at one place."""

    def __init__(self, life: ClassLife, place: Place, programme: Programme) -> None:
        self.life, self.place, self.programme = life, place, programme

    def brigade(self, found: TrainingClass, *, by: int, at: datetime) -> Group:
        """Six builders who leave together, and sit together with their wives in the family hour."""
        leave = found.last_day + timedelta(days=6)
        crew = [self._builder(leave, n) for n in range(BRIGADE)]
        group, _pins = registration.register_group(
            kind=GroupKind.BRIGADE, people=crew, language="tg", centre_code=self.place.centre.code, by=by, at=at
        )
        members = [each.id for each in people.members(group.id)]
        classes.seat_together(enrolment_ids=members, class_id=found.id, with_family=True, by=by, at=at)
        return group

    def women(self, first: date, *, at: datetime) -> TrainingClass:
        """A class for women only."""
        made = self.life.make(self.place, self.programme, "one-day", first, at=at)
        classes.reserve_class(class_id=made.id, audience=Audience.WOMEN, by=None, at=at)
        for n in range(WOMEN):
            person, plan = self._person(made.last_day + timedelta(days=5), n, sex=Sex.FEMALE)
            registered = registration.register(
                person=person, plan=plan, language="tg", centre_code=self.place.centre.code, by=None, at=at
            )
            enrolment = people.current_enrolment(registered.id)
            seat = classes.take_seat(enrolment_id=enrolment.id, class_id=made.id, by=None, at=at)
            if n % 3 == 0:
                classes.ask_childcare(seat_id=seat.id, ages=[2 + n, 6], by=None, at=at)
        return made

    def offer(self, full: TrainingClass, *, at: datetime) -> None:
        """Somebody of a full class cannot come: the first in line is asked."""
        classes.give_up_seat(seat_id=timetable.seats(full.id)[0].id, by=None, at=at)

    def mother(self, who: Registration, *, at: datetime) -> None:
        """A trainee whose family comes along, whose child is looked after, and who is helped with the fare."""
        seat = timetable.own_seat(people.current_enrolment(who.id).id)
        classes.bring_family(seat_id=seat.id, member_ids=[each.id for each in who.family], by=None, at=at)
        classes.ask_childcare(seat_id=seat.id, ages=[4], by=None, at=at)
        classes.ask_travel_support(seat_id=seat.id, wanted=True, by=None, at=at)
        day = seat.training_class.first_day
        classes.confirm_childcare(class_id=seat.class_id, day=day, carer="Саодат Ҳакимова", by=None, at=at)

    def made_up(self, first: date, *, made_at: datetime, at: datetime) -> TrainingClass:
        """A class of the last days: one missed the family hour and has found it elsewhere; one got the fare back."""
        made = self.life.make(self.place, self.programme, "one-day", first, at=made_at, n=1)
        sitting = self.life.fill(self.place, made, 6)
        sitting[0].journey.departs_on = made.last_day + timedelta(days=30)
        self.life.hold(made, absent={(sitting[0].id, "family-hour")})
        for each in timetable.make_up_sessions(sitting[0], "family-hour", at=at)[:1]:
            classes.book_make_up(
                session_id=each.session.id, enrolment_id=sitting[0].id, block="family-hour", by=None, at=at
            )
        seat = timetable.seats(made.id)[1]
        classes.ask_travel_support(seat_id=seat.id, wanted=True, by=None, at=made.sessions[0].starts_at)
        classes.reimburse(seat_id=seat.id, day=first, amount=Decimal(25), by=None, at=at)
        return made

    def _builder(self, leave: date, n: int) -> tuple[Person, Plan]:
        person, plan = self._person(leave, n, sex=Sex.MALE)
        family = ((f"{person.family_name}а Мадина", Relation.SPOUSE),) if n % 3 == 0 else ()
        return replace(person, family=family), replace(plan, occupation=Occupation.CONSTRUCTION)

    def _person(self, leave: date, n: int, *, sex: Sex) -> tuple[Person, Plan]:
        """Somebody of this sex, of whom the one-day course is right."""
        while True:
            self.life.registered += 1
            home = self.life.homes[self.place.centre.code][n]
            person = someone(self.life.chance, home, today=self.life.today, number=self.life.registered)
            plan = some_plan(self.life.chance, leave)
            if person.sex is sex and self.life.variant_of(person, plan) == "one-day" and plan.country == "RU":
                return person, plan
