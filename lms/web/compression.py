"""Fewer bytes on the wire: pages are compressed as they are made, files once, when they are first asked for."""

import gzip
from collections.abc import Callable, Mapping
from functools import lru_cache

import brotli
from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

KINDS = {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"}
SMALLEST = 400  # what is smaller fits into one packet as it is
NOT_WHOLE = {204, 206, 304}
Way = Callable[[bytes], bytes]
# How a page is compressed, and how a file, for which there is time: the first way of each that a browser accepts. The
# tables of gzip stay in the memory nearest to the processor; those of brotli drive out of it what the rest of a page
# needs, and an eighth of a page's bytes is too little for that (decision 62).
PAGES: Mapping[str, Way] = {
    "gzip": lambda body: gzip.compress(body, 6, mtime=0), "br": lambda body: brotli.compress(body, quality=5),
}  # fmt: skip
FILES: Mapping[str, Way] = {
    "br": lambda body: brotli.compress(body, quality=11), "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}  # fmt: skip

_files: dict[tuple[str, str], bytes] = {}


def _compress(response: Response) -> Response:
    if response.mimetype not in KINDS or response.status_code in NOT_WHOLE:
        return response
    response.headers.add("Vary", "Accept-Encoding")
    tag, _weak = response.get_etag()  # which files have
    way = _accepted(request.headers.get("Accept-Encoding", ""), is_file=bool(tag))
    if way is None or "Content-Encoding" in response.headers or (response.content_length or SMALLEST) < SMALLEST:
        return response
    response.headers["Content-Encoding"] = way
    if tag:
        response.set_data(_packed(response, tag, way))
        response.set_etag(tag, weak=True)  # what is asked for again with it is answered before it comes here
    else:
        response.set_data(PAGES[way](response.get_data()))
    return response


@lru_cache(maxsize=256)
def _accepted(header: str, *, is_file: bool) -> str | None:
    offered = parse_accept_header(header, Accept)
    return next((way for way in (FILES if is_file else PAGES) if offered.quality(way)), None)


def _packed(file: Response, tag: str, way: str) -> bytes:
    """A file compressed; its tag changes when the file does, so that it is compressed once."""
    file.direct_passthrough = False
    if (tag, way) not in _files:
        _files[tag, way] = FILES[way](b"".join(file.iter_encoded()))
    if close := getattr(file.response, "close", None):
        close()
    return _files[tag, way]


def init_app(app: Flask) -> None:
    """Compress what can be. Comes before what else looks at responses: the first to come is the last to look."""
    app.after_request(_compress)
