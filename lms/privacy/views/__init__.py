"""Pages about one's own data."""

from flask import Blueprint

blueprint = Blueprint("privacy", __name__, template_folder="../templates")

from lms.privacy.views import own  # noqa: E402, F401 - it hangs its pages on it
