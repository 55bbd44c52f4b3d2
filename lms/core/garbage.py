"""What a process looks through for garbage: not what it has loaded in order to serve pages. To look through all of that
takes 0.2 s, now and then, of whatever page is being made."""

import gc

from flask import Flask

WAITS = "keep_for_good"
SELDOM = 20_000  # things made and not thrown away yet, after which one looks: some pages make 700, as is usual


def init_app(app: Flask) -> None:
    """Keep for good what is there when the first page is asked for; a command that serves none loses no time with it.
    Tests do it themselves, once for all their applications."""
    if not app.testing:
        app.extensions[WAITS] = True
        app.before_request(lambda: _at_first(app))


def keep_for_good() -> None:
    """What is there by now stays until the end: nobody need look through it for what may be thrown away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


def _at_first(app: Flask) -> None:
    if app.extensions.pop(WAITS, False):  # one of several threads takes it
        keep_for_good()
