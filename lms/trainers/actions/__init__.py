"""Recording trainers, what they passed, how they were appraised, and what guests may teach."""

from lms.trainers.actions.appraisals import keep_score, keep_test, record_appraisal, record_talk
from lms.trainers.actions.guests import authorise, take_back_authorisation
from lms.trainers.actions.people import add_trainer, change_trainer
from lms.trainers.actions.qualifications import (
    confirm_qualification,
    doubt,
    put_back,
    record_qualification,
    record_refresher,
    take_back_qualification,
)

__all__ = [
    "add_trainer",
    "authorise",
    "change_trainer",
    "confirm_qualification",
    "doubt",
    "keep_score",
    "keep_test",
    "put_back",
    "record_appraisal",
    "record_qualification",
    "record_refresher",
    "record_talk",
    "take_back_authorisation",
    "take_back_qualification",
]
