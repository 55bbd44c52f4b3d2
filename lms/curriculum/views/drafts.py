"""Drafts: written beside a preview, commented, signed off, published."""

from flask import current_app, render_template

from lms.curriculum.messages import PIECES, STATES
from lms.curriculum.permissions import DRAFT_READERS
from lms.curriculum.queries import drafts as found_drafts
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.locale import language


@blueprint.get("/author/drafts")
@only(*DRAFT_READERS)
def drafts():
    """What is in work and where it is on its way; below, what has ended."""
    in_work, ended = found_drafts.drafts_in_work(actor()), found_drafts.drafts_ended(actor())
    return render_template(
        "curriculum/drafts.html", in_work=in_work, ended=ended, states=STATES, pieces=PIECES,
        titles={each.id: found_drafts.title(each, language()) for each in (*in_work, *ended)},
        names=current_app.extensions["account_names"](each.begun_by_id for each in (*in_work, *ended)),
    )  # fmt: skip
