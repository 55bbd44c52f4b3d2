"""What every format does with questions: say each or tell why not, take each or tell why not."""

from collections.abc import Callable, Container, Iterable, Iterator

from lms.curriculum.exchange.items import Item, Left, Note, Read, checked

Ids = Container[str]  # of the questions that a module has: other schools write ids too


class NotTaken(Exception):
    """Raised within a question that cannot be asked here: why, and what it is."""

    def __init__(self, why: Left, what: str = "") -> None:
        super().__init__(why)
        self.why, self.what = why, what


def said(
    items: Iterable[Item], unsayable: Callable[[Item], Iterator[Left]], block: Callable[[Item], str]
) -> tuple[list[str], list[Note]]:
    """The questions as the file says them, and what it has no words for; a question that is lost as a whole is left
    out."""
    blocks, notes = [], []
    for item in items:
        missing = [Note(item.id, why, item.kind) for why in unsayable(item)]
        notes += missing
        if not any(each.whole for each in missing):
            blocks.append(block(item))
    return blocks, notes


def taken(found: Iterable[tuple[str, Callable[[list[Note]], Item]]]) -> Read:
    """Out of (place, how its question is read) those that can be asked here, and what could not be taken."""
    read, places = Read(), {}
    for place, item_of in found:
        try:
            item = item_of(read.notes)
        except NotTaken as fault:
            read.notes.append(Note(place, fault.why, fault.what))
            continue
        places[len(read.items)] = place
        read.items.append(item)
    return checked(read, places)
