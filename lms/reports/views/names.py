"""Lists with names: one asks and says why, another allows it, the first fetches the file within a day."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.accounts import actions
from lms.accounts.permissions import NAME_READERS
from lms.accounts.queries import exports
from lms.accounts.rules.exports import ExportState, NameList
from lms.core import clock
from lms.registration.messages import TEACHING_NAMES
from lms.reports import messages, queries
from lms.reports.forms import AskForm
from lms.reports.rules import By
from lms.reports.views.blueprint import blueprint
from lms.reports.views.strip import strip
from lms.reports.workbook import TYPE, calls_workbook, names_workbook
from lms.web.access import actor, only
from lms.web.locale import language


@blueprint.route("/reports/names", methods=["GET", "POST"])
@only(*NAME_READERS)
def names():
    """What I asked for, what others ask of me, and the form to ask."""
    at = clock.now()
    form = AskForm()
    months = queries.months(actor(), today=clock.today())
    form.first.choices = form.last.choices = {f"{each:%Y-%m}": messages.written_month(each) for each in months}
    if form.validate_on_submit():
        first, last = sorted((form.month("first"), form.month("last")))  # whichever was chosen as which
        actions.ask_for_export(
            actor=actor(), kind=NameList(form.kind.data), first=first, last=last, reason=form.reason.data, at=at
        )
        flash(_("A colleague with the same right must allow it now. It stands on their start page."))
        return redirect(url_for(".names"))
    return render_template(
        "reports/names.html", form=form, pages=strip(), own=exports.own_exports(actor().user_id),
        to_decide=exports.exports_to_decide(actor(), at), state_at=lambda each: exports.state_at(each, at),
        words=messages, ExportState=ExportState, centre_names=queries.names(actor(), By.CENTRE, language()),
    ), 422 if form.errors else 200  # fmt: skip


@blueprint.post("/reports/names/<int:export_id>/decide")
@only(*NAME_READERS)
def decide(export_id: int):
    """Allow or refuse what somebody else asks for."""
    grant = request.form.get("answer") == "yes"
    actions.decide_export(actor=actor(), export_id=export_id, grant=grant, at=clock.now())
    flash(_("Allowed: the file can be fetched for 24 hours.") if grant else _("Refused."))
    return redirect(url_for(".names"))


@blueprint.post("/reports/names/<int:export_id>/file")
@only(*NAME_READERS)
def fetch(export_id: int):
    """The file itself. Taking it stands in the record of everybody who is in it."""
    asked = exports.export(export_id)
    wanted = asked.centres, asked.first_month, asked.last_month, language()
    calls = asked.kind == NameList.FOLLOW_UP
    rows = queries.to_ask(*wanted, today=clock.today()) if calls else queries.named(*wanted)
    actions.fetch_export(
        actor=actor(), export_id=export_id, people=[each.registration_id for each in rows], at=clock.now()
    )
    countries = queries.names(actor(), By.DESTINATION, language())
    name = f"{'calls' if calls else 'names'}-{asked.first_month:%Y-%m}-{asked.last_month:%Y-%m}.xlsx"
    return Response(
        calls_workbook(rows, countries, TEACHING_NAMES) if calls else names_workbook(rows, countries),
        mimetype=TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
