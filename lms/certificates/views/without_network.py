"""What the checking page needs to go on without network: its worker, its code, itself in each language."""

from typing import Any

from flask import Response, abort, current_app, g, jsonify, render_template, url_for
from flask_babel import force_locale

from lms.certificates import queries
from lms.certificates.forms import CheckForm
from lms.certificates.messages import CHECKED, LOOKS, REPLACED_FOR, REVOKED_FOR, SENTENCES, STATES, checker_words
from lms.certificates.signing import Fault, offline
from lms.certificates.views.room import CODE, blueprint
from lms.core import clock, languages
from lms.curriculum import queries as curriculum
from lms.web.access import public
from lms.web.assets import asset
from lms.web.locale import language
from lms.web.shelf import Shelf

SHELF = Shelf(CODE)
SCOPES = ("/check", "/C/")
SCANNER = ("scanner.js", "picture.js", "qr.js")  # and what it imports


@blueprint.get("/check/worker.js")
@public
def check_worker():
    """The service worker of the checking page."""
    names = [url_for(".check_module", version=SHELF.version, name=each) for each in SHELF.modules]
    response = SHELF.worker(
        files=[asset("site.css"), asset("icon.svg"), *map(_code, SCANNER), *names],
        pages=_pages(),
        facts=url_for(".offline_facts"),
    )
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@blueprint.get("/check/code/<version>/<name>")
@public
def check_module(version: str, name: str) -> Response:
    """A module of the checking page."""
    return SHELF.module(name, version) or abort(404)


@blueprint.get("/check/page/<language>")
@public
def check_page(language: str):
    """The checking page as a phone keeps it; the same for everybody who reads this language."""
    if language not in current_app.config["LANGUAGES"]:
        abort(404)
    g.language, g.actor = language, None
    with force_locale(language):
        return page(CheckForm(formdata=None), without_network=True)


@blueprint.get("/check/keys.json")
@public
def offline_facts():
    """What a checker without network needs: the public keys, and the serials that no longer count, as of now."""
    response = jsonify(offline(queries.public_keys().values(), queries.not_standing(), clock.now()))
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Access-Control-Allow-Origin"] = "*"  # it is for everybody's checkers
    return response


def page(form: CheckForm, *, without_network: bool = False) -> str:
    """The checking page, in the language of the reader."""
    return render_template(
        "certificates/check_form.html", form=form, words=_words(), version=SHELF.version,
        without_network=without_network,
    )  # fmt: skip


def _words() -> dict[str, Any]:
    """Everything that the code of the page says and asks for."""
    now = clock.local(clock.now())
    return {
        "facts": url_for(".offline_facts"),
        "worker": url_for(".check_worker"),
        "pages": _pages(),
        "scopes": SCOPES,
        "scanner": _code(SCANNER[0]),
        "offset": int(now.utcoffset().total_seconds() // 60),
        "months": languages.MONTHS.get(language(), languages.MONTHS["en"]),
        "programmes": {each.slug: each.title(language()) for each in curriculum.own_programmes()},
        "states": {each.value: [*LOOKS[each], str(STATES[each])] for each in STATES},
        "verdicts": {each.value: str(CHECKED[each]) for each in CHECKED}
        | {each.value: str(SENTENCES[each]) for each in Fault},
        "reasons": {each.value: str(said) for each, said in {**REVOKED_FOR, **REPLACED_FOR}.items()},
        **checker_words(),
    }


def _pages() -> dict[str, str]:
    return {each: url_for(".check_page", language=each) for each in current_app.config["LANGUAGES"]}


def _code(name: str) -> str:
    # The camera's code is the roll call's, which stands above this room: pages know its address by this name.
    return current_app.jinja_env.globals["code"](name)
