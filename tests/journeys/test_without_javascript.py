"""Every page of a trainee on a phone that runs no JavaScript."""

from tests.journeys.pages import PAGES
from tests.journeys.stage import PHONE
from tests.journeys.steps import PIN, answer_all, register


def test_a_trainee_needs_no_javascript(reader):
    woman = reader(PHONE, "tg", javascript=False)
    number = register(woman, family="Ismoilova", own="Исмоилова", given="Нигина")
    woman.fill(pin=PIN)
    woman.send()
    woman.press_main()
    assert woman.heading == "Салом, Нигина"
    woman.open("/course")
    woman.press_main()
    assert woman.heading == "Шумо аллакай чиро медонед?"
    woman.press_main()
    assert answer_all(woman, until="/before") == 4
    woman.press_main()
    while not woman.path.endswith("/end"):
        woman.press_main()
    woman.press_main()
    assert answer_all(woman) == 4
    woman.open("/classes")
    woman.go(woman.page.locator("article button").first)
    assert woman.path == "/classes/mine"
    calendar = woman.page.locator("main .main:is(button, .button)").first.get_attribute("href")
    assert woman.fetch(calendar).startswith(b"BEGIN:VCALENDAR")
    for path in PAGES["trainee"]:
        woman.open(path)
    woman.sign_out()
    woman.sign_in_as(number, PIN)
    assert woman.heading == "Салом, Нигина"
