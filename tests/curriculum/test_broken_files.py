"""Every line of a content file left out, emptied or written as something else, and every file emptied: its author is
told the file and the cure, and the reading goes on. And nothing stands in the shipped files that has no shape."""

import shutil
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from lms.curriculum.files.folder import read_courses
from lms.curriculum.files.rewriting import rewrite
from lms.curriculum.files.shapes import language_in, shape_of
from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.shapes import Each, Either

pytestmark = pytest.mark.source
COURSES = Path("courses")
MEDIA = Path("media")
GONE, WRONG = "left out", "of another kind"
MODULE = "modules/destination/money"
PROGRAMME = """kind = "pdo"
origin = "TJ"
order = 1
mandate = "voluntary"
validity_months = 24
window_days = 14
max_class_size = 25
net_minutes_per_day = 60
default_language = "tg"
evaluation = "end-of-course"
unlocks = { exempt = "certificate" }
chain = { before = [], after = [], opens = "registration" }
fees = [{ when = { sex = "f" }, amount = 700, currency = "TJS", borne_by = "migrant", refunded = true }]
breaks = ["tea"]

[rules]
attendance_percent = 100
lessons = "recommended"
assessment = "recorded"
assessment_questions = 10
pass_percent = 60

[[variants]]
id = "one"
when = { destination = ["RU"] }
online = ["money"]

[[variants.days]]
id = "day-1"
starts = "08:30"
agenda = [
  { block = "money", modules = ["money"], minutes = 60, takes_part = "both" },
  { break = "tea", minutes = 15 },
]
"""
WORDS = """title = "T"
summary = "S"

[benefits]
exempt = "E"

[variants.one]
title = "V"
why = "W"

[days]
day-1 = "D"

[blocks]
money = "M"
"""
GROUND = ("languages.toml", "stages.toml", "topics.toml", "sources.toml", "facts.toml")
MAY_BE_EMPTY = {"facts.toml", "topics.toml", "sources.toml"}  # of what is missing there, who needs it says so
PIECES = {
    "settings": ("countries/kr/country.toml",),
    "modules": (f"{MODULE}/*",),
    "others": ("tests/suitability.*", "instruments/end-of-course.*", "phrasebooks/phrases*", "phrasebooks/ko/*"),
    "programmes": (),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    """Small folders, each in order, that hold the settings and some pieces."""
    made = {}
    for group, pieces in PIECES.items():
        root = made[group] = tmp_path_factory.mktemp(group)
        for path in [path for piece in (*GROUND, *pieces) for path in COURSES.glob(piece)]:
            here = root / path.relative_to(COURSES)
            here.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, here)
        # What these pieces do not speak of would only be read again and again; other languages are read as the first.
        for path in list(root.rglob("*.*")):
            if language_in(path.relative_to(root).as_posix()) not in (None, "tg"):
                path.unlink()
        only(root / "languages.toml", "tg")
        only(root / "topics.toml", "E49", "E50")
        said = "".join(path.read_text() for path in root.rglob("*.toml") if path.name != "sources.toml")
        sources = tomllib.loads((root / "sources.toml").read_text())
        only(root / "sources.toml", *(name for name in sources if f'"{name}"' in said))
    root = made["programmes"] / "programmes"
    root.mkdir()
    (root / "small.toml").write_text(PROGRAMME)
    (root / "small.tg.toml").write_text(WORDS)
    for path in (made["others"] / "phrasebooks").glob("phrases.*.toml"):
        said = tomllib.loads(path.read_text())
        kept = {group: {name: said[group][name]} for group, name in (("areas", "law"), ("phrases", "hello"))}
        path.write_text(rewrite("", kept))
    (made["others"] / "phrasebooks/phrases.toml").write_text('[[areas]]\nid = "law"\nphrases = ["hello"]\n')
    book = made["others"] / "phrasebooks/ko/book.toml"
    book.write_text(book.read_text().partition("\ngoodbye")[0])
    return made


def only(path: Path, *names: str) -> None:
    said = tomllib.loads(path.read_text())
    path.write_text(rewrite("", {name: said[name] for name in names}))


def front_of(text: str) -> str:
    return text.split("+++", 2)[1] if text.startswith("+++") else text


def places(value: Any, shape: Any, path: tuple = ()) -> Iterator[tuple[tuple, bool]]:
    """Where something stands in a file, and whether it is needed there; of rows and names alike the first."""
    if isinstance(shape, Either):
        shape = shape.shape if shape.name in value else shape.other
    if isinstance(shape, dict):
        for key, inner in shape.items():
            name = key.removesuffix("?")
            if name in value:
                yield (*path, name), not key.endswith("?")
                yield from places(value[name], inner, (*path, name))
    elif isinstance(shape, Each):
        for name in list(value)[:1]:
            yield (*path, name), False
            yield from places(value[name], shape.shape, (*path, name))
    elif isinstance(shape, list) and value:
        yield (*path, 0), False
        yield from places(value[0], shape[0], (*path, 0))


def broken(data: dict[str, Any], path: tuple, how: Any) -> dict[str, Any]:
    changed = deepcopy(data)
    around = changed
    for each in path[:-1]:
        around = around[each]
    if how is GONE:
        del around[path[-1]]
    else:
        around[path[-1]] = {"neither": "this"} if how is WRONG and not isinstance(around[path[-1]], dict) else ""
    return changed


@pytest.mark.parametrize("group", PIECES)
def test_each_line_left_out_or_miswritten_is_named_with_its_cure(folders, group):
    root = folders[group]
    known = {"money": {"session": [{"minutes": 60}], "words": {}}} if group == "programmes" else {}
    assert [str(each) for each in read_courses(root, MEDIA, known).faults] == []
    files = [path for path in sorted(root.rglob("*.*")) if is_telling(path.relative_to(root).as_posix(), group)]
    assert files
    for path in files:
        name, text = path.relative_to(root).as_posix(), path.read_text()
        front = front_of(text)
        for place, needed in places(tomllib.loads(front), shape_of(name)):
            for how in (GONE, WRONG):
                changed = rewrite("", broken(tomllib.loads(front), place, how))
                path.write_text(text.replace(front, f"\n{changed}" if front is not text else changed))
                faults = read_courses(root, MEDIA, known).faults
                here = [each for each in faults if each.file == name and isinstance(each.cure, Cure)]
                assert here or (how is GONE and not needed), (name, place, how, [str(each) for each in faults])
                assert how is GONE or any(each.line for each in here), (name, place, [str(each) for each in here])
        path.write_text("")
        here = [each for each in read_courses(root, MEDIA, known).faults if each.file == name]
        assert here or name in MAY_BE_EMPTY, name
        path.write_text(text)


def test_of_a_file_that_cannot_be_read_nothing_more_is_said_than_that(folders):
    path = next(root / MODULE / "module.toml" for root in folders.values() if (root / MODULE / "module.toml").exists())
    text = path.read_text()
    path.write_text(f'{text}title = "no end\n')
    faults = read_courses(path.parents[3], MEDIA).faults
    path.write_text(text)
    here = [str(each) for each in faults if each.file == f"{MODULE}/module.toml"]
    assert [each.partition(": ")[2] for each in here] == [
        "This line cannot be read: look for a missing quote, bracket or sign of equality."
    ]


def strange(value: Any, shape: Any, path: tuple = ()) -> Iterator[tuple]:
    """Where something stands that the shape does not name: nobody would read it."""
    if isinstance(shape, Either):
        shape = shape.shape if shape.name in value else shape.other
    if isinstance(shape, dict):
        known = {name.removesuffix("?"): inner for name, inner in shape.items()}
        yield from ((*path, name) for name in value if name not in known)
        inside = [(name, value[name], inner) for name, inner in known.items() if name in value]
    elif isinstance(shape, Each):
        inside = [(name, each, shape.shape) for name, each in value.items()]
    else:
        inside = [(n, each, shape[0]) for n, each in enumerate(value)] if isinstance(shape, list) else []
    for name, each, inner in inside:
        yield from strange(each, inner, (*path, name))


def test_all_that_stands_in_the_shipped_files_has_a_shape():
    found = []
    for path in sorted(each for each in COURSES.rglob("*.*") if each != COURSES / "README.md"):
        name = path.relative_to(COURSES).as_posix()
        assert shape_of(name), f"{name}: nobody reads a file of this name"
        found += [(name, *each) for each in strange(tomllib.loads(front_of(path.read_text())), shape_of(name))]
    assert found == []


def is_telling(name: str, group: str) -> bool:
    """Whether a file is of the group, and not only the same in another language."""
    return language_in(name) in (None, "tg") and ((name in GROUND) == (group == "settings") or "country" in name)
