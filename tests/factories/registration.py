"""Builders of registrations and enrolments."""

from datetime import date, timedelta

from lms.certificates.models import NamesSaid
from lms.certificates.rules import Way
from lms.core import clock
from lms.core.database import db
from lms.registration import actions, queries
from lms.registration.models import Enrolment, Group, Registration
from lms.registration.rules import Need, Occupation, Person, Plan, Relation, Sex
from lms.registration.rules.groups import GroupKind
from tests.factories.accounts import make_user


def make_person(**changes) -> Person:
    """A woman of 36 from Vahdat who reads alone, has internet on her phone and was trained in safety and first aid."""
    facts = {
        "family_name_latin": "Rahimova",
        "given_name_latin": "Gulnora",
        "family_name": "Раҳимова",
        "given_name": "Гулнора",
        "patronymic": "Баҳромовна",
        "birth_date": date(1990, 5, 12),
        "sex": Sex.FEMALE,
        "phone": "+992901234567",
        "region": "drs",
        "district": "vahdat",
        "jamoat": "Баҳор",
        "language": "tg",
        "has_internet": True,
        "reads_alone": True,
        "needs": (),
        "safety_training": "yes",
        "family": (),
    }
    return Person(**{**facts, **changes})


def make_plan(**changes) -> Plan:
    """A first departure to Moscow in twelve days, to clean."""
    facts = {
        "country": "RU",
        "country_region": "moscow",
        "occupation": Occupation.CLEANING,
        "departs_on": clock.today() + timedelta(days=12),
        "first_time": True,
    }
    return Plan(**{**facts, **changes})


def make_registration(
    *, person: Person | None = None, plan: Plan | None = None, centre_code: str | None = None, pin: str | None = None,
    language: str = "en", needs: tuple[Need, ...] = (), family: tuple[tuple[str, Relation], ...] = (),
    says_names_are_right: bool = True, **facts,
) -> Registration:  # fmt: skip
    """A registration with account, journey and enrolment. Other keywords are facts of the person or the plan."""
    of_plan = {key: facts.pop(key) for key in tuple(facts) if key in Plan.__dataclass_fields__}
    made = actions.register(
        person=person or make_person(needs=needs, family=family, **facts), plan=plan or make_plan(**of_plan),
        language=language, centre_code=centre_code, by=None, at=clock.now(),
    )  # fmt: skip
    if says_names_are_right:
        db.session.add(NamesSaid(
            registration_id=made.id, name=made.full_name, latin_name=made.latin_name, right=True, way=Way.SELF.value,
            said_at=clock.now(),
        ))  # fmt: skip
        db.session.flush()
    if pin:
        actions.choose_pin(registration_id=made.id, pin=pin, by=None, at=clock.now())
    return made


def make_enrolment(**keywords) -> Enrolment:
    """The enrolment of a new registration, in the one-day pilot unless the facts ask for another variant
    (`has_internet=False`: the standard three days). Takes the keywords of `make_registration`."""
    return queries.current_enrolment(make_registration(**keywords).id)


def make_group(size: int = 3, *, centre_code: str | None = None, family: tuple = (), **plan) -> Group:
    """A brigade, the foreman first; other keywords are those of `make_plan`."""
    people = [(make_person(given_name=name, family=family), make_plan(**plan)) for name in "АБВГДЕЖЗ"[:size]]
    group, _pins = actions.register_group(
        kind=GroupKind.BRIGADE, people=people, language="en", centre_code=centre_code, by=make_user().id,
        at=clock.now(),
    )  # fmt: skip
    return group
