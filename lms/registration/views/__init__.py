"""Pages: registering oneself, one's own record, the desk."""

from flask import Blueprint

blueprint = Blueprint("registration", __name__, template_folder="../templates")

# They hang their pages on it:
from lms.registration.views import again, desk, duplicates, family, groups, more, own, public  # noqa: E402, F401
