"""Pages: registering oneself, one's own record, the desk."""

from flask import Blueprint

blueprint = Blueprint("registration", __name__, template_folder="../templates")

# They hang their pages on it:
from lms.registration.views import again, consulting, courses, desk, duplicates, entering, family  # noqa: E402, F401
from lms.registration.views import forgotten, groups, lists, more, own, public  # noqa: E402, F401
