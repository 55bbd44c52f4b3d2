"""Reads of progress."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, func, select

from lms.advisories import queries as advisories
from lms.advisories.queries import Standing
from lms.core.database import db
from lms.core.errors import NotThere
from lms.core.ready import Ready
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Programme
from lms.curriculum.rules.terms import Prior
from lms.learning.models import ModuleProgress
from lms.learning.rules import State, minutes_for, pages_left, state_of
from lms.registration import queries as registration
from lms.registration.models import Enrolment, Journey, Registration
from lms.registration.rules.profile import pictures_first


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of somebody's course, and how far it is read."""

    module: Module
    screens_read: int
    not_needed: frozenset[int] = frozenset()

    @property
    def minutes(self) -> int:
        """How long the pages take that are left to read; all of them, once it is read."""
        pages = pages_left(self.screens_read, self.screens, self.not_needed) or self.screens
        return minutes_for(self.module.minutes, pages, self.screens)

    @property
    def screens(self) -> int:
        """How many screens the lesson has."""
        return len(self.module.screen_ids)

    @property
    def state(self) -> State:
        """Not started, started or read."""
        return state_of(self.screens_read, self.screens)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in one lesson of their course."""

    enrolment_id: int
    module: Module
    screens_read: int
    bound_for: tuple[str | None, str]
    stands: Sequence[Standing]
    known: tuple[str, ...] | None = None  # before it was read; None: nothing was asked
    prior: Prior = Prior.SHORTEN
    pictures_first: bool = False

    @property
    def screens(self) -> int:
        """How many screens the lesson has."""
        return len(self.module.screen_ids)

    @property
    def may_be_shorter(self) -> bool:
        """Whether who knows all of it already has anything less to read."""
        return bool(_not_needed(self.module, self.module.objectives, self.prior))

    @property
    def not_needed(self) -> frozenset[int]:
        """Screens that need not be read, counted from 1."""
        return _not_needed(self.module, self.known, self.prior)

    @property
    def asks_first(self) -> bool:
        """Whether what they know already is still to be asked (E7)."""
        return self.known is None and not self.screens_read and self.prior is not Prior.NONE


# The page that is opened most: one narrow query of plain columns, put together once; what stands comes along.
_enrolment, _person, _progress = Enrolment.__table__, Registration.__table__, ModuleProgress.__table__
_journey = Journey.__table__
_place = (
    select(
        _enrolment.c["id", "edition_id", "variant"], _journey.c.country_region, _journey.c.country,
        func.coalesce(_progress.c.screens_read, 0), _progress.c.known,
        _person.c["pictures_first", "reads_alone"],
    )
    .join_from(_enrolment, _person, _person.c.id == _enrolment.c.registration_id)
    .join(_journey, _journey.c.id == _enrolment.c.journey_id)
    .outerjoin(
        _progress,
        and_(_progress.c.enrolment_id == _enrolment.c.id, _progress.c.module == bindparam("module")),
    )
    .where(_person.c.user_id == bindparam("user_id"))
    .order_by(_enrolment.c.turned_to_at.desc(), _enrolment.c.id.desc())
    .limit(1)
    .subquery()
)
_PLACE, _WIDTH = Ready(advisories.beside(_place)), len(_place.c)


def own_place(user_id: int, slug: str, *, today: date) -> Place:
    """Where a signed-in trainee is in a lesson of the course they turned to last, and which advisories stand today.
    Raises NotThere when its edition does not teach it online."""
    rows = _PLACE.rows(user_id=user_id, module=slug, today=today)
    if not rows:
        raise NotThere
    enrolment_id, edition_id, variant, region, country, screens_read, known, *reads = rows[0][:_WIDTH]
    bound_for, programme = (region, country), curriculum.programme(edition_id)
    if slug not in programme.variant(variant).online and slug not in _more(programme, enrolment_id):
        raise NotThere
    module, stands = curriculum.module_in(programme, slug, bound_for), advisories.standing_beside(rows, _WIDTH)
    known = None if known is None else tuple(known)
    prior = programme.rules.prior_knowledge
    return Place(enrolment_id, module, screens_read, bound_for, stands, known, prior, pictures_first(*reads))


def progress(enrolment_id: int) -> dict[str, ModuleProgress]:
    """Module slug → progress, of the modules that were opened."""
    rows = db.session.scalars(select(ModuleProgress).where(ModuleProgress.enrolment_id == enrolment_id))
    return {row.module: row for row in rows}


def read_to_the_end(registration_id: int) -> set[str]:
    """The modules that a person has read to the end, in any course."""
    found = select(ModuleProgress.module).join(Enrolment, Enrolment.id == ModuleProgress.enrolment_id)
    return set(db.session.scalars(
        found.where(Enrolment.registration_id == registration_id, ModuleProgress.finished_at.is_not(None))
    ))  # fmt: skip


def lessons_left(enrolments: Collection[Enrolment]) -> dict[int, list[str]]:
    """Slugs of the online lessons that each person has not read to the end, in order; two queries for all."""
    read = db.session.execute(
        select(ModuleProgress.enrolment_id, ModuleProgress.module).where(
            ModuleProgress.enrolment_id.in_([each.id for each in enrolments]), ModuleProgress.finished_at.is_not(None)
        )
    )
    done = {(enrolment_id, slug) for enrolment_id, slug in read}
    people = registration.people(each.id for each in enrolments)
    return {
        each.id: [slug for slug in registration.lessons_of(people[each.id]) if (each.id, slug) not in done]
        for each in enrolments
    }


def lessons(enrolment: Enrolment) -> list[Lesson]:
    """The online lessons of somebody's course in order, each in the edition of their programme."""
    programme = curriculum.programme(enrolment.edition_id)
    have, bound_for = progress(enrolment.id), enrolment.journey.bound_for
    found = []
    for slug in registration.lessons_of(enrolment):
        module, row = curriculum.module_in(programme, slug, bound_for), have.get(slug)
        not_needed = _not_needed(module, row.known if row else None, programme.rules.prior_knowledge)
        found.append(Lesson(module, row.screens_read if row else 0, not_needed))
    return found


def _not_needed(module: Module, known: Collection[str] | None, prior: Prior) -> frozenset[int]:
    return module.not_needed(known or ()) if prior is Prior.SHORTEN else frozenset()


def _more(programme: Programme, enrolment_id: int) -> Collection[str]:
    """The lessons of somebody where a programme has more for some people: only then it matters who they are."""
    return registration.lessons_of(registration.enrolment(enrolment_id)) if programme.extra else ()
