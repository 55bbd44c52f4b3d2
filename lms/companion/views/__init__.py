"""Pages of the companion."""

from lms.companion.views import offline, phrases
from lms.companion.views.blueprint import blueprint

__all__ = ["blueprint", "offline", "phrases"]
