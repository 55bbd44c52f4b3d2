"""The compiled sentences of each language. A file that is missing or broken stops nothing: the sentences are then said
in the languages that stand in for it, at last as they stand in the program, and the log says what to do."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from babel.support import NullTranslations, Translations

DOMAIN, WRITTEN_IN = "messages", "en"  # the program's own sentences are English: they need no file
ADDED = re.compile("(?<=[»”])-(?=[а-яӣӯғқҳҷ])|(?<=\\)s)-(?=[а-яӣӯғқҳҷ])")  # its hyphen may not end a line
CURE = "Please run: pybabel compile -d translations"


def catalogue(folder: str, language: str, domain: str = DOMAIN) -> NullTranslations:
    """The sentences of a language, none when they cannot be read."""
    try:
        return _held_together(Translations.load(folder, [language], domain))
    except Exception:  # a broken file fails in as many ways as it has bytes; `faults` says so at the start
        return NullTranslations()


def _held_together(found: NullTranslations) -> NullTranslations:
    """The same sentences, of which no line ends between a quotation or a value and what Tajik adds to it: «Кор»-ро."""
    known = getattr(found, "_catalog", {})
    known |= {each: ADDED.sub("\u2011", said) for each, said in known.items() if isinstance(said, str)}
    return found


def faults(folder: str, languages: Iterable[str]) -> Iterator[str]:
    """What is not in order with the compiled sentences, and its cure."""
    for language in languages:
        if language != WRITTEN_IN and (fault := _fault(Path(folder) / language / "LC_MESSAGES")):
            yield f"Pages in “{language}” are not wholly in that language: {fault}. {CURE}"


@lru_cache(maxsize=16)
def _fault(folder: Path) -> str | None:
    written, compiled = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
    if not compiled.exists():
        return f"{compiled} is missing"
    if written.exists() and written.stat().st_mtime > compiled.stat().st_mtime:
        return f"{compiled} is older than {written.name}"
    try:
        with compiled.open("rb") as file:
            Translations(file)
    except Exception as error:  # see `catalogue`
        return f"{compiled} cannot be read ({type(error).__name__})"
    return None
