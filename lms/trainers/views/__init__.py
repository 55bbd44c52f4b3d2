"""Pages of trainers: the desk's lists and records, and each trainer's own record."""

from lms.trainers.views import changes, own, people, records
from lms.trainers.views.blueprint import blueprint

__all__ = ["blueprint", "changes", "own", "people", "records"]
