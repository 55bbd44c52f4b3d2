"""The parts of a module that can be heard, and the sign of the text that each says. Standard library only."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from lms.curriculum.rules.module import Module
from lms.curriculum.rules.reading import plain_text

LONGEST_NAME = 200


class What(StrEnum):
    """What a part is."""

    SCREEN = "screen"
    QUESTION = "question"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class Part:
    """A screen, a question or an option, by its name ("screen.intro", "option.keep.me"), with its text."""

    name: str
    what: What
    text: str


def screen_text(screen: Mapping[str, Any]) -> str:
    """What is read aloud of a screen: its heading and its words, not the names of blocks."""
    return _screen_text(screen["title"], screen["html"])


@lru_cache(maxsize=2048)  # asked with each screen that somebody reads
def _screen_text(title: str, html: str) -> str:
    lines = (" ".join(line.split()) for line in plain_text(html).splitlines())
    return "\n".join([title, *filter(None, lines)])


def question_text(text: str, how_to: str) -> str:
    """What is read aloud of a question: its words, and how it is answered where that is not plain, once."""
    return f"{text}\n{how_to}" if how_to else text


def parts_of(module: Module, language: str, how_to: Mapping[str, str]) -> Iterator[Part]:
    """Everything that can be heard of a module in one of its languages, in the order of reading. `how_to`: kind of
    question → how it is answered, in that language."""
    words = module.words[language]
    for screen in words["screens"]:
        yield Part(f"{What.SCREEN}.{screen['id']}", What.SCREEN, screen_text(screen))
    for question in module.questions:
        said = words["questions"].get(question.id, {})
        asked = question_text(said.get("text", ""), how_to.get(question.kind, ""))
        yield Part(f"{What.QUESTION}.{question.id}", What.QUESTION, asked)
        for option in question.options:
            text = said.get("options", {}).get(option, "")
            yield Part(f"{What.OPTION}.{question.id}.{option}", What.OPTION, text)


def named(book: str) -> str:
    """The name under which recordings of a phrasebook stand beside those of modules."""
    return f"phrasebook-{book}"


@lru_cache(maxsize=16384)
def sign_of(text: str, language: str) -> str:
    """The sign of a text in a language: of another text it is another one."""
    return hashlib.sha256(f"{language}\n{' '.join(text.split())}".encode()).hexdigest()[:32]
