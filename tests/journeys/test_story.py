"""One woman's whole way: from the first page on a cheap phone to a certificate that a stranger checks."""

from datetime import datetime

from tests.journeys.stage import DESK, MORNING, PHONE, Reader
from tests.journeys.steps import PIN, answer_all, call_rolls, make_class, register

CLASS_DAY = datetime(2027, 3, 3, 8, 20, tzinfo=MORNING.tzinfo)
BLOCKS = [
    "A safe departure", "The journey and entering Russia", "Papers in Russia", "The law, work and your rights",
    "Health, money and coming home", "The family hour",
]  # fmt: skip


def test_a_woman_registers_learns_comes_and_is_certified(reader, morning):
    officer, woman = reader(DESK), reader(PHONE)
    officer.sign_in("officer")
    make_class(officer, "2027-03-03", room="2")

    number = registers(woman)
    reads_a_lesson_and_answers(woman)
    takes_a_seat(woman)

    morning.move_to(CLASS_DAY)
    trainer = reader(PHONE)
    trainer.sign_in("trainer")
    assert "8:30–9:30 · A safe departure" in trainer.text
    trainer.press("Session plan")
    assert trainer.heading == "A safe departure"
    trainer.press("Call the roll")
    assert call_rolls(trainer) == BLOCKS

    woman.sign_in_as(number, PIN)
    says_that_the_names_are_right(woman)
    evaluates(woman)
    answers_the_last_questions(woman)
    code = is_certified(woman, number)
    a_stranger_checks(reader(PHONE), code)


def registers(woman: Reader) -> str:
    woman.open("/")
    assert woman.heading == "Before you leave to work abroad"
    woman.press("Register")
    assert woman.heading == "What is your name?"
    number = register(woman, family="Saidova", own="Саидова")
    assert len(number) == 9
    woman.fill(pin="123456")
    woman.send()
    assert "easy to guess" in woman.text
    woman.fill(pin=PIN)
    woman.send()
    assert "You have internet on your phone and can read on your own. So one day in class is enough." in woman.text
    woman.press("Begin")
    assert woman.heading == "Hello, Мадина"
    return number


def reads_a_lesson_and_answers(woman: Reader) -> None:
    woman.open("/course")
    woman.press("Start reading")
    assert woman.heading == "What do you know already?"
    woman.press("Read the lesson without questions")
    while not woman.path.endswith("/end"):
        woman.press_main()
    assert woman.heading == "You have read “A safe journey begins at home”"
    woman.press("Answer 4 short questions")
    assert answer_all(woman) == 4
    woman.press("Back to your course")
    assert woman.page.locator(".state.good").all_inner_texts() == ["Read"]


def takes_a_seat(woman: Reader) -> None:
    woman.open("/")
    woman.press("Choose a class")
    wanted = woman.page.locator("article", has_text="Wednesday, 3 March 2027")
    woman.go(wanted.get_by_role("button", name="Take a seat"))
    assert "Wednesday, 3 March 2027" in woman.text
    assert woman.fetch("/classes/mine/slip.pdf").startswith(b"%PDF")
    calendar = woman.fetch("/classes/mine/calendar.ics").decode()
    assert "DTSTART:20270303T033000Z" in calendar


def says_that_the_names_are_right(woman: Reader) -> None:
    assert woman.page.inner_text("#next") == "Are your names right?"
    woman.press("Look at the names")
    assert "SAIDOVA MADINA" in woman.text
    woman.press("Yes, both are right")
    assert woman.heading == "Your certificate"
    woman.open("/")


def evaluates(woman: Reader) -> None:
    assert woman.page.inner_text("#next") == "How was the course?"
    woman.press("Answer")
    for group in woman.page.locator(".scale").all():
        group.locator("input").nth(3).check(force=True)
    woman.send()
    assert woman.heading == "Thank you"
    woman.press("To my next step")


def answers_the_last_questions(woman: Reader) -> None:
    assert woman.page.inner_text("#next") == "The last questions"
    woman.press("Begin")
    assert answer_all(woman) == 10
    woman.press("See what comes next")


def is_certified(woman: Reader, number: str) -> str:
    woman.open("/me/certificate")
    assert "Саидова Мадина Каримовна" in woman.text
    assert woman.fetch("/me/certificate.pdf").startswith(b"%PDF")
    woman.open("/me")
    assert number in "".join(woman.text.split())
    woman.open("/me/certificate")
    return woman.page.get_by_role("link", name="See what others see").get_attribute("href")


def a_stranger_checks(stranger: Reader, address: str) -> None:
    stranger.open(address)
    assert stranger.page.inner_text(".state") == "✔ Valid"
    assert "С. М. К." in stranger.text
    assert not {"Саидова", "Saidova", "Мадина", "Madina"} & set(stranger.text.split())
