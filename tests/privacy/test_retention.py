"""What has had its time is erased or made nobody's, and every figure stays."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text, true

from lms.accounts import actions as accounts
from lms.accounts.models import KnownDevice, RecoveryCode, SecondFactor, User
from lms.attendance.models import SheetPhoto, WalkIn
from lms.certificates.actions.names import say_names, shown_names
from lms.certificates.rules import Way
from lms.classes.models import ChildcareDay, MakeUp
from lms.companion import actions as companion
from lms.companion import queries as asked
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.messages.rules import State
from lms.privacy import actions, queries
from lms.privacy.actions import retaining
from lms.privacy.plan import plan
from lms.privacy.rules.data_map import Kept
from lms.privacy.rules.retention import Term, Unit, plan_of
from lms.registration import queries as registration
from lms.registration.actions import merge
from lms.registration.models import Enrolment, Registration
from lms.registration.rules import Relation
from tests.factories.accounts import make_user
from tests.factories.certificates import make_certificate
from tests.factories.classes import make_class, make_seat
from tests.factories.messages import make_message
from tests.factories.registration import make_registration

RIGHT = {each: {"days": 400, "basis": "Law 1"} for each in ("records", "messages", "notes", "sign-ins")}
OF_PEOPLE = ("registration", "family_member", "account", "outbox_message", "names_said", "certificate")
PLANTED = ("Ғафурова", "Ghafurova", "935550199", "Чуянгарон", "Ашӯров")


def late(days: int):
    return clock.now() + timedelta(days=days)


@pytest.fixture
def person(db_session):
    return make_registration(
        family_name="Ғафурова", family_name_latin="Ghafurova", phone="+992935550199", jamoat="Чуянгарон",
        family=(("Ашӯров Баҳром", Relation.SPOUSE),), pin="480271",
    )  # fmt: skip


@pytest.mark.source
@pytest.mark.parametrize("wrong", [{}, {"days": 29}, {"days": "400"}])
def test_a_plan_that_lacks_a_kind_or_erases_at_once_is_refused(wrong):
    with pytest.raises(ValueError, match="notes"):
        plan_of({**RIGHT, "notes": wrong})
    assert plan_of(RIGHT)[Kept.NOTES].days == 400


@pytest.mark.source
@pytest.mark.parametrize(("days", "said"), [
    (1825, (5, Unit.YEARS)), (1826, (5, Unit.YEARS)), (1827, (5, Unit.YEARS)), (1828, (1828, Unit.DAYS)),
    (366, (1, Unit.YEARS)), (180, (6, Unit.MONTHS)), (540, (18, Unit.MONTHS)), (100, (100, Unit.DAYS)),
])  # fmt: skip
def test_a_term_is_said_in_years_or_months_where_it_is_whole_ones(days, said):
    assert Term(days, "").as_said == said


def apply(db_session, days: int):
    done, _more = actions.apply_plan(plan=plan(), at=late(days))
    db_session.expire_all()
    return done


def test_before_its_time_nothing_is_touched(db_session, person):
    assert apply(db_session, 1800)[Kept.RECORDS] == 0
    assert person.family_name == "Ғафурова"


def test_after_its_time_a_record_is_nobodys_and_still_counts(db_session, person):
    certificate = make_certificate()
    holder, issued = certificate.registration, certificate.issued_at
    number = holder.number
    say_names(registration_id=person.id, right=False, way=Way.SELF, seen=shown_names(person), by=None, at=clock.now())
    before = queries.counts()
    assert apply(db_session, 1825 + 13)[Kept.RECORDS] == 1  # the certificate of the other runs on
    assert apply(db_session, 1825 + 800)[Kept.RECORDS] == 1
    assert queries.counts() == before
    assert (holder.full_name, certificate.name, certificate.issued_at) == ("— —", "—", issued)
    assert (person.phone, person.jamoat, person.birth_date.day, person.region) == (None, None, 1, "drs")
    user = db_session.get(User, person.user_id)
    assert (user.login, user.name, user.secret_hash) == (f"gone-{user.id}", "—", None)
    rows = " ".join(str(row) for table in OF_PEOPLE
                    for row in db_session.execute(text(f"select * from {table} where id <= {10**9}")))  # fmt: skip
    assert [each for each in PLANTED if each in rows] == [] and number not in rows
    assert [each.name for each in person.family] == [""]
    assert apply(db_session, 1825 + 800)[Kept.RECORDS] == 0


def test_a_record_that_is_held_stays_until_it_is_let_go(db_session, person):
    admin = make_user(role=Role.ADMIN)
    actions.place_hold(registration_id=person.id, reason="A court asks", by=admin.id, at=clock.now())
    assert apply(db_session, 1900)[Kept.RECORDS] == 0
    actions.lift_hold(registration_id=person.id, by=admin.id, at=clock.now())
    assert apply(db_session, 1900)[Kept.RECORDS] == 1
    assert db_session.get(Registration, person.id).erased_at is not None


def test_an_account_that_is_forgotten_leaves_no_device_no_factor_and_no_address(db_session, person):
    user = db_session.get(User, person.user_id)
    accounts.open_session(user_id=user.id, at=clock.now(), device="mark", named="Chrome, Android", address="10.0.0.1")
    accounts.offer_second_factor(user_id=user.id, password="", at=clock.now())
    db_session.add(RecoveryCode(user_id=user.id, code_digest="d" * 64))
    user.phone, user.email = "+992935550199", "somebody@example.org"
    assert apply(db_session, 1900)[Kept.RECORDS] == 1
    kept = {KnownDevice: KnownDevice.user_id, SecondFactor: SecondFactor.user_id, RecoveryCode: RecoveryCode.user_id}
    assert [db_session.query(table).filter(owner == user.id).count() for table, owner in kept.items()] == [0, 0, 0]
    assert (user.phone, user.email) == (None, None)


def test_a_device_that_was_not_used_for_long_is_forgotten_and_one_in_use_is_not(db_session):
    user = make_user(secret="three quiet mountains")
    for device, at in (("old", late(0)), ("in-use", late(0)), ("in-use", late(60))):
        accounts.sign_in(login=user.login, secret="three quiet mountains", address="10.0.0.1", device=device, at=at)
    left = []
    for days in (89, 91, 151):
        apply(db_session, days)
        left.append(db_session.query(KnownDevice).count())
    assert left == [2, 1, 0]


def test_corrections_and_questions_without_a_name_are_emptied_when_notes_are(db_session, person):
    for words in ("settled", "never answered"):
        actions.ask_correction(registration_id=person.id, words=words, by=person.user_id, at=clock.now())
    first, second = queries.open_wishes(person.id)
    actions.settle_corrections(registration_id=person.id, until=first.id, by=person.user_id, at=clock.now())
    hidden, shown = (
        companion.ask(text="My employer keeps my passport", language="en", country="RU", address="x", at=clock.now())
        for _ in range(2)
    )
    for each, public in ((hidden, None), (shown, "Who may keep a passport?")):
        companion.answer(question_id=each.id, answer="Nobody.", shown=public, by=make_user().id, at=clock.now())
    assert apply(db_session, 729)[Kept.NOTES] == 0
    assert apply(db_session, 731)[Kept.NOTES] == 4
    assert (first.words, second.words, queries.open_wishes(person.id)) == ("", "", [])
    assert [(each.text, each.answer) for each in (hidden, shown)] == [("", ""), ("", "Nobody.")]
    assert [each.id for each in asked.questions(true())] == [shown.id], "what everybody reads stays, in its own words"
    assert apply(db_session, 731)[Kept.NOTES] == 0


def test_who_works_meanwhile_changes_no_count_of_what_is_over(db_session, person, monkeypatch):
    """On PostgreSQL others commit between the two counts."""
    forget = retaining.forget

    def somebody_registers(**what) -> None:
        forget(**what)
        make_message(body="Come on Monday")
        make_registration(phone=None)

    monkeypatch.setattr(retaining, "forget", somebody_registers)
    assert apply(db_session, 1900)[Kept.RECORDS] == 1


def test_a_count_that_would_change_stops_it(db_session, person, monkeypatch):
    forget = retaining.forget

    def and_the_journey_too(*, registration_id, at) -> None:
        forget(registration_id=registration_id, at=at)
        db_session.execute(text(f"update journey set country = 'KZ' where registration_id = {registration_id}"))

    monkeypatch.setattr(retaining, "forget", and_the_journey_too)
    with pytest.raises(retaining.CountsChanged):
        apply(db_session, 1900)


def test_old_messages_say_nothing_any_more_and_are_still_counted(db_session):
    message = make_message(body="Come on Monday")
    message.state, message.settled_at = State.SENT.value, clock.now()
    waiting = make_message(person_key="other", body="Nobody printed this")
    ahead = make_message(person_key="third", body="Still to come", expires_at=late(9))
    assert apply(db_session, 181)[Kept.MESSAGES] == 2
    assert (message.body, message.address, message.state) == ("", None, "sent")
    assert (waiting.body, waiting.address, waiting.state) == ("", None, "late")
    assert ahead.body == "Still to come"
    assert apply(db_session, 181)[Kept.MESSAGES] == 0


def test_what_was_written_to_somebody_goes_with_the_record(db_session, person):
    message = make_message(person_key=person.key, body="Come on Monday", expires_at=late(9000))
    assert apply(db_session, 1900)[Kept.RECORDS] == 1
    assert (message.body, message.address, message.state) == ("", None, "late")


def test_a_hold_also_keeps_what_was_written_and_what_was_asked_for(db_session, person):
    gone, admin = make_registration(phone=None), make_user(role=Role.ADMIN)
    letters = [make_message(person_key=each.key, body="Come") for each in (gone, person)]
    actions.ask_correction(registration_id=person.id, words="My name", by=person.user_id, at=clock.now())
    merge(kept_id=person.id, gone_id=gone.id, by=admin.id, at=clock.now())
    actions.place_hold(registration_id=person.id, reason="A court asks", by=admin.id, at=clock.now())
    done = apply(db_session, 1900)
    assert [done[each] for each in (Kept.RECORDS, Kept.MESSAGES, Kept.NOTES)] == [0, 0, 0]
    actions.lift_hold(registration_id=person.id, by=admin.id, at=clock.now())
    assert apply(db_session, 1900)[Kept.RECORDS] == 1, "two records that were made one go together"
    assert [each.body for each in letters] == ["", ""]
    assert None not in (person.erased_at, gone.erased_at)


def test_a_hold_that_came_with_a_merged_record_keeps_both(db_session, person):
    gone, admin = make_registration(phone=None), make_user(role=Role.ADMIN)
    for each in (person, gone):
        actions.place_hold(registration_id=each.id, reason="A court asks", by=admin.id, at=clock.now())
    merge(kept_id=person.id, gone_id=gone.id, by=admin.id, at=clock.now())
    actions.lift_hold(registration_id=person.id, by=admin.id, at=clock.now())
    assert apply(db_session, 1900)[Kept.RECORDS] == 0
    assert (person.erased_at, gone.erased_at) == (None, None)
    actions.lift_hold(registration_id=person.id, by=admin.id, at=clock.now())
    assert apply(db_session, 1900)[Kept.RECORDS] == 1, "the desk sees the second hold too, and lifts it"


def test_nobody_holds_what_is_erased_and_what_was_merged_into_it_goes_too(db_session, person):
    gone = make_registration(phone=None)
    gone.merged_into_id, person.erased_at = person.id, clock.now()
    assert apply(db_session, 1900)[Kept.RECORDS] == 1
    assert gone.erased_at is not None
    with pytest.raises(NotThere):
        actions.place_hold(registration_id=gone.id, reason="A court asks", by=None, at=clock.now())


def test_a_record_that_was_merged_stays_as_long_as_the_one_it_went_into(db_session, person):
    kept = make_registration(phone=None, departs_on=clock.today() + timedelta(days=300))
    merge(kept_id=kept.id, gone_id=person.id, by=make_user(role=Role.ADMIN).id, at=clock.now())
    assert apply(db_session, 1900)[Kept.RECORDS] == 0
    assert person.erased_at is None


def test_photographs_numbers_and_carers_of_a_class_go_and_that_they_were_stays(db_session):
    at = clock.now()
    old, kept, made_up, walked_in = (make_class() for _ in range(4))
    for each in (old, kept, made_up, walked_in):
        db_session.add_all([
            SheetPhoto(class_id=each.id, day="1", kind="sheet", picture=b"x", size=1, digest="d", added_at=at),
            ChildcareDay(class_id=each.id, day=each.last_day, carer="Зайнаб", children=2, confirmed_at=at),
            WalkIn(client_id=f"w{each.id}", session_id=each.sessions[0].id, number="572000007", said_at=at,
                   device="d", received_at=at),
        ])  # fmt: skip
    seat = make_seat(training_class=kept)
    db_session.add(MakeUp(session_id=made_up.sessions[0].id, enrolment_id=seat.enrolment_id, number=1, taken_at=at))
    db_session.query(WalkIn).filter_by(client_id=f"w{walked_in.id}").one().enrolment_id = seat.enrolment_id
    held = db_session.get(Enrolment, seat.enrolment_id).registration_id
    actions.place_hold(registration_id=held, reason="A court asks", by=make_user(role=Role.ADMIN).id, at=at)
    assert [apply(db_session, days)[Kept.RECORDS] for days in (1820, 1900, 1900)] == [0, 3, 0]
    theirs = (kept, made_up, walked_in)
    left = [[each.class_id for each in db_session.query(SheetPhoto).order_by(SheetPhoto.id)],
            {each.class_id: each.carer for each in db_session.query(ChildcareDay)},
            {each.session_id: each.number for each in db_session.query(WalkIn)}]  # fmt: skip
    carers = {old.id: "", **{each.id: "Зайнаб" for each in theirs}}
    numbers = {old.sessions[0].id: "", **{each.sessions[0].id: "572000007" for each in theirs}}
    assert left == [[each.id for each in theirs], carers, numbers]


def test_the_command_says_what_it_did_and_on_what_basis(app, db_session, person, monkeypatch, tmp_path):
    other = make_registration(phone=None)
    make_registration(phone=None, departs_on=clock.today() + timedelta(days=200))
    monkeypatch.setattr(retaining, "AT_ONCE", 1)
    db_session.commit()
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox" / "letter.json").write_text("nobody fetched it")
    with time_machine.travel(late(1900)):
        for option, count, words, erased in (
            (["--report-only"], (2, 1), "would be erased", False), ([], (2, 1), "erased or made anonymous", True),
            ([], (0, 0), "erased or made anonymous", True),
        ):  # fmt: skip
            said = app.test_cli_runner().invoke(args=["retention", "run", *option])
            assert said.exit_code == 0, said.output
            assert f"records: {count[0]} {words} (after 1825 days; to be set by the ministry)" in said.output
            assert f"messages: {count[1]} {words}" in said.output
            assert (tmp_path / "outbox" / "letter.json").exists() is not erased
            db_session.expire_all()
            assert [each.erased_at is not None for each in (person, other)] == [erased] * 2


def test_who_has_come_home_or_turned_to_a_course_lately_stays(db_session, person):
    journey = registration.journey(person.id)
    journey.returned_on = late(1000).date()
    assert apply(db_session, 1825 + 13)[Kept.RECORDS] == 0
    journey.returned_on = None
    course = registration.courses(person.id)[0]
    course.turned_to_at = late(1000)
    assert apply(db_session, 1825 + 13)[Kept.RECORDS] == 0
    course.turned_to_at = clock.now()
    assert apply(db_session, 1825 + 13)[Kept.RECORDS] == 1
