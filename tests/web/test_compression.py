"""What is compressed on the wire, how, and what is not."""

import gzip

import brotli
import pytest
from werkzeug.test import Client

from lms.web.assets import STATIC
from tests.factories.registration import make_registration

STYLES = "/static/site.css"


@pytest.mark.parametrize(
    ("accepted", "page", "file"),
    [("br, gzip", "gzip", "br"), ("gzip, br;q=0", "gzip", "gzip"), ("gzip, deflate", "gzip", "gzip"),
     ("br, gzip;q=0", "br", "br"), ("", None, None), ("deflate", None, None), ("*", "gzip", "br"),
     ("br;q=nonsense", None, None)],
)  # fmt: skip
def test_the_best_way_that_the_browser_accepts_is_taken(client, accepted, page, file):
    for path, sent in (("/sign-in", page), (STYLES, file)):
        with client.head(path, headers={"Accept-Encoding": accepted}) as response:
            assert (response.headers.get("Content-Encoding"), "Accept-Encoding" in response.vary) == (sent, True)


@pytest.mark.parametrize(("way", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_arrives_whole_and_smaller(app, way, unpack):
    page = Client(app).get("/sign-in", headers={"Accept-Encoding": way})
    assert "</html>" in unpack(page.data).decode()
    assert page.content_length == len(page.data) < len(unpack(page.data)) / 2


@pytest.mark.parametrize(("way", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_file_arrives_whole_and_smaller_each_time(client, way, unpack):
    plain = (STATIC / "site.css").read_bytes()
    for _ in range(2):
        response = client.get(STYLES, headers={"Accept-Encoding": way})
        assert (unpack(response.data), response.content_length) == (plain, len(response.data))
        assert len(response.data) < len(plain) / 3


@pytest.mark.parametrize("path", [STYLES, "/offline/code/1/course-phone.js"])
def test_a_file_kept_by_the_browser_is_not_sent_again(client, path):
    first = client.get(path, headers={"Accept-Encoding": "br"})
    assert first.headers["Content-Encoding"] == "br"
    with client.get(path, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}) as again:
        assert (again.status_code, again.data) == (304, b"")


def test_what_is_small_or_packed_already_stays_as_it_is(client, db_session):
    assert "Content-Encoding" not in client.get("/healthz", headers={"Accept-Encoding": "br"}).headers
    client.sign_in(make_registration().user)
    assert "Content-Encoding" not in client.get("/me/card.pdf", headers={"Accept-Encoding": "br"}).headers
