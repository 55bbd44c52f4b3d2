"""Phrasebooks, and how they are searched: in whatever letters the reader types. Standard library only."""

import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lms.core.languages import best

# One spelling for the three alphabets: Tajik letters typed without their tails, Russian ones and Latin ones meet.
LETTERS = {
    **dict(zip("абвгғдеёзиӣйкқлмнопрстуӯфхҳыэіў", "abvggdeeziiikklmnoprstuufhhieiu", strict=True)),
    "ж": "j", "ҷ": "j", "ч": "j", "ц": "ts", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ъ": "", "ь": "",
    "q": "k", "x": "h", "w": "v", "y": "i", "'": "", "’": "", "ʼ": "", "ʻ": "",
}  # fmt: skip
SOUNDS = (("yu", "iu"), ("ya", "ia"), ("dj", "j"), ("zh", "j"), ("ch", "j"), ("kh", "h"), ("gh", "g"),
          ("io", "e"))


def folded(text: str) -> str:
    """`text` in the one spelling: «Ҷойи хоб», «Чойи хоб» and "joyi khob" become the same."""
    plain = unicodedata.normalize("NFC", text.lower()).replace("дж", "ҷ")
    found = "".join(LETTERS.get(each, each) for each in plain)
    for sound, letter in SOUNDS:
        found = found.replace(sound, letter)
    return " ".join("".join(each if each.isalnum() else " " for each in found).split())


def matches(wanted: str, *texts: str, whole: Set[str] = frozenset()) -> bool:
    """Whether every word that is looked for begins a word of the texts, or stands in one when it is long enough; of the
    words that are `whole`, in the one spelling, none is merely the beginning of another («долг» of «долго»)."""
    words = " ".join(map(folded, texts)).split()
    return all(
        part in words if part in whole
        else any(word.startswith(part) or (len(part) > 3 and part in word) for word in words)
        for part in folded(wanted).split()
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one says, how it sounds in Tajik letters, and what it means in the languages of the pages."""

    id: str
    say: str
    sound: str
    means: Mapping[str, str]

    def meaning(self, language: str) -> str:
        """What it means, in `language` or else in the first there is."""
        return best(self.means, language)

    def found_by(self, wanted: str) -> bool:
        """Whether somebody who looks for `wanted` means this phrase."""
        return matches(wanted, self.say, self.sound, *self.means.values())


@dataclass(frozen=True, slots=True)
class Area:
    """One of the four areas of what one must be able to say (E121)."""

    id: str
    names: Mapping[str, str]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The phrases of one language. `number` is that of its edition."""

    language: str
    number: int
    own_name: str
    direction: str
    countries: tuple[str, ...]
    checked: date
    names: Mapping[str, str]
    notes: Mapping[str, str]
    areas: tuple[Area, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases of all areas in order."""
        return tuple(phrase for area in self.areas for phrase in area.phrases)

    def found(self, wanted: str) -> tuple[Area, ...]:
        """The areas with those phrases only that match; all of them when nothing is looked for."""
        kept = (
            Area(area.id, area.names, tuple(each for each in area.phrases if each.found_by(wanted)))
            for area in self.areas
        )
        return tuple(area for area in kept if area.phrases)

    def only(self, area: str) -> "Phrasebook":
        """The book with one of its areas; without any when there is no such area."""
        return replace(self, areas=tuple(each for each in self.areas if each.id == area))


def phrasebook_from(document: Mapping[str, Any], *, number: int) -> Phrasebook:
    """A phrasebook from its published document."""
    return Phrasebook(
        language=document["language"],
        number=number,
        own_name=document["own_name"],
        direction=document["direction"],
        countries=tuple(document["countries"]),
        checked=date.fromisoformat(document["checked"]),
        names=document["names"],
        notes=document["notes"],
        areas=tuple(
            Area(
                area["id"],
                area["names"],
                tuple(Phrase(each["id"], each["say"], each["sound"], each["means"]) for each in area["phrases"]),
            )
            for area in document["areas"]
        ),
    )
