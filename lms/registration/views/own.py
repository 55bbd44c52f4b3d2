"""A trainee's own record."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.core.freshness import sign_of
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import own_cost
from lms.registration import actions, cards, queries
from lms.registration.forms.desk import ContactForm
from lms.registration.queries.courses import early_meeting
from lms.registration.views import blueprint
from lms.registration.views.record import described, pdf
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.get("/register/done")
@only(Role.TRAINEE)
def welcome():
    """The course that was chosen, and why."""
    found = queries.own(actor().user_id)
    enrolment = queries.current_enrolment(found.id)
    programme = curriculum.programme(enrolment.edition_id) if enrolment else None
    bound_for = (enrolment.journey.country, enrolment.journey.country_region) if enrolment else ()
    return render_template(
        "registration/welcome.html", pack=programme and curriculum.pack_for(programme, enrolment.variant, *bound_for),
        registration=found, enrolment=enrolment, programme=programme,
        words=programme.said(language()) if programme else None,
        early=early_meeting(found.id, today=clock.today()),
        cost=own_cost(queries.fee_of(enrolment)) if enrolment else None,
    )  # fmt: skip


@blueprint.route("/me", methods=["GET", "POST"])
@only(Role.TRAINEE)
def own():
    """One's own data as recorded; phone, language of the course and departure can be changed."""
    found = queries.own(actor().user_id)
    facts = queries.contact_facts(found.id)
    form = ContactForm(data=dict(zip(("phone", "language", "departs_on"), facts, strict=True)), seen=sign_of(*facts))
    if form.validate_on_submit():
        try:
            actions.change_contact(
                registration_id=found.id, phone=form.phone.standard, language=form.language.data,
                departs_on=form.departs_on.data, seen=form.seen.data, by=actor().user_id, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse("departs_on", refusal(refused))
        else:
            flash(_("Your changes are saved."))
            return redirect(url_for(".own"))
    page = render_template("registration/own.html", form=form, **described(found))
    return page, 422 if request.method == "POST" else 200


@blueprint.get("/me/card.pdf")
@only(Role.TRAINEE)
def own_card():
    """One's own card."""
    return pdf(cards.render([queries.own(actor().user_id)], paper="a4"), "card.pdf")
