"""A course without network: what the phone takes along, and the door for what was read and answered meanwhile."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from lms.accounts.queries import user
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.curriculum import queries as curriculum
from lms.learning import queries as learning
from lms.media.actions import speaking
from lms.offline.rules import read_lessons
from lms.quizzes import actions as quizzes
from lms.quizzes import queries as checks
from lms.quizzes.models import Attempt, AttemptAnswer
from lms.registration import queries as registration
from tests.factories.accounts import make_user
from tests.factories.quizzes import wrong_answer
from tests.factories.registration import make_enrolment

GO, OTHER_GO = "a" * 32, "b" * 32


@pytest.fixture
def enrolment(db_session, client):
    """Somebody who reads a course on the phone, signed in."""
    found = make_enrolment()
    client.sign_in(user(found.registration.user_id))
    client.speak("en")
    return found


def lesson_of(client) -> dict:
    """The lesson of the pack with most questions."""
    return max(client.get("/offline/course-pack").json["lessons"], key=lambda each: len(each["check"]))


def entry(number: int, kind: str, lesson: dict, **more) -> dict:
    return {"id": f"{number:032x}", "number": number, "kind": kind, "module": lesson["module"], **more}


def answers(lesson: dict, go: str = GO, *, wrong: int = 0, first: int = 1) -> list[dict]:
    """All questions of the check answered: the first `wrong` of them with the wrong option."""
    asked = [each["asked"] for each in lesson["check"]]
    return [
        entry(first + place, "answer", lesson, go=go, asked=asked, edition=each["asked"][0], question=each["asked"][1],
              chosen=each["correct"] if place >= wrong else wrong_one(each))
        for place, each in enumerate(lesson["check"])
    ]  # fmt: skip


def wrong_one(question: dict) -> list[str]:
    return wrong_answer(curriculum.module(question["asked"][0]).question(question["asked"][1]))


def hand_in(lesson: dict, number: int, go: str = GO) -> dict:
    return entry(number, "hand-in", lesson, go=go, asked=[each["asked"] for each in lesson["check"]])


def send(client, enrolment, *entries: dict):
    return client.open(
        "/offline/course", method="POST", headers={"X-CSRFToken": client.token()},
        json={"user": enrolment.registration.user_id, "enrolment": enrolment.id, "entries": list(entries)},
    )  # fmt: skip


def attempts(enrolment) -> list[Attempt]:
    return list(db.session.scalars(select(Attempt).where(Attempt.enrolment_id == enrolment.id).order_by(Attempt.id)))


def test_the_phone_takes_the_lessons_of_this_edition_and_place_and_nobodys_name(client, enrolment):
    pack = client.get("/offline/course-pack")
    programme = curriculum.programme(enrolment.edition_id)
    assert [each["module"] for each in pack.json["lessons"]] == list(registration.lessons_of(enrolment))
    [first] = [each for each in pack.json["lessons"] if each["module"] == "safe-migration"]
    module = curriculum.module_in(programme, "safe-migration", enrolment.journey.bound_for)
    assert [each["title"] for each in first["screens"]] == [each["title"] for each in module.said("en")["screens"]]
    assert len(first["check"]) == module.check_length
    said = pack.get_data(as_text=True)
    assert pack.headers["Cache-Control"] == "no-store"
    assert [each for each in (enrolment.registration.family_name, enrolment.registration.number) if each in said] == []


def test_the_phone_takes_along_how_its_owner_reads(client, enrolment):
    assert client.get("/offline/course-pack").json["pictures_first"] is False
    client.post("/course/safe-migration/1/way", {"way": "pictures"})
    assert client.get("/offline/course-pack").json["pictures_first"] is True


def test_the_size_is_said_before(client, enrolment):
    page = client.get("/course/keep").page
    assert "Only the text about" in page.text and "Text and pictures about" in page.text
    assert "with sound" not in page.text and 'value="sound"' not in page.html  # nothing is recorded yet
    assert 'href="/course/keep"' in client.get("/course").page.html
    assert "Everything, the films too about" in page.text


def test_the_small_film_comes_along_with_what_stands_in_for_it_and_plays_from_its_own_address(client, enrolment):
    pack = client.get("/offline/course-pack").json
    film = next(screen["film"] for each in pack["lessons"] for screen in each["screens"] if screen["film"])
    assert sorted(each.rsplit("/")[-1] for each in pack["films"]) == [
        "first-days.en.vtt", "first-days.small.mp4", "first-days.svg",
    ]  # fmt: skip
    assert all(each in film for each in pack["films"]) and "first-days.mp4" not in film


def test_what_was_read_counts_once_the_network_is_back(client, enrolment):
    lesson = lesson_of(client)
    pages = len(lesson["screens"])
    read = [entry(n, "read", lesson, screen=n) for n in range(1, pages + 1)]
    told = send(client, enrolment, *reversed(read)).json
    assert (len(told["kept"]), told["refused"], told["read"]) == (pages, [], {lesson["module"]: pages})
    finished = learning.progress(enrolment.id)[lesson["module"]].finished_at
    assert finished is not None
    assert send(client, enrolment, *read).json == told
    assert learning.progress(enrolment.id)[lesson["module"]].finished_at == finished


def test_answers_sent_twice_are_there_once(client, enrolment):
    lesson = lesson_of(client)
    letter = [*answers(lesson, wrong=1), hand_in(lesson, 50)]
    told = send(client, enrolment, *letter).json
    assert (sorted(told["kept"]), told["refused"]) == (sorted(each["id"] for each in letter), [])
    assert send(client, enrolment, *letter).json == told
    [made] = attempts(enrolment)
    assert (made.right, made.submitted_at is not None) == (len(lesson["check"]) - 1, True)
    assert len(made.answers) == len(lesson["check"])


def test_answers_come_in_pieces_and_the_last_try_of_a_go_counts_in_whatever_order(client, enrolment):
    lesson = lesson_of(client)
    wrong, rest = answers(lesson, wrong=1)[0], answers(lesson)[1:]
    again = {**answers(lesson, first=20)[0]}
    send(client, enrolment, wrong)
    send(client, enrolment, *rest, again)
    send(client, enrolment, wrong)  # the answer to the first sending was lost
    send(client, enrolment, hand_in(lesson, 50))
    [made] = attempts(enrolment)
    assert made.right == len(lesson["check"])
    [first] = [each for each in made.answers if each.question == wrong["question"]]
    assert (first.is_right, first.right_at_first) == (True, False)


def test_what_the_server_has_from_elsewhere_stands(client, enrolment):
    lesson = lesson_of(client)
    module = curriculum.module_in(
        curriculum.programme(enrolment.edition_id), lesson["module"], enrolment.journey.bound_for
    )
    open_one = quizzes.start_check(enrolment=enrolment, module=module, by=None, at=clock.now())
    question = checks.asked(open_one, 1).question
    quizzes.answer(attempt=open_one, position=1, chosen=wrong_one(lesson["check"][0]), at=clock.now())
    told = send(client, enrolment, *answers(lesson), *answers(lesson, OTHER_GO, wrong=2, first=30)).json
    assert told["refused"] == []
    [made] = attempts(enrolment)
    said = {each.question: each.is_right for each in made.answers}
    assert said.pop(question.id) is False and all(said.values())
    assert Counter(made.id for _ in made.answers)[made.id] == len(lesson["check"])


def test_nobody_sends_for_another_and_nothing_is_asked_that_no_lesson_asks(client, enrolment, db_session):
    lesson, other = lesson_of(client), make_enrolment()
    letter = {"user": other.registration.user_id, "enrolment": other.id, "entries": answers(lesson)}
    told = client.open("/offline/course", method="POST", headers={"X-CSRFToken": client.token()}, json=letter)
    assert (told.status_code, told.json["kept"]) == (409, [])
    strange = {**answers(lesson)[0], "asked": [[lesson["check"][0]["asked"][0], "no-such"]]}
    assert send(client, enrolment, strange, entry(70, "read", {"module": "nothing"}, screen=1)).json["kept"] == []
    send(client, enrolment, *answers(lesson))
    client.sign_in(user(other.registration.user_id))
    assert send(client, other, *answers(lesson)).json["kept"] == []  # the name of the go is another's
    assert db_session.scalar(select(func.count(AttemptAnswer.id))) == len(lesson["check"])


def test_the_door_asks_for_a_token_and_a_letter(client, enrolment):
    assert client.open("/offline/course", method="POST", json={}).status_code == 400
    assert send(client, enrolment, {"id": "x"}).status_code == 400


@pytest.mark.source
@pytest.mark.parametrize("wrong", [
    {"number": 0}, {"number": True}, {"module": ""}, {"module": 3}, {"go": "x"}, {"asked": []}, {"asked": [[1]]},
    {"asked": [[1, "q"]] * 51}, {"chosen": "a"}, {"chosen": [1]}, {"question": None}, {"kind": "other"},
])  # fmt: skip
def test_an_entry_that_makes_no_sense_holds_up_no_other(wrong):
    sound = {"id": "1" * 32, "number": 1, "kind": "answer", "module": "m", "go": GO, "asked": [[1, "q"]], "edition": 1,
             "question": "q", "chosen": ["a"]}  # fmt: skip
    found = read_lessons({"user": 1, "enrolment": 2, "entries": [{**sound, **wrong, "id": "2" * 32}, sound]})
    assert found.unread == ["2" * 32]
    assert [go.given[0].chosen for _, go in found.goes.values()] == [{"a"}]


@pytest.mark.parametrize("spoken", ["tg", "ru", "en", "uz", "ky"])
def test_the_page_without_network_says_nothing_of_anybody(client, enrolment, spoken):
    page = client.get(f"/offline/course/{spoken}").page
    assert page.lang == spoken and enrolment.registration.given_name not in page.text
    assert client.get("/offline/course/xx").status_code == 404


def test_a_phone_does_not_choose_what_a_check_asks(client, enrolment):
    lesson = lesson_of(client)
    whole = answers(lesson)
    one, asked = whole[0], whole[0]["asked"]
    assert len(asked) > 1
    for chosen in ([asked[0]], [asked[0]] * len(asked)):
        letter = [{**one, "asked": chosen}, {**hand_in(lesson, 50), "asked": chosen}]
        assert send(client, enrolment, *letter).json["kept"] == []
    assert attempts(enrolment) == []
    assert len(send(client, enrolment, *whole).json["kept"]) == len(asked)


def test_pages_of_the_companion_stay_on_phones_and_say_of_nobody_who_reads_them(client, enrolment):
    assert "data-user" in client.get("/course").page.html
    assert "data-user" not in client.get("/companion/").page.html


def test_with_a_lesson_that_speaks_of_hard_things_the_phone_keeps_whom_to_call(client, enrolment):
    lessons = client.get("/offline/course-pack").json["lessons"]
    hard = {each["module"] for each in lessons if curriculum.newest_module(each["module"]).sensitive}
    numbers = [each["number"] for each in curriculum.emergency_numbers(enrolment.journey.bound_for[1])]
    assert hard and numbers
    assert {each["module"] for each in lessons if each["sensitive"]} == hard
    told = {each["module"] for each in lessons if all(f'href="tel:{number}"' in each["help"] for number in numbers)}
    assert told == hard


def test_a_phone_is_told_when_its_course_is_heard_otherwise(app, client, enrolment, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "MEDIA", tmp_path)
    monkeypatch.setattr(speaking.shutil, "which", lambda program: program)

    def spoken_by(voice: bytes, *options: str) -> tuple[str, list[str]]:
        monkeypatch.setattr(speaking, "_run", lambda command, given: voice * 100)
        asked = ["media", "speak", "safe-migration", "--language", "en", *options]
        assert app.test_cli_runner().invoke(args=asked).exit_code == 0
        pack = client.get("/offline/course-pack").json
        assert client.get("/offline/course-state").json["version"] == pack["version"]
        assert f'data-version="{pack["version"]}"' in client.get("/course/keep").page.html
        assert all((tmp_path / each.removeprefix("/media/")).read_bytes() == voice * 100 for each in pack["sounds"])
        return pack["version"], pack["sounds"]

    silent = client.get("/offline/course-pack").json["version"]
    kept, same, anew = spoken_by(b"1"), spoken_by(b"1", "--again"), spoken_by(b"2", "--again")
    assert kept == same and len({silent, kept[0], anew[0]}) == 3
    assert kept[1] and not {*kept[1]} & {*anew[1]}, "what the phone keeps of the older voice is let go of"


def test_who_has_no_course_is_told_that_nothing_on_the_phone_is_theirs(client, db_session):
    """So that a phone that keeps the course of somebody else lets go of it."""
    person = make_user(role=Role.TRAINEE)
    client.sign_in(person)
    told = client.get("/offline/course-state").json
    assert (told["user"], told["version"], told["read"]) == (person.id, None, {})
