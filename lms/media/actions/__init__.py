"""Keeping what authors bring along, and moving it from one installation to another."""

from lms.curriculum.files.films import SMALL
from lms.media.actions.films import keep_film
from lms.media.actions.keeping import (
    announce, keep_phrase, keep_phrases, keep_picture, keep_recording, remove_recording,
)  # fmt: skip
from lms.media.actions.moving import bring_in, carry_out, faults_in
from lms.media.actions.speaking import speak

__all__ = ["SMALL", "announce", "bring_in", "carry_out", "faults_in", "keep_film", "keep_phrase", "keep_phrases",
           "keep_picture", "keep_recording", "remove_recording", "speak"]  # fmt: skip
