"""A list of people that another agency registers at once (E163): looked at cell by cell, then all of it or nobody. What
the centres know of these people already is told to the centres, not to the agency."""

from datetime import timedelta

from flask import current_app, render_template, request

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.classes import actions
from lms.classes.forms import SendListForm
from lms.classes.queries import sharing
from lms.classes.rules import Reason
from lms.classes.views.room import blueprint
from lms.classes.views.sharing import centre_of_area, with_centres_of_area
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.messages import queries as outbox
from lms.registration import cards
from lms.registration.rules import shown_number
from lms.registration.rules.importing import MOST_ROWS
from lms.registration.views.lists import (
    empty_sheet,
    forms_of,
    lines_told,
    opened,
    people_of,
    seal,
    sent_list,
    twice_in,
)
from lms.registration.views.record import pdf
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal

CARDS_FOR = timedelta(days=1)  # the numbers are handed out then; later the record is the centre's alone


@blueprint.get("/desk/calendar/list/empty.xlsx")
@only(Role.PARTNER)
def empty_shared_list():
    """The list to fill in."""
    return empty_sheet()


@blueprint.route("/desk/calendar/list", methods=["GET", "POST"])
@only(Role.PARTNER)
def shared_list():
    """Look at a filled-in list: what is wrong stands cell by cell, and nobody is registered yet."""
    if request.method == "GET":
        return _to_send()
    try:
        rows, forms, wrong = sent_list()
    except Refused as refused:
        return _to_send(refused=refusal(refused)), 422
    if wrong:
        return _to_send(wrong=wrong), 422
    form = with_centres_of_area(SendListForm(formdata=None, sealed=seal(rows)))
    return _looked_at(form, forms, {str(number) for number in twice_in(forms)})


@blueprint.post("/desk/calendar/list/register")
@only(Role.PARTNER)
def register_shared_list():
    """Register everybody of the list but those who are left out: all of them, or nobody."""
    form = with_centres_of_area(SendListForm())
    token, rows = opened(form.sealed.data or "")
    forms, left_out = forms_of(rows), set(request.form.getlist("leave"))
    people, told = people_of(forms, left_out), None
    if form.validate():
        centre = centre_of_area(form)
        try:
            made = actions.register_list_for_agency(
                people=people, language=language(), token=token, agreed=form.agreed.data, by=actor().user_id,
                centre_for=lambda region: centre or current_app.extensions["centre_for"](region), at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            if refused.reason is Reason.NOT_AGREED:
                form.refuse("agreed", refusal(refused))
            else:
                told = refusal(refused)
        else:
            return render_template(
                "classes/shared_list_done.html", made=made, shown_number=shown_number, by_sms=outbox.sends_codes()
            )
    return _looked_at(form, forms, left_out, told), 422


@blueprint.post("/desk/calendar/list/cards.pdf")
@only(Role.PARTNER)
def shared_list_cards():
    """The cards of people whom this account registered in the last day, ten to a sheet."""
    keys, now = request.form.getlist("key")[:MOST_ROWS], clock.now()
    found = sharing.registered_by(actor().user_id, keys, since=now - CARDS_FOR)
    content, people = cards.render(found, paper="a4"), [each.id for each in found]
    trail.note_each_while_reading(what=Deed.PRINTED, people=people, by=actor().user_id, at=now, of="card")
    return pdf(content, "cards.pdf")


def _to_send(**told: object) -> str:
    return render_template("classes/shared_list.html", most=MOST_ROWS, **told)


def _looked_at(form: SendListForm, forms: list, left_out: set[str], refused: str | None = None) -> str:
    return render_template(
        "classes/shared_list_people.html", form=form, people=lines_told(forms), twice=twice_in(forms), alike={},
        left_out=left_out, refused=refused,
    )  # fmt: skip
