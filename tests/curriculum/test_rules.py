"""Review dates, translations, notes."""

from datetime import date

from lms.curriculum.rules.module import Step, for_country
from lms.curriculum.rules.reading import Measure, measure, plain_text, too_hard, too_long
from lms.curriculum.rules.review import (
    Freshness, facts_in_use, facts_of, freshness, last_compared, review_due,
)  # fmt: skip
from tests.factories.curriculum import make_module

FACTS = {
    "fee": {"value": 30, "source": "law", "checked": "2026-11-21", "review_by": "2027-03-01"},
    "days": {"value": "90", "source": "law", "checked": "2026-11-21", "review_by": "2027-01-01"},
}
FIRST = {name: "1" for code in ("tg", "ru") for name in (f"{code}.md", f"questions.{code}.toml", f"trainer.{code}.md")}


def test_the_fact_to_be_reviewed_first_stands_first():
    assert [(fact.name, fact.value) for fact in facts_of(FACTS)] == [("days", "90"), ("fee", "30")]


def test_facts_were_compared_on_the_first_of_their_days_and_only_if_each_of_them_was():
    compared = {name: {**fact, "compared_with": "https://law.example/5"} for name, fact in FACTS.items()}
    later = {**compared, "fee": {**compared["fee"], "checked": "2026-12-01"}}
    assert last_compared(later) == date(2026, 11, 21)
    assert [last_compared({**compared, "fee": FACTS["fee"]}), last_compared({})] == [None, None]


def test_a_module_is_due_when_its_text_or_any_fact_is():
    assert review_due(make_module(facts=FACTS)) == date(2027, 1, 1)
    assert review_due(make_module(review_by=date(2026, 12, 1), facts=FACTS)) == date(2026, 12, 1)


def test_a_text_is_outdated_when_its_source_is_newer_and_fresh_again_when_it_follows():
    newer = (2, {**FIRST, "tg.md": "2"})
    assert freshness([(1, FIRST)], "ru", "tg") is Freshness.FRESH
    assert freshness([(1, FIRST), newer], "ru", "tg") is Freshness.OUTDATED
    assert freshness([(1, FIRST), newer], "tg", "tg") is Freshness.FRESH
    assert freshness([(1, FIRST), newer, (3, {**newer[1], "ru.md": "2"})], "ru", "tg") is Freshness.FRESH


def test_a_language_without_all_its_files_is_missing():
    assert freshness([(1, FIRST)], "en", "tg") is Freshness.MISSING
    assert freshness([(1, {key: text for key, text in FIRST.items() if key != "questions.ru.toml"})], "ru", "tg") is (
        Freshness.MISSING
    )


def test_minutes_in_class_follow_the_plan():
    module = make_module(session=(Step("a", 30, 10, "game"), Step("b", 15, 0, "case")))
    assert (module.class_minutes("full"), module.class_minutes("short")) == (45, 10)


def test_a_text_is_as_hard_as_its_sentences_are_long_and_its_words():
    assert measure("Кор кунед. Пул гиред!", 9) == Measure(words=4, sentences=2, long=0)
    assert measure("Кор кунед. Пул гиред!", 9).difficulty == 2
    assert measure("Бақайдгирии муҳоҷиратӣ лозим аст", 9).difficulty == 4 + 50
    assert measure("", 9).difficulty == 0


def test_an_item_of_a_list_is_a_sentence_and_the_name_of_a_block_is_none():
    html = '<section><p class="name">Check</p>\n<ul><li>Passport</li><li>Ticket &amp; card</li></ul></section>'
    assert measure(plain_text(html), 8) == Measure(words=3, sentences=2, long=1)


def test_a_screen_above_the_ceiling_is_named():
    screens = [{"id": "easy", "html": "<p>Read it.</p>"}, {"id": "hard", "html": "<p>Notwithstanding regulations</p>"}]
    assert list(too_hard(screens, {"long": 8, "ceiling": 30})) == [("hard", 102)]


def test_a_long_sentence_among_short_ones_is_named():
    html = f"<p>Read it. Ask. Wait; {'so ' * 20}on! Go.</p>"
    screens = [{"id": "short", "html": "<ul><li>Read it</li><li>Ask</li></ul>"}, {"id": "long", "html": html}]
    assert list(too_hard(screens, {"long": 8, "ceiling": 30})) == []
    assert [(id, words) for id, _sentence, words in too_long(screens, {"longest": 20})] == [("long", 21)]
    assert list(too_long(screens, {"longest": 21})) == []


def test_a_fact_is_listed_once_with_all_that_insert_it_the_first_to_be_reviewed_in_front():
    days, fee = FACTS["days"], FACTS["fee"]
    general = make_module(slug="a", facts={"ru-days": days})
    country = make_module(slug="ru-b", country="RU", facts={"days": days, "fee": fee})
    layer = make_module(slug="ru-b", country="RU", region="samara", facts={"days": days})
    found = facts_in_use([general, country, layer])
    assert [(use.fact.name, [each.slug for each in use.modules]) for use in found] == [
        ("days", ["a", "ru-b"]), ("fee", ["ru-b"]),
    ]  # fmt: skip


def test_who_is_bound_for_a_country_reads_its_own_modules_and_the_general_ones_below_none_of_them():
    modules = [
        make_module(slug="help"), make_module(slug="money"),
        make_module(slug="kz-help", country="KZ", base="help"), make_module(slug="ru-health", country="RU"),
    ]  # fmt: skip
    assert [each.slug for each in for_country(modules, "KZ")] == ["money", "kz-help"]
    assert [each.slug for each in for_country(modules, "RU")] == ["help", "money", "ru-health"]
    assert for_country(modules, None) == modules
