"""What is asked later: at the desk, and on one's own page."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.registration import actions, queries
from lms.registration.forms.more import MoreForm, PaperForm
from lms.registration.messages import PAPERS
from lms.registration.messages.why import WHY
from lms.registration.models import Registration
from lms.registration.rules.record import Reason
from lms.registration.views import blueprint
from lms.registration.views.record import looked, looked_again, served
from lms.web.access import actor, only
from lms.web.sentences import refusal

CURED_BY = {
    Reason.RETURNED_BEFORE: "returned_on",
    Reason.CONTRACT_LONG: "contract_months",
    Reason.PAPER_ENDS_FIRST: "valid_until",
}


@blueprint.route("/desk/registrations/<key>/more", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def more(key: str):
    """Ask somebody at the desk for the rest."""
    found = looked(key, Deed.LOOKED, of="more") if request.method == "GET" else served(key)
    return _more(found, "registration/more.html", url_for(".record", key=key))


@blueprint.route("/desk/registrations/<key>/papers", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def papers(key: str):
    """Diplomas and certificates of others, recorded by the desk."""
    found = looked(key, Deed.LOOKED, of="papers") if request.method == "GET" else served(key)
    return _papers(found, "registration/papers.html", url_for(".papers", key=key))


@blueprint.post("/desk/registrations/<key>/papers/<int:paper_id>/remove")
@only(Role.OFFICER, Role.ADMIN)
def remove_paper(key: str, paper_id: int):
    """Take one off the record."""
    return _removed(served(key), paper_id, url_for(".papers", key=key))


@blueprint.route("/me/more", methods=["GET", "POST"])
@only(Role.TRAINEE)
def own_more():
    """Tell the rest about oneself."""
    return _more(queries.own(actor().user_id), "registration/own_more.html", url_for(".own"))


@blueprint.route("/me/papers", methods=["GET", "POST"])
@only(Role.TRAINEE)
def own_papers():
    """One's own diplomas and certificates of others."""
    return _papers(queries.own(actor().user_id), "registration/own_papers.html", url_for(".own_papers"))


@blueprint.post("/me/papers/<int:paper_id>/remove")
@only(Role.TRAINEE)
def remove_own_paper(paper_id: int):
    """Take one off one's own record."""
    return _removed(queries.own(actor().user_id), paper_id, url_for(".own_papers"))


def _more(found: Registration, page: str, back: str):
    known = queries.more_of(found, queries.journey(found.id))
    form = MoreForm(obj=known, seen=sign_of(known))
    if form.validate_on_submit():
        try:
            actions.tell_more(
                registration_id=found.id, more=form.more(), seen=form.seen.data, by=actor().user_id, at=clock.now()
            )
        except Refused as refused:
            form.refuse(CURED_BY.get(refused.reason, "safety_training"), refusal(refused))
        else:
            flash(_("It is written down."))
            return redirect(back)
    if form.errors:
        looked_again(found, of="more")
    return render_template(page, form=form, registration=found), 422 if form.errors else 200


def _papers(found: Registration, page: str, back: str):
    form = PaperForm()
    if form.validate_on_submit():
        try:
            actions.record_paper(
                registration_id=found.id, paper=form.paper(), by=actor().user_id, at=clock.now()
            )
        except Refused as refused:
            form.refuse(CURED_BY.get(refused.reason, "title"), refusal(refused))
        else:
            flash(_("The paper is recorded."))
            return redirect(back)
    if form.errors:
        looked_again(found, of="papers")
    held = queries.papers(found.id)
    text = render_template(page, form=form, registration=found, papers=held, kinds=PAPERS, why=WHY["papers"])
    return text, 422 if form.errors else 200


def _removed(found: Registration, paper_id: int, back: str):
    actions.remove_paper(registration_id=found.id, paper_id=paper_id, by=actor().user_id, at=clock.now())
    return redirect(back, 303)
