"""The library of activities, and by which methods a day is taught."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries
from lms.curriculum.papers import activity
from lms.curriculum.rules import mix
from lms.curriculum.rules.library import Kept, Wanted, kept, once
from lms.curriculum.rules.module import Step
from lms.curriculum.rules.notes import NoteKind, notes
from lms.curriculum.rules.programme import Block, TakesPart
from tests.factories.accounts import make_user

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

WORK = "ru-work-and-contract"


def block(minutes: int, *modules: str, plan: str = "full", methods: tuple[str, ...] = ()) -> Block:
    return Block("one", modules, minutes, plan, TakesPart.MIGRANT, True, methods)


class Plan:
    """A session plan, and nothing else of a module."""

    def __init__(self, *steps: Step):
        self.session = steps


PLANS = {
    "talked": Plan(Step("a", 20, 0, "mini-talk"), Step("b", 20, 10, "game")),
    "played": Plan(Step("a", 30, 15, "role-play")),
}


@pytest.mark.source
def test_a_blocks_minutes_are_those_of_its_steps_put_to_what_it_has():
    assert mix.minutes_by_method([block(80, "talked")], PLANS) == {"mini-talk": 40, "game": 40}
    assert mix.minutes_by_method([block(25, "talked", "played", plan="short")], PLANS) == {"game": 10, "role-play": 15}
    assert mix.minutes_by_method([block(30, methods=("pair-work", "case"))], {}) == {"pair-work": 15, "case": 15}
    assert mix.minutes_by_method([block(30), block(30, "gone")], {}) == {}


@pytest.mark.source
def test_shares_are_whole_and_make_a_hundred():
    assert mix.shares({"game": 1, "case": 1, "quiz": 1}) == [("case", 34), ("game", 33), ("quiz", 33)]
    assert mix.shares({}) == []
    assert mix.talk_of([("mini-talk", 30), ("demonstration", 15), ("game", 55)]) == 45


@pytest.mark.source
@pytest.mark.parametrize(("noted", "times"), [(None, 1), (90, 1.5), (2, 1), (600, 1)])
def test_a_block_weighs_what_it_really_took_unless_that_cannot_be(noted, times):
    assert mix.really(timedelta(minutes=60), noted and timedelta(minutes=noted)) == times


def test_an_author_is_told_of_a_day_on_which_people_only_listen(db_session):
    programme = queries.programmes()[0]
    modules = queries.taught_in(programme)
    talked = {
        slug: replace(each, session=tuple(replace(step, method="mini-talk") for step in each.session))
        for slug, each in modules.items()
    }

    def kinds(taught):
        return {each.kind for each in notes(programme, taught, {}, clock.today(), "en")}

    assert (NoteKind.MUCH_TALK in kinds(modules), NoteKind.MUCH_TALK in kinds(talked)) == (False, True)


def test_a_trainer_finds_what_fits_the_people_and_the_time(db_session, client):
    client.sign_in(make_user(role=Role.TRAINER))
    client.speak("en")
    every = kept(queries.modules(), "en")
    assert "Asking for the contract" in client.get("/teach/activities").page.text
    short = Wanted(method="role-play", minutes=10)
    page = client.get("/teach/activities?method=role-play&minutes=10&people=").page
    titles = {each.activity.title for each in every}
    assert {each for each in titles if each in page.text} == {each.activity.title for each in every if short.fits(each)}
    page = client.get(f"/teach/activities?people=1&module={WORK}&minutes=x").page
    assert "No activity fits" in page.text  # each of these takes two or three


def test_an_activity_that_countries_take_over_is_shown_once_with_the_general_module(db_session):
    every = kept(queries.modules(), "tg")
    shown = once(every)
    turned = [each.module.slug for each in every if each.activity.id == "turned-back"]
    assert len(turned) > 1
    assert [each.module.slug for each in shown if each.activity.id == "turned-back"] == ["right-to-enter"]
    titles = [each.activity.title for each in shown]
    assert sorted(titles) == sorted({each.activity.title for each in every})


def test_one_person_alone_plays_no_role(db_session):
    alone = [each.activity.id for each in kept(queries.modules(), "tg") if Wanted(people=1).fits(each)]
    assert alone == []


def test_the_longest_cards_are_printed_whole(db_session, app):
    """A card may have 60 words: the rows grow with them, and six cards need more than one page."""
    found = next(each for each in kept(queries.modules(), "tg") if each.activity.cards)
    labels = {name: "x" for name in ("about", "version", "materials", "steps", "hard", "cards")}
    labels["levels"] = {level: "x" for level, _said in found.activity.levels}

    def pages(words: int) -> int:
        card = {"name": "Коргар", "card": " ".join(["муҳоҷират"] * words)}
        many = Kept(found.module, replace(found.activity, cards=(card,) * 6))
        return len(PdfReader(BytesIO(activity.sheet(many, "tg", labels, clock.now()))).pages)

    assert pages(5) < pages(60)


def test_an_activity_is_read_and_printed_with_its_cards(db_session, client):
    client.sign_in(make_user(role=Role.TRAINER))
    for language, role in (("tg", "Коргар"), ("ru", "Рабочий"), ("en", "Worker")):
        client.speak(language)
        module = queries.newest_module(WORK)
        each = next(module.activities_said(language))
        page = client.get(f"/teach/activities/{WORK}/{each.id}").page
        assert (each.title in page.text, each.levels[0][1] in page.text) == (True, True)
        printed = client.get(f"/teach/activities/{WORK}/{each.id}.pdf")
        text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(printed.data)).pages).split())
        assert (each.cards[0]["name"], each.title in text, each.cards[0]["name"] in text) == (role, True, True)
    assert client.get(f"/teach/activities/{WORK}/nothing").status_code == 404


def test_only_those_who_teach_see_the_library(db_session, client):
    client.sign_in(make_user(role=Role.TRAINEE))
    assert client.get("/teach/activities").status_code == 404


def test_the_author_reads_how_each_day_is_taught(db_session, client):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    programme = queries.programmes()[0]
    for page in (f"/author/programmes/{programme.slug}", f"/author/programmes/{programme.slug}/compose"):
        assert "How it is taught: " in client.get(page).page.text
