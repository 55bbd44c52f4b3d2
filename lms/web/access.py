"""Who may open a page, declared beside the view. A test walks the URL map and fails on a view that declares nothing."""

import re
from collections.abc import Callable

from flask import Flask, current_app, g, redirect, request, url_for

from lms.core.actors import Actor, Role
from lms.core.errors import NotThere
from lms.web import kept
from lms.web.addresses import here

PUBLIC = "public"
SIGNED_IN = "signed-in"


def public(view: Callable) -> Callable:
    """Anybody may open this page."""
    view.access = PUBLIC
    return view


def personal(view: Callable) -> Callable:
    """On this page stands what somebody typed, although nobody is signed in: no browser keeps it, so that the next one
    on a shared phone does not get it by pressing "back"."""
    view.personal = True
    return view


def signed_in(view: Callable) -> Callable:
    """Whoever is signed in may open this page."""
    view.access = SIGNED_IN
    return view


def only(*roles: Role) -> Callable[[Callable], Callable]:
    """Those with one of the roles may open this page. Which *things* they see is the domain's `permissions`."""

    def declare(view: Callable) -> Callable:
        view.access = frozenset(roles)
        return view

    return declare


def reads_first(view: Callable) -> Callable:
    """This view finds out as a reader what it will write, and its action calls `begin_to_write` just before: on SQLite
    one writes at a time, and nobody should wait while somebody else still reads. What was read may be old by then, so
    the action asks again within what it writes."""
    view.reads_first = True
    return view


def actor() -> Actor:
    """The signed-in person. Only for views that are not public."""
    return g.actor


def visitor() -> Actor | None:
    """The signed-in person, or None on a public page."""
    return g.get("actor")


def local_path(target: str | None) -> str | None:
    """`target` if it is a path on this site, else None: a link must not send people elsewhere."""
    # Browsers read "\\" as "/" and skip tabs and line breaks, so neither may stand in it.
    if target and re.fullmatch(r"/(?!/)[^\\\x00-\x20\x7f]*", target):
        return target
    return None


def _guard():
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    access = getattr(view, "access", None)
    if g.get("errand") and request.endpoint not in g.errand and (access != PUBLIC or request.endpoint == "home.start"):
        return redirect(url_for(g.errand[0]))
    if access == PUBLIC:
        return None
    if g.get("actor") is None:
        if request.method == "POST" and (fields := kept.typed()):
            return kept.page(fields, 401, must_sign_in=True)
        back = here() if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=back))
    if access == SIGNED_IN or (access and g.actor.has(*access)):
        return None
    raise NotThere


def init_app(app: Flask) -> None:
    """Guard every request. Comes after whatever sets `g.actor`."""
    app.before_request(_guard)
