"""Figures for monitoring and evaluation, told apart by centre, month, sex and destination."""

from flask import Response, current_app, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from lms.core import clock
from lms.core.errors import NotThere
from lms.referrals import queries as referrals
from lms.referrals.messages import KINDS, OUTCOMES
from lms.referrals.rules import told
from lms.registration import queries as registration
from lms.registration.messages import TOPICS
from lms.reports import messages, queries
from lms.reports.forms import FiltersForm
from lms.reports.permissions import READERS
from lms.reports.rules import USUAL_PERIOD, By, Figure, Filters, Table, filters
from lms.reports.sections import sections, way
from lms.reports.views.blueprint import blueprint
from lms.reports.views.strip import strip
from lms.reports.workbook import TYPE, workbook
from lms.web.access import actor, only
from lms.web.locale import language

CHOICES = {"centre": By.CENTRE, "sex": By.SEX, "destination": By.DESTINATION}


@blueprint.get("/reports")
@only(*READERS)
def overview():
    """The main figure as a sentence, and the way from registering to the certificate."""
    form, chosen = _filters()
    table = queries.table(actor(), By.CENTRE, chosen, language())
    return _page("reports/overview.html", form, chosen, table, way=way(table), figures=tuple(Figure))


@blueprint.get("/reports/<by>")
@only(*READERS)
def figures(by: str):
    """The figures told apart by centre, month, sex or destination."""
    if by not in set(By):
        raise NotThere
    form, chosen = _filters()
    table = queries.table(actor(), By(by), chosen, language())
    return _page("reports/figures.html", form, chosen, table, sections=sections(table))


@blueprint.get("/reports.xlsx")
@only(*READERS)
def xlsx():
    """All tables of the same choice as a spreadsheet."""
    form, chosen = _filters()
    tables = [queries.table(actor(), by, chosen, language()) for by in By]
    said = [(str(form[name].label.text), form[name].choices[form[name].data]) for name in CHOICES]
    name = f"pdo-{chosen.first:%Y-%m}-{chosen.last:%Y-%m}.xlsx"
    return Response(
        workbook(tables, chosen, said, _consulted(chosen), _referred(chosen)),
        mimetype=TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _consulted(chosen: Filters) -> list[tuple]:
    centres = dict(current_app.extensions["scopes"](language()))
    return [
        (month, centres.get(centre, centre or ""), str(TOPICS[topic]), count)
        for month, centre, topic, count in registration.consultations(actor(), since=chosen.first)
        if month <= chosen.last and chosen.centre in (None, "", centre)
    ]


def _referred(chosen: Filters) -> list[tuple]:
    centres = dict(current_app.extensions["scopes"](language()))
    found = referrals.counts(actor(), since=chosen.first, until=chosen.after)
    return [
        (month, centres.get(centre, centre or ""), str(KINDS[kind]), str(OUTCOMES[outcome]), told(count))
        for (month, centre, kind, outcome), count in sorted(found.items(), key=str)
        if chosen.centre in (None, "", centre)
    ]


def _filters() -> tuple[FiltersForm, Filters]:
    months = queries.months(actor(), today=clock.today())
    usual = {"first": months[: USUAL_PERIOD][-1].strftime("%Y-%m"), "last": months[0].strftime("%Y-%m")}
    form = FiltersForm(MultiDict({**usual, **{name: value for name, value in request.args.items() if value}}))
    form.first.choices = form.last.choices = {
        month.strftime("%Y-%m"): messages.written_month(month) for month in months
    }
    for name, by in CHOICES.items():
        form[name].choices = {"": _("All"), **queries.names(actor(), by, language())}
    if not form.validate():
        raise NotThere
    chosen = filters(
        first=form.month("first"),
        last=form.month("last"),
        centre=form.centre.data,
        sex=form.sex.data,
        destination=form.destination.data,
    )
    return form, chosen


def _page(template: str, form: FiltersForm, chosen: Filters, table: Table, **more) -> str:
    query = {name: value for name, value in request.args.items() if value and name in form}
    return render_template(
        template,
        form=form,
        table=table,
        headline=messages.headline(table.total.counts, chosen),
        words=messages,
        pages=strip(**query),
        download=url_for(".xlsx", **query),
        **more,
    )
