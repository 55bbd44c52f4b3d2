"""How fast this machine is just now: a Flask of the barest kind behind the same server, and a plain loop. Figures of
other rows mean little without them: what a page costs beside one that only looks up a row and says its name."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, render_template
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import text

from tests.benchmarks.wire import LESSON, wait_for

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


@contextmanager
def served() -> Iterator[str]:
    """The barest Flask behind two worker processes; yields its address."""
    address = f"http://127.0.0.1:{PORT}"
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1",
         "--port", str(PORT), "--log-level", "error", "--factory", "tests.benchmarks.yardstick:create_app"],
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        wait_for(address + LESSON)
        yield address
    finally:
        server.terminate()
        server.wait(10)
