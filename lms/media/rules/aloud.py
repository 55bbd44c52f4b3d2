"""A text made ready for a machine to read aloud: line by line, in the letters or sounds that its voices understand.
Standard library only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lms.media.rules.tajik import phonemes
from lms.media.rules.tajik_numbers import with_words


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of espeak-ng, and the pace it is asked for: with the pauses, some 120 words a minute are heard."""

    name: str
    pace: int


# Those that a speech recogniser understood best. Chuvash has every sound of Tajik, and its vowels as far apart.
VOICES = {"tg": Voice("cv+Andrea", 150), "ru": Voice("ru+Andrea", 115), "en": Voice("en-us", 125)}

PAUSE, LONG_PAUSE = 0.35, 0.8  # seconds after a sentence, and after a paragraph
# Latin letters as a Tajik reads them within a word, and how capitals are spelled out.
LATIN = dict(zip("abcdefghijklmnopqrstuvwxyz", "абсдефгҳижклмнопқрстуввхйз", strict=True))
NAMES = dict(zip("abcdefghijklmnopqrstuvwxyz", (
    "а бе се де е эф ге аш и жот ка эл эм эн о пе ку эр эс те у ве дабл_ве икс игрек зет".replace("_", "")
).split(), strict=True))  # fmt: skip
CYRILLIC_NAMES = dict(zip("абвгғдеёжзийкқлмнопрстуфхҳчҷшэюя", (
    "а бе ве ге ғе де е ё же зе и йот ка қе эл эм эн о пе эр эс те у эф ха ҳе че ҷе ша э ю я"
).split(), strict=True))  # fmt: skip
CAPITALS = re.compile(r"\b(?:[A-Z]{2,5}|[А-ЯҒҚҲҶЁ]{2,5})\b")
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
WORD = re.compile(r"[^\W\d_]+")
CLAUSE = re.compile(r"([,;:.!?…]|\s[–—-]\s)")
ADDRESS = re.compile(r"(?<=[a-z])\.(?=[a-z])")


def sentences(text: str, language: str) -> Iterator[tuple[str, float]]:
    """What the voice is given, one sentence after the other, and for how many seconds it is silent then."""
    for line in filter(None, map(str.strip, text.splitlines())):
        *before, last = SENTENCE.split(line)
        for each in before:
            yield _given(each, language), PAUSE
        yield _given(last, language), LONG_PAUSE


def words_in(text: str) -> int:
    """How many words are heard."""
    return len(WORD.findall(text))


def tajik(sentence: str) -> str:
    """A Tajik sentence in phonemes, with the marks at which the voice rests: "Кӣ?" → "[[k|'i]]?"."""
    clauses = []
    for piece in CLAUSE.split(_spelled(ADDRESS.sub(" нуқта ", with_words(sentence)))):
        said = " ".join(filter(None, map(phonemes, WORD.findall(piece.lower()))))
        if said:
            clauses.append(f"[[{said}]]")
        elif clauses and piece.strip():
            clauses[-1] += "," if piece.strip() in "–—-" else piece.strip()
    return " ".join(clauses)


def _given(sentence: str, language: str) -> str:
    ended = sentence if sentence[-1:] in tuple(".!?…:;,") else f"{sentence}."
    return tajik(ended) if language == "tg" else ended.replace("[[", " ")


def _spelled(text: str) -> str:
    spelled = CAPITALS.sub(_letter_by_letter, text)
    return "".join(LATIN.get(letter.lower(), letter) for letter in spelled)


def _letter_by_letter(found: re.Match[str]) -> str:
    return "-".join(NAMES.get(each) or CYRILLIC_NAMES.get(each, each) for each in found[0].lower())
