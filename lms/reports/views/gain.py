"""What people knew before lessons and after (E160)."""

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import languages
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.reports import messages, queries
from lms.reports.forms import GainForm
from lms.reports.permissions import READERS
from lms.reports.rules import By
from lms.reports.rules.gain import After, Chosen, Group, Of
from lms.reports.views.blueprint import blueprint
from lms.reports.views.strip import strip
from lms.reports.workbook import TYPE
from lms.reports.workbook_gain import gain_workbook
from lms.web.access import actor, only
from lms.web.locale import language


@blueprint.get("/reports/gain")
@only(*READERS)
def gain():
    """Each question, objective, key message or module: how many were right before, after, and at the end."""
    form, chosen = _chosen()
    query = {name: value for name, value in request.args.items() if value and name in form}
    return render_template(
        "reports/gain.html",
        form=form,
        rows=queries.gain(actor(), Of(form.of.data), chosen, language()),
        pages=strip(),
        download=url_for(".gain_xlsx", **query),
        words=messages,
        After=After,
    )


@blueprint.get("/reports/gain.xlsx")
@only(*READERS)
def gain_xlsx():
    """The same of the same choice as a spreadsheet; and each question by programme, sex, language and centre."""
    form, chosen = _chosen()
    said = [(str(field.label.text), field.choices[field.data]) for field in form if field.name != "of"]
    names = _names()
    groups = {
        group: [
            (names[group].get(code, code) or str(messages.NOT_KNOWN), row)
            for code, row in queries.gain_by(actor(), Of.QUESTION, group, language())
        ]
        for group in Group
    }
    return Response(
        gain_workbook({of: queries.gain(actor(), of, chosen, language()) for of in Of}, groups, said),
        mimetype=TYPE,
        headers={"Content-Disposition": 'attachment; filename="gain.xlsx"'},
    )


def _chosen() -> tuple[GainForm, Chosen]:
    form = GainForm(request.args)
    for group, names in _names().items():
        form[group.value].choices = {"": _("All"), **names}
    if not form.validate():
        raise NotThere
    return form, Chosen(**{group.value: form[group.value].data or "" for group in Group})


def _names() -> dict[Group, dict[str, str]]:
    return {
        Group.PROGRAMME: {each.slug: each.title(language()) for each in curriculum.own_programmes()},
        Group.SEX: queries.names(actor(), By.SEX, language()),
        Group.LANGUAGE: dict(languages.NAMES),
        Group.CENTRE: queries.names(actor(), By.CENTRE, language()),
    }
