"""Facts past their date are noted where they stand, and only from that day on."""

from datetime import date, timedelta

import pytest
import time_machine
from flask import get_template_attribute
from flask_babel import force_locale

from lms.core import clock
from lms.curriculum import queries
from lms.curriculum.files.texts import read_text
from lms.curriculum.messages import aged
from lms.curriculum.rules.ageing import marked, past, unmarked, with_notes
from lms.curriculum.rules.review import facts_of
from tests.factories.curriculum import make_module

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
        assert queries.said_on(module, day, aged, "ru") is queries.said_on(module, day, aged, "ru")
        assert queries.said_on(module, date(2000, 1, 1), aged, "ru") is module.said("ru")
