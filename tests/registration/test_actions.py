from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from lms.accounts.actions import sign_in
from lms.accounts.models import AuditEntry
from lms.accounts.queries import as_actor
from lms.accounts.rules import Reason as Secret
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.core.errors import Refused
from lms.registration import actions, queries
from lms.registration.models import Enrolment, NameKey, Registration
from lms.registration.rules import Names, Need, Reason, Relation, number_is_right
from tests.factories.accounts import make_user
from tests.factories.registration import make_enrolment, make_person, make_plan, make_registration


def register(**changes) -> Registration:
    given = {
        "person": make_person(), "plan": make_plan(), "language": "tg", "centre_code": "dushanbe", "by": None,
        "at": clock.now(),
    }  # fmt: skip
    return actions.register(**{**given, **changes})


def test_registering_gives_a_number_an_account_and_an_enrolment(db_session):
    made = register(
        person=make_person(needs=(Need.CHILDCARE,), family=(("Ашӯров Баҳром", Relation.SPOUSE),)), form_token="once"
    )
    enrolment = queries.current_enrolment(made.id)
    assert number_is_right(made.number)
    assert (made.user.login, made.user.secret_hash) == (made.number, None)
    assert [grant.role for grant in made.user.grants] == [Role.TRAINEE]
    assert [(each.name, each.relation) for each in made.family] == [("Ашӯров Баҳром", "spouse")]
    assert (enrolment.programme_slug, enrolment.variant) == ("tj-pilot", "one-day")
    assert (enrolment.registration, enrolment.journey.departs_on) == (made, make_plan().departs_on)
    trail = db_session.scalars(db.select(AuditEntry.action).where(AuditEntry.subject_kind == "registration")).all()
    assert trail == ["registered"]


def test_a_form_sent_twice_is_one_registration(db_session):
    first, again = register(form_token="once"), register(form_token="once")
    assert first.id == again.id
    assert db_session.scalar(db.select(db.func.count()).select_from(Enrolment)) == 1


@pytest.mark.parametrize(
    ("facts", "course"),
    [
        ({}, ("tj-pilot", "one-day")),
        ({"has_internet": False}, ("tj-standard", "three-day")),
        ({"reads_alone": False}, ("tj-standard", "three-day")),
        ({"country": "KZ", "country_region": None}, ("tj-standard", "general")),
    ],
)
def test_the_facts_choose_the_course(db_session, facts, course):
    enrolment = make_enrolment(**facts)
    assert (enrolment.programme_slug, enrolment.variant) == course


@pytest.mark.parametrize(
    ("person", "plan", "reason"),
    [
        ({"birth_date": date(2100, 1, 1)}, {}, Reason.BIRTH_IN_FUTURE),
        ({"family_name_latin": "Раҳимова"}, {}, Reason.NAME_NOT_LATIN),
        ({"given_name": "я" * 300}, {}, Reason.NAME_LONG),
        ({}, {"departs_on": date(2020, 1, 1)}, Reason.DEPARTURE_PAST),
        ({"family": (("Али", Relation.CHILD),) * 5}, {}, Reason.FAMILY_LARGE),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(db_session, person, plan, reason):
    with pytest.raises(Refused) as refused:
        register(person=make_person(**person), plan=make_plan(**plan))
    assert refused.value.reason == reason
    assert db_session.scalars(db.select(Registration)).all() == []


def test_personal_fields_are_not_readable_in_the_database(db_session):
    made = register(person=make_person(needs=(Need.STEP_FREE,)))
    row = db_session.execute(
        db.text("select phone, needs, phone_index from registration where id = :id"), {"id": made.id}
    ).one()
    assert not any("99290" in value or "step" in value for value in row)


def test_the_chosen_pin_opens_the_account_by_number_typed_with_spaces(db_session):
    made = make_registration(pin="480271")
    typed = f"{made.number[:4]} {made.number[4:]}"
    token, user, _half = sign_in(login=typed, secret="480271", address="10.0.0.1", at=clock.now())
    assert (bool(token), user.id) == (True, made.user_id)


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        ("123456", Secret.PIN_TRIVIAL),
        ("120590", Secret.PIN_IS_BIRTH_DATE),
        ("4802", Secret.PIN_NOT_SIX_DIGITS),
    ],
)
def test_a_weak_pin_is_refused(db_session, pin, reason):
    made = make_registration()
    with pytest.raises(Refused) as refused:
        actions.choose_pin(registration_id=made.id, pin=pin, by=None, at=clock.now())
    assert refused.value.reason == reason


def test_a_made_pin_replaces_the_old_one(db_session):
    made = make_registration(pin="480271")
    pin = actions.make_pin(registration_id=made.id, by=made.user_id, at=clock.now())
    assert len(pin) == 6
    assert isinstance(sign_in(login=made.number, secret="480271", address="10.0.0.1", at=clock.now()), Secret)


def test_departure_and_phone_change_and_leave_a_trace(db_session):
    made = make_registration()
    later = clock.today() + timedelta(days=40)
    actions.change_departure(registration_id=made.id, departs_on=later, by=made.user_id, at=clock.now())
    actions.change_phone(registration_id=made.id, phone="+992935556677", by=made.user_id, at=clock.now())
    db_session.expire_all()
    assert (queries.journey(made.id).departs_on, made.phone) == (later, "+992935556677")
    about_it = (AuditEntry.subject_kind == "registration", AuditEntry.subject_id == made.id)
    trail = db_session.scalars(db.select(AuditEntry.action).where(*about_it).order_by(AuditEntry.id)).all()
    assert trail == ["registered", "departure-changed", "phone-changed"]


def test_a_departure_in_the_past_is_refused_but_one_that_stays_is_not(db_session):
    made = make_registration()
    with pytest.raises(Refused) as refused:
        actions.change_departure(
            registration_id=made.id, departs_on=date(2020, 1, 1), by=made.user_id, at=clock.now()
        )
    assert refused.value.reason == Reason.DEPARTURE_PAST
    after = clock.now() + timedelta(days=90)
    actions.change_departure(registration_id=made.id, departs_on=make_plan().departs_on, by=made.user_id, at=after)


def test_corrected_names_are_found_and_greeted(db_session):
    made = make_registration()
    names = Names(
        family_name_latin="Jalilova", given_name_latin="Gulnora", family_name="Ҷалилова", given_name="Гулнора"
    )
    actions.correct_names(registration_id=made.id, names=names, by=made.user_id, at=clock.now())
    assert (made.full_name, made.user.name) == ("Ҷалилова Гулнора", "Гулнора Ҷалилова")
    assert queries.search(as_actor(make_user(role=Role.ADMIN)), "Джалилов")[0] == [made]


def test_names_written_by_an_older_version_are_found_again(app, db_session):
    made = make_registration(family_name="Шарипов", family_name_latin="Sharipov")
    wanted = select(NameKey.key, NameKey.centre_code)
    keys = set(db_session.execute(wanted).all())
    db_session.execute(update(NameKey).where(NameKey.key == "~srp").values(centre_code=None))
    db_session.execute(delete(NameKey).where(NameKey.key.startswith("&")))
    db_session.add(NameKey(registration_id=made.id, key="of-old"))
    db_session.flush()
    told = [app.test_cli_runner().invoke(args=["registration", "reindex"]).output for _ in "12"]
    assert set(db_session.execute(wanted).all()) == keys
    assert [each.split("; ")[1] for each in told] == ["1 were made anew.\n", "0 were made anew.\n"]
