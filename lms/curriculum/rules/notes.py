"""What an author should know about a programme that is in service. Standard library only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lms.curriculum.rules.mix import MOST_TALK, minutes_by_method, shares, talk_of
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.programme import Block, Programme, Variant
from lms.curriculum.rules.review import review_due
from lms.curriculum.rules.time_log import promised_minutes, short_of


class NoteKind(StrEnum):
    """What is to be looked at."""

    DAY_MINUTES = "day-minutes"
    BLOCK_MINUTES = "block-minutes"
    OLD_EDITION = "old-edition"
    REVIEW_DUE = "review-due"
    MUCH_TALK = "much-talk"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to look at. `values` fill its sentence."""

    kind: NoteKind
    values: Mapping[str, Any]


def notes(
    programme: Programme, modules: Mapping[str, Module], newest: Mapping[str, int], today: date, language: str
) -> list[Note]:
    """Everything to look at. `modules` are those the programme edition teaches, `newest` their newest editions' ids."""
    promised = {
        (variant.id, day.id): promised_minutes(programme, day) for variant in programme.variants for day in variant.days
    }
    found = [
        Note(
            NoteKind.DAY_MINUTES,
            {
                "variant": programme.variant_title(variant, language),
                "day": programme.day_title(day, language),
                "minutes": minutes,
                "promised": promised[variant, day],
            },
        )
        for variant, day, minutes in short_of(programme)
    ]
    for variant in programme.variants:
        found += _block_notes(programme, variant, modules, language)
        found += _talk_notes(programme, variant, modules, language)
    for slug, module in modules.items():
        title = {"module": module.title(language)}
        if newest.get(slug) != module.edition_id:
            found.append(Note(NoteKind.OLD_EDITION, title))
        if review_due(module) < today:
            found.append(Note(NoteKind.REVIEW_DUE, title))
    return found


def planned_minutes(block: Block, modules: Mapping[str, Module]) -> int:
    """Minutes that the session plans of a block's modules take."""
    return sum(modules[slug].class_minutes(block.plan) for slug in block.modules)


def _talk_notes(
    programme: Programme, variant: Variant, modules: Mapping[str, Module], language: str
) -> Iterator[Note]:
    """Days on which people listen for longer than adults learn by it (E56)."""
    for day in variant.days:
        talk = talk_of(shares(minutes_by_method(day.blocks, modules)))
        if talk > MOST_TALK:
            named = {
                "variant": programme.variant_title(variant.id, language),
                "day": programme.day_title(day.id, language),
            }
            yield Note(NoteKind.MUCH_TALK, {**named, "talk": talk, "most": MOST_TALK})


def _block_notes(
    programme: Programme, variant: Variant, modules: Mapping[str, Module], language: str
) -> Iterator[Note]:
    for block in variant.blocks:
        planned = planned_minutes(block, modules)
        if block.modules and planned != block.minutes:
            yield Note(
                NoteKind.BLOCK_MINUTES,
                {
                    "variant": programme.variant_title(variant.id, language),
                    "block": programme.block_title(block.id, language),
                    "minutes": block.minutes,
                    "planned": planned,
                },
            )
