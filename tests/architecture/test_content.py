"""The shipped curriculum is whole: each file is valid, in each language, with its sources and pictures."""

from pathlib import Path

import pytest

from lms.curriculum.files.folder import read_courses
from lms.curriculum.rules.document import programme_from
from lms.curriculum.rules.programme import short_of

ROOT = Path(__file__).parents[2]
COURSES = read_courses(ROOT / "courses", ROOT / "media")
MODULES = COURSES.of("module")
PROGRAMMES = COURSES.of("programme")
STAGES = {"pre-departure", "travel", "destination", "return", "family"}


def test_nothing_is_wrong_with_the_folder():
    assert [str(fault) for fault in COURSES.faults] == []


def test_all_five_stages_are_taught_in_fourteen_modules_or_more():
    assert {piece.document["stage"] for piece in MODULES.values()} == STAGES
    assert len(MODULES) >= 14


@pytest.mark.parametrize("slug", MODULES)
def test_a_module_is_whole(slug):
    document = MODULES[slug].document
    assert {"tg", "ru", "en"} <= set(document["words"])
    assert document["review_by"] and document["sources"]
    assert 6 <= len(document["words"]["tg"]["screens"]) <= 9


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_a_programme_keeps_its_hours(slug):
    assert short_of(programme_from(PROGRAMMES[slug].document, edition_id=0, number=0)) == []


@pytest.mark.parametrize("picture", sorted((ROOT / "media").glob("*/*.svg")), ids=lambda path: path.parent.name)
def test_a_picture_is_small_and_only_a_picture(picture):
    text = picture.read_text()
    assert len(text.encode()) <= 6 * 1024
    assert not any(bad in text for bad in ("<script", "<style", "href", "<text", "<image", "style=", "on:"))
