"""One source, many forms: booklets, manuals, charts, cards."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.companion import queries as companion
from lms.core.actors import Role
from lms.curriculum import queries
from lms.curriculum.papers import course
from lms.curriculum.papers.course import modules_of, sides
from lms.curriculum.papers.tree import items, tree
from lms.curriculum.rules.agreements import Agreement
from tests.benchmarks.papers import _pages, _printed
from tests.factories.accounts import make_user
from tests.factories.curriculum import make_programme

A4, A5 = (595, 842), (420, 595)
HTML = """<p>One <strong>bold</strong><br>
line.</p>
<section class="block do"><p class="name">Do</p>
<ul>
<li>Keep a copy.</li>
<li><em>Ask</em> first &amp; sign then.</li>
</ul>
</section>"""


def read(response) -> PdfReader:
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return PdfReader(BytesIO(response.data))


def size(found: PdfReader) -> tuple[int, int]:
    return tuple(sorted(round(each) for each in found.pages[0].mediabox[2:]))


def words(found: PdfReader, pages: int | None = None) -> str:
    """What is printed, on the first pages or on all: reading a page takes longer than setting it."""
    return " ".join(" ".join(page.extract_text() for page in found.pages[:pages]).split())


@pytest.mark.source
def test_html_becomes_data_and_never_markup():
    paragraph, block = tree(HTML)
    assert [(run["text"], run["bold"]) for run in paragraph["runs"]] == [
        ("One ", False), ("bold", True), ("\n", False), (" line.", False),
    ]  # fmt: skip
    assert (block["kind"], block["block"], block["body"][0]["runs"][0]["bold"]) == ("block", "do", True)
    assert items([paragraph, block], "do") == ["Keep a copy.", "Ask first & sign then."]
    assert items([block], "dont") == []


@pytest.mark.source
@pytest.mark.parametrize(
    ("count", "expected"),
    [(4, [(4, 1), (2, 3)]), (8, [(8, 1), (2, 7), (6, 3), (4, 5)]), (5, [(8, 1), (2, 7), (6, 3), (4, 5)])],
)
def test_pages_are_imposed_so_that_the_folded_sheets_read_in_order(count, expected):
    assert sides(count) == expected


@pytest.mark.source
def test_the_booklet_has_every_lesson_in_order_and_folds(db_session, client):
    client.speak("tg")
    programme = queries.own_programme("tj-pilot")
    printed = read(client.get("/programmes/tj-pilot/one-day/booklet.pdf"))
    assert size(printed) == A5 and len(printed.pages) >= 60
    contents = words(printed)
    titles = [queries.newest_module(slug).title("tg") for slug in modules_of(programme.variants[0])]
    assert [each for each in titles if each not in contents] == []
    assert f"Нашри {programme.number}" in printed.pages[5].extract_text()
    folded = read(client.get("/programmes/tj-pilot/one-day/booklet.pdf?fold=1"))
    assert size(folded) == A4
    assert [each.root_object["/Lang"] for each in (printed, folded)] == ["tg", "tg"]
    assert len(folded.pages) == -(-len(printed.pages) // 4) * 2


@pytest.mark.source
def test_the_booklet_is_that_of_the_destination(db_session, client):
    client.speak("en")
    general, samara = (
        words(read(client.get(f"/programmes/tj-pilot/one-day/booklet.pdf{asked}"))) for asked in ("", "?for=RU-samara")
    )
    there = queries.newest_module("ru-patent", "samara").said("en")["screens"]
    [told] = [each["title"] for each in there if each["id"] == "region"]
    assert told in samara and told not in general
    assert "Samara" not in general and "In an emergency" in general
    korea, anywhere = (  # the contents, which name every lesson
        words(read(client.get(f"/programmes/tj-standard/general/booklet.pdf{asked}")), pages=6)
        for asked in ("?for=KR", "")
    )
    assert queries.newest_module("money").title("en") in anywhere
    own = queries.newest_module("kr-working-and-pay").title("en")
    assert own in korea and own not in anywhere
    page = client.get("/programmes/tj-pilot").page.html
    assert 'value="RU-samara"' in page and 'value="KR"' not in page
    for code in ("KR", "RU-nowhere", "TJ", "XX"):
        assert client.get(f"/programmes/tj-pilot/one-day/booklet.pdf?for={code}").status_code == 404


@pytest.mark.source
def test_a_manual_has_times_and_plans_and_is_for_those_who_teach(db_session, client):
    assert client.get("/teach/manuals/tj-pilot/one-day.pdf").status_code == 302
    client.sign_in(make_user(role=Role.TRAINER))
    client.speak("en")
    printed = read(client.get("/teach/manuals/tj-pilot/one-day.pdf"))
    said = words(printed)
    assert "08:30–09:30" in said and "Trainer's manual" in said
    assert "Somebody who came home tells here" in said and "There I laid tiles." in said  # E95
    plan = queries.newest_module("ru-patent").said("en")["plan"]
    assert [each for each in (plan["aim"], *plan["materials"]) if each not in said] == []
    assert "Trainer's manual" in client.get("/programmes/tj-pilot").page.text
    assert "Each teaches for twenty minutes." in words(read(client.get("/teach/manuals/tj-trainers/training.pdf")))


@pytest.mark.source
def test_the_manual_says_who_agreed_to_the_key_messages(db_session, client, monkeypatch):
    agreed, taught = (Agreement({"en": "The embassy"}, date(2026, 11, 20)),), queries.taught_in
    monkeypatch.setattr(
        queries, "taught_in", lambda found: {slug: replace(each, agreed=agreed) for slug, each in taught(found).items()}
    )
    client.sign_in(make_user(role=Role.TRAINER))
    client.speak("en")
    said = words(read(client.get("/teach/manuals/tj-pilot/one-day.pdf")))
    assert "Agreed on 20 November 2026: The embassy" in said


@pytest.mark.source
def test_the_manual_has_each_day_and_a_repeated_one_once():
    programme = make_programme(day={"repeat": 3, "place": "residence", "provider": "employer"})
    [variant] = programme.variants
    assert [day.id for day in course.first_of_each(variant.days)] == ["day-1"]
    other = replace(variant.days[0], id="day-2")  # as long as the first, with other things on it
    assert course.first_of_each((variant.days[0], other)) == [variant.days[0], other]


@pytest.mark.source
def test_charts_and_cards_are_made_in_both_sizes(db_session, client):
    client.speak("ru")
    for paper, wanted in (("a4", A4), ("a3", (842, 1191))):
        chart = read(client.get(f"/learn/ru-patent/chart-{paper}.pdf"))
        assert (size(chart), len(chart.pages)) == (wanted, 1)
        assert "Не делайте" in words(chart)
    for book in companion.books():
        printed = read(client.get(f"/companion/phrases/{book.language}/cards-a4.pdf"))
        assert size(printed) == A4 and book.areas[0].names["ru"] in words(printed)


@pytest.mark.source
def test_every_chart_fits_on_one_page(db_session, client):
    client.speak("ru")
    long = [
        module.slug
        for module in queries.modules()
        if len(read(client.get(f"/learn/{module.slug}/chart-a4.pdf")).pages) > 1
    ]
    assert long == []


@pytest.mark.parametrize("path", ["/programmes/tj-pilot/none/booklet.pdf", "/programmes/np-pdo/women/booklet.pdf",
                                  "/learn/nothing/chart-a4.pdf", "/learn/ru-patent/chart-a5.pdf"])  # fmt: skip
def test_what_is_not_offered_is_not_printed(db_session, client, path):
    assert client.get(path).status_code == 404


def test_what_is_measured_is_still_a_booklet(app, db_session):
    assert _pages(_printed(2)) > 4
