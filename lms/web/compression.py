"""Fewer bytes on the wire: pages are compressed as they are made, files once, when they are first asked for."""

import gzip
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import lru_cache

import brotli
from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

KINDS = {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"}
SMALLEST = 400  # what is smaller fits into one packet as it is
NOT_WHOLE = {204, 206, 304}
LOOKS_BACK = 10, 16  # powers of two, in bytes: as far as brotli can look back at least, and may at most


def _brotli(page: bytes) -> bytes:
    """It looks back as far as the page is long: to make room for more takes a seventh of the time."""
    least, most = LOOKS_BACK
    return brotli.compress(page, quality=5, lgwin=min(max(len(page).bit_length(), least), most))


# How a page is compressed, and how a file, for which there is time. The first way that a browser accepts is taken: on
# plain HTTP, as in a centre's own network, browsers accept gzip only.
WAYS: Mapping[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    "br": (_brotli, lambda body: brotli.compress(body, quality=11)),
    "gzip": (lambda body: gzip.compress(body, 6, mtime=0), lambda body: gzip.compress(body, 9, mtime=0)),
}

_files: dict[tuple[str, str], bytes] = {}


def _compress(response: Response) -> Response:
    if response.mimetype not in KINDS or response.status_code in NOT_WHOLE:
        return response
    response.headers.add("Vary", "Accept-Encoding")
    way = _accepted(request.headers.get("Accept-Encoding", ""))
    if way is None or "Content-Encoding" in response.headers or (response.content_length or SMALLEST) < SMALLEST:
        return response
    response.headers["Content-Encoding"] = way
    tag, _weak = response.get_etag() if response.direct_passthrough else (None, False)
    if tag:
        response.direct_passthrough = False
        with closing(response.response) as file:
            response.set_data(_packed(file, tag, way))
        response.set_etag(tag, weak=True)  # what is asked for again with it is answered before it comes here
    else:
        response.set_data(WAYS[way][0](response.get_data()))
    return response


@lru_cache(maxsize=256)
def _accepted(header: str) -> str | None:
    offered = parse_accept_header(header, Accept)
    return next((way for way in WAYS if offered.quality(way)), None)


def _packed(file: Iterable[bytes], tag: str, way: str) -> bytes:
    """A file compressed; its tag changes when the file does, so that it is compressed once."""
    if (tag, way) not in _files:
        _files[tag, way] = WAYS[way][1](b"".join(file))
    return _files[tag, way]


def init_app(app: Flask) -> None:
    """Compress what can be. Comes before what else looks at responses: the first to come is the last to look."""
    app.after_request(_compress)
