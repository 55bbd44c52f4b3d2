"""Every address says who may open it, and what says "only" means it."""

import pytest
from werkzeug.routing import IntegerConverter

from lms.web.access import PUBLIC

pytestmark = pytest.mark.source

# What anybody may open. A new public address has to be added here, deliberately.
OPEN = {
    "static", "web.health", "web.choose_language", "web.keep_and_choose_language", "home.start",
    "accounts.sign_in", "accounts.set_password", "accounts.give_code", "accounts.leave_quickly",
    "registration.register", "registration.choose_pin", "registration.register_anew",
    "registration.forgotten", "registration.forgotten_code",
    "curriculum.library", "curriculum.lesson",
    "curriculum.programme", "curriculum.media", "curriculum.open_modules", "curriculum.open_module",
    "curriculum.within_others",
    "centres.jamoats_of",
    "certificates.check", "certificates.check_form", "certificates.scan", "certificates.offline_facts",
    "certificates.badge_issuer", "certificates.badge_key", "certificates.badge_status",
    "certificates.check_worker", "certificates.check_module", "certificates.check_page",
    "offline.worker", "offline.module", "offline.page", "offline.field_page", "offline.course_page",
    "classes.feed",
    "companion.pocket", "companion.country", "companion.everywhere", "companion.frequent", "companion.money",
    "advisories.news", "companion.ask", "companion.asked", "companion.book_pdf", "companion.card",
    "companion.cards",
    "companion.course", "companion.phrasebook", "companion.phrasebooks", "companion.unit", "companion.worker",
    "curriculum.booklet",
    "curriculum.booklet_of", "curriculum.chart", "home.leaflet", "home.dates",
    "privacy.notice", "privacy.full_notice",
}  # fmt: skip


def undeclared(app) -> list[str]:
    return [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not getattr(app.view_functions[rule.endpoint], "access", None)
    ]


def test_every_view_declares_who_may_open_it(house):
    assert undeclared(house) == []


def test_a_view_that_declares_nothing_would_be_found(new_database):
    import lms.app
    from tests.conftest import settings

    app = lms.app.create_app(settings(new_database()))
    app.add_url_rule("/secret", "forgotten", lambda: "")
    assert undeclared(app) == ["forgotten"]


def test_only_these_addresses_are_public(house):
    public = {
        rule.endpoint
        for rule in house.url_map.iter_rules()
        if rule.endpoint == "static" or house.view_functions[rule.endpoint].access == PUBLIC
    }
    assert public == OPEN


def _address(rule) -> str:
    values = {}
    for name, converter in rule._converters.items():
        items = getattr(converter, "items", None)  # of an any(…): one of these words
        values[name] = sorted(items)[0] if items else 999_999 if isinstance(converter, IntegerConverter) else "nothing"
    return rule.build(values)[1]


def test_a_visitor_is_sent_to_sign_in_from_everything_else(app, client):
    """Before the pages themselves; what other roles find is asked of every door in `test_access_table.py`."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN:
            continue
        method = "GET" if "GET" in rule.methods else "POST"
        response = client.open(_address(rule), method=method, data={"csrf_token": client.token()})
        assert (rule.endpoint, response.status_code) == (rule.endpoint, 302)
        assert response.location.startswith("/sign-in")
