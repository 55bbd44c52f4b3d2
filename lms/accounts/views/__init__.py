"""Pages of accounts."""

from lms.accounts.views import doors, own, users
from lms.accounts.views.room import blueprint

__all__ = ["blueprint", "doors", "own", "users"]
