"""Pages: registering oneself, one's own record, the desk."""

from flask import Blueprint

blueprint = Blueprint("registration", __name__, template_folder="../templates")

# They hang their pages on it:
from lms.registration.views import again, consulting, desk, duplicates, entering, family, forgotten  # noqa: E402, F401
from lms.registration.views import groups, lists, more, own, public  # noqa: E402, F401
