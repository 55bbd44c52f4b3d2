"""Start pages: for each role the next thing to do."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import render_template

from lms.accounts.actions import sign_in
from lms.accounts.queries import as_actor, user
from lms.classes.actions import book_make_up, cancel_class
from lms.core import clock
from lms.core.actors import Role
from lms.core.languages import written_date
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.review import review_due
from lms.home.queries import desk_start, tasks
from lms.home.rules.tasks import TaskKind
from lms.messages.rules import Channel
from lms.registration.actions.registering import put_into
from lms.registration.queries import enrolment
from tests.factories.accounts import make_user
from tests.factories.advisories import make_advisory
from tests.factories.attendance import make_attendance
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat, make_wait
from tests.factories.messages import make_message
from tests.factories.registration import make_enrolment, make_registration
from tests.factories.trainers import make_trainer

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too


def test_a_visitor_reads_what_it_is_and_can_register(client):
    client.speak("en")
    page = client.get("/").page
    assert "Before you leave" in page.text
    assert 'href="/register"' in page.html


def test_the_welcome_is_there_before_any_course_is(app):
    with app.test_request_context("/"):
        assert 'href="/register"' in render_template("home/welcome.html", programmes=[])


def test_an_awareness_course_without_a_meeting_leads_to_its_lessons(db_session, client):
    journey, programme = make_enrolment().journey, curriculum.own_programme("tj-awareness")
    found = put_into(programme, programme.variants[0], journey=journey, at=clock.now())
    client.sign_in(user(found.registration.user_id))
    client.speak("en")
    page = client.get("/").page
    assert (found.programme_slug, "Take a seat" in page.text) == ("tj-awareness", False)
    assert "Before you decide" in page.text and "Read the lesson" in page.text


def test_an_advisory_is_folded_and_the_next_step_stands_before_everything_else(db_session, client):
    enrolment = make_enrolment()
    make_advisory(title="The bridge is closed", modules=("money",))
    client.sign_in(user(enrolment.registration.user_id))
    html = client.get("/").page.html
    folded = html.partition('notice" aria-label="The bridge is closed')[2].partition("</details>")[0]
    assert "</summary>" in folded and "Go by train." in folded.partition("</summary>")[2]
    assert html.index("The bridge is closed") < html.index('class="card next"')


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_the_welcome_speaks_each_language(client, language):
    client.speak(language)
    assert client.get("/").page.lang == language


def test_a_trainee_is_led_to_the_next_step(client):
    enrolment = make_enrolment()
    client.sign_in(user(enrolment.registration.user_id))
    client.speak("en")
    page = client.get("/").page
    assert "Take a seat in a class" in page.text
    assert 'href="/classes"' in page.html
    assert f'href="/programmes/tj-pilot/{enrolment.variant}/booklet.pdf?for={enrolment.journey.country}' in page.html
    assert 'href="/companion/phrases/ru"' in page.html
    assert 'href="/companion/"' in page.html


@pytest.mark.parametrize(
    ("role", "address"),
    [(Role.OFFICER, "/desk/registrations/new"), (Role.AUTHOR, "/author"), (Role.ADMIN, "/accounts/new")],
)
def test_each_desk_starts_with_what_to_do(client, role, address):
    client.sign_in(make_user(role=role))
    assert f'href="{address}"' in client.get("/").page.html


def test_the_administrator_of_an_empty_installation_is_led_to_the_next_step(client):
    client.sign_in(make_user(role=Role.ADMIN))
    client.speak("en")

    def following() -> str:
        return re.search(r'class="button main" href="([^"]+)"', client.get("/").page.html)[1]

    assert (following(), client.get("/desk/centres/new").location) == ("/desk/providers/new", "/desk/providers/new")
    assert "A class needs a room and a trainer." in client.get("/desk/classes/new").page.text
    centre = make_centre(rooms=0)
    assert following() == f"/desk/centres/{centre.id}/rooms/new"
    make_class()
    assert (following(), "First steps" in client.get("/").page.text) == ("/accounts/new", False)


def test_the_monitoring_officer_starts_with_the_figure_and_what_is_new(client):
    make_enrolment()
    client.sign_in(make_user(role=Role.MNE))
    client.speak("en")
    page = client.get("/").page
    assert "0 of 1 person registered was certified before leaving" in page.text
    assert "People registered 1 0" in page.text


def test_a_trainer_who_is_not_on_the_list_of_trainers_is_told_so_calmly(client):
    client.sign_in(make_user(role=Role.TRAINER))
    client.speak("en")
    assert "not on the list of trainers yet" in client.get("/").page.text


def test_an_officer_sees_the_day_and_what_needs_somebody(client, db_session):
    centre = make_centre(code="here", rooms=2)
    today = make_class(room=centre.rooms[0], first_day=clock.today(), at=clock.now() - timedelta(days=3))
    make_seat(training_class=today, centre_code="here", at=clock.now() - timedelta(days=2))
    full = make_class(room=centre.rooms[1], capacity=1)
    make_seat(training_class=full)
    make_wait(training_class=full)
    make_message(person_key=make_registration(centre_code="here").key, channel=Channel.PRINT, address=None)
    client.sign_in(make_user(role=Role.OFFICER, centre="here"))
    client.speak("en")
    page = client.get("/").page
    blocks = sum(1 for each in today.sessions if each.block)
    assert f"Roll calls closed: 0 of {blocks}" in page.text
    assert "1 person waits, and no class like it is free." in page.text
    assert "1 slip waits to be printed." in page.text
    assert f'href="/desk/classes/{full.id}"' in page.html


@pytest.mark.both
def test_a_block_that_is_over_wants_no_trainer_any_more(db_session):
    found = make_class()
    session, today = next(each for each in found.sessions if each.block), clock.local(found.sessions[0].starts_at)
    session.trainer_id = None
    actor = as_actor(make_user(role=Role.OFFICER))

    def asked(at: datetime) -> list[int]:
        found = tasks(actor, desk_start(actor, at=at), at=at)
        return [each.thing_id for each in found if each.kind is TaskKind.NO_TRAINER]

    assert (today.date(), asked(session.starts_at), asked(session.ends_at)) == (found.first_day, [found.id], [])


def test_an_officer_sees_nothing_of_other_centres(client, db_session):
    make_centre(code="here")
    elsewhere = make_class(capacity=1, first_day=clock.today() + timedelta(days=2))
    make_seat(training_class=elsewhere)
    make_wait(training_class=elsewhere)
    client.sign_in(make_user(role=Role.OFFICER, centre="here"))
    client.speak("en")
    assert "Nothing urgent." in client.get("/").page.text


def test_a_trainer_sees_the_day_and_the_week(client, db_session):
    user = make_user(role=Role.TRAINER)
    trainer = make_trainer(user=user)
    before = clock.now() - timedelta(days=3)
    make_class(trainer=trainer, first_day=clock.today(), at=before)
    make_class(trainer=trainer, first_day=clock.today() + timedelta(days=2), at=before)
    client.sign_in(user)
    client.speak("en")
    page = client.get("/").page
    assert ("Blocks today" in page.text, page.html.count('href="/teach/classes/')) == (True, 5)
    assert page.html.count("/days/day-1") == 3, "the room and what to bring, the question box, what went wrong"
    assert "/run" in page.html, "the block with a clock"


def test_two_classes_on_one_day_are_told_apart(client, db_session):
    user = make_user(role=Role.TRAINER)
    trainer, other = make_trainer(user=user), make_trainer()
    before = clock.now() - timedelta(days=3)
    one, two = (
        make_class(trainer=each, first_day=clock.today(), at=before, language=spoken)
        for each, spoken in ((trainer, "tg"), (other, "ru"))
    )
    late = [each for each in two.sessions if each.block][-1]
    client.sign_in(user)
    client.speak("en")
    assert "<h3" not in client.get("/").page.html, "one class needs no name"
    for each in one.sessions:
        if each.block and each.ends_at > late.starts_at:
            each.trainer_id = None
    db_session.flush()
    late.trainer_id = trainer.id
    db_session.flush()
    page = client.get("/").page.html
    blocks = page.split("Blocks today")[1].split("</ul>")[0].split("<li>")[1:]
    whose = ["Tajik" in each or "Тоҷикӣ" in each for each in blocks]
    assert (whose[-1], set(whose[:-1])) == (False, {True})
    named = re.findall(r'<h3 id="class-(\d+)">(.*?)</h3>', page)
    assert [int(each) for each, _ in named] == [one.id, two.id]
    assert ["(Tajik)" in name or "Тоҷикӣ" in name for _, name in named] == [True, False]


def test_a_trainer_is_led_to_the_roll_call_that_is_still_open(client, db_session):
    user = make_user(role=Role.TRAINER)
    held = make_seat(training_class=make_class(trainer=make_trainer(user=user))).training_class
    first, second, *_, last = [each for each in held.sessions if each.block]
    client.speak("en")

    def main_button(at) -> list[str]:
        with time_machine.travel(at, tick=False):
            client.sign_in(user)
            return re.findall(r'class="button main" href="([^"]+)"', client.get("/").page.html)

    assert main_button(second.starts_at) == [f"/teach/sessions/{second.id}/roll-call"]
    assert main_button(second.ends_at) == [f"/teach/sessions/{first.id}/roll-call"]
    make_attendance(training_class=held)
    assert main_button(second.starts_at) == [f"/teach/sessions/{second.id}/plan"], "nothing to call again"
    assert main_button(last.ends_at) == []


def test_a_class_that_was_cancelled_or_is_past_leads_to_another(client, db_session):
    held = make_class(capacity=1)
    seat, wait = make_seat(training_class=held), make_wait(training_class=held)
    client.speak("en")

    def start_of(enrolment_id: int, at: datetime) -> str:
        with time_machine.travel(at, tick=False):
            client.sign_in(user(enrolment(enrolment_id).registration.user_id))
            return client.get("/").page.text

    over = held.sessions[-1].ends_at + timedelta(days=1)
    assert "not every roll call is closed yet" in start_of(seat.enrolment_id, over)
    assert "You are on the waiting list." in start_of(wait.enrolment_id, clock.now())
    assert "You are on the waiting list." not in start_of(wait.enrolment_id, over)
    cancel_class(class_id=held.id, by=None, at=clock.now())
    day = written_date(held.first_day, "en")
    assert f"Your class of {day} was cancelled." in start_of(seat.enrolment_id, clock.now())


def test_on_the_eve_and_the_day_of_a_class_a_trainee_is_led_there_and_told_when(client, db_session):
    held = make_class(first_day=clock.today() + timedelta(days=9))
    seat, first = make_seat(training_class=held), next(each for each in held.sessions if each.block)
    client.speak("en")

    def led_to(at: datetime) -> tuple[str, bool]:
        with time_machine.travel(at, tick=False):
            client.sign_in(user(enrolment(seat.enrolment_id).registration.user_id))
            page = client.get("/").page
        return re.search(r'<h2 id="next">([^<]+)', page.html)[1], "8:30" in page.text

    assert "class" not in led_to(first.starts_at - timedelta(days=2))[0]
    assert led_to(first.starts_at - timedelta(days=1)) == ("Your class is tomorrow", True)
    assert led_to(first.starts_at - timedelta(hours=1)) == ("Your class is today", True)


def test_who_makes_a_block_up_later_is_expected_there_and_awaits_no_roll(client, db_session):
    held, later = make_class(), make_class(first_day=clock.today() + timedelta(days=8))
    seat, missed = make_seat(training_class=held), next(each for each in held.sessions if each.block)
    make_attendance(training_class=held, missed={missed.block: seat.enrolment_id})
    again = next(each for each in later.sessions if each.block == missed.block)
    book_make_up(
        session_id=again.id, enrolment_id=seat.enrolment_id, block=missed.block, by=None, at=held.sessions[-1].ends_at
    )
    client.speak("en")

    def start_of(at: datetime) -> str:
        with time_machine.travel(at, tick=False):
            client.sign_in(user(enrolment(seat.enrolment_id).registration.user_id))
            return client.get("/").page.text

    assert "not every roll call is closed yet" not in start_of(held.sessions[-1].ends_at + timedelta(days=1))
    assert "Your class is today" in start_of(again.starts_at)


def test_an_author_sees_modules_by_language_those_due_first(client):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    page = client.get("/").page
    due = [review_due(each) for each in curriculum.modules()]
    assert page.html.count('<th scope="row">') == len(due)
    assert page.text.index(written_date(min(due), "en")) < page.text.index(written_date(max(due), "en"))


@pytest.mark.both
def test_an_administrator_sees_accounts_centres_and_the_system(client, db_session, app, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    centre = make_centre(code="bare", rooms=0)
    sign_in(login="nobody", secret="wrong", address="10.0.0.1", at=clock.now())
    make_message()
    client.sign_in(make_user(role=Role.ADMIN))
    client.speak("en")
    page = client.get("/").page
    assert f"{centre.names['en']} has no room yet." in page.text
    assert ("1 message waits to be sent" in page.text, "1 in the last quarter" in page.text) == (True, True)
    assert "Not known." in page.text
    (tmp_path / "last-copy").touch()
    assert "Not known." not in client.get("/").page.text


@pytest.mark.both
@pytest.mark.parametrize("role", [Role.OFFICER, Role.TRAINER, Role.ADMIN, Role.AUTHOR, Role.MNE])
def test_every_page_of_a_desk_can_be_reached_by_keys(client, role):
    client.sign_in(make_user(role=role))
    page = client.get("/").page
    bar = re.search(r'<nav class="rooms.*?</nav>', page.html, re.S)[0]
    keys = re.findall(r'<a href="([^"]+)" data-keys="([^"]+)"', page.html)
    assert set(re.findall(r'<a href="([^"]+)"', bar)) <= {address for address, _ in keys}
    assert len({each for _, each in keys}) == len(keys)


def test_the_bar_of_a_desk_marks_the_one_page_under_which_one_is(client):
    client.sign_in(make_user(role=Role.ADMIN))

    def marked(path: str) -> list[str]:
        bar = client.get(path).page.html.partition('id="pages"')[2].partition("</nav>")[0]
        return re.findall(r'href="([^"]+)" aria-current="(\w+)"', bar)

    assert [marked(path) for path in ("/", "/author/drafts", "/author/languages")] == [
        [("/", "page")], [("/author/drafts", "page")], [("/author", "true")],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("years", "said"), [(1, "You need not take it again before this journey"), (2, "please take the course once more")]
)
def test_who_took_a_course_elsewhere_is_told_whether_it_still_holds(client, years, said):
    """E1, E3: of a course two years old a journey next month sees the end."""
    enrolment = make_enrolment()
    enrolment.registration.oriented_on = clock.today() - timedelta(days=365 * years)
    enrolment.journey.departs_on = clock.today() + timedelta(days=30)
    client.sign_in(user(enrolment.registration.user_id))
    client.speak("en")
    text = client.get("/").page.text
    assert ("You have taken such a course already" in text, said in text) == (True, True)
