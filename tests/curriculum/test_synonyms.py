"""Who types one word finds answers that use another, in whatever language and letters it is typed."""

import tomllib
from pathlib import Path

import pytest

from lms.curriculum.rules.phrases import folded, matches
from lms.curriculum.rules.synonyms import groups_from, to_find

pytestmark = pytest.mark.source

FILE = Path(__file__).parents[2] / "courses/synonyms.toml"
GROUPS = groups_from({"deport": ["ихроҷ", "депортация"], "permit": ["иҷозатномаи кор", "work permit"], "ban": ["ban"]})


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Маро ихроҷ карданд.", "депортация", True),
        ("Маро ихроҷ карданд.", "deportatsiya", True),  # Latin letters
        ("Вам грозит депортацией?", "ихроч", True),  # another case, a letter without its tail
        ("Show your work permit.", "иҷозатнома", True),
        ("Is hard work good?", "иҷозатнома", False),  # one word of an expression is not the expression
        ("Open a bank account.", "депортация", False),
        ("Where is the bank?", "ихроҷ ban", False),
        ("Маро ихроҷ карданд.", "карданд", True),
    ],
)
def test_a_text_is_found_by_what_else_people_call_its_things(text, wanted, found):
    assert matches(wanted, to_find(text, GROUPS)) is found


def test_a_short_word_is_one_only_when_it_is_the_whole_word():
    assert "deport" not in to_find("ban", GROUPS)
    assert to_find("bank", GROUPS) == "bank"


def test_no_group_of_the_file_says_a_word_twice_or_stands_alone():
    for name, words in tomllib.loads(FILE.read_text()).items():
        assert len(words) > 1 and len(set(words)) == len(words), name
        assert all(map(folded, words)), name


def test_words_that_mean_something_else_in_tajik_stand_in_no_group():
    """Without their signs “манъ” is “ман”, I, and «бадар» begins like “бадан”, body: then everything would be found."""
    groups = groups_from(tomllib.loads(FILE.read_text()))
    for text in ("Ман бадани худро мешӯям.", "Сили баҳор."):
        assert to_find(text, groups) == folded(text)
