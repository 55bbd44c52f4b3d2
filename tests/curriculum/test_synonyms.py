"""Who types one word finds answers that use another, in whatever language and letters it is typed."""

import re
import tomllib
from pathlib import Path

import pytest

from lms.companion.queries import frequent
from lms.curriculum.rules.phrases import folded, matches
from lms.curriculum.rules.synonyms import groups_from, to_find, whole_words

pytestmark = pytest.mark.source

FILE = Path(__file__).parents[2] / "courses/synonyms.toml"
GROUPS = groups_from({
    "deport": ["ихроҷ", "депортация"], "permit": ["иҷозатномаи кор", "work permit"], "ban": ["ban"],
    "nikoh": ["никоҳ", "брак"], "court": ["court", "суд"], "dismissed": ["аз кор озод", "увольнение"],
    "police": ["~ба полис", "полиция", "милиция", "police"], "loan": ["қарз", "долг", "uz:qarz"], "train": ["train"],
    "wife": ["зан"], "embassy": ["посольство", "uz:konsullik"], "lost": ["потеря", "uz:yoʻqoldi"],
}, "uz")  # fmt: skip


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
        ("Никому не говорите.", "брак", False),  # begins like «никоҳ»
        ("Иди к мулле: никоҳи мусалмонӣ.", "брак", True),
        ("This course is hard.", "суд", False),  # sounds like "court" to its fourth letter
        ("Дар кори озод шуд.", "увольнение", False),  # an expression stands side by side
        ("Ба полиси роҳ гӯед.", "police", True),
        ("Ба полиси роҳ гӯед.", "милиция", True),
        ("Звоните в полицию.", "полис", False),  # an insurance policy
        ("Как долго ждать?", "долг", False),
        ("Как долго ждать?", "долго", True),
        ("Как долго ждать?", "дол", True),  # somebody who still types
        ("Отдайте долги вовремя.", "dolg", True),
        ("Qarzingizni yozib qoʻying.", "долг", True),  # Uzbek, in one of its cases
        ("Долги записывайте.", "qarz", True),
        ("Konsulligimizga boring.", "посольство", True),
        ("Pasport yo'qoldi.", "потеря", True),  # whatever sign stands for the apostrophe
        ("A training is near.", "train", False),
        ("Ба 112 занг занед.", "зан", False),
    ],
)
def test_a_text_is_found_by_what_else_people_call_its_things(text, wanted, found):
    assert matches(wanted, to_find(text, GROUPS), whole=whole_words(GROUPS)) is found


def test_a_short_word_is_one_only_when_it_is_the_whole_word():
    assert "deport" not in to_find("ban", GROUPS)
    assert to_find("bank", GROUPS) == "bank"


def test_no_group_of_the_file_says_a_word_twice_or_stands_alone():
    for name, words in tomllib.loads(FILE.read_text()).items():
        assert len(words) > 1 and len(set(words)) == len(words), name
        assert all(map(folded, words)), name


def test_words_that_mean_something_else_in_tajik_stand_in_no_group():
    """Without their signs “манъ” is “ман”, I, and «бадар» begins like “бадан”, body: then everything would be found."""
    groups = groups_from(tomllib.loads(FILE.read_text()), "tg")
    for text in ("Ман бадани худро мешӯям.", "Сили баҳор."):
        assert to_find(text, groups) == folded(text)


@pytest.mark.parametrize(
    ("language", "text", "wanted", "found"),
    [
        ("ru", "Не давайте взятку.", "пора", False), ("ru", "Не давайте взятку.", "ришва", True),
        ("en", "Give no bribe.", "pora", False), ("uz", "Pora bermang.", "взятка", True),
        ("uz", "Ришва надиҳед.", "pora", True), ("en", "Ask about payments.", "pay", True),
        ("en", "Ask about payments.", "wages", False), ("en", "Wages are due.", "pay", True),
        ("ru", "Если я потеряю паспорт?", "потеря", True), ("ru", "Если он потерялся?", "потеря", True),
        ("tg", "Гуфтанд, ки ман дуздидам.", "дузд", True), ("tg", "Гуфтанд, ки ман дуздидам.", "кража", True),
    ],
)
def test_words_in_uzbek_are_known_to_texts_in_uzbek_and_a_verb_in_its_forms(language, text, wanted, found):
    groups = groups_from(tomllib.loads(FILE.read_text()), language)
    assert matches(wanted, to_find(text, groups), whole=whole_words(groups)) is found


@pytest.mark.parametrize(
    ("language", "wanted", "says"),
    [
        ("tg", "молитва", "намоз|масҷид"), ("tg", "увольнение", None), ("tg", "police", "полис|милитс"),
        ("en", "police", "police"), ("en", "court", r"court\b"), ("en", "полис", None), ("ru", "пора", None),
        ("en", "роды", None),
        ("en", "брак", "marriage|wedding"), ("en", "долг", "debt|loan|owe|borrow"), ("en", "судья", r"court\b"),
        ("ru", "полис", "полис"), ("ru", "police", "полици|милици"), ("ru", "ришва", "взятк"), ("ru", "взятк", "взятк"),
        ("ru", "никоҳ", "брак|загс"), ("ru", "wage", "зарплат"), ("ru", "получка", None), ("ru", "қарз", r"долг\b"),
        ("ru", "фиреб", "мошенник|обман"), ("ru", "долг", r"долг(ов|и|ом|а)?\b|займ|занял|кредит|долж"),
        ("tg", "зан", r"\bзан(и|ам|ҳо|аш|он|ро|у)?\b|ҳамсар"),
    ],
)  # fmt: skip
def test_a_word_finds_those_answers_only_that_speak_of_its_thing(db_session, language, wanted, says):
    """In all that lessons answer, as published: a word that merely begins or sounds alike finds nothing."""
    found = [f"{each.question} {each.answer}" for each in frequent(language, wanted)]
    assert [each for each in found if not (says and re.search(says, each, re.IGNORECASE))] == []
    assert bool(found) is bool(says)
