"""The worker, the page without network, the pack, and the door for what phones send."""

from functools import lru_cache

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    g,
    jsonify,
    render_template,
    request,
    url_for,
)
from flask_babel import force_locale
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from lms.attendance.messages import ABSENT_FOR, STATES
from lms.core import clock
from lms.core.actors import Role
from lms.offline import actions, course, field, kiosk, queries
from lms.offline.packing import owner, packed
from lms.offline.rules import read_letter
from lms.offline.shelf import SHELF
from lms.web.access import actor, only, public, visitor
from lms.web.addresses import LARGEST_ID, LONGEST_ID
from lms.web.assets import asset
from lms.web.locale import language
from lms.web.sentences import refusal

blueprint = Blueprint("offline", __name__, template_folder="templates")
blueprint.add_url_rule("/desk/field", view_func=field.field)
blueprint.add_url_rule("/offline/field/<language>", view_func=field.field_page)
blueprint.add_url_rule("/offline/field", view_func=field.take_people, methods=["POST"])
blueprint.add_url_rule("/course/keep", view_func=course.keep, endpoint="keep_course")
blueprint.add_url_rule("/offline/course-pack", view_func=course.pack, endpoint="course_pack")
blueprint.add_url_rule("/offline/course-state", view_func=course.state, endpoint="course_state")
blueprint.add_url_rule("/offline/course", view_func=course.take, endpoint="take_course", methods=["POST"])
blueprint.add_url_rule("/offline/course/<language>", view_func=course.page, endpoint="course_page")
READING = "course"  # by this name begin the modules, and the set of the worker, with which a course is read
BOTH = ("database.js", "turns.js")  # what the modules of either set need
blueprint.add_url_rule("/desk/packs", view_func=kiosk.packs)
blueprint.add_url_rule("/desk/packs/<iso>/<spoken>.zip", view_func=kiosk.kiosk_pack)
blueprint.add_url_rule("/desk/packs/<iso>/<spoken>/radio.zip", view_func=kiosk.radio_scripts)
CALLERS = (Role.TRAINER, Role.OFFICER, Role.ADMIN)


@blueprint.get("/worker.js")
@public
def worker():
    """The service worker. From the root, so that it sees every page; it keeps no page with names. Of its sets a phone
    takes the one it needs: a trainee's phone nothing of roll calls."""
    languages, modules = current_app.config["LANGUAGES"], SHELF.modules
    shared = [asset("site.css"), asset("icon.svg")]

    def pages(endpoint: str) -> dict[str, str]:
        return {each: url_for(endpoint, language=each, v=SHELF.version) for each in languages}

    roll = [code(each) for each in modules if not each.startswith(READING)]
    reading = [code(each) for each in modules if each.startswith(READING) or each in BOTH]
    fields = {f"field-{each}": address for each, address in pages(".field_page").items()}
    courses = {f"{READING}-{each}": address for each, address in pages(".course_page").items()}
    return SHELF.worker(
        sets={
            "roll": {"files": [*shared, asset("desk.css"), *roll], "pages": {**pages(".page"), **fields}},
            READING: {"files": [*shared, *reading], "pages": courses},
        }
    )


@blueprint.get("/offline/code/<version>/<name>")
@public
def module(version: str, name: str):
    """A module."""
    return SHELF.module(name, version) or abort(404)


@blueprint.get("/offline/page/<language>")
@public
def page(language: str):
    """The page that a phone shows without network; it says nothing of anybody."""
    if language not in current_app.config["LANGUAGES"]:
        abort(404)
    g.language, g.actor = language, None  # the same page for everybody who reads this language
    with force_locale(language):
        return render_template("offline/page.html", states=STATES, reasons=ABSENT_FOR, without_network=True)


@blueprint.get("/offline/hello")
@only(*CALLERS)
def hello():
    """Who is signed in, and a fresh token for sending."""
    return jsonify(user=owner(actor()), token=generate_csrf())


@blueprint.get("/offline/pack")
@only(*CALLERS)
def pack():
    """The roll calls of the coming days, and of the sessions asked for."""
    typed = [each for each in request.args.getlist("session") if each.isdecimal() and len(each) <= LONGEST_ID]
    wanted = [int(each) for each in typed[:20]]
    return _packed([each for each in wanted if each <= LARGEST_ID])


@blueprint.post("/offline/sync")
@only(*CALLERS)
def sync():
    """Take in what a phone sends. What is kept it may forget; the roll calls come back as they are now."""
    letter = read_letter(request.get_json(silent=True))
    if letter is None:
        abort(400)
    if letter.user != actor().user_id:
        return jsonify(user=owner(actor()), kept=[], refused={}), 409
    receipt = actions.take_in(actor=actor(), letter=letter, at=clock.now())
    return _packed(
        [each.session_id for each in letter.batches][:20],
        kept=sorted(receipt.kept),
        refused={name: refusal(refused) for name, refused in receipt.refused.items()},
    )


def _packed(wanted: list[int], **more: object):
    at = clock.now()
    return jsonify(
        user=owner(actor()),
        token=generate_csrf(),
        now=at.isoformat(),
        sessions=[packed(each, language()) for each in queries.pack(actor(), wanted=wanted, at=at)],
        **more,
    )


def code(name: str) -> str:
    """The address of a module."""
    return url_for("offline.module", version=SHELF.version, name=name)


def on_this_phone() -> Markup:
    """What stands at the end of every page of those who call rolls: what is not sent yet, and the worker."""
    seen = visitor()
    if seen is not None and seen.has(Role.TRAINEE):
        return _course_on_this_phone(language(), request.script_root, seen.user_id)
    if seen is None or not seen.has(*CALLERS):
        return Markup("")
    return Markup(render_template("offline/on_this_phone.html", code=code))


@lru_cache(maxsize=1024)
def _course_on_this_phone(_language: str, _root: str, user: int) -> Markup:
    return Markup(render_template("offline/course_on_this_phone.html", code=code, user=user))


def init_app(app: Flask) -> None:
    """Pages of the staff know what stands on the phone."""
    app.jinja_env.globals.update(on_this_phone=on_this_phone, code=code, states_of_marks=STATES, reasons_of=ABSENT_FOR)
