"""What the start pages show, gathered from the rooms below."""

from lms.home.queries.desk import DeskStart, Held, TeachStart, desk_start, teach_start
from lms.home.queries.drafts import DraftsStart, drafts_start
from lms.home.queries.founding import first_centre_id, first_trainer_id, foundations
from lms.home.queries.leaflet import dates_in, languages_held, next_dates
from lms.home.queries.staff import admin_start, author_start, news, public_programmes
from lms.home.queries.tasks import tasks
from lms.home.queries.trainee import TraineeStart, trainee_start

__all__ = [
    "DeskStart",
    "DraftsStart",
    "Held",
    "TeachStart",
    "TraineeStart",
    "admin_start",
    "author_start",
    "dates_in",
    "desk_start",
    "drafts_start",
    "first_centre_id",
    "first_trainer_id",
    "foundations",
    "languages_held",
    "news",
    "next_dates",
    "public_programmes",
    "tasks",
    "teach_start",
    "trainee_start",
]
