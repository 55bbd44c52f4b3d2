"""Words for one thing in several languages: who looks for «депортация» finds an answer that says «ихроҷ». Standard
library only."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from lms.curriculum.rules.phrases import folded

ONLY_READ = "~"  # before an entry by which a text is known, but which finds none: a word of it means other things too
Groups = tuple[tuple[str, ...], ...]
# What stands behind a word in another case, by how it ends in a dictionary. Written out: whatever begins alike is
# mostly another word («никоҳ» and «никому»), and so is what sounds alike in another alphabet («полис» and "polite").
CASES = {
    "ый": "ый ого ому ым ом ая ой ую ое ые ых ыми", "ой": "ой ого ому ым ом ая ую ое ые ых ыми",
    "ая": "ая ой ую ые ых ым ыми", "ое": "ое ого ому ым ом ая ой ые ых ыми", "ые": "ые ых ым ыми",
    "а": "а ы и е у ой ою ам ами ах", "я": "я и ю е ей й ям ями ях", "ь": "ь я ю е ем и ью ей ям ями ях",
    "е": "е я ю ем и й ям ями ях", "о": "о а у ом е ам ами ах", "й": "й я ю ем е и ев ям ями ях",
    "и": "и ей ам ами ах ям ями ях ов", "ы": "ы ов ам ами ах", "ӣ": "ӣ ии иро иҳо иам иат иаш",
}  # fmt: skip
HARD = "а у ом ем е ы и ю я ов ев ей ам ами ах ям ями ях".split()  # behind a consonant, in Russian
TAJIK = "и ро ҳо ҳои ҳоро ҳоям е ам ат аш амон атон ашон у ву".split()  # behind any word
LATIN = "s es d ed".split()
VOWELS = "аеиоуыэюяӣӯйьъ"


def groups_from(document: Mapping[str, Sequence[str]]) -> Groups:
    """The groups of a published file, as they are written there."""
    return tuple(tuple(words) for words in document.values())


@lru_cache(maxsize=4096)
def to_find(text: str, groups: Groups) -> str:
    """By which words a text is found, in the one spelling of the search: its own, and those of each group of which one
    stands in it, in its own letters and in whatever case. Of an expression all words stand there side by side."""
    words, known = _words(text), _by_form(groups)
    stand = {
        number
        for at, word in enumerate(words)
        for number, rest in known.get(word, ())
        if len(words) > at + len(rest) and all(words[at + 1 + n] in forms for n, forms in enumerate(rest))
    }
    more = (said for number in sorted(stand) for said in groups[number] if not said.startswith(ONLY_READ))
    return " ".join([folded(text), *dict.fromkeys(word for said in more for word in folded(said).split())])


@lru_cache(maxsize=8)
def _by_form(groups: Groups) -> Mapping[str, list[tuple[int, tuple[frozenset[str], ...]]]]:
    """Each form in which an entry may begin → the number of its group, and the forms of the words that must follow."""
    found: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
    for number, group in enumerate(groups):
        for first, *rest in filter(None, map(_words, group)):
            others = tuple(frozenset(_forms(word)) for word in rest)
            for form in set(_forms(first)):
                found.setdefault(form, []).append((number, others))
    return found


def _forms(word: str) -> Iterator[str]:
    """A word as a dictionary has it, and in its cases."""
    yield word
    if word.isascii():
        yield from (word + ending for ending in LATIN)
        return
    yield from (word + ending for ending in TAJIK)
    if word[-1] not in VOWELS:
        yield from (word + ending for ending in HARD)
    last = next((each for each in CASES if word.endswith(each)), None)
    if last and len(word) > len(last) + 2:
        yield from (word.removesuffix(last) + ending for ending in CASES[last].split())


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text.lower()).replace("ё", "е")
    return "".join(each if each.isalnum() else " " for each in plain).split()
