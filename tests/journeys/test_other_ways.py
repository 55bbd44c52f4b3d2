"""The same steps reached the other way round: full, missed, mistyped, too late, signed out."""

from datetime import datetime

from tests.journeys.stage import DESK, MORNING, PHONE
from tests.journeys.steps import PIN, call_rolls, give_an_answer, make_class, register_at_desk, seat


def test_who_waits_for_a_full_class_gets_the_seat_that_is_given_up(reader):
    officer = reader(DESK)
    officer.sign_in("officer")
    class_id = make_class(officer, "2027-03-05", room="2", trainer="Шариф Ғаниев", capacity="1")
    numbers = [register_at_desk(officer, family=name, own=own) for name, own in (("Aliev", "Алиев"), ("Boev", "Боев"))]
    first, second = reader(PHONE), reader(PHONE)
    for person, number in zip((first, second), numbers, strict=True):
        person.sign_in_as(number, PIN)
        person.open("/classes")
        person.go(person.page.locator(f"#class-{class_id} button"))
    assert "Your seat" in first.text
    assert "Waiting, number 1 in line" in second.text

    first.press("I cannot come")
    first.press("Give up the seat")

    second.open("/")
    assert second.page.inner_text("#next") == "A seat is free for you"
    second.press("Answer now")
    second.press("Take the seat")
    second.open("/")
    assert "5 March 2027" in second.text
    assert "The course has 6 blocks, all still to come." in second.text


def test_a_missed_block_is_named_and_made_up_elsewhere(reader, world):
    officer, man = reader(DESK), reader(PHONE)
    trainer = reader(PHONE, javascript=False)  # the roll is called without it, too
    officer.sign_in("officer")
    number = register_at_desk(officer, family="Davlatzoda", own="Давлатзода")
    seat(officer, number, world["class_today"])
    trainer.sign_in("trainer")
    trainer.press("Call the roll")
    call_rolls(trainer, missing=("The family hour", "Давлатзода"))

    man.sign_in_as(number, PIN)
    assert man.page.inner_text("#next") == "You missed a block"
    assert "You can make up “The family hour” in another class" in man.text
    man.open("/me/certificate")
    assert "The family hour" in man.text
    man.open("/")
    man.press("Find the next session")
    assert man.heading == "Make up: The family hour"
    assert "Saturday, 6 March 2027, 15:50–16:50" in man.text
    man.press("I will come then")
    assert "Saturday, 6 March 2027" in man.text
    man.open("/")
    assert "still to come: The family hour" in man.text


def test_a_wrong_pin_is_answered_kindly_and_often_tried_it_waits(reader):
    officer, person = reader(DESK), reader(PHONE)
    officer.sign_in("officer")
    number = register_at_desk(officer, family="Ergashev", own="Эргашев")
    for _try in range(5):
        person.sign_in_as(number, "111222")
        assert "The number or login and the PIN or password do not belong together." in person.text
    person.sign_in_as(number, PIN)
    assert person.heading == "Sign in"
    assert "There were too many wrong tries. Please wait a few minutes" in person.text


def test_the_desk_suggests_jamoats_and_recognises_a_mistyped_number(reader, world):
    def suggested(home: str) -> list[str]:
        with officer.page.expect_response(lambda answer: "home=" in answer.url):
            officer.page.locator("#home").select_option(home)
        options = officer.page.locator("#jamoats option")
        options.first.wait_for(state="attached")
        return options.evaluate_all("all => all.map(each => each.value)")

    officer = reader(DESK)
    officer.sign_in("officer")
    officer.open("/desk/registrations/new")
    assert (suggested("drs/vahdat"), suggested("sughd/isfara")) == (["Чуянгарон"], ["Чоркӯҳ"])

    officer.open("/desk/registrations")
    right = world["registration_number"]
    officer.fill(q=right[:-1] + str((int(right[-1]) + 1) % 10))
    officer.press("Search")
    assert "was mistyped: its last digit does not fit." in officer.text


def test_a_class_that_has_begun_meanwhile_is_said_to_have_begun(reader, morning):
    officer, person = reader(DESK), reader(PHONE)
    officer.sign_in("officer")
    number = register_at_desk(officer, family="Fozilov", own="Фозилов")
    person.sign_in_as(number, PIN)
    person.open("/classes")
    free = person.page.get_by_role("button", name="Take a seat")
    wanted = person.page.locator("article", has_text="Tuesday, 2 March 2027", has=free).first
    morning.move_to(datetime(2027, 3, 2, 10, 30, tzinfo=MORNING.tzinfo))
    person.go(wanted.get_by_role("button"))
    assert "This class has already begun. Please choose one that is still to come." in person.page.inner_text(".said")


def test_a_mistyped_certificate_code_says_what_to_do(reader, world):
    stranger = reader(PHONE)
    stranger.open("/check")
    code = world["certificate_code"]
    stranger.fill(code=code[:-1] + ("0" if code[-1] != "0" else "1"))
    stranger.press("Check")
    assert stranger.heading == "There is no such certificate"
    stranger.press("Type the code again")
    stranger.fill(code=world["certificate_code"].lower())
    stranger.press("Check")
    assert stranger.page.inner_text(".state") == "✔ Valid"


def test_after_signing_out_nothing_is_left_on_the_phone(reader):
    person = reader(PHONE)
    person.sign_in("trainee")
    person.open("/me")
    assert "Rahimova Zaynab" in person.text
    person.sign_out()
    person.page.go_back()
    person.page.wait_for_load_state()
    assert person.heading == "Sign in"
    assert "Rahimova" not in person.text


def test_a_question_loaded_anew_is_the_same_question_and_nothing_is_sent_again(reader):
    person = reader(PHONE)
    person.sign_in("trainee")
    person.open("/course/adjusting/before")
    person.press_main()
    first = person.path
    give_an_answer(person.page.locator("[name=chosen]"))
    person.press("Answer")
    assert "Question 2 of " in person.text and person.path == first.removesuffix("1") + "2"
    sent = []
    person.page.on("request", lambda request: sent.append(request.method))
    person.page.reload()
    assert ("Question 2 of " in person.text, "POST" in sent) == (True, False)
    person.page.go_back()
    person.page.wait_for_load_state()
    assert ("Question 1 of " in person.text, person.path, "POST" in sent) == (True, first, False)


def test_a_change_of_language_keeps_the_place(reader):
    person = reader(PHONE)
    person.sign_in("trainee")
    person.open("/course/safe-migration/2")
    person.speak("tg")
    assert person.path == "/course/safe-migration/2"
    assert person.page.locator("html").get_attribute("lang") == "tg"

    person.open("/course/safe-migration/end")
    person.press_main()
    person.page.locator("[name=chosen]").first.check(force=True)
    question = person.path
    person.speak("ru")
    assert person.path.partition("?")[0] == question
    assert person.page.locator("[name=chosen]").first.is_checked(), "what was chosen, too"
    person.page.reload()
    assert person.page.locator("[name=chosen]").first.is_checked(), "and when the page is loaded anew"
    person.speak("en")
    person.page.locator("[name=chosen]").first.check(force=True)
    person.press("Answer")
    person.press("Next question")
    assert "Question 2 of 4" in person.text
    person.speak("tg")
    assert "Саволи 2 аз 4" in person.text
