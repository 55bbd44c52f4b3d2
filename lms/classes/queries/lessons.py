"""What a trainer does in a session: the plan of each of its modules."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.classes.models import ClassSession
from lms.classes.queries.timetable import programme_of, variant_of
from lms.classes.rules.audience import Audience
from lms.curriculum import queries as curriculum
from lms.curriculum.rules import mix
from lms.curriculum.rules.activities import SaidActivity
from lms.curriculum.rules.module import CHAIRS_FOR, Layout, Module
from lms.curriculum.rules.programme import Programme, Variant


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step: how long, by which method, what the trainer does (rendered), and what the group does."""

    id: str
    title: str
    minutes: int
    method: str
    html: str
    activities: tuple[SaidActivity, ...] = ()


@dataclass(frozen=True, slots=True)
class GuestHere:
    """Where in a plan somebody who came home tells of it: the step, what to ask, what to read aloud when nobody comes,
    and whether the lesson has a film to show instead (E95)."""

    step: str
    ask: Sequence[str]
    stories: Sequence[str]
    film: bool


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The plan of one module within a session."""

    slug: str
    title: str
    aim: str
    materials: Sequence[str]
    minutes: int
    steps: tuple[PlanStep, ...]
    apart: bool = False  # to be held apart for women and men (E47)
    guest: GuestHere | None = None


def layouts_asked(programme: Programme, variant: Variant) -> list[tuple[Layout, ...]]:
    """How the chairs must be able to stand for the session plans of a course, each time any one of these (E75)."""
    steps = (
        step.asks_for(block.plan)
        for block in variant.blocks
        for slug in block.modules
        for step in curriculum.module_in(programme, slug).session
    )
    methods = (CHAIRS_FOR.get(method) for block in variant.blocks for method in block.methods)
    return list(dict.fromkeys(filter(None, (*steps, *methods))))


def session_plan(found: ClassSession, language: str) -> list[PlanPart]:
    """The plans of the session's modules, in the full or the short course (E6); none for a break."""
    if found.block is None:
        return []
    programme = programme_of(found.training_class)
    block = variant_of(found.training_class).block(found.block)
    mixed = found.training_class.audience not in (Audience.WOMEN, Audience.MEN)
    return [_part(curriculum.module_in(programme, slug), block.plan, language, mixed) for slug in block.modules]


def method_minutes(edition_id: int, variant_id: str, block_id: str) -> Counter[str]:
    """Planned minutes of each method in a block of a programme edition (E56)."""
    programme = curriculum.programme(edition_id)
    block = programme.variant(variant_id).block(block_id)
    return mix.minutes_by_method([block], {slug: curriculum.module_in(programme, slug) for slug in block.modules})


def _part(module: Module, plan: str, language: str, mixed: bool) -> PlanPart:
    words = module.said(language)["plan"]
    minutes = {step.id: step.short_minutes if plan == "short" else step.minutes for step in module.session}
    return PlanPart(
        slug=module.slug,
        title=module.title(language),
        aim=words["aim"],
        materials=words["materials"],
        minutes=module.class_minutes(plan),
        steps=tuple(
            PlanStep(
                step.id,
                **words["steps"][step.id],
                minutes=minutes[step.id],
                method=step.method,
                activities=module.activities_in(step.id, language),
            )
            for step in module.session
            if minutes[step.id]
        ),
        apart=module.apart and mixed,
        guest=_guest(module, language, minutes),
    )


def _guest(module: Module, language: str, minutes: Mapping[str, int]) -> GuestHere | None:
    """None where the step is left out."""
    said = module.guest_in(language)
    if not said or not module.guest_step or not minutes.get(module.guest_step):
        return None
    return GuestHere(module.guest_step, said["ask"], said["stories"], module.has_film)
