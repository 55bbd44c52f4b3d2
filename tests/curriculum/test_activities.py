"""Activities of a session plan: what the group does, at two or three levels, with cards to hand out."""

import shutil
from pathlib import Path

import pytest

from lms.curriculum.files.folder import read_courses

pytestmark = pytest.mark.source

ROOT = Path(__file__).parents[2]
MODULE = "countries/ru/destination/work-and-contract"
FACTS, WORDS = f"{MODULE}/module.toml", f"{MODULE}/trainer.ru.md"
FAULTS = (
    (FACTS, 'step = "talk-to-foreman"', 'step = "nothing"', "“contract-with-the-foreman”: there is no step “nothing”."),
    (FACTS, 'method = "role-play"\nlevels', 'method = "lecture"\nlevels', "There is no method “lecture”. Use one of"),
    (FACTS, '["easy", "middle", "hard"]', '["easy"]', "give two or three levels of easy, middle, hard, in this order."),
    (FACTS, "people = [3, 25]", "people = [25, 3]", "the fewest and the most people in the room: people = [6, 25]."),
    (WORDS, '\nhow = "', '\nsteps = ["One"]\nhow = "', "the steps and materials are not as many as in the other"),
    (WORDS, "\nhard = ", "\nharder = ", "“contract-with-the-foreman”: write “levels.hard”."),
    (WORDS, "roles.foreman]", "roles.cook]", "the facts of the module know no role “cook”."),
    (WORDS, 'card = "Вы', f'card = "{"Вы " * 60}', "is too long for a card. Keep to 60 words."),
    (WORDS, "[activities.contract-with-the-foreman]", "[activities.other]", "know no activity “other”"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One module, with what it stands on."""
    made = tmp_path_factory.mktemp("courses")
    for kept in ("languages.toml", "sources.toml", "stages.toml", "topics.toml", "facts.toml",
                 "countries/ru/country.toml", MODULE):  # fmt: skip
        copy = shutil.copytree if (ROOT / "courses" / kept).is_dir() else shutil.copy
        (made / kept).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / "courses" / kept, made / kept)
    return made


def test_a_fault_is_named_with_its_file_its_line_and_the_cure(folder):
    for file, old, new, cure in FAULTS:
        text = (folder / file).read_text()
        parts = text.rpartition(old) if file == FACTS else text.partition(old)
        assert parts[1], f"{file} has changed: adapt the deliberate fault"
        (folder / file).write_text(parts[0] + new + parts[2])
        found = [each for each in read_courses(folder, ROOT / "media").faults if cure in each.cure]
        (folder / file).write_text(text)
        assert [(each.file, each.line > 0) for each in found] == [(file, True)], cure
