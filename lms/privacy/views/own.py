"""What people see of what is done with their own data."""

from flask import current_app, render_template

from lms.accounts.rules.trail import CENTRAL
from lms.core.actors import Role
from lms.privacy import queries
from lms.privacy.messages import CENTRAL_OFFICE, DEEDS
from lms.privacy.views import blueprint
from lms.web.access import actor, only
from lms.web.locale import language


@blueprint.get("/me/looks")
@only(Role.TRAINEE)
def looks():
    """Which offices looked at one's data, and on which days."""
    offices = {**dict(current_app.extensions["scopes"](language())), CENTRAL: CENTRAL_OFFICE, None: CENTRAL_OFFICE}
    return render_template("privacy/looks.html", found=queries.looks(actor().user_id), offices=offices, deeds=DEEDS)
