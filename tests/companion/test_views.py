"""The companion: public, without a name, whole in each language."""

import gzip
import json
import re

import pytest

from lms.companion import queries
from lms.core.actors import Role
from lms.curriculum import queries as curriculum
from tests.factories.accounts import make_user


@pytest.mark.source  # what is read was published as one document
@pytest.mark.parametrize("spoken", ["tg", "ru", "en"])
def test_every_phrasebook_can_be_read_in_every_language_of_the_pages(db_session, client, spoken):
    client.speak(spoken)
    index = client.get("/companion/phrases").page
    for book in queries.books():
        assert f"/companion/phrases/{book.language}" in index.html
        page = client.get(f"/companion/phrases/{book.language}").page
        assert page.html.count("data-find=") == sum(len(area.phrases) for area in book.areas)
        assert [area.names[spoken] for area in book.areas if area.names[spoken] not in page.text] == []


def test_arabic_runs_from_right_to_left(db_session, client):
    client.speak("tg")
    page = client.get("/companion/phrases/ar").page
    assert page.direction == "ltr"
    assert '<span class="say" lang="ar" dir="rtl">السلام عليكم!</span>' in page.html


def test_a_phrase_is_found_without_javascript_and_without_tails(db_session, client):
    client.speak("tg")
    page = client.get("/companion/phrases/de?q=чои бехатар").page
    assert page.html.count("data-find=") == 1
    assert "Ich brauche einen sicheren Ort." in page.text
    assert client.get("/companion/phrases/de?q=zzz").page.html.count("data-find=") == 0


def test_the_words_for_papers_and_police_are_printed_by_themselves(db_session, client):
    client.speak("tg")
    assert "area=law" in client.get("/companion/phrases/ru").page.html
    part, whole = (client.get(f"/companion/phrases/ru/cards-a4.pdf{each}").data for each in ("?area=law", ""))
    assert part.startswith(b"%PDF") and len(part) < len(whole)
    assert client.get("/companion/phrases/ru/cards-a4.pdf?area=nowhere").status_code == 404
    assert [each.id for each in queries.book("ru").only("law").areas] == ["law"]


def test_there_is_no_book_of_a_language_nobody_wrote(db_session, client):
    assert client.get("/companion/phrases/xx").status_code == 404


def test_the_worker_sees_the_companion_only_and_names_what_pages_need(db_session, client):
    worker = client.get("/companion/worker.js")
    text = worker.get_data(as_text=True)
    assert worker.mimetype == "text/javascript" and worker.headers["Cache-Control"] == "no-cache"
    page = client.get("/companion/phrases").page.html
    assert [each for each in ("site.css", "companion.js") if each not in text or each not in page] == []


@pytest.mark.source  # what is read was published as one document
@pytest.mark.parametrize("spoken", ["tg", "ru", "en"])
def test_the_companion_says_for_each_country_whom_to_turn_to(db_session, client, spoken):
    client.speak(spoken)
    index = client.get("/companion/").page
    for country in curriculum.countries("destination"):
        path = f"/companion/countries/{country['iso'].lower()}"
        assert path in index.html
        assert country["names"][spoken] in client.get(path).page.text
    page = client.get("/companion/countries/ru").page
    assert 'href="tel:112"' in page.html and 'type="checkbox"' in page.html
    assert page.html.count("<details>") >= 10
    assert client.get("/companion/everywhere").page.html.count("<details>") >= 10


@pytest.mark.source  # what is read was published as one document
@pytest.mark.parametrize("spoken", ["tg", "ru", "en", "uz", "ky"])
def test_each_country_has_its_emergency_card_in_every_language(db_session, client, spoken):
    client.speak(spoken)
    for country in curriculum.countries("destination"):
        path = f"/companion/countries/{country['iso'].lower()}"
        page = client.get(path).page
        assert f'href="tel:{country["emergency"][0]["number"]}"' in page.html and f"{path}/card.pdf" in page.html
    card = client.get("/companion/countries/kr/card.pdf")
    assert card.mimetype == "application/pdf" and card.data.startswith(b"%PDF")
    assert client.get("/companion/countries/tj/card.pdf").status_code == 404


@pytest.mark.source  # what is read was published as one document
@pytest.mark.parametrize("spoken", ["tg", "ky"])
def test_who_keeps_a_country_keeps_its_emergency_card_too_and_is_told_how_much_that_is(db_session, client, spoken):
    client.speak(spoken)
    for iso, region in (("ro", ""), ("ae", ""), ("ru", "?region=samara")):
        path = f"/companion/countries/{iso}"
        page = client.get(f"{path}{region}").page
        keep = json.loads(re.search(r"data-keep='(.+?)'", page.html)[1])
        assert keep == [f"{path}{region}", f"{path}/card.pdf{region}", "/companion/everywhere"]
        said = int(re.search(r"([0-9]+) (?:KB|КБ)", page.text)[1]) * 1024
        card = [client.get(each).data for each in keep if "pdf" in each]
        pages = [gzip.compress(client.get(each).data) for each in keep if "pdf" not in each]
        assert 0.7 < sum(map(len, card + pages)) / said < 1.1


def test_contacts_say_when_they_were_last_checked_and_where_to_ask(db_session, client):
    client.speak("en")
    text = client.get("/companion/countries/pl").page.text
    assert "Embassies and consulates of Tajikistan" in text and "mfa.tj" in text
    assert "Ask your centre or look at the site" in text and "Checked on 22 November 2026" in text
    assert "77.мвд.рф" in client.get("/companion/countries/ru?region=moscow").page.text
    assert "77.мвд.рф" not in client.get("/companion/countries/ru").page.text


def test_a_region_may_say_more(db_session, client):
    client.speak("ru")
    assert "Москва" in client.get("/companion/countries/ru?region=moscow").page.title
    assert client.get("/companion/countries/ru?region=nowhere").status_code == 200
    assert client.get("/companion/countries/tj").status_code == 404


@pytest.mark.parametrize("wanted", ["патент", "patent"])
def test_what_people_ask_is_found_in_all_three_alphabets(db_session, client, wanted):
    client.speak("tg")
    found = client.get(f"/companion/questions?q={wanted}").page
    everything = client.get("/companion/questions").page
    assert 0 < found.html.count("<details") < everything.html.count("<details") > 50


def test_the_calculator_works_as_a_plain_form(db_session, client):
    client.speak("en")
    assert "1,182" in client.get("/companion/money?amount=10 000&fixed=50&percent=1&rate=0,12").page.text
    assert "1,616.64" in client.get("/companion/money?borrowed=12000&interest=24&months=12").page.text
    assert "Please fill in the numbers" in client.get("/companion/money?amount=many").page.text


def test_nobody_is_named_on_pages_that_stay_on_a_phone(db_session, client):
    client.sign_in(make_user(role=Role.OFFICER, name="Нигора Каримова"))
    for path in ("/companion/", "/companion/countries/ru", "/companion/money"):
        html = client.get(path).page.html
        assert "Каримова" not in html and "csrf_token" not in html
