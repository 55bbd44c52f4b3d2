"""Modules laid over others: what one reads who is bound for a region, and what stays as it is for everybody else."""

import shutil
from pathlib import Path

import pytest

from lms.core import clock
from lms.curriculum import queries
from lms.curriculum.actions import publish
from lms.curriculum.files.folder import read_courses
from lms.curriculum.files.layers import laid_over
from lms.learning.queries import lessons_left
from tests.factories.learning import make_progress
from tests.factories.registration import make_enrolment

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

ROOT = Path(__file__).parents[2]
MODULE = "countries/ru/destination/living-and-transport"
LAYER = "countries/ru/regions/samara/destination/living-and-transport"
FAULTS = (
    (f"{LAYER}/en.md", " after=what-you-know", "", "Say after which screen “your-region” comes"),
    (f"{LAYER}/en.md", "after=what-you-know", "after=nothing", "Say after which screen “your-region” comes"),
    (f"{LAYER}/en.md", "{{hours-behind}}", "{{hours}}", "There is no fact “hours”"),
    (f"{LAYER}/tg.md", "{#your-region", "{#region", "The screens, blocks and pictures differ"),
    (f"{LAYER}/ru.md", "Самара стоит", "Нижегородская агломерация противопоставляется Екатеринбургской. " * 4,
     "The screen “your-region” is hard to read"),
    (f"{LAYER}/ru.md", "Самара стоит", "Да. Нет. Да. Нет. Ты, он, " + "и я, " * 20 + "но Самара стоит",
     "On the screen “your-region” a sentence has"),
    (f"{MODULE}/module.toml", "minutes", 'base = "nothing"\nminutes', "There is no general module “nothing”"),
    ("countries/ru/country.toml", 'id = "samara"', 'id = "penza"', "There is no region “samara” in country.toml."),
    ("countries/ru/country.toml", '"63.мвд.рф"\n  source', '"63.мвд.рф"\n  origin',
     "Add “source”: it is missing."),
    ("facts.toml", 'source = "mfa-tj"', 'source = "hearsay"', "facts.toml: The source “hearsay” of “mfa-site”"),
)  # fmt: skip


def copy_of_some(folder: Path) -> Path:
    """Some of `courses/`: one module of Russia and its layer for Samara."""
    for kept in ("languages.toml", "sources.toml", "stages.toml", "topics.toml", "facts.toml",
                 "countries/ru/country.toml", MODULE, LAYER):  # fmt: skip
        copy = shutil.copytree if (ROOT / "courses" / kept).is_dir() else shutil.copy
        (folder / kept).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / "courses" / kept, folder / kept)
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text, f"{path.name} has changed: adapt the deliberate fault"
    path.write_text(text.replace(old, new, 1))


@pytest.mark.source
def test_the_upper_one_adds_to_lists_joins_tables_and_replaces_the_rest():
    under = {"minutes": 5, "sources": ["a"], "facts": {"x": 1, "y": 1}, "questions": [{"id": "q", "n": 1}, {"id": "r"}]}
    own = {"minutes": 7, "sources": ["a", "b"], "facts": {"y": 2}, "questions": [{"id": "q", "n": 2}, {"id": "s"}]}
    assert laid_over(under, own) == {
        "minutes": 7,
        "sources": ["a", "b"],
        "facts": {"x": 1, "y": 2},
        "questions": [{"id": "q", "n": 2}, {"id": "r"}, {"id": "s"}],
    }


@pytest.mark.source
def test_a_language_that_is_not_required_may_be_begun(tmp_path):
    """A module in Uzbek borrows the session plan; those bound for a region whose own words are not in Uzbek yet read
    the whole module in another language, so that nothing of their region is lost."""
    folder = copy_of_some(tmp_path)
    for name in ("{}.md", "questions.{}.toml"):
        shutil.copy(folder / MODULE / name.format("ru"), folder / MODULE / name.format("uz"))
    found = read_courses(folder, ROOT / "media")
    words = found.of("module")["ru-living-and-transport"].document["words"]
    assert [str(fault) for fault in found.faults if "living-and-transport" in str(fault)] == []
    assert words["uz"]["plan"] == words["ru"]["plan"]
    assert "uz" not in found.of("layer")["ru-living-and-transport@samara"].document["words"]


@pytest.mark.source
@pytest.mark.parametrize(("file", "old", "new", "cure"), FAULTS)
def test_a_fault_in_a_layer_would_be_found(tmp_path, file, old, new, cure):
    change(copy_of_some(tmp_path) / file, old, new)
    faults = read_courses(tmp_path, ROOT / "media").faults
    assert [str(fault) for fault in faults if cure in str(fault)]


@pytest.mark.source
def test_a_fact_that_two_modules_state_is_found(tmp_path):
    copy_of_some(tmp_path)
    fact = '\n[facts.fee]\nvalue = "5"\nsource = "mvd-ru"\nchecked = 2026-11-22\nreview_by = 2027-11-22\n'
    shutil.copytree(tmp_path / MODULE, (tmp_path / MODULE).with_name("another"))
    for module in ("living-and-transport", "another"):
        with ((tmp_path / MODULE).with_name(module) / "module.toml").open("a") as file:
            file.write(fact)
    with (tmp_path / MODULE / "module.toml").open("a") as file:
        file.write(fact.replace("fee", "stay-days") + fact.replace("fee", "mfa-site"))
    faults = [str(each) for each in read_courses(tmp_path, ROOT / "media").faults if " too: write it once" in str(each)]
    assert faults == [
        "countries/ru/destination/living-and-transport/module.toml: The fact “fee” stands in"
        " countries/ru/destination/another/module.toml too: write it once, in countries/ru/country.toml.",
        "countries/ru/destination/living-and-transport/module.toml: The fact “stay-days” stands in"
        " countries/ru/country.toml too: write it once, in countries/ru/country.toml.",
        "countries/ru/destination/living-and-transport/module.toml: The fact “mfa-site” stands in"
        " facts.toml too: write it once, in facts.toml.",
    ]


@pytest.mark.parametrize(("region", "said"), [("samara", True), ("krasnodar", False)])
def test_who_is_bound_for_a_region_reads_one_module_with_what_holds_there(db_session, client, region, said):
    enrolment = make_enrolment(country_region=region)
    client.sign_in(enrolment.registration.user)
    client.speak("en")
    second = client.post("/course/ru-living-and-transport/1", {}, follow_redirects=True).page.text
    assert ("Samara stands on the river Volga" in second, "The first days in one film" in second) == (said, not said)


@pytest.mark.parametrize(
    ("country", "region", "said"),
    [("AE", "dubai", "gdrfad.gov.ae"), ("AE", "other", None), ("TR", "istanbul", "Fatih and Esenyurt")],
)
def test_a_region_lies_over_the_words_of_its_country_over_the_general_module(db_session, country, region, said):
    """What holds in Dubai stands nowhere else, and what holds in the whole country stays (E35)."""
    enrolment = make_enrolment(country=country, country_region=region)
    programme = queries.programme(enrolment.edition_id)
    words = queries.module_in(programme, "entering-and-staying", enrolment.journey.bound_for).said("en")
    screens = {each["id"]: str(each["html"]) for each in words["screens"]}
    assert ("your-region" in screens, "register" in screens) == (said is not None, True)
    assert said is None or said in screens["your-region"]


@pytest.mark.parametrize(("country", "line"), [("KZ", "1414"), ("KR", "1345")])
def test_who_is_bound_for_a_country_reads_what_holds_there_in_the_general_course(db_session, client, country, line):
    enrolment = make_enrolment(country=country, country_region=None)
    client.sign_in(enrolment.registration.user)
    client.speak("en")
    assert line in client.post("/course/help-and-emergencies/1", {}, follow_redirects=True).page.text


def test_what_was_read_counts_under_the_name_that_the_programme_knows(db_session):
    enrolment = make_enrolment(country="KZ", country_region=None)
    progress = make_progress(enrolment=enrolment, module="help-and-emergencies")
    assert (progress.module, progress.finished_at is not None) == ("help-and-emergencies", True)
    assert queries.edition(progress.edition_id).slug == "kz-help-and-emergencies"
    assert "help-and-emergencies" not in lessons_left([enrolment])[enrolment.id]


def test_anybody_may_choose_a_region_and_a_region_without_a_layer_is_not_there(db_session, client):
    client.speak("en")
    assert "Another region" in client.get("/learn/ru-patent/").page.text
    assert "A patent of Samara Region is good only there" in client.get("/learn/ru-patent/?region=samara").page.text
    assert "Another region" not in client.get("/learn/money/").page.text
    assert client.get("/learn/ru-patent/?region=nowhere").status_code == 404


def test_a_changed_layer_makes_no_new_version_for_other_regions(db_session, tmp_path, request):
    request.addfinalizer(queries.forget)  # the next test may give the same ids to other editions
    shutil.copytree(ROOT / "courses", tmp_path / "courses")
    change(tmp_path / "courses" / LAYER / "en.md", "river Volga", "great river Volga")
    courses = read_courses(tmp_path / "courses", ROOT / "media")
    made = publish(courses=courses, by=None, at=clock.now())
    assert {(each.kind, each.slug) for each in made if each.kind != "programme"} == {
        ("layer", "ru-living-and-transport@samara")
    }
    programme = queries.newest_programme("tj-pilot")
    assert queries.module_in(programme, "ru-living-and-transport", ("samara", "RU")).number == 2
    assert queries.module_in(programme, "ru-living-and-transport", ("moscow", "RU")).number == 1
    assert queries.module_in(programme, "ru-living-and-transport").number == 1
