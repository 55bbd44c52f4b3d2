"""What stands around every page, drawn once: with each page it took a tenth of the page's time."""

from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import flask.templating
from flask import Flask, current_app, render_template, request
from markupsafe import Markup, escape

from lms.web.locale import language, tongue_picked


class Environment(flask.templating.Environment):
    """Jinja's, for a house whose templates all know the same names from its beginning: these are copied for each one
    that is drawn, which takes many times as long out of the layers that Jinja keeps of them."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template knows, in one layer."""
        return {**self.globals, **(d or {})}


def head_of_page() -> Markup:
    """What the head of each page has in common."""
    return _head(request.script_root)


def top_of_page(back: str, form: str | None = None) -> Markup:
    """The head that people see, but for the door: the way to the start, and the languages to choose from, each with
    the way `back` to the page, whose `form` comes back as it was left."""
    site = current_app.config["SITE_NAME"], *current_app.config["LANGUAGES"]
    drawn = _top(form, tongue_picked(), language(), site, request.script_root)
    return Markup(drawn.replace("{back}", escape(back if form else quote(back))))


@lru_cache(maxsize=8)
def _head(_root: str) -> Markup:
    return Markup(render_template("web/head.html"))


@lru_cache(maxsize=256)
def _top(form: str | None, picked: bool, _language: str, _site: tuple[str, ...], _root: str) -> str:
    return render_template("web/top.html", form=form, picked=picked)


def init_app(app: Flask) -> None:
    """Templates know both."""
    app.jinja_env.globals.update(head_of_page=head_of_page, top_of_page=top_of_page)
