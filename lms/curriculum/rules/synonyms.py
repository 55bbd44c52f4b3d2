"""Words for one thing in several languages: who looks for «депортация» finds an answer that says «ихроҷ». Standard
library only."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from lms.curriculum.rules.phrases import folded

UZBEK = "uz:"  # before an entry in Uzbek, whose cases are others than those of English words in the same letters
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
# Behind any word, in Tajik and in Uzbek.
TAJIK = "и ро ҳо ҳои ҳоро ҳоям е еро ам ат аш амон атон ашон амро атро ашро амонро атонро он они анд у ву".split()
OWNERS = " i si im ing imiz ingiz m ng miz ngiz lar lari larim laringiz larimiz".split(" ")
OF_UZBEK = [owner + case for owner in OWNERS for case in " ni ning ga da dan dagi gacha siz mi".split(" ")]
LATIN = "s es d ed".split()
APOSTROPHES = dict.fromkeys(map(ord, "ʻʼ'’‘`"))
VOWELS = "аеиоуыэюяӣӯйьъ"


def groups_from(document: Mapping[str, Sequence[str]], language: str) -> Groups:
    """The groups of a published file for texts in `language`, as they are written there. Words in Uzbek are known to
    texts in Uzbek only: in one spelling with other languages they mean other things («pora», a bribe, and «пора»)."""
    return tuple(
        tuple(each for each in words if language == "uz" or not each.startswith(UZBEK)) for words in document.values()
    )


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
    more = (said for number in sorted(stand) for said in _finding(groups[number]))
    return " ".join([folded(text), *dict.fromkeys(word for said in more for word in folded(said).split())])


@lru_cache(maxsize=8)
def whole_words(groups: Groups) -> frozenset[str]:
    """The words, in the one spelling, that mean themselves alone when somebody looks for them: whatever text speaks of
    their thing has them among those `to_find`, and what merely begins like them speaks of another («зан», «занг»)."""
    every = (folded(said) for group in groups for said in _finding(group))
    return frozenset(word for word in every if " " not in word)


def _finding(group: Sequence[str]) -> Iterator[str]:
    return (said.removeprefix(UZBEK) for said in group if not said.startswith(ONLY_READ))


@lru_cache(maxsize=8)
def _by_form(groups: Groups) -> Mapping[str, list[tuple[int, tuple[frozenset[str], ...]]]]:
    """Each form in which an entry may begin → the number of its group, and the forms of the words that must follow."""
    found: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
    for number, group in enumerate(groups):
        for said in group:
            forms = _forms_in_uzbek if said.startswith(UZBEK) else _forms
            first, *rest = _words(said.removeprefix(UZBEK))
            others = tuple(frozenset(forms(word)) for word in rest)
            for form in set(forms(first)):
                found.setdefault(form, []).append((number, others))
    return found


def _forms_in_uzbek(word: str) -> Iterator[str]:
    yield from (word + ending for ending in OF_UZBEK)
    if word[-1] in "kq":  # «konsullik», «konsulligi»
        yield from (f"{word[:-1]}g{ending}" for ending in OF_UZBEK if ending.startswith("i"))


def _forms(word: str) -> Iterator[str]:
    """A word as a dictionary has it, and in its cases."""
    yield word
    if word.isascii():
        yield from (word + ending for ending in LATIN)
        if word.endswith("y"):
            yield f"{word[:-1]}ies"
        return
    yield from (word + ending for ending in TAJIK)
    if word[-1] not in VOWELS:
        yield from (word + ending for ending in HARD)
    last = next((each for each in CASES if word.endswith(each)), None)
    if last and len(word) > len(last) + 2:
        yield from (word.removesuffix(last) + ending for ending in CASES[last].split())


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text.lower()).replace("ё", "е").translate(APOSTROPHES)
    return "".join(each if each.isalnum() else " " for each in plain).split()
