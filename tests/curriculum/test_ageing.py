"""Facts past their date are noted where they stand, and only from that day on."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from flask import get_template_attribute
from flask_babel import force_locale

from lms.core import clock
from lms.curriculum import queries
from lms.curriculum.files.texts import read_text
from lms.curriculum.messages.notes import READING
from lms.curriculum.rules.ageing import marked, past, unmarked, with_notes
from lms.curriculum.rules.review import behind, facts_of
from tests.factories.curriculum import make_module, make_newer_edition

FACTS = {"days": {"value": "30 <days>", "source": "law", "checked": "2026-01-01", "review_by": "2026-06-30"}}


def test_a_fact_is_past_its_date_from_the_day_after():
    assert past(FACTS, date(2026, 6, 30)) == []
    assert past(FACTS, date(2026, 7, 1)) == ["days"]


def test_the_note_comes_after_the_sentence_once_in_each_paragraph():
    html = f"<p>{marked('days', '30')} or {marked('days', '30')}.</p>\n<ul><li>{marked('fee', '5')}</li></ul>"
    assert with_notes(html, {"days": "<i>old</i>"}) == html.replace(".</p>", ".<i>old</i></p>")
    assert unmarked(marked("days", "30")) == "30"


def test_a_text_keeps_its_facts_marked_and_safe_and_its_words_counted_as_they_are_read():
    words = " ".join(["word"] * 56)
    source = f"+++\ntitle = 'x'\n+++\n## One {{#one}}\n{words} {{{{days}}}}\n"
    text = read_text(source, file="en.md", folder="x", facts=FACTS, labels={})
    assert text.faults == []
    assert '<data value="days">30 &lt;days&gt;</data>' in text.screens[0]["html"]


@pytest.mark.parametrize(("told", "said"), [
    ({"compared_with": "https://law.example/5"}, "Checked on"), ({}, "Not yet compared with its source"),
])  # fmt: skip
def test_readers_are_told_whether_a_fact_was_compared_with_its_source(app, told, said):
    cited = get_template_attribute("curriculum/sources.html", "cited")
    with app.test_request_context("/"), force_locale("en"):
        html = cited(make_module(), facts_of({"days": {**FACTS["days"], **told}}), {}, date(2026, 1, 2))
    assert [each for each in ("Checked on", "Not yet compared with its source") if each in html] == [said]


@pytest.mark.parametrize("spoken", ["tg", "ru", "en"])
def test_readers_see_it_in_the_lesson_when_the_day_has_passed(client, db_session, spoken):
    module = next(each for each in queries.modules() if each.facts and "<data" in str(each.said("tg")["screens"]))
    last = date.fromisoformat(min(fact["review_by"] for fact in module.facts.values()))
    client.speak(spoken)
    with time_machine.travel(clock.at_local(last, 12), tick=False):
        assert 'class="aged"' not in client.get(f"/learn/{module.slug}/").page.html
    with time_machine.travel(clock.at_local(last + timedelta(days=1), 12), tick=False):
        page = client.get(f"/learn/{module.slug}/").page.html
    assert f'class="aged"><a href="/learn/{module.slug}/#sources">' in page


def test_what_is_put_together_for_a_day_is_not_put_together_again(app):
    module = next(each for each in queries.modules() if each.facts)
    day = date(2099, 1, 1)
    with app.test_request_context():
        assert queries.said_on(module, day, READING, "ru") is queries.said_on(module, day, READING, "ru")
        assert queries.said_on(module, date(2000, 1, 1), READING, "ru") is module.said("ru")


def test_a_translation_is_behind_where_its_source_says_something_else_since_it_was_written():
    source, russian = "## Як {#one}\nСалом\n## Ду {#two}\nХайр\n", "## Один {#one}\nПривет\n## Два {#two}\nПока\n"
    first = {"tg.md": source, "ru.md": russian}
    signs = {**first, "tg.md": source.replace("Салом", "«салом»")}
    changed = {**first, "tg.md": source.replace("Салом", "Ассалом")}
    mended = {**changed, "ru.md": russian.replace("Привет", "Здравствуйте")}
    histories = [first], [first, signs], [first, changed], [first, changed, mended]
    assert [sorted(behind(read, "ru", "tg")) for read in histories] == [[], [], ["one"], []]
    assert behind([first, changed], "tg", "tg") == frozenset()


def test_a_layer_is_behind_only_where_what_it_says_itself_is_older():
    below = {"base/tg.md": "## Як {#one}\nСалом\n## Ду {#two}\nХайр\n", "base/ru.md": "## Один {#one}\nПривет\n"}
    own = {"tg.md": "## Як {#one}\nАз Самара\n## Се {#three after=two}\nНав\n", "ru.md": "## Один {#one}\nИз Самары\n"}
    first = {**below, **own}
    replaced = {**first, "base/tg.md": below["base/tg.md"].replace("Салом", "Ассалом")}
    taken = {**first, "base/tg.md": below["base/tg.md"].replace("Хайр", "То дидор")}
    itself = {**first, "tg.md": own["tg.md"].replace("Аз Самара", "Дар Самара").replace("Нав", "Кӯҳна")}
    assert [sorted(behind([first, now], "ru", "tg")) for now in (replaced, taken, itself)] == [
        [], ["two"], ["one", "three"],
    ]  # fmt: skip


def test_readers_are_told_which_page_is_older_than_the_one_it_was_translated_from(client, db_session):
    found = queries.newest_module("safe-migration")
    text, said = queries.latest("module", found.slug).sources["tg.md"], found.said("tg")["screens"]
    heading = next(line for line in text.splitlines() if f"{{#{said[1]['id']}}}" in line)
    make_newer_edition(found.slug, tg_md=text.replace(heading, heading.replace("## ", "## Нав: ")))
    told = "In the Tajik text of this page something has changed since."
    client.speak("en")
    page = client.get(f"/learn/{found.slug}/").page
    assert (page.text.count(told), page.text.index(said_in(found, "en", 1)) < page.text.index(told)) == (1, True)
    assert "&lt;p" not in page.html
    [way] = re.findall(r'<a href="([^"]+)">Please look there too', page.html)
    there = client.get(way).location
    assert (there, client.get(there).page.lang) == (f"/learn/{found.slug}/", "tg")
    client.speak("tg")
    assert 'class="aged"' not in client.get(f"/learn/{found.slug}/").page.html
    shared = client.get(f"/open/modules/{found.slug}.json?language=en").json["screens"]
    assert [told in each["html"] for each in shared] == [n == 1 for n in range(len(shared))]
    assert "/language/" not in str(shared)  # no way from another site


def said_in(found, language: str, place: int) -> str:
    """The heading of a screen."""
    return found.said(language)["screens"][place]["title"]
