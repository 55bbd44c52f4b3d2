"""Which kind of provider suits a block better than whoever teaches it (E94), what a room lacks for a course, what is
to be prepared for somebody."""

from dataclasses import dataclass

from lms.centres.messages import chairs_sentence, gaps_sentence
from lms.centres.models import Room
from lms.classes import queries
from lms.classes.models import TrainingClass
from lms.classes.rules.needs import not_there, to_prepare, women_teach
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Block, Programme, Variant
from lms.registration.messages import NEEDS
from lms.registration.models import Registration
from lms.trainers.messages import better_sentence
from lms.trainers.models import Trainer
from lms.web.locale import language


def better_taught(programme: Programme, trainer: Trainer, *blocks: Block) -> str:
    """Who else teaches the topics of these blocks better than this trainer, as sentences; empty when nobody does."""
    slugs = dict.fromkeys(slug for each in blocks for slug in each.modules)
    modules = [curriculum.module_in(programme, slug) for slug in slugs]
    return better_sentence(trainer.provider_kind, modules, language())


def missing_in(room: Room, programme: Programme, variant: Variant) -> str:
    """What a room lacks: equipment (E77), and ways for the chairs to stand (E75); empty when nothing is missing."""
    asked = queries.layouts_asked(programme, variant)
    return " ".join(filter(None, [gaps_sentence(room), chairs_sentence(room, asked)]))


@dataclass(frozen=True, slots=True)
class Preparing:
    """What is to be prepared for somebody, and what of it the class has not, as words."""

    there: list[object]
    missing: list[object]


def preparing(person: Registration, found: TrainingClass) -> Preparing:
    """What a class is to prepare for somebody (E78, E79, E139)."""
    needs = (person.needs or "").split()
    lacks = not_there(
        needs, step_free=found.step_free,
        woman_trains=women_teach([each.trainer and each.trainer.sex for each in found.sessions if each.block]) is True,
    )  # fmt: skip
    return Preparing([NEEDS[each] for each in to_prepare(needs) if each not in lacks], [NEEDS[each] for each in lacks])
