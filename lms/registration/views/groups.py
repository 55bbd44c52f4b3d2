"""Brigades and families at the desk: register several people fast, keep the group right."""

import secrets

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.registration import actions, queries
from lms.registration.forms.groups import GroupForm, PersonLine
from lms.registration.messages import GROUPS
from lms.registration.permissions import can_serve_registration
from lms.registration.rules import plain_number, shown_number
from lms.registration.rules.groups import LARGEST, GroupKind
from lms.registration.views import blueprint
from lms.registration.views.choices import centre_chosen, with_centres, with_choices
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal

LINES, MORE = 5, 5
USUAL = {"country": "RU", "has_internet": "yes", "reads_alone": "yes"}


@blueprint.get("/desk/groups")
@only(Role.OFFICER, Role.ADMIN)
def groups():
    """Brigades and families that leave together."""
    return render_template("registration/groups.html", found=queries.groups(actor()), kinds=GROUPS)


@blueprint.route("/desk/groups/new", methods=["GET", "POST"])
@only(Role.OFFICER, Role.ADMIN)
def new_group():
    """Register several people at once; the first is the foreman."""
    usual = {**USUAL, "language": current_app.config["LANGUAGES"][0]}
    form = with_centres(with_choices(GroupForm(**usual, form_token=secrets.token_urlsafe(16))))
    count = min(max(LINES, request.form.get("lines", LINES, type=int)), LARGEST)
    more = "more" in request.form
    lines = [PersonLine(prefix=f"p{n}-") for n in range(1, min(count + MORE * more, LARGEST) + 1)]
    people = [line for line in lines if not line.is_empty]
    right = form.is_submitted() and not more and all([form.validate(), *(line.validate() for line in people)])
    if right:
        try:
            return _registered(form, people)
        except Refused as refused:
            form.refuse("kind", refusal(refused))
    wrong = [line for line in people if line.errors]
    if wrong:
        form.refuse("kind", _("Please look at the people below again: something is missing or wrong there."))
    page = render_template("registration/group_new.html", form=form, lines=lines, more=len(lines) < LARGEST)
    return page, 422 if form.errors else 200


@blueprint.get("/desk/groups/<key>")
@only(Role.OFFICER, Role.ADMIN)
def group(key: str):
    """One group: its people, and what other rooms add."""
    found = queries.group(actor(), key)
    panels = [panel(found, actor()) for panel in current_app.extensions.get("group_panels", ())]
    return render_template(
        "registration/group.html", group=found, members=queries.members(found.id), kinds=GROUPS, panels=panels,
        shown_number=shown_number,
    )  # fmt: skip


@blueprint.post("/desk/groups/<key>/members")
@only(Role.OFFICER, Role.ADMIN)
def add_member(key: str):
    """Take somebody in who is registered already."""
    found = queries.group(actor(), key)
    person = queries.by_number(plain_number(request.form.get("number", "")))
    if person is None or not can_serve_registration(actor(), person):
        flash(_("Nobody of that name or number is registered at your centre. Please check the spelling."))
    else:
        _change(actions.add_to_group, found.id, person.id)
    return redirect(url_for(".group", key=key), 303)


@blueprint.post("/desk/groups/<key>/members/<member>")
@only(Role.OFFICER, Role.ADMIN)
def change_member(key: str, member: str):
    """Let a member speak for the group, or take the member out."""
    found = queries.group(actor(), key)
    person = queries.registration(actor(), member)
    what = {"foreman": actions.choose_foreman, "leave": actions.leave_group}.get(request.form.get("what", ""))
    if what is None:
        raise NotThere
    _change(what, found.id, person.id)
    return redirect(url_for(".group", key=key), 303)


def _change(what, group_id: int, registration_id: int) -> None:
    try:
        what(group_id=group_id, registration_id=registration_id, by=actor().user_id, at=clock.now())
    except Refused as refused:
        flash(refusal(refused))


def _registered(form: GroupForm, people: list[PersonLine]):
    answers = [(line.person(form), line.plan(form)) for line in people]
    region = form.home.data.split("/")[0]
    made, pins = actions.register_group(
        kind=GroupKind(form.kind.data), people=answers, language=language(),
        centre_code=centre_chosen(form) or current_app.extensions["centre_for"](region),
        form_token=form.form_token.data or None, by=actor().user_id, at=clock.now(),
    )  # fmt: skip
    if not pins:
        return redirect(url_for(".group", key=made.key))
    return render_template("registration/group_slip.html", group=made, pins=pins, shown_number=shown_number)
