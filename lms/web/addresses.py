"""What stands in addresses: numbers, the page of a list, the way back to this page."""

from functools import lru_cache
from urllib.parse import quote, urlencode

from flask import Flask, current_app, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**31 - 1  # what an id column holds
LONGEST_ID = len(str(LARGEST_ID))  # Python reads no number of thousands of digits
LAST_PAGE = 100_000
YEARS = range(1900, 2101)  # those that somebody alive may mean, and with which one can reckon


class Id(IntegerConverter):
    """A whole number as ids are: a longer one is simply not there."""

    def __init__(self, map: Map, *args, **kwargs) -> None:
        super().__init__(map, *args, **{"max": LARGEST_ID, **kwargs})


def sent_id(name: str, sent: MultiDict[str, str]) -> int:
    """The id in a form or a query; 0, which nothing has, when there is none that could be one."""
    found = sent.get(name, 0, type=int)
    return found if 0 < found <= LARGEST_ID else 0


def page_number() -> int:
    """Which page of a list is asked for; the first, unless it says otherwise."""
    return min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)


def here() -> str:
    """Where a change of language leads back to: this page, or the start when it was the answer to a form."""
    if request.method in ("GET", "HEAD"):
        query = urlencode(list(request.args.items(multi=True)))
        return quote(request.path) + (f"?{query}" if query else "")
    can_be_read = "GET" in current_app.create_url_adapter(request).allowed_methods()
    return quote(request.path) if can_be_read else url_for("home.start")


def site() -> str:
    """The address of this site as the world knows it."""
    return current_app.config["PUBLIC_URL"] or request.url_root.rstrip("/")


def with_query(**changes: object) -> str:
    """This page's address with some of its query changed: filters and pages stand in the address."""
    return f"{request.path}?{urlencode({**request.args.to_dict(), **changes})}"


def address(endpoint: str, **values: object) -> str:
    """What templates call `url_for`: an address on this site, put together once for each endpoint and its values."""
    if any(name.startswith("_") for name in values):  # an anchor, or an address of its own for the world outside
        return url_for(endpoint, **values)
    if endpoint.startswith("."):
        endpoint = f"{request.blueprint}{endpoint}"
    return _address(request.script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=4096)
def _address(_root: str, endpoint: str, values: tuple[tuple[str, object], ...]) -> str:
    return url_for(endpoint, **dict(values))


def init_app(app: Flask) -> None:
    """Use `Id` for every `<int:…>`; templates know the way back. Comes before the pages."""
    app.url_map.converters["int"] = Id
    app.jinja_env.globals.update(here=here, with_query=with_query, url_for=address, site=site)
