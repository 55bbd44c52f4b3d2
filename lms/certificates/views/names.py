"""The names as a certificate will show them: the person says that they are right, or the desk does on her behalf."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.certificates import actions, queries
from lms.certificates.forms import NamesAtDeskForm, NamesForm, NamesOfClassForm
from lms.certificates.messages import CONFIRMED
from lms.certificates.rules import Way
from lms.certificates.views.room import blueprint
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.classes.permissions import can_run_class
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.registration import queries as registration
from lms.registration.models import Registration
from lms.registration.permissions import can_serve_registration
from lms.registration.rules import shown_number
from lms.web.access import actor, only
from lms.web.sentences import refusal

RIGHT = "right"


@blueprint.get("/me/names")
@only(Role.TRAINEE)
def own_names():
    """Both names, letter by letter, and whether they are right."""
    return _own_page(registration.own(actor().user_id))


@blueprint.post("/me/names")
@only(Role.TRAINEE)
def say_own_names():
    """They are right, or one of them is wrong."""
    person, form = registration.own(actor().user_id), NamesForm()
    try:
        actions.say_names(
            registration_id=person.id, right=request.form.get("said") == RIGHT, way=Way.SELF, seen=form.seen,
            by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        flash(refusal(refused))
        return redirect(url_for(".own_names"), 303)
    if request.form.get("said") == RIGHT:
        flash(_("Thank you. Your certificate will show these names."))
        return redirect(url_for(".mine"), 303)
    return redirect(url_for(".own_names"), 303)


@blueprint.get("/desk/registrations/<key>/names")
@only(Role.OFFICER, Role.ADMIN)
def names_at_desk(key: str):
    """The names of one person, to go through together."""
    return _desk_page(_served(key), NamesAtDeskForm())


@blueprint.post("/desk/registrations/<key>/names")
@only(Role.OFFICER, Role.ADMIN)
def say_names_at_desk(key: str):
    """The person has said at the desk that they are right."""
    person, form = _served(key), NamesAtDeskForm()
    if not form.validate_on_submit():
        return _desk_page(person, form), 422
    try:
        actions.say_names(
            registration_id=person.id, right=True, way=Way(form.way.data), note=form.note.data, seen=form.seen,
            by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        flash(refusal(refused))
        return redirect(url_for(".names_at_desk", key=key), 303)
    flash(_("Written down: the names are right."))
    return redirect(url_for("registration.record", key=key), 303)


@blueprint.get("/desk/classes/<int:class_id>/names")
@only(Role.OFFICER, Role.ADMIN)
def names_of_class(class_id: int):
    """The names of a whole class: to print, to sign, to write down at once."""
    return _class_page(_run(class_id), NamesOfClassForm())


@blueprint.post("/desk/classes/<int:class_id>/names")
@only(Role.OFFICER, Role.ADMIN)
def confirm_names_of_class(class_id: int):
    """Those who were ticked have said that their names are right."""
    found, form = _run(class_id), NamesOfClassForm()
    ticked = set(request.form.getlist("person"))
    chosen = [each.enrolment for each in classes.people_in(class_id) if str(each.enrolment.id) in ticked]
    if not form.validate_on_submit():
        return _class_page(found, form, ticked), 422
    seen = {
        each.id: (request.form.get(f"name-{each.id}", ""), request.form.get(f"latin-{each.id}", "")) for each in chosen
    }
    count, changed = actions.confirm_names_of(
        enrolments=chosen, seen=seen, way=Way(form.way.data), by=actor().user_id, at=clock.now()
    )
    flash(ngettext("Written down for %(num)s person.", "Written down for %(num)s people.", count))
    if changed:
        flash(ngettext(
            "The names of %(num)s person were changed since you opened this page. Please compare them again.",
            "The names of %(num)s people were changed since you opened this page. Please compare them again.", changed,
        ))  # fmt: skip
    return redirect(url_for(".names_of_class", class_id=class_id), 303)


def _own_page(person: Registration) -> str:
    said = queries.said_now([person]).get(person.id)
    form = NamesForm(formdata=None, name=person.full_name, latin_name=person.latin_name)
    return render_template("certificates/own_names.html", person=person, said=said, form=form)


def _desk_page(person: Registration, form: NamesAtDeskForm) -> str:
    form.name.data, form.latin_name.data = person.full_name, person.latin_name
    looked_at = person.id
    page = render_template(
        "certificates/names_at_desk.html", person=person, form=form, number=shown_number(person.number),
        said=queries.said_now([person]).get(person.id), ways=CONFIRMED,
    )  # fmt: skip
    trail.note_while_reading(what=Deed.LOOKED, person=looked_at, by=actor().user_id, at=clock.now(), of="names")
    return page


def _class_page(found: TrainingClass, form: NamesOfClassForm, ticked: set[str] = frozenset()) -> str:
    people = classes.people_in(found.id)
    return render_template(
        "certificates/names_of_class.html", found=found, people=people, form=form, ticked=ticked, ways=CONFIRMED,
        said=queries.said_now([each.enrolment.registration for each in people]), shown_number=shown_number,
    )  # fmt: skip


def _served(key: str) -> Registration:
    person = registration.registration(actor(), key)
    if not can_serve_registration(actor(), person):
        raise NotThere
    return person


def _run(class_id: int) -> TrainingClass:
    found = classes.training_class(class_id)
    if not can_run_class(actor(), found):
        raise NotThere
    return found
