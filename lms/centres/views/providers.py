"""Providers and their licences."""

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from lms.centres import actions, queries
from lms.centres.forms import NewProviderForm, ProviderForm, named
from lms.centres.permissions import can_change_centres
from lms.centres.rules import Audience, ProviderKind, Reason
from lms.centres.views.blueprint import blueprint, form_page, words
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.curriculum.queries import place_name
from lms.web.access import actor, only
from lms.web.forms import options
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.get("/desk/providers")
@only(Role.OFFICER, Role.ADMIN, Role.MNE)
def providers():
    """Who may train whom, where, and until when."""
    return render_template(
        "centres/providers.html", providers=queries.providers_for(actor()), can_change=can_change_centres(actor()),
        **words(),
    )


@blueprint.route("/desk/providers/new", methods=["GET", "POST"])
@only(Role.ADMIN)
def new_provider():
    """Record who may train."""
    form = _with_regions(named(NewProviderForm, current_app.config["LANGUAGES"])())
    if form.validate_on_submit():
        try:
            actions.add_provider(code=form.code.data, by=actor().user_id, at=clock.now(), **_facts(form))
        except Refused as refused:
            form.refuse("code" if refused.reason is Reason.CODE_TAKEN else "licensed_until", refusal(refused))
        else:
            flash(_("The provider is recorded. Now open its centres."))
            return redirect(url_for(".providers"))
    return form_page(form, _("New provider"), url_for(".providers"))


@blueprint.route("/desk/providers/<int:provider_id>", methods=["GET", "POST"])
@only(Role.ADMIN)
def edit_provider(provider_id: int):
    """Correct a provider, or renew its licence."""
    found = queries.provider(provider_id)
    known = {f"name_{each}": text for each, text in found.names.items()}
    form = named(ProviderForm, current_app.config["LANGUAGES"])(obj=found, **known, seen=sign_of(*found.facts))
    if _with_regions(form).validate_on_submit():
        who = {"seen": form.seen.data, "by": actor().user_id, "at": clock.now()}
        try:
            actions.change_provider(provider_id=provider_id, **who, **_facts(form))
        except Refused as refused:
            form.refuse("licensed_until", refusal(refused))
        else:
            flash(_("The provider is corrected."))
            return redirect(url_for(".providers"))
    return form_page(form, place_name(found.names, language()), url_for(".providers"))


def _with_regions(form: ProviderForm) -> ProviderForm:
    form.regions.choices = options((code, name) for code, name, _districts in queries.regions(language()))
    return form


def _facts(form: ProviderForm) -> dict:
    return {
        "names": form.worded("name"),
        "kind": ProviderKind(form.kind.data),
        "licence_number": (form.licence_number.data or "").strip() or None,
        "licensed_from": form.licensed_from.data,
        "licensed_until": form.licensed_until.data,
        "audiences": [Audience(each) for each in form.audiences.data],
        "regions": form.regions.data,
    }
