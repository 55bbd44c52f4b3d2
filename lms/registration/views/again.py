"""Taking the course once more before the next journey: for oneself, and at the desk."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum.messages import cost, last_sentence, own_cost
from lms.curriculum.rules.terms import Fee, Kind
from lms.registration import actions, queries
from lms.registration.forms.desk import AgainForm
from lms.registration.models import Registration
from lms.registration.queries.asked import last_taken
from lms.registration.views import blueprint
from lms.registration.views.record import served
from lms.web.access import actor, only


@blueprint.route("/me/again", methods=["GET", "POST"])
@only(Role.TRAINEE)
def again():
    """The next journey, and the course before it."""
    none = _("The journey is noted. No course fits it yet: please ask at your centre.")
    found = queries.own(actor().user_id)
    return _again(found, lambda: url_for("home.start"), "registration/again.html", none, own_cost)


@blueprint.route("/desk/registrations/<key>/again", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def again_at_desk(key: str):
    """The same for somebody at the desk."""
    none = _("The journey is noted. No course fits it yet: please ask those who write the programmes.")
    return _again(served(key), lambda: url_for(".record", key=key), "registration/again_at_desk.html", none, cost)


def _again(
    found: Registration, onward: Callable[[], str], template: str, none: str, said: Callable[[Fee | None], str]
):
    form = AgainForm()
    if not form.validate_on_submit():
        last = queries.course_of(found.id, Kind.PDO)
        costs = said(queries.fee_of(last) if last else None)
        page = render_template(
            template, form=form, registration=found, cost=costs, last=last_sentence(last_taken(found))
        )
        return page, 422 if request.method == "POST" else 200
    made = actions.leave_again(
        registration_id=found.id, departs_on=form.departs_on.data, by=actor().user_id, at=clock.now()
    )
    flash(_("The new course is ready. Please choose a class.") if made else none)
    return redirect(onward(), 303)
