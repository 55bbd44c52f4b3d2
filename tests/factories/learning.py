"""Builders of progress."""

from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.learning import actions
from lms.learning.models import ModuleProgress
from lms.registration.models import Enrolment


def make_progress(*, enrolment: Enrolment, module: str | None = None, screens: int | None = None) -> ModuleProgress:
    """Somebody who has read the first screens of a lesson: all of them, of the first lesson, unless said otherwise."""
    programme = curriculum.programme(enrolment.edition_id)
    slug = module or programme.variant(enrolment.variant).online[0]
    found = curriculum.module_in(programme, slug, enrolment.journey.bound_for)
    for screen in range(1, (screens or len(found.screen_ids)) + 1):
        row = actions.read_screen(enrolment_id=enrolment.id, module=found, screen=screen, by=None, at=clock.now())
    return row
