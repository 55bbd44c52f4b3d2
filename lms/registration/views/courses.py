"""One's courses: which were begun, which come next, and that one is home again (E125, E146)."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.registration import actions, queries
from lms.registration.models import Enrolment
from lms.registration.views import blueprint
from lms.registration.views.record import served
from lms.web.access import actor, only
from lms.web.sentences import refusal


@blueprint.get("/me/courses")
@only(Role.TRAINEE)
def courses():
    """What one has begun, to go back to, and what one may begin now."""
    found, today = queries.own(actor().user_id), clock.today()
    begun, journey = queries.courses(found.id), queries.journey(found.id)
    following = queries.next_courses(journey, begun, today=today)
    return render_template(
        "registration/courses.html",
        begun=with_certificates(begun),
        following=following,
        next_course=queries.next_course(journey, begun, following),
        away=journey.departs_on <= today and journey.returned_on is None,
        journey=journey,
    )


@blueprint.post("/me/courses")
@only(Role.TRAINEE)
def begin_course():
    """Begin a course whose time has come."""
    _begin(queries.own(actor().user_id).id)
    return redirect(url_for("home.start"), 303)


@blueprint.post("/me/courses/<int:enrolment_id>")
@only(Role.TRAINEE)
def turn_to_course(enrolment_id: int):
    """Go back to a course, or on with it."""
    mine = queries.own(actor().user_id).id
    actions.turn_to(registration_id=mine, enrolment_id=enrolment_id, at=clock.now())
    return redirect(url_for("home.start"), 303)


@blueprint.post("/me/home-again")
@only(Role.TRAINEE)
def home_again():
    """One is home again: what comes after the return opens."""
    try:
        actions.come_home(registration_id=queries.own(actor().user_id).id, by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))
    else:
        flash(_("Welcome home! It is noted."))
    return redirect(url_for(".courses"), 303)


@blueprint.post("/desk/registrations/<key>/courses")
@only(Role.OFFICER, Role.ADMIN)
def begin_course_for(key: str):
    """Begin a course for somebody who asks for it at the desk."""
    made = _begin(served(key).id)
    return redirect(url_for(".record", key=key, course=made.id), 303)


def with_certificates(begun: list[Enrolment]) -> list[tuple]:
    """Courses, each with its programme and the certificate that stands."""
    issued = current_app.extensions["certificates_of"]([each.id for each in begun])
    return [(each, curriculum.programme(each.edition_id), issued.get(each.id)) for each in begun]


def _begin(registration_id: int) -> Enrolment:
    slug = request.form.get("course", "")
    return actions.begin_course(registration_id=registration_id, slug=slug, by=actor().user_id, at=clock.now())
