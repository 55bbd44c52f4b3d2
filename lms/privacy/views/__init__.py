"""Pages about one's own data, the notices, and the desk's part of a record."""

from flask import Blueprint

blueprint = Blueprint("privacy", __name__, template_folder="../templates")

from lms.privacy.views import desk, notice, own  # noqa: E402, F401 - they hang their pages on it
