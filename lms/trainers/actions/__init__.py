"""Recording trainers, what they passed, how they were appraised, and what guests may teach."""

from lms.trainers.actions.guests import authorise, take_back_authorisation
from lms.trainers.actions.people import add_trainer, change_trainer
from lms.trainers.actions.trainings import (
    keep_score,
    keep_test,
    record_appraisal,
    record_qualification,
    record_refresher,
    record_talk,
)

__all__ = [
    "add_trainer",
    "authorise",
    "change_trainer",
    "keep_score",
    "keep_test",
    "record_appraisal",
    "record_qualification",
    "record_refresher",
    "record_talk",
    "take_back_authorisation",
]
