"""A course kept on a phone, with the network cut: read, answered, reloaded, the browser killed, an answer lost on the
way and sent twice, signed out, and the next person on the same phone."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from lms.core.database import db, unit_of_work
from lms.curriculum import queries as curriculum
from lms.learning import queries as learning
from lms.quizzes.models import Attempt
from lms.registration import queries as registration
from tests.factories.registration import make_registration
from tests.journeys.stage import PHONE, Reader, served

PIN, LESSON = "482913", "ru-labour-protection"
KEPT = """async () => {
    const names = await caches.keys(), asked = indexedDB.open("course");
    const base = await new Promise(done => { asked.onsuccess = () => done(asked.result) });
    const of = store => new Promise(done => {
        const found = base.transaction(store).objectStore(store).getAll();
        found.onsuccess = () => done(found.result.length);
    });
    const kept = [names.includes("course-media")];
    for (const each of ["lessons", "progress", "goes", "outbox"]) kept.push(await of(each));
    base.close();
    return kept;
}"""
SLOW_FILES = """(() => {
    const open = CacheStorage.prototype.open
    CacheStorage.prototype.open = function (...given) {
        return new Promise(done => setTimeout(done, 250)).then(() => open.apply(this, given))
    }
})()"""


@dataclass(frozen=True)
class Learner:
    """Somebody who reads a course on the phone."""

    app: object
    number: str
    registration_id: int

    def pages(self, module: str = LESSON) -> int:
        """How many pages of a lesson the server knows to be read."""
        with self.app.app_context():
            enrolment = registration.current_enrolment(self.registration_id)
            found = learning.progress(enrolment.id)
            return found[module].screens_read if module in found else 0

    def attempts(self) -> list[tuple[int, bool]]:
        """Of each attempt how many answers the server has, and whether it was handed in."""
        with self.app.app_context():
            enrolment = registration.current_enrolment(self.registration_id)
            rows = db.session.scalars(select(Attempt).where(Attempt.enrolment_id == enrolment.id).order_by(Attempt.id))
            return [(len(each.answers), each.submitted_at is not None) for each in rows]


@pytest.fixture(scope="module")
def world(chromium, traveller, new_app, shapes) -> Iterator[dict]:
    """The curriculum served, and nobody in it yet."""
    with served(new_app(TESTING=False, WTF_CSRF_ENABLED=True), {}) as found:
        yield {**found, "shapes": shapes}


@pytest.fixture
def learner(world, morning):
    """A function that registers somebody."""

    def make() -> Learner:
        with world["app"].app_context(), unit_of_work():
            found = make_registration(pin=PIN)
            return Learner(world["app"], found.number, found.id)

    return make


@pytest.fixture
def lesson(world) -> tuple[int, int]:
    """How many pages and how many questions the lesson has."""
    with world["app"].app_context():
        found = curriculum.newest_module(LESSON)
        return len(found.screen_ids), found.check_length


def signed_in(reader: Reader, learner: Learner) -> Reader:
    if reader.wire is None:
        reader.plug_in()
    reader.sign_in_as(learner.number, PIN)
    return reader


def keep(reader: Reader, kind: str = "Only the text") -> Reader:
    """Keep the course on this phone."""
    reader.open("/course/keep")
    reader.page.get_by_label(kind).check(force=True)
    reader.page.get_by_role("button", name="Keep it on this phone").click()
    reader.page.get_by_text("The course is on this phone now.").wait_for(timeout=90_000)
    reader.look()
    return reader


def cut(reader: Reader, yes: bool = True) -> None:
    assert reader.page.viewport_size == PHONE
    reader.wire.cut(yes)
    reader.context.set_offline(yes)


def says(reader: Reader, words: str) -> None:
    reader.page.locator("#course-app [data-part=unsent]", has_text=words).wait_for()


def heading(reader: Reader, words: str) -> None:
    reader.page.locator("h1", has_text=words).wait_for()


def read_through(reader: Reader, pages: int) -> None:
    """Read the lesson to its end, page by page."""
    reader.open(f"/course/{LESSON}")
    for page in range(1, pages + 1):
        reader.page.get_by_text(f"Page {page} of {pages}").wait_for()
        reader.page.get_by_role("button", name="Continue").click()
    heading(reader, "You have read")


def answer_one(reader: Reader, number: int, all_of_them: int) -> None:
    """Choose the first thing that can be chosen, in whatever way the question is answered."""
    page = reader.page
    page.get_by_text(f"Question {number} of {all_of_them}").wait_for()
    form = page.locator("[data-view=question] form")
    form.locator("[data-part=options] > *").first.wait_for()
    if form.locator("input[type=radio], input[type=checkbox]").count():
        form.locator("input").first.check(force=True)
    for place in range(form.locator("select").count()):
        form.locator("select").nth(place).select_option(index=place + 1)
    if form.locator("#option-number").count():
        form.locator("#option-number").fill("15")
    form.get_by_role("button", name="Answer").evaluate("button => { button.click(); button.click() }")
    page.locator("[data-view=said] .block").wait_for()


def next_one(reader: Reader) -> None:
    reader.page.locator("[data-view=said] button.main").click()


def at_the_check(reader, learner, lesson: tuple[int, int]) -> tuple[Reader, int]:
    """Somebody without network who has read a lesson and begins its check, and how many questions that has."""
    pages, questions = lesson
    phone = keep(signed_in(reader(PHONE), learner()))
    cut(phone)
    read_through(phone, pages)
    phone.page.get_by_role("button", name="Answer the short questions").click()
    return phone, questions


def test_a_lesson_read_and_answered_offline_survives_the_end_of_the_browser_and_is_sent_once(reader, learner, lesson):
    who, (pages, questions) = learner(), lesson
    phone = keep(signed_in(reader(PHONE), who))
    cut(phone)
    phone.page.goto(phone.world["base_url"] + "/")
    phone.page.locator("[data-part=lessons] li").first.wait_for()
    phone.look()
    read_through(phone, pages)
    says(phone, f"Pages read, not yet sent: {pages}")
    phone.look()
    phone.page.get_by_role("button", name="Answer the short questions").click()
    for number in range(1, 4):
        answer_one(phone, number, questions)
        if number == 2:
            phone.look()
        next_one(phone)
    says(phone, "Answers not yet sent: 3")
    phone.page.get_by_text(f"Question 4 of {questions}").wait_for()
    phone.page.reload()  # in the middle of the check
    says(phone, "Answers not yet sent: 3")
    phone.page.get_by_text(f"Question 4 of {questions}").wait_for()
    phone.look()
    phone.page.close()  # the battery is empty
    phone.page = phone.context.new_page()
    phone.page.goto(phone.world["base_url"] + f"/course/{LESSON}/end#4")
    for number in range(4, questions + 1):
        answer_one(phone, number, questions)
        next_one(phone)
    heading(phone, f"of {questions}")
    says(phone, f"Answers not yet sent: {questions}")
    phone.look()
    assert (who.pages(), who.attempts()) == (0, [])

    lost = []

    def lose(route) -> None:
        """The server has it, and the phone never hears so."""
        lost.append(route.fetch().status)
        route.abort()

    phone.page.route("**/offline/course", lose)
    with phone.page.expect_event("requestfailed", lambda request: request.url.endswith("/offline/course")):
        cut(phone, False)
        phone.page.evaluate("dispatchEvent(new Event('online'))")
    says(phone, f"Answers not yet sent: {questions}")
    phone.page.unroute("**/offline/course")
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    says(phone, "Everything is sent")
    assert set(lost) == {200} and len(lost) < 9  # it may have tried again meanwhile
    assert (who.pages(), who.attempts()) == (pages, [(questions, True)])
    phone.open("/course")
    assert "Read" in phone.text


def test_pictures_come_along_and_what_is_not_sent_is_said_before_one_leaves(reader, learner):
    phone = signed_in(reader(PHONE), learner())
    phone.page.evaluate("caches.open('course-media').then(all => all.put('/media/before.mp4', new Response('film')))")
    keep(phone, "Text and pictures")
    kept = phone.page.evaluate(
        "caches.open('course-media').then(all => all.keys()).then(all => all.map(each => new URL(each.url).pathname))"
    )
    assert "/media/before.mp4" not in kept and kept  # what is not chosen any more gives its room back
    cut(phone)
    phone.context.add_init_script(SLOW_FILES)
    phone.page.goto(phone.world["base_url"] + "/course/safe-migration")
    phone.page.get_by_text("Page 1 of").wait_for()
    phone.page.get_by_role("button", name="Continue").click()  # what is seen can be pressed
    phone.page.get_by_text("Page 2 of").wait_for()
    phone.page.go_back()
    phone.page.locator("img.picture").first.wait_for()
    phone.page.wait_for_function("() => document.querySelector('img.picture').naturalWidth > 0")
    phone.context.route("**/offline/course", lambda route: route.abort())
    cut(phone, False)
    phone.open("/course")
    phone.page.locator("#course-on-phone", has_text="Pages read, not yet sent: 1").wait_for()
    phone.page.locator("header form button").click()
    phone.page.get_by_role("heading", name="Pages read, not yet sent: 1").wait_for()
    phone.look()


def test_who_signs_out_leaves_no_lesson_and_the_next_person_sends_nothing_of_it(reader, learner, lesson):
    who, other, (pages, questions) = learner(), learner(), lesson
    phone = keep(signed_in(reader(PHONE), who))
    cut(phone)
    read_through(phone, pages)
    phone.page.get_by_role("button", name="Answer the short questions").click()
    answer_one(phone, 1, questions)
    says(phone, "Answers not yet sent: 1")
    cut(phone, False)
    phone.context.route("**/offline/course", lambda route: route.abort())
    phone.open("/course")
    phone.page.locator("header form button").click()
    phone.page.get_by_role("button", name="Sign out all the same").click()
    phone.page.wait_for_url("**/")
    phone.page.get_by_role("link", name="Sign in", exact=True).first.wait_for()
    assert phone.page.evaluate(KEPT) == [False, 0, 0, 0, pages + 1]
    phone.context.unroute("**/offline/course")

    signed_in(phone, other)
    phone.page.locator("#course-on-phone", has_text="somebody else wait on this phone").wait_for()
    assert (other.pages(), who.pages()) == (0, 0)
    phone.sign_out()
    with phone.page.expect_response("**/offline/course"):
        signed_in(phone, who)
    phone.page.wait_for_function("() => document.getElementById('course-on-phone').hidden")
    assert (who.pages(), who.attempts(), other.attempts()) == (pages, [(1, False)], [])
    phone.sign_out()
    assert phone.page.evaluate(KEPT) == [False, 0, 0, 0, 0]


def test_an_old_page_that_names_another_takes_no_course_from_the_phone(reader, learner):
    phone = keep(signed_in(reader(PHONE), learner()))
    phone.open("/companion/")
    phone.page.evaluate("""async () => {
        await navigator.serviceWorker.ready;
        const page = (await (await fetch("/course")).text()).replace(/data-user="\\d+"/, 'data-user="999"');
        const answer = new Response(page, {headers: {"Content-Type": "text/html"}});
        await (await caches.open("companion-pages")).put("/companion/old", answer);
    }""")
    cut(phone)
    phone.page.goto(phone.world["base_url"] + "/companion/old")
    phone.page.locator("[data-user='999']").wait_for(state="attached")
    phone.page.wait_for_timeout(1500)
    assert phone.page.evaluate(KEPT)[1] > 0


def test_a_hard_lesson_stands_with_its_help_and_who_leaves_it_quickly_leaves_no_lesson(reader, learner, world):
    with world["app"].app_context():
        hard = {each.slug for each in curriculum.modules() if each.sensitive}
    phone = keep(signed_in(reader(PHONE), learner()))
    phone.open("/course")
    links = phone.page.locator("a[href^='/course/']").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    address = next(each for each in links if each.removeprefix("/course/").split("/")[0] in hard)
    cut(phone)
    phone.page.goto(phone.world["base_url"] + address)
    phone.page.get_by_text("speaks of hard things").wait_for()
    assert phone.page.locator("[data-part=help] a[href^='tel:']").count() and phone.page.title() == "Lesson"
    cut(phone, False)
    phone.open(address)
    phone.page.get_by_role("button", name="Leave this page quickly").click()
    phone.page.wait_for_url("**/companion/**")
    phone.page.wait_for_function(f"async () => (await ({KEPT})()).slice(0, 4).join() === 'false,0,0,0'")


CHOSEN = """() => [...document.querySelectorAll("[data-view=question]:not([hidden]) [name=chosen]")]
    .filter(each => each.type !== "radio" && each.type !== "checkbox" || each.checked).map(each => each.value)"""


def test_going_back_to_an_answered_question_shows_the_answer_that_was_given(reader, learner, lesson):
    phone, questions = at_the_check(reader, learner, lesson)
    given = {}
    for number in range(1, questions):
        answer_one(phone, number, questions)
        given[number] = phone.page.evaluate(CHOSEN.replace(":not([hidden])", ""))
        next_one(phone)
    for number in range(questions - 1, 0, -1):
        phone.page.go_back()
        phone.page.get_by_text(f"Question {number} of {questions}").wait_for()
        assert given[number]
        phone.page.wait_for_function(f"given => ({CHOSEN})().join() === given", arg=",".join(given[number]))


def test_going_back_after_the_result_begins_no_new_go(reader, learner, lesson):
    phone, questions = at_the_check(reader, learner, lesson)
    for number in range(1, questions + 1):
        answer_one(phone, number, questions)
        next_one(phone)
    heading(phone, "Right answers")
    phone.page.go_back()
    phone.page.wait_for_timeout(500)
    heading(phone, "Right answers")
