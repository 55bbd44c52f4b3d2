"""Pages: registering oneself, one's own record, the desk."""

from flask import Blueprint

blueprint = Blueprint("registration", __name__, template_folder="../templates")

from lms.registration.views import desk, groups, own, public  # noqa: E402, F401 - they hang their pages on it
