"""Key messages: what everybody must leave with, in every language, asked by questions that there are. And what may be
left out by who knew it before."""

import shutil
from pathlib import Path

import pytest

from lms.curriculum.files.folder import read_courses
from lms.curriculum.files.key_messages import without_key_message

pytestmark = pytest.mark.source

ROOT = Path(__file__).parents[2]
MODULE = "modules/destination/money"
FACTS, WORDS = f"{MODULE}/module.toml", f"{MODULE}/ru.md"
FAULTS = (
    (FACTS, '["lend-my-card"]', "[]", "“card-is-mine”: name at least one question that asks it."),
    (FACTS, '["lend-my-card"]', '["nothing"]', "“card-is-mine”: there is no question “nothing”."),
    (FACTS, 'avoid-debt = ["debts"]', 'avoid-debt = ["nothing"]', "“leave_out”: there is no screen “nothing”."),
    (FACTS, 'avoid-debt = ["debts"]', 'nobody = ["debts"]', "“leave_out”: there is no objective “nobody”."),
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


def test_a_country_takes_over_those_of_the_module_that_it_is_laid_over(courses):
    modules = courses.of("module")
    assert modules["kz-working-and-pay"].document["key_messages"] == modules["working-and-pay"].document["key_messages"]
    said = modules["kz-working-and-pay"].document["words"]["en"]["key_messages"]
    assert said["write-hours"] == "Write down your hours. If you are not paid, go to the labour inspectorate."
