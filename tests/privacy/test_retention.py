"""What has had its time is erased or made nobody's, and every figure stays."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from lms.accounts.models import User
from lms.certificates.actions.names import say_names, shown_names
from lms.certificates.rules import Way
from lms.core import clock
from lms.core.actors import Role
from lms.messages.rules import State
from lms.privacy import actions, queries
from lms.privacy.plan import plan
from lms.privacy.rules.data_map import Kept
from lms.privacy.rules.retention import plan_of
from lms.registration.models import Registration
from lms.registration.rules import Relation
from tests.factories.accounts import make_user
from tests.factories.certificates import make_certificate
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


def apply(db_session, days: int):
    done = actions.apply_plan(plan=plan(), at=late(days))
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


def test_old_messages_say_nothing_any_more_and_are_still_counted(db_session):
    message = make_message(body="Come on Monday")
    message.state, message.settled_at = State.SENT.value, clock.now()
    waiting = make_message(person_key="other", body="Still to come")
    assert apply(db_session, 181)[Kept.MESSAGES] == 1
    assert (message.body, message.address, message.state) == ("", None, "sent")
    assert waiting.body == "Still to come"
    assert apply(db_session, 181)[Kept.MESSAGES] == 0


def test_the_command_says_what_it_did_and_on_what_basis(app, db_session, person):
    db_session.commit()
    said = app.test_cli_runner().invoke(args=["retention", "run", "--report-only"])
    assert said.exit_code == 0, said.output
    assert "records: 0 would be erased (after 1825 days; to be set by the ministry)" in said.output
