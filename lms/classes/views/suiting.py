"""Which kind of provider suits a block better than whoever teaches it (E94)."""

from lms.curriculum import queries as curriculum
from lms.curriculum.rules.programme import Block, Programme
from lms.trainers.messages import better_sentence
from lms.trainers.models import Trainer
from lms.web.locale import language


def better_taught(programme: Programme, trainer: Trainer, *blocks: Block) -> str:
    """Who else teaches the topics of these blocks better than this trainer, as sentences; empty when nobody does."""
    slugs = dict.fromkeys(slug for each in blocks for slug in each.modules)
    modules = [curriculum.module_in(programme, slug) for slug in slugs]
    return better_sentence(trainer.provider_kind, modules, language())
