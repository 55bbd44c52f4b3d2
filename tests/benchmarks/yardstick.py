"""How fast this machine is just now: a Flask of the barest kind behind the same server, and a plain loop. Figures of
other rows mean little without them: what a page costs beside one that only looks up a row and says its name."""

import time
from contextlib import AbstractContextManager

from flask import Flask, render_template
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import text

from tests.benchmarks.serving import served
from tests.benchmarks.wire import LESSON

PORT = 8766
PAGE = "<!doctype html><title>{{ name }}</title><h1>{{ name }}</h1>"


def create_app() -> Flask:
    """One page, one row of a database in memory, one template; nobody signs in, nothing is translated."""
    app = Flask(__name__)
    app.jinja_env.loader = DictLoader({"page.html": PAGE})  # a string would be compiled anew for each answer
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db = SQLAlchemy(app)

    @app.get(LESSON)
    def page():
        name = db.session.execute(text("select 'Bahrom' as name")).scalar_one()
        return render_template("page.html", name=name)

    return app


def loop() -> float:
    """Seconds that ten million additions take."""
    began, total = time.perf_counter(), 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - began


def beside() -> AbstractContextManager[str]:
    """The barest Flask behind the same server; yields its address."""
    return served("tests.benchmarks.yardstick:create_app", PORT, asks=LESSON)
