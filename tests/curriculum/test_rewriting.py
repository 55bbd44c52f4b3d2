"""Files of programmes changed here and there: a reader reads what was wanted, and the rest keeps its bytes."""

import tomllib
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.curriculum.files.rewriting import rewrite

pytestmark = pytest.mark.source
FILES = {path.name: path.read_text() for path in sorted(Path("courses/programmes").glob("*.toml"))}
STANDARD = FILES["tj-standard.toml"]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
plain = st.one_of(texts, st.integers(-9, 999), st.booleans(), st.dates(), st.floats(0, 99, allow_nan=False))
names = st.sampled_from(["id", "when", "agenda", "days", "variants", "rules", "title", "a b", "fees"])
tables = st.recursive(
    st.dictionaries(names, plain, max_size=4),
    lambda inner: st.dictionaries(
        names, st.one_of(plain, inner, st.lists(plain, max_size=3), st.lists(inner, max_size=3)), max_size=4
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_that_says_the_same_keeps_its_bytes(name):
    assert rewrite(FILES[name], tomllib.loads(FILES[name])) == FILES[name]


@settings(max_examples=60)
@given(tables, tables)
def test_whatever_is_written_over_whatever_reads_as_wanted(before, after):
    text = rewrite("", before)
    assert tomllib.loads(text) == before
    assert tomllib.loads(rewrite(text, after)) == after


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_moving_things_in_a_shipped_file_changes_no_line_of_them(random):
    data = tomllib.loads(STANDARD)
    for _step in range(4):
        days = random.choice(data["variants"])["days"]
        things = random.choice([data["variants"], days, random.choice(days)["agenda"]])
        things.insert(random.randrange(len(things)), things.pop(random.randrange(len(things))))
    made = rewrite(STANDARD, data)
    assert tomllib.loads(made) == data
    assert sorted(made.split("\n")) == sorted(STANDARD.split("\n"))


def test_remarks_stay_where_something_beside_them_changes():
    data = tomllib.loads(STANDARD)
    data["variants"][3]["online"].remove("consulate")
    data["window_closes"], data["duties"] = 2, [{"since": date(2027, 7, 1)}]
    made = rewrite(STANDARD, data)
    assert tomllib.loads(made) == data
    remarks = [line.partition("#")[2] for line in STANDARD.split("\n") if "#" in line]
    assert [line.partition("#")[2] for line in made.split("\n") if "#" in line] == remarks
    assert "[[duties]]\nsince = 2027-07-01\n" in made


def test_line_ends_and_a_last_line_without_one_are_kept_sound():
    text = 'kind = "pdo"   # when\r\nlist = [\r\n  "a", # first\r\n  "b",\r\n]'
    data = {**tomllib.loads(text), "kind": "pao", "more": True}
    made = rewrite(text, data)
    assert tomllib.loads(made) == data
    assert made.startswith('kind = "pao"   # when\r\n') and "\n" not in made.replace("\r\n", "")


def test_a_form_that_is_not_understood_is_written_anew():
    text = 'a.b = 1 # lost\na.c = 2\n[[x.y]]\nz = """three\nlines"""\n'
    data = deepcopy(tomllib.loads(text))
    assert rewrite(text, data) == text
    data["a"]["b"] = 5
    assert tomllib.loads(rewrite(text, data)) == data
