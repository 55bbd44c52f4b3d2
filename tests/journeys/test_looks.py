"""The key pages of every role, on a phone and at a desk, in every language: nothing to stumble over."""

import pytest

from tests.journeys.pages import PAGES
from tests.journeys.stage import DESK, PHONE


@pytest.mark.parametrize("role", PAGES)
def test_key_pages_hold_on_a_phone_and_at_a_desk(reader, world, role):
    person = None
    for language in ("tg", "ru", "en"):
        if person and role != "visitor":
            person.speak(language)
        else:
            person = reader(PHONE, language)
        if language == "tg" and role != "visitor":
            person.sign_in(role)
        for path in PAGES[role]:
            person.page.set_viewport_size(PHONE)
            person.open(path.format(**world))
            assert person.page.locator("html").get_attribute("lang") == language
            person.page.set_viewport_size(DESK)
            person.look()


def test_words_that_can_hardly_be_read_are_found_however_many_like_them_were_judged(reader):
    person = reader(PHONE, "en")
    person.open("/")
    person.page.evaluate("document.querySelector('main p').style.color = '#ddd'")
    with pytest.raises(AssertionError, match="color-contrast"):
        person.look()
