"""Drafts on their way: the list, one draft with its trail, and every step from the first word to the new edition."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.core.freshness import sign_of
from lms.core.languages import best
from lms.curriculum import queries
from lms.curriculum.actions import drafts as verbs
from lms.curriculum.actions import signing
from lms.curriculum.files.faults import Broken, Fault
from lms.curriculum.forms import AnswerForm, BeginForm, CommentForm, ReasonForm, WhyForm
from lms.curriculum.messages import DEEDS, PIECES, STATES
from lms.curriculum.models import Draft
from lms.curriculum.permissions import (
    APPROVERS, AUTHORS, DRAFT_READERS, PUBLISHERS, can_publish, can_read_draft, can_sign, can_write,
)  # fmt: skip
from lms.curriculum.queries import checking, comments
from lms.curriculum.queries import drafts as found_drafts
from lms.curriculum.rules.drafts import OPEN, WRITABLE, files_for
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.locale import choices, language
from lms.web.sentences import refusal

AUTHORS_STEPS = {"recall": signing.recall, "withdraw": signing.withdraw, "renew": verbs.renew}


def readable(draft_id: int) -> Draft:
    """A draft that the person may read. Raises NotThere."""
    found = found_drafts.draft(draft_id)
    if not can_read_draft(actor(), found):
        raise NotThere
    return found


def names_of(*user_ids: int | None) -> dict[int, str]:
    """Names of those who did something."""
    return current_app.extensions["account_names"](user_ids)


@blueprint.get("/author/drafts")
@only(*DRAFT_READERS)
def drafts():
    """What is in work and where it is on its way; below, what has ended."""
    in_work, ended = found_drafts.drafts_in_work(actor()), found_drafts.drafts_ended(actor())
    return render_template(
        "curriculum/drafts.html", in_work=in_work, ended=ended, states=STATES, pieces=PIECES,
        titles={each.id: found_drafts.title(each, language()) for each in (*in_work, *ended)},
        waiting=comments.count_waiting(each.id for each in in_work),
        names=names_of(*(each.begun_by_id for each in (*in_work, *ended))),
        catalogue=found_drafts.catalogue(language()) if can_write(actor()) else [], form=_begin_form(),
    )  # fmt: skip


@blueprint.post("/author/drafts")
@only(*AUTHORS)
def begin_draft():
    """Open the draft of a piece: the one that is there, or a new one."""
    kind, _sign, slug = request.form.get("piece", "").partition("/")
    if kind not in PIECES:
        raise NotThere
    made = verbs.begin(kind=kind, slug=slug, by=actor().user_id, at=clock.now())
    agreed = request.form.get("then") == "agreement" and kind == queries.MODULE and made.state in WRITABLE
    return redirect(url_for(".agreement" if agreed else ".draft", draft_id=made.id), 303)


@blueprint.post("/author/drafts/new")
@only(*AUTHORS)
def begin_piece():
    """Begin a module that there is not yet."""
    form = BeginForm()
    if form.validate_on_submit():
        try:
            made = verbs.begin_module(
                stage=form.stage.data, country=form.country.data, name=form.name.data.strip(), by=actor().user_id,
                at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            flash(refusal(refused))
        else:
            return redirect(url_for(".draft", draft_id=made.id), 303)
    else:
        flash(_("Please say what the new module is called."))
    return redirect(url_for(".drafts"), 303)


@blueprint.get("/author/drafts/<int:draft_id>")
@only(*DRAFT_READERS)
def draft(draft_id: int):
    """One draft: its files, what is wrong with them, what was said to it, who did what, and what can be done now."""
    return _page(readable(draft_id))


@blueprint.post("/author/drafts/<int:draft_id>/why")
@only(*AUTHORS)
def explain_draft(draft_id: int):
    """Write down what it changes and why, and from which day it is to be taught."""
    found, form = readable(draft_id), WhyForm.of(_codes())
    if not form.validate_on_submit():
        return _page(found, why=form), 422
    said = {code: form[f"why_{code}"].data or "" for code in _codes()}
    try:
        verbs.say_why(
            draft_id=draft_id, words=said, effective_on=form.effective_on.data, seen=form.seen.data,
            by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        flash(refusal(refused))
        form.seen.data = sign_of(*found.why)
        return _page(found, why=form, theirs=True), 409
    return redirect(url_for(".draft", draft_id=draft_id), 303)


@blueprint.post("/author/drafts/<int:draft_id>/submit")
@only(*AUTHORS)
def submit_draft(draft_id: int):
    """Hand it to the reviewers and the approver."""
    return _step(draft_id, lambda **said: signing.submit(media=current_app.config["MEDIA"], **said))


@blueprint.post("/author/drafts/<int:draft_id>/<any(recall,withdraw,renew):step>")
@only(*AUTHORS)
def step_draft(draft_id: int, step: str):
    """Take it back, give it up, or go on from the newest edition."""
    return _step(draft_id, AUTHORS_STEPS[step])


@blueprint.post("/author/drafts/<int:draft_id>/approve")
@only(*APPROVERS)
def approve_draft(draft_id: int):
    """Sign it off as it was read."""
    stamp, media = request.form.get("stamp", 0, int), current_app.config["MEDIA"]
    return _step(draft_id, lambda **said: signing.approve(stamp=stamp, media=media, **said))


@blueprint.post("/author/drafts/<int:draft_id>/send-back")
@only(*APPROVERS)
def send_back_draft(draft_id: int):
    """Give it back to the authors, with the reason."""
    reason = ReasonForm().reason.data or ""
    return _step(draft_id, lambda **said: signing.send_back(reason=reason, **said))


@blueprint.post("/author/drafts/<int:draft_id>/publish")
@only(*PUBLISHERS)
def publish_draft(draft_id: int):
    """Make the new edition; when anything does not fit it, nothing is changed and the faults are shown."""
    found = readable(draft_id)
    try:
        made = signing.publish_draft(
            draft_id=draft_id, media=current_app.config["MEDIA"], by=actor().user_id, at=clock.now()
        )
    except Broken as broken:
        return _page(found, faults=broken.faults), 422
    except Refused as refused:
        flash(refusal(refused))
    else:
        flash(_("Published: %(count)s new versions. Running classes keep theirs.", count=len(made)))
    return redirect(url_for(".draft", draft_id=draft_id), 303)


def _begin_form() -> BeginForm:
    said = language()
    return BeginForm.offering(
        [(each["id"], queries.place_name(each["names"], said)) for each in queries.stages()],
        [(code, queries.place_name(names, said)) for code, names in sorted(queries.country_names().items())],
    )


def _step(draft_id: int, verb):
    readable(draft_id)
    try:
        verb(draft_id=draft_id, by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
    return redirect(url_for(".draft", draft_id=draft_id), 303)


def _codes() -> list[str]:
    return [code for code, about in queries.writing_languages().items() if about.get("required")]


def _why(found: Draft) -> WhyForm:
    said = {f"why_{code}": (found.change_note or {}).get(code, "") for code in _codes()}
    data = {**said, "effective_on": found.effective_on, "seen": sign_of(*found.why)}
    return WhyForm.of(_codes(), formdata=None, data=data)


def _page(found: Draft, faults: list[Fault] | None = None, why: WhyForm | None = None, theirs: bool = False) -> str:
    written = found_drafts.written(found.id)
    texts = dict(sorted(found_drafts.draft_files(found).items(), key=lambda each: each[0] not in written))
    deeds, said = comments.deeds_of(found.id), comments.comments_of(found.id)
    writes = can_write(actor()) and found.state in WRITABLE
    if faults is None and found.state in OPEN:
        faults = checking.faults_of_draft(found, current_app.config["MEDIA"])
    people = {each.done_by_id for each in deeds} | {each.written_by_id for each in written.values()}
    people |= {person for each in said for person in (each.made_by_id, each.settled_by_id)}
    return render_template(
        "curriculum/draft.html", to_sign=checking.module_to_sign(found, current_app.config["MEDIA"]), draft=found,
        title=found_drafts.title(found, language()), states=STATES,
        pieces=PIECES,
        deed_names=DEEDS, texts=texts, written=written, base=found_drafts.base_files(found), deeds=deeds, comments=said,
        why=why or _why(found), theirs=theirs, codes=_codes(), choices=choices(), best=best,
        faults=faults or [], file_of=checking.file_names(found), is_open=found.state in OPEN,
        comment=CommentForm.at(""),
        answers={each.id: AnswerForm(formdata=None, prefix=f"c{each.id}") for each in said},
        overtaken=found_drafts.overtaken(found) if found.state in OPEN else [],
        missing=[each for each in files_for(found.kind, found.slug, queries.writing_languages()) if each not in texts],
        writes=writes, may_sign=can_sign(actor()), may_publish=can_publish(actor()), may_write=can_write(actor()),
        stamp=found_drafts.stamp(found.id), reason=ReasonForm(formdata=None), names=names_of(*people),
        wrote=actor().user_id in found_drafts.worked_on(found) and current_app.config["FOUR_EYES"],
    )  # fmt: skip
