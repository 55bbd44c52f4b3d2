"""What every response says of itself to the browser."""

import pytest

OF_PAGES = "Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/healthz", "/static/icon.svg", "/media/patent/cover.svg"])
def test_what_a_browser_opens_by_itself_may_do_next_to_nothing(client, path):
    with client.get(path) as response:
        assert [name for name in OF_PAGES if name not in response.headers] == []
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/static/site.css", "/static/speak.js", "/offline/code/1/course-phone.js"])
def test_what_a_page_uses_obeys_the_page(client, path):
    with client.get(path) as response:
        assert [name for name in OF_PAGES if name in response.headers] == []
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_worker_says_its_own(client):
    assert client.get("/worker.js").headers["Content-Security-Policy"].startswith("default-src 'none'")
