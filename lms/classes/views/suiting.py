"""Which kind of provider suits a block better than whoever teaches it (E94), and what a room lacks for a course."""

from lms.centres.messages import chairs_sentence, gaps_sentence
from lms.centres.models import Room
from lms.classes import queries
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Block, Programme, Variant
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
