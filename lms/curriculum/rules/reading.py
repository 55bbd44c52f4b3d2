"""How hard a text is to read, told from the length of its sentences and of its words. Standard library only.

The measure is Björnsson's LIX: words a sentence, plus long words in a hundred. What counts as a long word and how hard
a screen may be is each language's own (languages.toml): Russian words are longer than Tajik ones."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

LABEL = re.compile(r'<p class="name">.*?</p>')
END_OF_LINE = re.compile(r"</(?:p|li)>|<br ?/?>")
TAG = re.compile(r"<[^>]+>")
SENTENCE = re.compile(r"[.!?…:;]+\s|\n")
WORD = re.compile(r"[^\W\d_]+(?:[-’'ʻ][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a text holds: words, sentences, and words longer than those one reads at a glance."""

    words: int
    sentences: int
    long: int

    @property
    def difficulty(self) -> float:
        """Words a sentence plus long words in a hundred; 0 of a text without words."""
        return self.words / self.sentences + 100 * self.long / self.words if self.words else 0.0


def plain_text(html: str) -> str:
    """The words of a rendered screen, each paragraph and item on its own line; the names of blocks left out."""
    return unescape(TAG.sub("", END_OF_LINE.sub("\n", LABEL.sub("", html))))


@lru_cache(maxsize=16384)  # a screen that many countries share is measured once; more than there are
def measure(text: str, long: int) -> Measure:
    """Measure a plain text; words of `long` letters or more are long. A line or an item ends a sentence."""
    words = WORD.findall(text)
    return Measure(len(words), len(sentences(text)), sum(len(word) >= long for word in words))


@lru_cache(maxsize=16384)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a plain text, those without a word left out."""
    return tuple(each.strip() for each in SENTENCE.split(text) if WORD.search(each))


def too_hard(screens: list[Mapping[str, Any]], reading: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Screens harder than the language's ceiling: (id, difficulty)."""
    for screen in screens:
        found = measure(plain_text(screen["html"]), reading["long"]).difficulty
        if found > reading["ceiling"]:
            yield screen["id"], round(found)


def too_long(screens: list[Mapping[str, Any]], reading: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    """Sentences of more words than the language's longest: (id of the screen, sentence, words). A long one hides in the
    average of a screen of short ones, and is the one at which a reader gives up."""
    for screen in screens:
        for sentence in sentences(plain_text(screen["html"])):
            if (found := len(WORD.findall(sentence))) > reading["longest"]:
                yield screen["id"], sentence, found
