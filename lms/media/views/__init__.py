"""Pages on which authors bring along what is heard and seen."""

from lms.media.views import bringing, films
from lms.media.views.blueprint import blueprint
from lms.media.views.bringing import players

__all__ = ["blueprint", "bringing", "films", "players"]
