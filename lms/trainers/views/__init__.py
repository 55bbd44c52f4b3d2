"""Pages of trainers: the desk's lists and records, and each trainer's own record."""

from lms.trainers.views import own, people, records
from lms.trainers.views.blueprint import blueprint

__all__ = ["blueprint", "own", "people", "records"]
