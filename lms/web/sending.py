"""How much may be sent at once: little, but for the few pages that take films, there only from those they are for."""

from collections.abc import Callable

import flask
from flask import Flask, current_app, g

from lms.core.actors import Actor


class Request(flask.Request):
    """A request whose page may take more than others."""

    @property
    def max_content_length(self) -> int | None:
        """The most bytes that are read of it: looked at before anything is."""
        view = current_app.view_functions.get(self.endpoint or "")
        most, person = getattr(view, "takes", None), g.get("actor")
        with_files = self.mimetype == "multipart/form-data"
        if most and with_files and isinstance(person, Actor) and person.has(*view.access):
            return most
        return current_app.config["MAX_CONTENT_LENGTH"]


def takes(most: int) -> Callable[[Callable], Callable]:
    """This page takes up to `most` bytes from those with one of its roles, from nobody else."""

    def declare(view: Callable) -> Callable:
        view.takes = most
        return view

    return declare


def init_app(app: Flask) -> None:
    """Let requests ask their page."""
    app.request_class = Request
