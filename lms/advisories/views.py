"""Pages of advisories: the list, one of them with who has read it, writing, approving, withdrawing, confirming."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from lms.advisories import actions, queries
from lms.advisories.forms import (
    DRAFT, TEXT, TITLE, AdvisoryForm, DatedForm, NewsForm, WithdrawForm, notice_of, values_of, worded,
)  # fmt: skip
from lms.advisories.messages import STATES, TOPICS
from lms.advisories.models import Advisory
from lms.advisories.permissions import APPROVERS, FOLLOWERS, WRITERS, can_approve, can_see, can_write
from lms.advisories.rules import Notice, State, Topic
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.core.languages import best
from lms.curriculum import queries as curriculum
from lms.curriculum.permissions import can_sign
from lms.curriculum.queries import drafts
from lms.curriculum.rules.drafts import State as Draft
from lms.curriculum.rules.module import Module
from lms.web.access import actor, only, public
from lms.web.forms import options
from lms.web.locale import choices, language
from lms.web.sentences import refusal

blueprint = Blueprint("advisories", __name__, template_folder="templates")


def panel(module: Module) -> Markup:
    """What stands at the top of a module for whoever reads it, for the public page of a lower floor."""
    return _panel(queries.on_module(module, today=clock.today()))


def place_panel(*bound_for: str | None) -> Markup:
    """What stands for whoever is in a region and its country, for the public page of a room that knows none of this."""
    return _panel(queries.for_person(bound_for, today=clock.today()))


def _panel(found: list[queries.Standing]) -> Markup:
    said = found and render_template("advisories/panel.html", found=found, places=_place_names(), **_spoken())
    return Markup(said or "")


@blueprint.get("/advisories")
@only(*FOLLOWERS)
def index():
    """All advisories, and how many trainers have read each."""
    found, today = queries.advisories(actor()), clock.today()
    counts, trainers = queries.read_counts(actor(), today=today)
    return render_template(
        "advisories/index.html", found=found, states={each.id: queries.state(each, today) for each in found},
        labels=STATES, topics=TOPICS, State=State, counts=counts, trainers=trainers, places=_place_names(),
        may_write=can_write(actor()), **_spoken(),
    )  # fmt: skip


@blueprint.route("/advisories/new", methods=["GET", "POST"])
@only(*WRITERS)
def write():
    """Write one."""
    form = _advisory_form(starts_on=clock.today(), lesson=request.args.get("lesson", ""))
    return _write(form, _("Write an advisory"))


@blueprint.route("/advisories/news/new", methods=["GET", "POST"])
@only(*WRITERS)
def write_news():
    """Write a piece of news."""
    today = clock.today()
    return _write(_news_form(starts_on=today, checked_on=today), _("Write news"))


@blueprint.get("/companion/news")
@public
def news():
    """The news that stands today, by topic, for whoever is abroad or wants to go."""
    found = queries.news(clock.today())
    return render_template(
        "advisories/news.html", topics={topic: [each for each in found if each.topic is topic] for topic in Topic},
        names=TOPICS, found=found, places=_place_names(), choices=choices(),
    )  # fmt: skip


@blueprint.get("/advisories/<int:advisory_id>")
@only(*FOLLOWERS)
def show(advisory_id: int):
    """One of them: what it says, what became of it, and which trainers have not read it yet."""
    return _page(queries.advisory(advisory_id))


@blueprint.route("/advisories/<int:advisory_id>/change", methods=["GET", "POST"])
@only(*WRITERS)
def change(advisory_id: int):
    """Change one that nobody has approved yet."""
    found = queries.advisory(advisory_id)
    form = _form_of(found, seen=actions.sign(found))
    if form.validate_on_submit():
        try:
            actions.change(
                advisory_id=advisory_id, notice=_notice(form), seen=form.seen.data or "",
                by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(TITLE + _languages()[0], refusal(refused))
        else:
            return _written(found)
    return _form_page(form, _("Change news") if found.topic else _("Change an advisory"))


@blueprint.route("/advisories/<int:advisory_id>/correct", methods=["GET", "POST"])
@only(*WRITERS)
def correct(advisory_id: int):
    """Write what is to take the place of one that stands."""
    found = queries.advisory(advisory_id)
    told = queries.state(found, clock.today()) is not State.COMING
    form = _form_of(found, **({"tells": False} if told else {}))  # nobody is told twice because of a slip of the pen
    if form.validate_on_submit():
        if reason := (form.reason.data or "").strip():
            made = actions.write(
                notice=_notice(form), corrects_id=found.id, reason=reason, by=actor().user_id,
                at=clock.now(),
            )  # fmt: skip
            return _written(made)
        form.refuse("reason", _("Please say why: it stays on record."))
    return _form_page(form, _("Correct news") if found.topic else _("Correct an advisory"), corrects=True)


@blueprint.post("/advisories/<int:advisory_id>/approve")
@only(*APPROVERS)
def approve(advisory_id: int):
    """Let it stand."""
    found = queries.advisory(advisory_id)
    if found.draft_id and not can_sign(actor()):
        raise NotThere
    try:
        actions.approve(advisory_id=advisory_id, seen=request.form.get("seen", ""), by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
    else:
        flash(
            _("Approved. It stands in the companion on its days.") if found.topic
            else _("Approved. It stands on its days, and trainers are asked to confirm that they have read it.")
        )
    return redirect(url_for(".show", advisory_id=advisory_id), 303)


@blueprint.post("/advisories/<int:advisory_id>/withdraw")
@only(*WRITERS)
def withdraw(advisory_id: int):
    """Take it from all pages at once."""
    form = WithdrawForm()
    if not form.validate():
        return _page(queries.advisory(advisory_id), form), 422
    actions.withdraw(advisory_id=advisory_id, reason=form.because.data.strip(), by=actor().user_id, at=clock.now())
    flash(_("It is withdrawn: nobody sees it any more."))
    return redirect(url_for(".show", advisory_id=advisory_id), 303)


@blueprint.post("/advisories/<int:advisory_id>/read")
@only(Role.TRAINER)
def confirm(advisory_id: int):
    """A trainer has read it."""
    actions.confirm(advisory_id=advisory_id, by=actor().user_id, at=clock.now())
    return redirect(url_for("home.start"), 303)


def _page(found: Advisory, form: WithdrawForm | None = None) -> str:
    if not can_see(actor(), found):
        raise NotThere
    state = queries.state(found, clock.today())
    others = queries.corrections_of(found)
    return render_template(
        "advisories/advisory.html", found=found, state=state, label=STATES[state], State=State, places=_place_names(),
        withdrawn=Draft.WITHDRAWN, titles=_titles(), people=queries.names_of_people([found]),
        readers=queries.readers(actor(), found, today=clock.today()), corrections=others, form=form or WithdrawForm(),
        topics=TOPICS, draft=found.draft_id and drafts.draft(found.draft_id),
        sign=actions.sign(found), may_write=can_write(actor()), may_approve=can_approve(actor(), found), **_spoken(),
    )  # fmt: skip


def _write(form: DatedForm, title: str):
    if form.validate_on_submit():
        return _written(actions.write(notice=_notice(form), by=actor().user_id, at=clock.now()))
    return _form_page(form, title)


def _form_page(form: DatedForm, title: str, *, corrects: bool = False):
    page = render_template(
        "advisories/write.html", form=form, title=title, corrects=corrects, is_news=isinstance(form, NewsForm),
        worded=[(form[TITLE + code], form[TEXT + code]) for code in _languages()],
    )  # fmt: skip
    return page, 422 if form.errors else 200


def _written(found: Advisory):
    flash(_("Kept. Nobody else reads it until a second person has approved it."))
    return redirect(url_for(".show", advisory_id=found.id), 303)


def _notice(form: DatedForm) -> Notice:
    return notice_of(form, _languages(), {each.id: each.slug for each in drafts.handed_over("module")})


def _form_of(found: Advisory, **values) -> DatedForm:
    make = _news_form if found.topic else _advisory_form
    return make(**{**values_of(found, {each.id for each in drafts.handed_over("module")}), **values})


def _advisory_form(**values) -> DatedForm:
    form, titles = worded(AdvisoryForm, _languages(), queries.places(language()), **values), _titles()
    new = [
        (f"{DRAFT}{each.id}", _("New text, not published yet: %(title)s", title=drafts.title(each, language())))
        for each in drafts.handed_over("module")
    ]
    form.modules.choices = list(titles.items())
    form.lesson.choices = options([("", _("None")), *new, *titles.items()])
    return form


def _news_form(**values) -> DatedForm:
    form = worded(NewsForm, _languages(), queries.places(language()), **values)
    form.topic.choices = options([(topic.value, name) for topic, name in TOPICS.items()])
    return form


def _spoken() -> dict:
    return {"best": best, "choices": choices()}


def _languages() -> list[str]:
    """The languages that every text must have."""
    return [code for code, about in curriculum.writing_languages().items() if about.get("required")]


def _place_names() -> dict[str, str]:
    return dict(queries.places(language()))


def _titles() -> dict[str, str]:
    return {each.slug: each.title(language()) for each in curriculum.modules()}
