"""A timetable in the calendar of a phone: its secret address, and the file that the calendar fetches there."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from lms.classes import actions
from lms.classes.paper import feed_appointments
from lms.classes.queries import feeds
from lms.classes.queries.calendar import class_days
from lms.classes.queries.feeds import Subject
from lms.classes.rules.calendar import calendar_file
from lms.classes.rules.feeds import AHEAD, BEHIND, Whose
from lms.classes.views.room import blueprint
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.core.printing import qr_svg
from lms.web.access import actor, only, public
from lms.web.locale import language

GIVERS = (Role.TRAINER, Role.OFFICER, Role.ADMIN)
ADDRESS = "/desk/classes/timetable/<any(centre,room,trainer):whose>/<int:subject_id>/phone"


@blueprint.get(ADDRESS)
@only(*GIVERS)
def phone(whose: str, subject_id: int):
    """The address of a timetable, as a link, to copy, and as a code to scan."""
    found = _shared(whose, subject_id)
    feed = feeds.open_feed_of(found.whose, found.id)
    address = url_for(".feed", secret=feed.secret, _external=True) if feed else None
    return render_template(
        "classes/phone.html",
        found=found,
        name=found.name(language()),
        feed=feed,
        address=address,
        link=address and f"webcal:{address.partition(':')[2]}",
        code=address and qr_svg(address),
    )


@blueprint.post(ADDRESS)
@only(*GIVERS)
def open_feed(whose: str, subject_id: int):
    """A new address; the one before answers no more."""
    found = _shared(whose, subject_id)
    actions.open_feed(
        whose=found.whose, subject_id=found.id, language=language(), by=actor().user_id, at=clock.now()
    )
    return redirect(url_for(".phone", whose=whose, subject_id=subject_id), 303)


@blueprint.post(f"{ADDRESS}/withdraw")
@only(*GIVERS)
def withdraw_feed(whose: str, subject_id: int):
    """Close the address."""
    found = _shared(whose, subject_id)
    actions.withdraw_feed(whose=found.whose, subject_id=found.id, by=actor().user_id, at=clock.now())
    flash(_("The address answers no more."))
    return redirect(url_for(".phone", whose=whose, subject_id=subject_id), 303)


@blueprint.get("/calendar/<secret>.ics")
@public
def feed(secret: str):
    """The file of a timetable for whoever knows its address: what is planned, what was moved and what was cancelled."""
    try:
        found = feeds.feed_at(secret)
    except NotThere:
        abort(410)  # a calendar stops asking
    today = clock.today()
    subject = feeds.subject(Whose(found.whose), found.subject_id)
    days = class_days(subject.whose, subject.id, today - BEHIND, today + AHEAD, cancelled=True)
    file = calendar_file(
        feed_appointments(days, found.language, host=request.host.split(":")[0]),
        product="pre-departure orientation",
        made_at=found.made_at,
        name=subject.name(found.language),
    )
    response = Response(file, mimetype="text/calendar", headers={"Cache-Control": "private, max-age=600"})
    response.add_etag()
    return response.make_conditional(request)


def _shared(whose: str, subject_id: int) -> Subject:
    found = feeds.visible_subject(actor(), Whose(whose), subject_id)
    if not feeds.can_share(actor(), found):
        raise NotThere
    return found
