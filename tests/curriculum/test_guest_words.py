"""What stands in when no returned migrant comes: at least three stories in every language (E95)."""

import shutil
from pathlib import Path

import pytest

from lms.curriculum.files.folder import read_courses

pytestmark = pytest.mark.source

ROOT = Path(__file__).parents[2]
MODULE = "modules/pre-departure/safe-migration"
FACTS, WORDS = f"{MODULE}/module.toml", f"{MODULE}/trainer.ru.md"
FAULTS = (
    (FACTS, '[guest]                        # the step in which somebody who came home tells of it\nstep = "warm-up"',
     '[guest]\nstep = "never"', FACTS, "“guest”: there is no step “never”."),
    (WORDS, "[guest]", "[other]", WORDS, "[guest] stands both in module.toml and in each session plan, or in none."),
    (WORDS, "ask = [", "asked = [", WORDS, "[guest]: write what to ask, and at least 3 stories."),
    (WORDS, "ask = [\n", 'ask = [\n  "Ещё?",\n', WORDS, "[guest]: as many questions and stories in every language."),
    (WORDS, "Я хотел уехать", "слово " * 90 + "уехать", WORDS, "[guest]: tell each story in at most 90 words."),
)


def test_a_fault_is_named_with_its_file_and_the_cure(tmp_path):
    for kept in ("languages.toml", "sources.toml", "stages.toml", "topics.toml", "facts.toml", MODULE):
        copy = shutil.copytree if (ROOT / "courses" / kept).is_dir() else shutil.copy
        (tmp_path / kept).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / "courses" / kept, tmp_path / kept)
    for file, old, new, faulty, cure in FAULTS:
        text = (tmp_path / file).read_text()
        assert old in text, f"{file} has changed: adapt the deliberate fault"
        (tmp_path / file).write_text(text.replace(old, new, 1))
        faults = [each.file for each in read_courses(tmp_path, ROOT / "media").faults if str(each.cure) == cure]
        (tmp_path / file).write_text(text)
        assert faulty in faults, cure
