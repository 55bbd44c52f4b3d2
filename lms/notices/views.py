"""The desk's page of messages: what could not be sent, the slips to print; and the messages on somebody's record."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from lms.accounts.actions import trail
from lms.accounts.rules.trail import Deed
from lms.core import clock
from lms.core.actors import Actor
from lms.core.errors import NotThere
from lms.messages import queries as outbox
from lms.messages.rules import State
from lms.notices import actions, messages, queries
from lms.notices.paper import slips
from lms.notices.permissions import DESK, can_serve_message
from lms.registration import phones
from lms.registration.models import Enrolment, Registration
from lms.web.access import actor, only
from lms.web.addresses import LARGEST_ID, LONGEST_ID
from lms.web.locale import language

blueprint = Blueprint("notices", __name__, template_folder="templates")


@blueprint.get("/desk/messages")
@only(*DESK)
def desk():
    """What somebody must print or say by telephone."""
    at = clock.now()
    found = queries.wanting(actor(), at=at)
    others = queries.others_to_tell(actor(), at=at)
    waiting, oldest = queries.backlog(actor())
    return render_template(
        "notices/desk.html", found=found, most=queries.MOST, waiting=waiting, oldest=oldest, words=messages,
        others=others, colleagues=others.colleagues, guests=others.guests, masked=phones.masked,
        ids=" ".join(str(each.id) for each in [*(one.message for one in found), *(one for one, _ in others.guests)]),
        carried=outbox.carried(),
    )  # fmt: skip


@blueprint.get("/desk/messages/slips.pdf")
@only(*DESK)
def print_slips():
    """All of them as slips, each in the language of its person."""
    at = clock.now()
    found, guests = queries.wanting(actor(), at=at), queries.others_to_tell(actor(), at=at).guests
    if not (found or guests):
        raise NotThere
    content, people = slips(found, guests, language(), at=at), [each.person.id for each in found]
    trail.note_each_while_reading(what=Deed.PRINTED, people=people, by=actor().user_id, at=at, of="message")
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": 'inline; filename="slips.pdf"'},
    )


@blueprint.post("/desk/messages/printed")
@only(*DESK)
def printed():
    """These slips are printed and will be handed over."""
    done = actions.settle(actor=actor(), message_ids=_sent_ids(), how=State.PRINTED, at=clock.now())
    flash(ngettext("%(num)s message is off the list.", "%(num)s messages are off the list.", done))
    return redirect(url_for(".desk"), 303)


@blueprint.post("/desk/messages/<int:message_id>/told")
@only(*DESK)
def told(message_id: int):
    """The person was told by telephone or at the desk."""
    found = queries.message_of(actor(), message_id)
    actions.settle(actor=actor(), message_ids=[found.message.id], how=State.TOLD, at=clock.now())
    flash(_("%(name)s has been told.", name=found.person.full_name))
    return redirect(url_for(".desk"), 303)


@blueprint.post("/desk/messages/<int:message_id>/colleague")
@only(*DESK)
def colleague_told(message_id: int):
    """Somebody of the staff was told by telephone or in the corridor. Raises NotThere."""
    if not actions.settle(actor=actor(), message_ids=[message_id], how=State.TOLD, at=clock.now()):
        raise NotThere
    flash(ngettext("%(num)s message is off the list.", "%(num)s messages are off the list.", 1))
    return redirect(url_for(".desk"), 303)


@blueprint.post("/desk/messages/<int:message_id>/again")
@only(*DESK)
def send_again(message_id: int):
    """Send it once more, to the number that the person has now."""
    found = queries.message_of(actor(), message_id)
    actions.try_again(found=found, by=actor().user_id, at=clock.now())
    flash(_("The message to %(name)s will be sent once more.", name=found.person.full_name))
    return redirect(url_for(".desk"), 303)


def panel(person: Registration, _enrolment: Enrolment | None, actor: Actor) -> Markup:
    """Everything written to a person, as a part of the record page at the desk."""
    if not can_serve_message(actor, person):
        return Markup("")
    found = queries.of_person(person)
    return Markup(render_template("notices/panel.html", found=found, words=messages))


def _sent_ids() -> list[int]:
    typed = request.form.get("ids", "").split()[: 2 * queries.MOST]  # people and guests
    return [int(each) for each in typed if each.isdecimal() and len(each) <= LONGEST_ID and int(each) <= LARGEST_ID]
