"""Records that are probably of one person: look at both sides, make them one, make them two again."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.registration import actions, queries
from lms.registration.messages import EVIDENCE, FIELDS
from lms.registration.models import Lookalike
from lms.registration.rules.likeness import AGAINST, Evidence
from lms.registration.rules.merging import Field, columns_of
from lms.registration.views import blueprint
from lms.registration.views.record import described
from lms.web.access import actor, only
from lms.web.sentences import refusal


@blueprint.get("/desk/duplicates")
@only(Role.OFFICER, Role.ADMIN)
def duplicates():
    """Pairs of records that are probably of one person, with the evidence."""
    return render_template("registration/duplicates.html", pairs=queries.lookalikes(actor()), said=evidence_of)


@blueprint.get("/desk/duplicates/<int:lookalike_id>")
@only(Role.OFFICER, Role.ADMIN)
def duplicate(lookalike_id: int):
    """Both sides of a pair."""
    pair = queries.lookalike(actor(), lookalike_id)
    both = pair.first_id, pair.second_id
    trail.note_each_while_reading(what=Deed.LOOKED, people=both, by=actor().user_id, at=clock.now(), of="duplicate")
    sides = [{**described(each), "also": queries.also_written(each.id)} for each in (pair.first, pair.second)]
    return render_template(
        "registration/duplicate.html", pair=pair, sides=sides, said=evidence_of(pair), fields=FIELDS,
        differing=[each for each in Field if _differs(pair, each)],
    )  # fmt: skip


@blueprint.post("/desk/duplicates/<int:lookalike_id>/merge")
@only(Role.OFFICER, Role.ADMIN)
def merge(lookalike_id: int):
    """They are one person: the record that is kept takes everything of the other."""
    pair = queries.lookalike(actor(), lookalike_id)
    kept, gone = pair.first, pair.second
    if request.form.get("keep") == gone.key:
        kept, gone = gone, kept
    take = [each for each in Field if request.form.get(each.value) == gone.key]
    try:
        actions.merge(kept_id=kept.id, gone_id=gone.id, take=take, by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
        return redirect(url_for(".duplicate", lookalike_id=lookalike_id), 303)
    flash(_("The two records are one now. If it was a mistake, it can be undone on this page."))
    return redirect(url_for(".record", key=kept.key), 303)


@blueprint.post("/desk/duplicates/<int:lookalike_id>/apart")
@only(Role.OFFICER, Role.ADMIN)
def keep_apart(lookalike_id: int):
    """They are two people."""
    pair = queries.lookalike(actor(), lookalike_id)
    actions.keep_apart(lookalike_id=pair.id, by=actor().user_id, at=clock.now())
    return redirect(url_for(".duplicates"), 303)


@blueprint.post("/desk/merges/<int:merge_id>/undo")
@only(Role.OFFICER, Role.ADMIN)
def undo_merge(merge_id: int):
    """It was a mistake: make them two again."""
    found = queries.merge(actor(), merge_id)
    try:
        actions.undo_merge(merge_id=found.id, by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
    else:
        flash(_("They are two records again, as before."))
    return redirect(url_for(".record", key=found.kept.key), 303)


def evidence_of(pair: Lookalike) -> list[tuple[str, bool]]:
    """The evidence in words, each with whether it speaks for one person."""
    codes = [Evidence(code) for code in pair.evidence.split()]
    return [(EVIDENCE[code], code not in AGAINST) for code in codes]


def _differs(pair: Lookalike, what: Field) -> bool:
    return any(getattr(pair.first, name) != getattr(pair.second, name) for name in columns_of([what]))
