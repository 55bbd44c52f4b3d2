"""Numbers in addresses: only what the database can hold, so that a longer one is simply not there."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**31 - 1


class Id(IntegerConverter):
    """A whole number as ids are."""

    def __init__(self, map: Map, *args, **kwargs) -> None:
        super().__init__(map, *args, **{"max": LARGEST_ID, **kwargs})


def init_app(app: Flask) -> None:
    """Use it for every `<int:…>`. Comes before the pages."""
    app.url_map.converters["int"] = Id
