"""What hands do at a desk: somebody registered, a class moved by mouse and by keyboard, a signed sheet typed back."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lms.attendance import queries as rolls
from lms.classes import queries as classes
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import unit_of_work
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer
from tests.journeys.stage import DESK

SECRET = "three quiet mountains"
KEYS = [*"3 7a 12 18b late 15", "Tab", "Enter"]  # of 25 people; with the Enter that keeps it, 22 keys


PRESSED = """keys => {
    for (const key of keys)
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}))
}"""
A_KEY, A_FIELD = 0.3, 1  # seconds: what is typed, and the eye that finds the next field
LEAST = [  # all that must be answered, a field a line; telephone and destination are passed over
    *("Sharipov", "Jamshed", "Шарипов", "Ҷамшед", "12", "5", "1990", " "), "", "Si", "", *("14", "4", "2027"),
]  # fmt: skip


def seconds(page, answers: list[str]) -> float:
    """Type these answers from field to field, the first being ready, and send the form; how long that takes somebody
    who types slowly."""
    keyboard = page.keyboard
    page.locator("main :focus").wait_for(state="attached")
    for n, answer in enumerate(answers):
        if n:
            keyboard.press("Tab")
        for key in answer:
            keyboard.press(key) if key.isascii() else keyboard.insert_text(key)
    keyboard.press("Enter")
    return A_KEY * (sum(map(len, answers)) + 1) + A_FIELD * (len(answers) - 1)


def test_the_least_at_the_desk_and_a_consultation_take_under_half_a_minute_each(reader, morning):
    officer = reader(DESK)
    officer.sign_in("officer")
    officer.open("/desk/registrations/new")
    assert seconds(officer.page, LEAST) < 30
    officer.page.get_by_role("link", name="Print the card").wait_for()
    assert officer.heading == "Шарипов Ҷамшед"
    with officer.page.expect_navigation():  # from whatever page; both in one moment, which this machine may not have
        officer.page.evaluate(PRESSED, ["n", "l"])
    assert seconds(officer.page, [" "]) < 30
    officer.page.get_by_text("The consultation is logged.").wait_for()


@pytest.fixture
def centre(world, morning):
    """A function that makes a centre of two rooms with an officer and a class of so many people, on a day."""

    def make(people: int, day) -> tuple[str, int, int]:
        with world["app"].app_context(), unit_of_work():
            place, at = make_centre(rooms=2), clock.now() - timedelta(days=3)
            officer = make_user(role=Role.OFFICER, centre=place.code, secret=SECRET)
            made = make_class(room=place.rooms[0], first_day=day, at=at)
            for _ in range(people):
                make_seat(training_class=made, at=at)
            return officer.login, place.id, made.id

    return make


def where(world, class_id: int) -> tuple:
    """The date and the room of the class, as the server has them, and how often it was changed."""
    with world["app"].app_context():
        found = classes.training_class(class_id)
        rooms = [each.id for each in found.centre.rooms]
        return found.first_day, rooms.index(found.sessions[0].room_id), found.sequence


def test_a_class_is_moved_by_mouse_and_back_by_keyboard(reader, world, centre):
    with world["app"].app_context():
        day = clock.today() + timedelta(days=8)  # a Wednesday: the days beside it are no Sundays
    login, centre_id, class_id = centre(1, day)
    officer = reader(DESK)
    officer.sign_in_as(login, SECRET)
    officer.open(f"/desk/classes/timetable/centre/{centre_id}?day={day}")

    tomorrow = day + timedelta(days=1)
    grip, target = officer.page.locator(".grip"), officer.page.locator(f"td[data-on='{tomorrow}']").nth(1)
    taken, there = grip.bounding_box(), target.bounding_box()
    officer.page.mouse.move(taken["x"] + 5, taken["y"] + 5)
    officer.page.mouse.down()
    officer.page.mouse.move(there["x"] + 20, there["y"] + 20, steps=4)
    with officer.page.expect_navigation():
        officer.page.mouse.up()
    officer.look()
    assert "The day is moved." in officer.text
    assert where(world, class_id) == (tomorrow, 1, 1)

    officer.page.locator(".grip").focus()
    for key in ("ArrowLeft", "ArrowUp"):
        officer.page.keyboard.press(key)
    assert officer.page.inner_text("#dropping").startswith("Put it here?")
    with officer.page.expect_navigation():
        officer.page.keyboard.press("Enter")
    officer.look()
    assert where(world, class_id) == (day, 0, 2)


def test_a_line_of_a_programme_is_dragged_to_where_it_is_let_go(reader, world):
    author = reader(DESK)
    author.sign_in("author")
    author.page.goto(f"{world['base_url']}/author/programmes/tj-pilot/compose?variant=one-day")
    lines = author.page.locator("tbody[data-day] tr[data-place]")
    before = lines.evaluate_all("lines => lines.map(each => each.dataset.name)")
    lines.nth(0).locator(".drag").scroll_into_view_if_needed()
    taken, there = lines.nth(0).locator(".drag").bounding_box(), lines.nth(3).bounding_box()
    author.page.mouse.move(taken["x"] + 5, taken["y"] + 5)
    author.page.mouse.down()
    author.page.mouse.move(there["x"] + 200, there["y"] + there["height"] / 2, steps=4)
    with author.page.expect_navigation():
        author.page.mouse.up()
    after = lines.evaluate_all("lines => lines.map(each => each.dataset.name)")
    assert after == [*before[1:3], before[0], *before[3:]]


def test_a_sheet_of_25_is_typed_back_with_few_keys_and_no_mouse(reader, world, centre):
    with world["app"].app_context():
        today = clock.today()
    login, _, class_id = centre(25, today)
    officer = reader(DESK)
    officer.sign_in_as(login, SECRET)
    officer.open(f"/teach/classes/{class_id}/days/day-1/sheet")
    begun = officer.page.get_by_label("Rows that were not simply present")
    expect(begun).to_be_focused()  # a browser does it when it paints the page, which on a busy machine is later
    for key in KEYS:
        officer.page.keyboard.press("Space" if key == " " else key)
    keep = officer.page.get_by_role("button", name="So it was: keep it")
    expect(keep).to_be_focused()
    officer.look()
    assert "21 of 25 present all day" in officer.text
    with officer.page.expect_navigation():
        officer.page.keyboard.press("Enter")
    officer.look()
    assert "The sheet is typed in" in officer.text
    assert officer.path.endswith(f"/teach/classes/{class_id}/papers")
    with world["app"].app_context():
        first, second = [each for each in classes.training_class(class_id).sessions if each.block][:2]
        states = [[line.state.value for line in rolls.roll(each)] for each in (first, second)]
    away = [{row: state for row, state in enumerate(each, 1) if state != "present"} for each in states]
    assert away == [{3: "absent", 7: "absent", 12: "absent"}, {3: "absent", 12: "absent", 18: "late"}]


def test_proposed_classes_are_looked_at_and_accepted_with_keys_alone(reader, world, morning):
    with world["app"].app_context(), unit_of_work():
        place = make_centre(rooms=2)
        make_trainer(centre_code=place.code, languages=["tg", "uz"])
        login = make_user(role=Role.OFFICER, centre=place.code, secret=SECRET).login
        for spoken in ("tg", "tg", "uz"):
            make_enrolment(centre_code=place.code).registration.language = spoken
    officer = reader(DESK)
    officer.sign_in_as(login, SECRET)
    officer.open("/desk/classes/planner")
    officer.press("Plan the next four weeks")
    assert "Classes still to accept: 2. People in them: 3." in officer.text

    key = officer.page.keyboard.press
    for each in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown"):
        key(each)
    with officer.page.expect_navigation():
        key("Enter")
    officer.look()
    second = officer.path
    assert officer.heading.startswith("Proposed: ")
    officer.press("Back to the planner")
    for left in (1, 0):
        assert officer.page.locator("table[data-keys] tbody tr").count() == left + 1
        key("ArrowDown")
        assert officer.page.evaluate("document.activeElement.closest('tbody') !== null")
        with officer.page.expect_navigation():
            key("a")
        officer.look()
        assert "The class is accepted. Seated and told: " in officer.text
        assert f"Classes still to accept: {left}." in officer.text
    assert officer.context.request.get(world["base_url"] + second).status == 404
