"""Making a registration with its journey, its account and its enrolment."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from lms.accounts import actions as accounts
from lms.accounts import queries as users
from lms.accounts.rules import Door
from lms.accounts.rules import Reason as Crowd
from lms.core import chance, clock
from lms.core.actors import Grant, Role
from lms.core.database import db
from lms.core.encryption import index_of
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.choosing import choose
from lms.curriculum.rules.programme import Programme, Variant
from lms.curriculum.rules.terms import Opens
from lms.registration import queries
from lms.registration.actions.family import relative
from lms.registration.actions.names import keep_keys, name_of_account
from lms.registration.actions.numbers import free_number
from lms.registration.actions.pins import choose_pin, make_pin
from lms.registration.actions.proposing import propose
from lms.registration.models import Enrolment, Journey, Registration
from lms.registration.rules import Person, Plan, faults
from lms.registration.rules.importing import Reason as ListReason
from lms.registration.rules.profile import profile

KIND = "registration"


def register(
    *,
    person: Person,
    plan: Plan,
    language: str,
    centre_code: str | None,
    form_token: str | None = None,
    by: int | None,
    at: datetime,
) -> Registration:
    """Make a registration with its journey, its account (without a PIN yet) and its enrolment; `language` is the one
    pages speak to this person. A form sent twice gives the same registration. Raises Refused(registration Reason)."""
    if before := queries.by_form(form_token):
        return before
    if wrong := faults(person, plan, clock.local(at).date()):
        raise Refused(wrong[0])
    try:
        with db.session.begin_nested():
            made = _save(person, centre_code=centre_code, form_token=form_token, by=by, at=at)
    except IntegrityError:
        if first := queries.by_form(form_token):  # the same form, sent twice in the same moment
            return first
        raise
    _open_account(made, language=language, by=by, at=at)
    enrol(journey=plan_journey(made, plan, at=at), person=person, plan=plan, at=at)
    propose(made, at=at)
    accounts.record(action="registered", kind=KIND, subject=made.id, by=by, at=at)
    return made


def register_oneself(*, address: str, form_token: str, at: datetime, **answers: Any) -> Registration:
    """Register without an officer. Takes the answers of `register`; raises also Refused(accounts MANY_FROM_HERE)."""
    if before := queries.by_form(form_token):
        return before
    if users.is_crowded(Door.REGISTER, address, at):
        raise Refused(Crowd.MANY_FROM_HERE)
    made = register(form_token=form_token, by=None, at=at, **answers)
    accounts.count_try(door=Door.REGISTER, address=address, at=at)
    return made


def register_at_desk(*, pin: str, by: int, at: datetime, **answers: Any) -> tuple[Registration, str]:
    """Register somebody with the PIN they choose, or with a random one when they leave it empty; returns both.
    Takes the answers of `register`. Raises Refused(registration Reason or accounts Reason.PIN_…)."""
    with db.session.begin_nested():  # a refused PIN leaves no registration behind
        made = register(by=by, at=at, **answers)
        if not pin:
            return made, make_pin(registration_id=made.id, by=by, at=at)
        choose_pin(registration_id=made.id, pin=pin, by=by, at=at)
        return made, pin


def register_list(
    *,
    people: Mapping[int, tuple[Person, Plan]],
    language: str,
    token: str,
    centre_for: Callable[[str], str | None],
    by: int,
    at: datetime,
) -> list[Registration]:
    """Register everybody of a list, by the number of the line, or nobody; `centre_for` a region says which centre
    serves it. They choose their PINs later. A line sent twice gives the same registration, whoever else is sent along.
    Raises Refused(NOBODY_LEFT) when everybody was left out, and Refused(registration Reason)."""
    if not people:
        raise Refused(ListReason.NOBODY_LEFT)
    with db.session.begin_nested():
        return [
            register(
                person=person, plan=plan, language=language, centre_code=centre_for(person.region),
                form_token=f"list-{token}-{n}", by=by, at=at,
            )  # fmt: skip
            for n, (person, plan) in people.items()
        ]


def enrol(*, journey: Journey, person: Person, plan: Plan, at: datetime) -> Enrolment | None:
    """Enrol in the first programme with a variant that fits (E147) and before which nothing has to be finished first;
    None when there is none."""
    with_it = [each for each in curriculum.programmes() if each.opens is Opens.REGISTRATION]
    offered = queries.open_to(with_it, journey.registration_id)
    chosen = choose(offered, profile(person, plan))
    if chosen is None:
        return None
    return put_into(*chosen, journey=journey, at=at)


def put_into(programme: Programme, variant: Variant, *, journey: Journey, at: datetime) -> Enrolment:
    """Enrol somebody for a journey in a variant of a programme; from now on their pages are about it."""
    made = Enrolment(
        registration_id=journey.registration_id,
        journey_id=journey.id,
        programme_slug=programme.slug,
        edition_id=programme.edition_id,
        variant=variant.id,
        enrolled_at=at,
        turned_to_at=at,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _save(
    person: Person, *, centre_code: str | None, form_token: str | None, by: int | None, at: datetime
) -> Registration:
    made = Registration(
        key=chance.letters(16),
        number=free_number(),
        family_name_latin=person.family_name_latin,
        given_name_latin=person.given_name_latin,
        family_name=person.family_name,
        given_name=person.given_name,
        patronymic=person.patronymic,
        birth_date=person.birth_date,
        sex=person.sex.value,
        phone=person.phone,
        phone_index=index_of(person.phone) if person.phone else None,
        region=person.region,
        district=person.district,
        jamoat=person.jamoat,
        jamoat_index=index_of(person.jamoat) if person.jamoat else None,
        language=person.language,
        has_internet=person.has_internet,
        reads_alone=person.reads_alone,
        safety_training=person.safety_training,
        education=person.education,
        speaks=person.speaks,
        needs=" ".join(person.needs) or None,
        centre_code=centre_code,
        created_at=at,
        created_by_id=by,
        form_token=form_token,
        family=[relative(name, relation, at=at) for name, relation in person.family],
    )
    db.session.add(made)
    db.session.flush()
    keep_keys(made)
    return made


def _open_account(made: Registration, *, language: str, by: int | None, at: datetime) -> None:
    made.user = accounts.create_user(
        login=made.number,
        name=name_of_account(made),
        language=language,
        grants=[Grant(Role.TRAINEE)],
        secret=None,
        by=by,
        at=at,
    )


def plan_journey(made: Registration, plan: Plan, *, at: datetime) -> Journey:
    """Keep a journey as it is planned."""
    journey = Journey(
        registration=made,
        country=plan.country,
        country_region=plan.country_region,
        occupation=plan.occupation.value,
        departs_on=plan.departs_on,
        first_time=plan.first_time,
        contract_months=plan.contract_months,
        created_at=at,
    )
    db.session.add(journey)
    db.session.flush()
    return journey
