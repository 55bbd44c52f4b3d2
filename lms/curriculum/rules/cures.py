"""What is to be done about something that is wrong in a content file, as a sentence to its author. Standard library
only."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any


class Cure(str):
    """A sentence to an author. As text it is English, as commands print it; a page says it in its language, from the
    sentence before its values stood in it."""

    sentence: str
    values: Mapping[str, Any]
    behind: tuple["Cure", ...]


def cure(sentence: str, **values: Any) -> Cure:
    """A sentence with its values. Call it `_l`, so that the sentence is found for translation."""
    made = Cure(sentence % values if values else sentence)
    made.sentence, made.values, made.behind = sentence, values, ()
    return made


def joined(first: Cure, behind: Iterable[Cure]) -> Cure:
    """A sentence, and others that follow on it."""
    following = tuple(behind)
    made = Cure(" ".join([first, *following]))
    made.sentence, made.values, made.behind = first.sentence, first.values, following
    return made


def spoken(text: str, translate: Callable[[str], str]) -> str:
    """A sentence in another language; one that nobody marked for translation as it is."""
    if not isinstance(text, Cure):
        return text
    values = {name: _value(each, translate) for name, each in text.values.items()}
    said = translate(text.sentence)
    return " ".join([said % values if values else said, *(spoken(each, translate) for each in text.behind)])


class Several(tuple):
    """Cures that stand in one sentence, with semicolons between."""

    def __str__(self) -> str:
        return "; ".join(self)


def _value(value: Any, translate: Callable[[str], str]) -> Any:
    if isinstance(value, Several):
        return "; ".join(spoken(each, translate) for each in value)
    return spoken(value, translate) if isinstance(value, str) else value
