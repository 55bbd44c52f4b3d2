"""What has changed since one's course, for those who have finished it and are about to leave."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from lms.certificates.actions import read_changes
from lms.certificates.queries.changes import changes_for
from lms.certificates.views.room import blueprint
from lms.core import clock
from lms.core.actors import Role
from lms.registration import queries as registration
from lms.web.access import actor, only
from lms.web.locale import language


@blueprint.get("/me/changes")
@only(Role.TRAINEE)
def changes():
    """The screens that say something else now."""
    found = changes_for(registration.own_courses(actor().user_id), today=clock.today(), language=language())
    return render_template("certificates/changes.html", changes=found)


@blueprint.post("/me/changes")
@only(Role.TRAINEE)
def changes_read():
    """They have been read."""
    read_changes(begun=registration.own_courses(actor().user_id), at=clock.now())
    flash(_("Thank you. You know what is new."))
    return redirect(url_for("home.start"), 303)
