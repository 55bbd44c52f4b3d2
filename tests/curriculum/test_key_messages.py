"""Key messages: what everybody must leave with, in every language, asked by questions that there are. And what may be
left out by who knew it before."""

import shutil
from pathlib import Path

import pytest

from lms.core.actors import Role
from lms.curriculum import queries
from lms.curriculum.files.folder import read_courses
from lms.curriculum.files.key_messages import without_agreement, without_key_message
from lms.curriculum.files.layers import Folder
from lms.curriculum.rules.drafts import State
from tests.factories.accounts import make_user
from tests.factories.drafts import make_draft, sign_and_publish

pytestmark = pytest.mark.source

ROOT = Path(__file__).parents[2]
MODULE = "modules/destination/money"
AGREED = 'agreed = [{ by = { tg = "Сафорат", ru = "Посольство", en = "The embassy" }, on = 2026-11-20 }]\n'
FACTS, WORDS = f"{MODULE}/module.toml", f"{MODULE}/ru.md"
FAULTS = (
    (FACTS, '["lend-my-card"]', "[]", "“card-is-mine”: name at least one question that asks it."),
    (FACTS, '["lend-my-card"]', '["nothing"]', "“card-is-mine”: there is no question “nothing”."),
    (FACTS, 'avoid-debt = ["debts"]', 'avoid-debt = ["nothing"]', "“leave_out”: there is no screen “nothing”."),
    (FACTS, 'avoid-debt = ["debts"]', 'nobody = ["debts"]', "“leave_out”: there is no objective “nobody”."),
    (FACTS, "audience = ", 'agreed = [{by = {ru = "Посольство"}, on = 2026-11-20}]\naudience = ',
     "“agreed”: write in every language who agreed to the key messages."),
    (WORDS, "\ncard-is-mine = ", "\nanother = ", "The key messages differ from those of module.toml."),
    (WORDS, 'card-is-mine = "', f'card-is-mine = "{"слово " * 30}', "“card-is-mine”: say it in one to 25 words."),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One module, with what it stands on."""
    made = tmp_path_factory.mktemp("courses")
    for kept in ("languages.toml", "sources.toml", "stages.toml", "topics.toml", "facts.toml", MODULE):
        copy = shutil.copytree if (ROOT / "courses" / kept).is_dir() else shutil.copy
        (made / kept).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / "courses" / kept, made / kept)
    return made


def test_a_fault_is_named_with_its_file_and_the_cure(folder):
    for file, old, new, cure in FAULTS:
        text = (folder / file).read_text()
        assert old in text, f"{file} has changed: adapt the deliberate fault"
        (folder / file).write_text(text.replace(old, new))
        found = [each.file for each in read_courses(folder, ROOT / "media").faults if str(each.cure) == cure]
        (folder / file).write_text(text)
        assert found == [file], cure


def test_a_module_without_one_is_named(folder):
    text = (folder / FACTS).read_text()
    (folder / FACTS).write_text(text.partition("[key_messages]")[0])
    pieces = read_courses(folder, ROOT / "media").pieces
    (folder / FACTS).write_text(text)
    assert list(without_key_message(pieces)) == ["money"]
    assert list(without_key_message(read_courses(folder, ROOT / "media").pieces)) == []


def test_a_module_to_whose_key_messages_nobody_has_agreed_is_named(folder):
    assert list(without_agreement(read_courses(folder, ROOT / "media").pieces)) == ["money"]
    text = (folder / FACTS).read_text()
    (folder / FACTS).write_text(AGREED + text)
    courses = read_courses(folder, ROOT / "media")
    (folder / FACTS).write_text(text)
    assert (courses.faults, list(without_agreement(courses.pieces))) == ([], [])


def test_a_region_takes_over_what_its_country_agreed_to_and_a_country_nothing_from_elsewhere(tmp_path):
    def folder(name: str, country: str | None, below: Folder | None, text: str) -> Folder:
        (tmp_path / name).mkdir()
        (tmp_path / name / "module.toml").write_text(text)
        return Folder(tmp_path / name, tmp_path, tmp_path, "x", "destination", country, {}, {}, {}, below=below)

    general = folder("general", None, None, AGREED)
    country = folder("country", "KZ", general, "minutes = 9")
    assert country.toml("module.toml") == {"minutes": 9}
    other = folder("other", "RU", general, AGREED.replace("2026", "2025"))
    [agreed] = folder("region", "RU", other, "minutes = 9").toml("module.toml")["agreed"]
    assert agreed["on"].year == 2025


def test_authors_and_who_signs_a_draft_off_see_who_agreed_to_them(db_session, client):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    assert "modules have key messages that nobody has agreed to yet" in client.get("/author").page.text
    said = queries.newest_module("money").key_messages_in("en")[0]
    page = client.get("/author/modules/money").page
    assert said in page.text and "Nobody has agreed to these yet." in page.text
    assert "Nobody has agreed" not in client.get("/author/modules/adult-learning").page.text  # for those who teach
    made = make_draft(module_toml=AGREED + queries.latest("module", "money").sources["module.toml"])
    assert said not in client.get(f"/author/drafts/{made.id}").page.text  # nothing is to be signed yet
    made.state = State.SUBMITTED
    client.sign_in(make_user(role=Role.APPROVER))
    client.speak("en")
    page = client.get(f"/author/drafts/{made.id}").page
    assert said in page.text and "Agreed on 20 November 2026: The embassy" in page.text
    assert "Nobody has agreed" not in page.text


def test_a_country_takes_over_those_of_the_module_that_it_is_laid_over(courses):
    modules = courses.of("module")
    assert modules["kz-working-and-pay"].document["key_messages"] == modules["working-and-pay"].document["key_messages"]
    said = modules["kz-working-and-pay"].document["words"]["en"]["key_messages"]
    assert said["write-hours"] == "Write down your hours. If you are not paid, go to the labour inspectorate."


def test_an_agreement_lapses_when_a_key_message_is_reworded_until_they_agree_anew(db_session, client, request):
    request.addfinalizer(queries.forget)
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")

    def published(**texts: str):
        sign_and_publish(make_draft(**texts))
        return queries.newest_module("money")

    facts, lesson = (queries.latest("module", "money").sources[each] for each in ("module.toml", "en.md"))
    said = queries.newest_module("money").key_messages_in("en")[0]
    assert len(published(module_toml=AGREED + facts).agreed) == 1
    assert len(published(en_md=lesson.replace('title = "', 'title = "New: ')).agreed) == 1  # no key message
    reworded = lesson.replace(said, f"{said} Always.")
    made = make_draft(en_md=reworded)
    made.state = State.SUBMITTED
    assert "Agreed to an older text" in client.get(f"/author/drafts/{made.id}").page.text
    made.state = State.DRAFT
    sign_and_publish(made)
    module = queries.newest_module("money")
    assert (module.agreed, len(module.lapsed), module.waits_for_agreement) == ((), 1, True)
    page = client.get("/author/modules/money").page.text
    assert "Agreed to an older text" in page and "The key messages have changed since." in page
    assert "take the old line out of module.toml" in page
    again = published(en_md=reworded.replace("Always.", "Always!").replace("title = ", "title  = "))
    assert (again.agreed, len(again.lapsed)) == ((), 1)
    renewed = published(module_toml=AGREED.replace("2026-11-20", "2026-11-23") + facts)
    assert (len(renewed.agreed), renewed.lapsed) == (1, ())
