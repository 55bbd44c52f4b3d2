"""Start pages: the welcome for visitors, and for each role the next thing to do."""

from flask import Blueprint, redirect, render_template, url_for

from lms.accounts import queries as accounts
from lms.attendance.messages import describe
from lms.classes import queries as classes
from lms.core import clock
from lms.core.actors import Actor, Role
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.home import navigation, queries
from lms.home.messages import STOPS
from lms.registration import queries as registration
from lms.web.access import public, visitor
from lms.web.locale import language

blueprint = Blueprint("home", __name__, template_folder="templates")


@blueprint.record_once
def _give_navigation(state) -> None:
    state.app.jinja_env.globals["navigation"] = navigation.for_visitor


@blueprint.get("/")
@public
def start():
    """The welcome for visitors, each role's start page for those signed in."""
    actor = visitor()
    if actor is None:
        return render_template("home/welcome.html", programmes=queries.public_programmes())
    for role, page in PAGES.items():
        if actor.has(role):
            return page(actor)
    raise NotThere


def _admin(_actor: Actor):
    people = accounts.users()
    return render_template("home/admin.html", without_password=[each for each in people if not each.secret_hash])


def _officer(actor: Actor):
    return render_template("home/officer.html", day=queries.desk_start(actor, clock.today()), today=clock.today())


def _trainer(actor: Actor):
    trainer_id = classes.own_trainer_id(actor.user_id)
    if trainer_id is None:
        return render_template("home/not_a_trainer.html")
    day = queries.teach_start(trainer_id, at=clock.now())
    return render_template("home/trainer.html", day=day, block_title=_block_title)


def _block_title(session) -> str:
    return classes.programme_of(session.training_class).block_title(session.block, language())


def _author(_actor: Actor):
    return render_template(
        "home/author.html", overdue=queries.overdue_modules(clock.today()), modules=curriculum.modules()
    )


def _mne(_actor: Actor):
    return redirect(url_for("reports.overview"))


def _trainee(actor: Actor):
    try:
        enrolment = registration.own_enrolment(actor.user_id)
    except NotThere:
        return render_template("home/not_enrolled.html")
    path = queries.trainee_start(enrolment, at=clock.now())
    words = describe(path.eligibility, path.programme, language())
    return render_template("home/trainee.html", path=path, attendance=words, stop_names=STOPS, today=clock.today())


PAGES = {
    Role.ADMIN: _admin,
    Role.OFFICER: _officer,
    Role.TRAINER: _trainer,
    Role.AUTHOR: _author,
    Role.MNE: _mne,
    Role.TRAINEE: _trainee,
}
