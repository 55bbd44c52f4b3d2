"""The shipped curriculum is whole: each file is valid, in each language, with its sources and pictures. And what would
not be valid is found: each check meets a deliberate fault here."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lms.curriculum.files.facts import uncompared
from lms.curriculum.files.folder import read_courses
from lms.curriculum.files.programmes import read_programme
from lms.curriculum.files.table import BEGIN, END, tables, uncovered
from lms.curriculum.rules.document import programme_from
from lms.curriculum.rules.time_log import short_of
from tests.factories.faults import change, told

pytestmark = pytest.mark.source

ROOT = Path(__file__).parents[2]
COURSES = ROOT / "courses"
MODULES = sorted([
    *(path.parent.name for path in COURSES.glob("modules/*/*/module.toml")),
    *(f"{path.parts[-4]}-{path.parent.name}" for path in COURSES.glob("countries/*/*/*/module.toml")),
])  # fmt: skip
PROGRAMMES = sorted(path.stem for path in COURSES.glob("programmes/*.toml") if "." not in path.stem)
STAGES = {"pre-departure", "travel", "destination", "return", "family", "training"}


@pytest.fixture(scope="module")
def modules(courses):
    return courses.of("module")


@pytest.fixture(scope="module")
def programmes(courses):
    return courses.of("programme")


def test_nothing_is_wrong_with_the_folder(courses):
    assert [str(fault) for fault in courses.faults] == []


def test_every_fact_was_compared_with_its_source(courses):
    assert uncompared(courses.pieces) == []


def test_a_fact_that_nobody_compared_is_named_once_where_it_is_stated(courses):
    def told_only(piece, name):
        facts = piece.document["facts"]
        fact = {key: value for key, value in facts[name].items() if key != "compared_with"}
        return replace(piece, document={**piece.document, "facts": {**facts, name: fact}})

    country, lesson = courses.of("country")["ru"], courses.of("module")["ru-patent"]
    assert uncompared([told_only(country, "patent-days"), told_only(lesson, "patent-days")]) == ["ru, patent-days"]
    several = [told_only(courses.of("country")[code], "emergency-number") for code in ("pl", "ro")]
    assert uncompared([*several, courses.of("module")["pl-working-and-pay"]]) == [
        "pl, emergency-number", "ro, emergency-number",
    ]  # fmt: skip


def test_all_five_stages_and_the_trade_of_teaching_are_taught_in_fourteen_modules_or_more(modules):
    assert {piece.document["stage"] for piece in modules.values()} == STAGES
    assert len(modules) >= 14


def test_nothing_in_the_folder_is_passed_over(modules, programmes):
    assert (sorted(modules), sorted(programmes)) == (MODULES, PROGRAMMES)


@pytest.mark.parametrize("slug", MODULES)
def test_a_module_is_whole(modules, slug):
    document = modules[slug].document
    assert {"tg", "ru", "en"} <= set(document["words"])
    assert document["review_by"] and document["sources"]
    assert 6 <= len(document["words"]["tg"]["screens"]) <= 9


def test_regions_add_to_their_country_and_leave_the_rest_as_it_is(courses, modules):
    layers = courses.of("layer").values()
    regions = {piece.document["region"] for piece in layers}
    assert regions >= {
        "moscow", "moscow-region", "saint-petersburg", "sverdlovsk", "novosibirsk", "tyumen", "samara",
    }  # fmt: skip
    for piece in layers:
        under = modules[piece.document["slug"]].document
        ids = [each["id"] for each in piece.document["words"]["tg"]["screens"]]
        below = [each["id"] for each in under["words"]["tg"]["screens"]]
        assert [each for each in ids if each in below] == below
        assert len(ids) <= 11
        assert piece.document["words"] != under["words"]


def test_every_topic_is_spoken_of_to_those_bound_for_russia(courses):
    assert uncovered(courses, "RU") == {}


OF_THE_COUNTRY = {  # what the general lesson cannot say of a country (E41, E43): the screen, and the question about it
    "adjusting": ("city", "custom-there"), "working-and-pay": ("hours", "normal-week"),
    "entering-and-staying": ("country", "may-i-work"),
}  # fmt: skip


@pytest.mark.parametrize("lesson", OF_THE_COUNTRY)
def test_each_destination_tells_its_own_land_customs_and_hours(modules, lesson):
    screen, question = OF_THE_COUNTRY[lesson]
    general = dict(_screens(modules[lesson]))
    countries = {piece.document["country"] for piece in modules.values()} - {None, "RU"}
    assert len(countries) >= 7
    for country in countries:
        own = modules[f"{country.lower()}-{lesson}"]
        assert dict(_screens(own))[screen] != general.get(screen), country
        assert question in {each["id"] for each in own.document["questions"]}, country


def _screens(piece):
    return ((each["id"], each["html"]) for each in piece.document["words"]["tg"]["screens"])


WHERE_YOU_GO = {"E35"}  # outside Russia only Türkiye and the Emirates have regions of their own


@pytest.mark.parametrize("trained", ["no", "unknown"])
@pytest.mark.parametrize(("slug", "variant"), [
    ("tj-standard", "blended"), ("tj-standard", "three-day-and-safety"), ("tj-standard", "general"),
    ("tj-standard", "general-three-day"), ("tj-pilot", "one-day"),
])  # fmt: skip
def test_no_way_through_the_course_leaves_a_topic_out(courses, modules, programmes, slug, variant, trained):
    """Appendix 3 B (E26 to E52), and safety (E120) for who was not trained or has not said: in class or by phone."""
    programme = programmes[slug].document
    found = next(each for each in programme["variants"] if each["id"] == variant)
    days = [day for day in found["days"] if trained in day.get("when", {}).get("safety_training", (trained,))]
    taught = {slug for day in days for at in day["agenda"] for slug in at.get("modules", ())}
    more = (each for each in programme["extra"] if trained in each["when"].get("safety_training", ()))
    taught |= {*found["online"], *(slug for each in more for slug in each["lessons"])}
    said = {topic for slug in taught for topic in modules[slug].document["topics"]}
    russia = "RU" in found["when"].get("destination", ())
    asked = {f"E{number}" for number in (*range(26, 53), 120)} - (set() if russia else WHERE_YOU_GO)
    assert asked - said == set()


def test_the_readme_says_what_is_covered(courses):
    readme = (ROOT / "README.md").read_text()
    assert readme[readme.index(BEGIN) + len(BEGIN) : readme.index(END)].strip() == tables(courses, ROOT / "media")


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_a_programme_keeps_its_hours(programmes, slug):
    assert short_of(programme_from(programmes[slug].document, edition_id=0, number=0)) == []


@pytest.mark.parametrize("picture", sorted((ROOT / "media").glob("*/*.svg")), ids=lambda path: path.parent.name)
def test_a_picture_is_small_and_only_a_picture(picture):
    text = picture.read_text()
    assert len(text.encode()) <= 6 * 1024
    assert not any(bad in text for bad in ("<script", "<style", "href", "<text", "<image", "style=", "on:"))


@pytest.mark.parametrize("language", ["uz", "ky"])
def test_the_most_used_modules_are_also_in_the_languages_of_neighbours(modules, programmes, language):
    taught = {
        slug
        for piece in programmes.values()
        for variant in piece.document["variants"]
        if piece.document["origin"] == "TJ"
        for slugs in (variant["online"], *(at.get("modules", []) for day in variant["days"] for at in day["agenda"]))
        for slug in slugs
    }
    whole = {f"{language}.md", f"questions.{language}.toml", f"trainer.{language}.md"}
    assert len([slug for slug in taught if whole <= modules[slug].sources.keys()]) >= 10


@pytest.mark.parametrize("language", ["tg", "ru", "en", "uz", "ky"])
def test_the_longest_answer_is_not_the_right_one_more_often_than_chance_would_have_it(modules, language):
    longest, asked = [], 0
    written = {slug: piece for slug, piece in modules.items() if language in piece.document["words"]}
    for slug, piece in written.items():
        for question in piece.document["questions"]:
            said = piece.document["words"][language]["questions"][question["id"]].get("options")
            asked += question["kind"] == "choice"
            if question["kind"] == "choice" and max(said, key=lambda each: len(said[each])) in question["correct"]:
                longest.append(f"{slug}: {question['id']}")
    assert len(longest) <= asked / 3, longest


# Deliberate faults: what stands in which file, what stands there instead, and what the author is told.

LESSON = "modules/pre-departure/bank-account"
FAULTS = (
    ("languages.toml", "[tg]", "[tg", "This line cannot be read"),
    ("countries/ru/country.toml", "currency =", "money =", "Add “currency”"),
    (f"{LESSON}/module.toml", "minutes = 10\n", "", "Add “minutes”"),
    (f"{LESSON}/module.toml", '"adb-2020"', '"hearsay"', "The source “hearsay” is not in sources.toml."),
    (f"{LESSON}/module.toml", '"E28"', '"E999"', "There is no topic “E999” in topics.toml."),
    (f"{LESSON}/module.toml", "role-play", "lecture", "There is no method “lecture”."),
    (f"{LESSON}/module.toml", "sensitive = false", "facts.fee.value = 5", "Add “source”: it is missing."),
    (f"{LESSON}/module.toml", 'method = "role-play"', "", "Add “method”"),
    (f"{LESSON}/ru.md", None, None, "ru.md: This file is missing"),
    (f"{LESSON}/en.md", "{#benefit}", "", "en.md:24: Give the heading an id"),
    (f"{LESSON}/en.md", "{#benefit}", "{#fee}", "The screens, blocks and pictures differ"),
    (f"{LESSON}/en.md", "Do not be shy", "Pay {{fee}}", "There is no fact “fee”"),
    (f"{LESSON}/en.md", "cover.svg", "other.svg", "media/bank-account/other.svg is missing."),
    (f"{LESSON}/en.md", "![A woman opens her notebook of expenses; a money box and a bank card are beside her]", "![]",
     "Say in words what the picture shows"),
    (f"{LESSON}/en.md", "Do not be shy", "word " * 60, "Keep to 60: split or shorten it."),
    (f"{LESSON}/en.md", "::: dont", "::: never", "There is no block “never”."),
    (f"{LESSON}/tg.md", "see-benefit =", "benefit =", "tg.md: The objectives differ"),
    (f"{LESSON}/trainer.tg.md", "{#my-step}", "{#a-step}", "trainer.tg.md: The steps differ"),
    (f"{LESSON}/questions.toml", 'correct = ["false"]', 'correct = ["maybe"]', "say which of its options are correct"),
    (f"{LESSON}/questions.toml", '"ask-bank"', '"guard-card"', "No question asks about the objective “ask-bank”."),
    (f"{LESSON}/questions.toml", "correct =", "right =", "Add “correct”"),
    (f"{LESSON}/questions.ru.toml", "tell-half", "tell-some", "The options of “bank-calls” differ"),
    (f"{LESSON}/questions.ru.toml", "explain", "because", "Write “text” and “explain” of “account-benefit”."),
    (f"{LESSON}/questions.ru.toml", 'text = "', 'text = "{{fee}} ', "questions.ru.toml: There is no fact “fee”"),
    ("instruments/end-of-course.toml", "scale = 5", "", "Add “scale”"),
    ("instruments/end-of-course.toml", "scale = 5", "scale = 6", "course.tg.toml:4: Write “6” under [scale]."),
    ("instruments/end-of-course.ru.toml", "3 =", "three =", "course.ru.toml:4: Write “3” under [scale]."),
    ("instruments/end-of-course.ru.toml", "useful =", "useless =", "Write “useful” under [items]."),
)  # fmt: skip
PROGRAMME_FAULTS = (
    ("tj-pilot.toml", "max_class_size = 25", "size = 25", "Add “max_class_size”"),
    ("tj-pilot.toml", "starts =", "begins =", "Add “starts”: it is missing."),
    ("tj-pilot.toml", 'lessons = "recommended"', 'lessons = "nice"',
     "“lessons” is one of none, recommended, recorded, required."),
    ("tj-pilot.toml", "minutes = 55", "minutes = 54", "one-day, day-1: 389 of 390 minutes."),
    ("tj-pilot.toml", "minutes = 55", "minutes = 54", "54 minutes, but its session plans take 55."),
    ("tj-pilot.toml", '"money", "coming-home"', '"luck"', "there is no module “luck”"),
    ("tj-pilot.toml", '"safe-migration", "bank-account"', '"luck", "bank-account"', "there is no module “luck”"),
    ("tj-pilot.ru.toml", "why =", "because =", "Write “title”, “why” of the variant “one-day”."),
    ("tj-pilot.ru.toml", "journey =", "travel =", "Write the name of “journey” under [blocks]."),
)


@pytest.mark.parametrize(("file", "old", "new", "cure"), FAULTS)
def test_a_fault_in_a_file_would_be_found(tmp_path, file, old, new, cure):
    settings = ("languages.toml", "sources.toml", "stages.toml", "topics.toml", "facts.toml")
    for kept in (*settings, "countries/ru/country.toml", LESSON, "instruments"):
        copy = shutil.copytree if (COURSES / kept).is_dir() else shutil.copy
        (tmp_path / kept).parent.mkdir(parents=True, exist_ok=True)
        copy(COURSES / kept, tmp_path / kept)
    change(tmp_path / file, old, new)
    assert told(read_courses(tmp_path, ROOT / "media").faults, cure)


@pytest.mark.parametrize(("file", "old", "new", "cure"), PROGRAMME_FAULTS)
def test_a_fault_in_a_programme_would_be_found(modules, tmp_path, file, old, new, cure):
    shutil.copytree(COURSES / "programmes", tmp_path / "programmes")
    change(tmp_path / "programmes" / file, old, new)
    faults, documents = [], {slug: piece.document for slug, piece in modules.items()}
    languages = dict.fromkeys(("tg", "ru", "en"), {"required": True})
    read_programme(tmp_path / "programmes" / "tj-pilot.toml", tmp_path, languages, documents, faults)
    assert told(faults, cure)
