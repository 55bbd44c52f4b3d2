"""Words for one thing in several languages: who looks for «депортация» finds an answer that says «ихроҷ». Standard
library only."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lms.curriculum.rules.phrases import folded

KEY, LONG = 4, 7  # letters by which a word is looked up; of a word of so many two at its end change with the case
Groups = tuple[tuple[str, ...], ...]


def groups_from(document: Mapping[str, Sequence[str]]) -> Groups:
    """The groups of a published file, each in the one spelling of the search."""
    return tuple(tuple(dict.fromkeys(map(folded, words))) for words in document.values())


@lru_cache(maxsize=4096)
def to_find(text: str, groups: Groups) -> str:
    """By which words a text is found, in the one spelling: its own, and those of each group of which one stands in it
    in whatever case. A group's expression of several words stands in it when all of them do."""
    own = folded(text)
    words = _by_key(own.split())
    more = [word for group in groups if any(_stands(said.split(), words) for said in group) for word in group]
    return " ".join([own, *dict.fromkeys(each for said in more for each in said.split())])


def _by_key(words: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:KEY], []).append(word)
    return found


def _stands(said: Sequence[str], words: Mapping[str, Sequence[str]]) -> bool:
    return bool(said) and all(any(_is(each, word) for word in words.get(each[:KEY], ())) for each in said)


def _is(said: str, word: str) -> bool:
    """Whether a word of a text is this one, in whatever case."""
    if len(said) < KEY:
        return word == said
    return word.startswith(said[: max(KEY, len(said) - (2 if len(said) >= LONG else 1))])
