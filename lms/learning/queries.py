"""Reads of progress."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.core.database import db
from lms.core.errors import NotThere
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme
from lms.learning.models import ModuleProgress
from lms.learning.rules import State, state_of
from lms.registration.models import Enrolment


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of somebody's course, and how far it is read."""

    module: Module
    screens_read: int

    @property
    def screens(self) -> int:
        """How many screens the lesson has."""
        return len(self.module.screen_ids)

    @property
    def state(self) -> State:
        """Not started, started or read."""
        return state_of(self.screens_read, self.screens)


def progress(enrolment_id: int) -> dict[str, ModuleProgress]:
    """Module slug → progress, of the modules that were opened."""
    rows = db.session.scalars(select(ModuleProgress).where(ModuleProgress.enrolment_id == enrolment_id))
    return {row.module: row for row in rows}


def screens_read(enrolment_id: int, module: str) -> int:
    """How many screens of a module were read, from the first on."""
    return (
        db.session.scalar(
            select(ModuleProgress.screens_read).where(
                ModuleProgress.enrolment_id == enrolment_id, ModuleProgress.module == module
            )
        )
        or 0
    )


def lessons_left(programme: Programme, variant: str, enrolment_id: int) -> list[str]:
    """Slugs of the variant's online lessons that are not read to the end, in order."""
    done = {slug for slug, row in progress(enrolment_id).items() if row.finished_at}
    return [slug for slug in programme.variant(variant).online if slug not in done]


def lessons(enrolment: Enrolment) -> list[Lesson]:
    """The online lessons of somebody's variant in order, each in the edition of their programme."""
    programme = curriculum.programme(enrolment.edition_id)
    have = progress(enrolment.id)
    return [
        Lesson(curriculum.module_in(programme, slug), have[slug].screens_read if slug in have else 0)
        for slug in programme.variant(enrolment.variant).online
    ]


def lesson_module(enrolment: Enrolment, slug: str) -> Module:
    """The module as the person's programme edition teaches it online. Raises NotThere for any other module."""
    programme = curriculum.programme(enrolment.edition_id)
    if slug not in programme.variant(enrolment.variant).online:
        raise NotThere
    return curriculum.module_in(programme, slug)
