"""The trainee of the demo's story."""

from datetime import date, timedelta

from lms.classes import actions as classes
from lms.classes.models import TrainingClass
from lms.core import clock
from lms.demo.classes import ClassLife
from lms.registration import actions as registration
from lms.registration import queries as people
from lms.registration.models import Registration
from lms.registration.rules import Need, Occupation, Person, Plan, Relation, Sex


def register_zaynab(life: ClassLife, coming: TrainingClass, *, pin: str, today: date) -> Registration:
    """The trainee of the story: half-way through, with a seat."""
    at = clock.at_local(today - timedelta(days=2), 9)
    registered = registration.register(
        person=Person(
            family_name_latin="Rahimova", given_name_latin="Zaynab", family_name="Раҳимова", given_name="Зайнаб",
            patronymic="Каримовна", birth_date=today.replace(day=1) - timedelta(days=36 * 366),
            sex=Sex.FEMALE, phone="+992904445566", region="drs", district="vahdat", jamoat="Чуянгарон",
            language="tg", has_internet=True, reads_alone=True, needs=(Need.CHILDCARE,),
            family=(("Каримова Ойша", Relation.PARENT),),
        ),
        plan=Plan(
            country="RU", country_region="moscow", occupation=Occupation.CATERING,
            departs_on=today + timedelta(days=12), first_time=True,
        ),
        language="tg", centre_code="dushanbe", by=None, at=at,
    )  # fmt: skip
    registration.choose_pin(registration_id=registered.id, pin=pin, by=None, at=at)
    enrolment = people.current_enrolment(registered.id)
    life.read(enrolment, 3, at=at + timedelta(hours=8))
    classes.take_seat(enrolment_id=enrolment.id, class_id=coming.id, by=None, at=at + timedelta(hours=9))
    return registered


def register_zaynab_again(*, today: date) -> None:
    """Another desk has registered her too, in Russian letters and without a telephone: probably one person."""
    registration.register(
        person=Person(
            family_name_latin="Rakhimova", given_name_latin="Zainab", family_name="Рахимова", given_name="Зейнаб",
            patronymic="Каримовна", birth_date=today.replace(day=1) - timedelta(days=36 * 366),
            sex=Sex.FEMALE, phone=None, region="drs", district="vahdat", jamoat=None, language="tg",
            has_internet=True, reads_alone=True,
        ),
        plan=Plan(
            country="RU", country_region="moscow", occupation=Occupation.CATERING,
            departs_on=today + timedelta(days=12), first_time=True,
        ),
        language="tg", centre_code="dushanbe", by=None, at=clock.at_local(today - timedelta(days=1), 9),
    )  # fmt: skip
