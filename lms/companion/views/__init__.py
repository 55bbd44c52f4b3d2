"""Pages of the companion."""

from lms.companion.views import asking, desk, money, offline, phrases, pocket
from lms.companion.views.blueprint import blueprint

__all__ = ["asking", "blueprint", "desk", "money", "offline", "phrases", "pocket"]
