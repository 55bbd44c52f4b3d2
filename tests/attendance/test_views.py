"""The roll call on the phone and the attendance at the desk."""

import re
from datetime import timedelta

import pytest
import time_machine

from lms.attendance import actions, queries
from lms.attendance.rules import MarkState
from lms.attendance.rules.marks import Said, Sent
from lms.classes import actions as seats
from lms.core.actors import Role
from lms.curriculum.queries import place_name
from tests.factories.accounts import make_user
from tests.factories.attendance import make_roll_call
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat, session_of
from tests.factories.trainers import make_trainer

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too


@pytest.fixture
def taught(db_session):
    """A class of two people with its trainer, at the moment the second block begins."""
    user = make_user(role=Role.TRAINER)
    centre = make_centre()
    training_class = make_class(trainer=make_trainer(user=user), room=centre.rooms[0])
    make_seat(training_class=training_class, family_name="Ашӯров", given_name="Баҳром")
    make_seat(training_class=training_class, family_name="Бобоева", given_name="Ҷамила")
    session = session_of(training_class, "journey")
    with time_machine.travel(session.starts_at, tick=False):
        yield user, session


def _path(session) -> str:
    return f"/teach/sessions/{session.id}/roll-call"


def _marks(session, **changes: str) -> dict[str, str]:
    """What the form sends when nothing but `changes` (by place on the roll) was touched."""
    chosen = {f"p{at}": "present" for at in range(len(queries.roll(session)))} | changes
    return {f"person-{line.enrolment.id}": chosen[f"p{at}"] for at, line in enumerate(queries.roll(session))}


def test_everybody_stands_as_present_until_changed(client, taught):
    user, session = taught
    client.sign_in(user)
    page = client.get(_path(session)).page
    assert "1 Ашӯров Баҳром" in page.text
    assert [have["value"] for _, have in page.fields if "checked" in have] == ["present", "present"]
    assert "2 of 2 present" in page.text


def test_how_far_people_are_is_read_once_for_who_is_away_and_not_at_all_for_nobody(client, taught, count_queries):
    """The page that is opened most often while a class waits."""
    user, session = taught
    client.sign_in(user)

    def asked() -> int:
        with count_queries() as statements:
            assert client.get(_path(session)).status_code == 200
        marked = "SELECT mark.enrolment_id, mark.session_id, mark.state"
        return sum(marked in " ".join(each.split()) for each in statements)

    assert asked() == 0
    client.post(_path(session), _marks(session, p1="absent"))
    assert asked() == 1


def test_closing_says_who_was_away_and_what_comes_next(client, taught):
    user, session = taught
    client.sign_in(user)
    response = client.post(_path(session), _marks(session, p1="absent"))
    assert (response.status_code, response.location) == (302, _path(session))
    text = client.get(_path(session)).page.text
    assert "1 of 2 present" in text
    assert "Бобоева Ҷамила Баҳромовна · Absent" in text
    assert "Next: Papers in Russia, 10:40" in text


def test_somebody_without_a_mark_is_counted_and_what_was_chosen_stays(client, taught):
    user, session = taught
    client.sign_in(user)
    sent = _marks(session, p0="left-early")
    sent.pop(list(sent)[1])
    response = client.post(_path(session), sent)
    assert response.status_code == 422
    assert "People without a mark: 1." in response.page.text
    assert [have["value"] for _, have in response.page.fields if "checked" in have] == ["left-early", "present"]


@pytest.mark.parametrize("nonsense", ["", "here", "PRESENT", "present "])
def test_a_state_that_does_not_exist_is_no_mark(client, taught, nonsense):
    user, session = taught
    client.sign_in(user)
    assert client.post(_path(session), _marks(session, p0=nonsense)).status_code == 422


def test_the_next_day_the_trainer_is_sent_to_an_officer(client, taught):
    user, session = taught
    make_roll_call(session=session)
    with time_machine.travel(session.starts_at + timedelta(days=1), tick=False):
        client.sign_in(user)
        assert "ask an officer" in client.get(_path(session)).page.text
        response = client.post(_path(session), _marks(session))
    assert response.status_code == 409
    assert "ask an officer" in response.page.text


def test_the_next_day_an_officer_of_the_centre_corrects(client, taught):
    _, session = taught
    make_roll_call(session=session)
    officer = make_user(role=Role.OFFICER, centre=session.training_class.centre.code)
    with time_machine.travel(session.starts_at + timedelta(days=1), tick=False):
        client.sign_in(officer)
        assert client.post(_path(session), _marks(session, p0="absent")).status_code == 302
        page = client.get(f"/desk/classes/{session.class_id}/attendance").page
    assert [line.state for line in queries.roll(session)] == [MarkState.ABSENT, MarkState.PRESENT]
    assert "Present Absent Нигора Каримова" in page.text
    cells = re.findall(r'<td data-name="([^"]+)"( class="there")?><span', page.html)
    assert [(bool(name), bool(there)) for name, there in cells] == [(True, False), (True, True)]


@pytest.mark.parametrize(
    ("role", "centre"), [(Role.TRAINER, None), (Role.OFFICER, "elsewhere"), (Role.TRAINEE, None), (Role.MNE, None)]
)
def test_others_do_not_find_the_roll(client, taught, role, centre):
    _, session = taught
    client.sign_in(make_user(role=role, centre=centre))
    assert client.get(_path(session)).status_code == 404


def test_another_trainer_marks_nobody(client, taught):
    _, session = taught
    client.sign_in(make_user(role=Role.TRAINER))
    assert client.post(_path(session), _marks(session)).status_code == 404
    assert queries.marks(session.id) == {}


def test_a_break_and_a_session_that_does_not_exist_have_no_roll(client, taught):
    user, session = taught
    client.sign_in(user)
    tea = next(each for each in session.training_class.sessions if each.break_kind)
    assert client.get(_path(tea)).status_code == 404
    assert client.get("/teach/sessions/999999/roll-call").status_code == 404


def test_the_block_begins_when_the_trainer_says_so(client, taught):
    user, session = taught
    client.sign_in(user)
    client.post(f"/teach/sessions/{session.id}/begin")
    assert queries.roll_call(session.id).opened_at == session.starts_at
    assert "The block began at 9:30." in client.get(_path(session)).page.text


def test_who_monitors_reads_the_attendance_of_a_class_with_exceptions_in_words(client, taught):
    _, session = taught
    late = queries.roll(session)[1].enrolment.id
    make_roll_call(session=session, states={late: MarkState.LATE})
    client.sign_in(make_user(role=Role.MNE))
    response = client.get(f"/desk/classes/{session.class_id}/attendance")
    assert response.status_code == 200
    assert "Late" in response.page.text
    assert _path(session) not in response.page.html


@pytest.mark.both
def test_where_a_missed_block_was_made_up_stands_beside_the_absence(client, db_session):
    """For those who read the names; and only where all that was missed was attended, in another class."""
    user, centre = make_user(role=Role.TRAINER), make_centre()
    missed = make_class(trainer=make_trainer(user=user), room=centre.rooms[0])
    one, other = (make_seat(training_class=missed).enrolment_id for _ in range(2))
    block = session_of(missed, "papers")
    make_roll_call(session=block, states=dict.fromkeys((one, other), MarkState.ABSENT))
    make_roll_call(session=session_of(missed, "journey"))
    elsewhere = make_class(first_day=missed.last_day + timedelta(days=2))
    later = session_of(elsewhere, "papers")
    seats.book_make_up(session_id=later.id, enrolment_id=one, block="papers", by=None, at=block.ends_at)
    with time_machine.travel(block.ends_at, tick=False):
        client.sign_in(user)
        assert "Made up" not in client.get(_path(block)).page.text  # it is only booked
    make_roll_call(session=later)
    said = f"Made up: {place_name(elsewhere.centre.names, 'en')}, "
    attendance = f"/desk/classes/{missed.id}/attendance"
    with time_machine.travel(later.ends_at, tick=False):
        for reader, page in ((user, _path(block)), (make_user(role=Role.OFFICER, centre=centre.code), attendance)):
            client.sign_in(reader)
            assert client.get(page).page.text.count(said) == 1
        client.sign_in(make_user(role=Role.MNE))
        assert "Made up" not in client.get(attendance).page.text


@pytest.mark.both
def test_what_two_phones_say_is_settled_on_its_page(client, taught):
    user, session = taught
    person = queries.roll(session)[1].enrolment.id
    for device, state in (("a" * 32, MarkState.PRESENT), ("b" * 32, MarkState.ABSENT)):
        sent = Sent(device, person, Said(state), device, 1, session.starts_at)
        actions.take_marks(session_id=session.id, marks=[sent], may_overrule=True, by=user.id, at=session.starts_at)
    client.sign_in(user)
    assert "1 person to settle" in client.get(_path(session)).page.text
    page = client.get(f"/teach/sessions/{session.id}/differences").page
    assert "Present · Нигора Каримова · phone 1" in page.text
    sent = {"minutes": "ten", "reason": "unwell", "state": "late"}
    wrong = client.post(f"/teach/sessions/{session.id}/differences/{person}", sent)
    kept = ('value="ten"', 'value="unwell" selected', 'value="late" data-there checked')
    assert (wrong.status_code, [each in wrong.page.html for each in kept]) == (422, [True] * 3)
    client.post(f"/teach/sessions/{session.id}/differences/{person}", {"state": "late", "minutes": "10"})
    assert [line.state for line in queries.roll(session)] == [None, MarkState.LATE]
    assert "Nothing contradicts here" in client.get(f"/teach/sessions/{session.id}/differences").page.text
