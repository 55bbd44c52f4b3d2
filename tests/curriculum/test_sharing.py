"""What other sites show of the curriculum: the same words, whole, and nothing of anybody (E138)."""

from datetime import date, timedelta

import pytest
import time_machine

from lms.core import clock
from lms.curriculum import queries
from tests.factories.registration import make_registration

SLUG = "ru-patent"


def test_a_module_is_open_as_data_to_any_site_in_the_language_asked_for(client, db_session):
    response = client.get(f"/open/modules/{SLUG}.json?language=ru")
    said, found = response.json, queries.newest_module(SLUG)
    words = found.words["ru"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert (said["language"], said["title"], said["version"]) == ("ru", words["title"], found.number)
    assert [each["id"] for each in said["screens"]] == list(found.screen_ids)
    assert said["screens"][0]["picture"]["address"].startswith("http://localhost/media/patent/")
    assert {each["name"] for each in said["facts"]} == set(found.facts)
    assert {each["source"] for each in said["facts"]} <= set(said["sources"])


def test_a_film_goes_along_and_every_address_is_whole(client, db_session):
    said = client.get("/open/modules/ru-living-and-transport.json?language=tg&region=moscow").json
    film = next(each["film"] for each in said["screens"] if each["film"])
    assert film["films"][0]["src"] == "http://localhost/media/living-and-transport/first-days.small.mp4"
    assert film["subtitles"].endswith("/first-days.tg.vtt")
    assert said["address"] == "http://localhost/learn/ru-living-and-transport/?region=moscow"


def test_what_is_noted_at_an_old_fact_is_said_and_remembered_in_the_language_asked_for(client, db_session):
    client.speak("en")
    late = max(date.fromisoformat(each["review_by"]) for each in queries.newest_module(SLUG).facts.values())
    with time_machine.travel(clock.at_local(late + timedelta(days=1), 9), tick=False):
        shared = client.get(f"/open/modules/{SLUG}.json?language=tg").json["screens"]
        client.speak("tg")
        read = client.get(f"/learn/{SLUG}/").page.html
    noted = next(each["html"] for each in shared if "<a href" in each["html"] and "#sources" in each["html"])
    assert 'href="http://localhost/learn/' in noted and "may have changed" not in noted
    assert "may have changed" not in read


def test_the_list_leads_to_every_module(client, db_session):
    listed = client.get("/open/modules.json").json["modules"]
    assert {each["slug"] for each in listed} == {each.slug for each in queries.modules()}
    one = next(each for each in listed if each["slug"] == SLUG)
    assert client.get(one["address"].removeprefix("http://localhost")).json["slug"] == SLUG


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_a_page_within_anothers_has_no_form_and_no_name(client, db_session, language):
    person = make_registration()
    client.sign_in(person.user)
    response = client.get(f"/open/modules/{SLUG}?language={language}")
    policy, html = response.headers["Content-Security-Policy"], response.page.html
    assert "frame-ancestors *" in policy and "form-action 'none'" in policy and "script-src 'self'" in policy
    assert f'<html lang="{language}"' in html and "<form" not in html and "csrf" not in html
    assert person.given_name not in html and person.given_name_latin not in html
    assert "frame-ancestors 'none'" in client.get(f"/learn/{SLUG}/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/open/modules/nothing", "/open/modules/nothing.json"])
def test_what_is_not_there_is_not_there(client, db_session, path):
    assert client.get(path).status_code == 404
