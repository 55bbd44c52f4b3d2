"""XML that people send: nothing in it is looked up, expanded or followed."""

from enum import StrEnum
from xml.etree import ElementTree
from xml.parsers import expat

DEEPEST = 20


class Hostile(StrEnum):
    """Why a file is not read."""

    NOT_XML = "not-xml"
    HAS_DTD = "has-dtd"


class Refuse(Exception):
    """The file is not read: `why` says what is wrong with it."""

    def __init__(self, why: Hostile) -> None:
        super().__init__(why)
        self.why = why


def tree_of(text: str) -> ElementTree.Element:
    """The elements. A document type, entities and depths without end are refused before anything is built.
    Raises Refuse."""
    depth = 0

    def opened(*_about) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refuse(Hostile.NOT_XML)

    def closed(_name) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_about) -> None:
        raise Refuse(Hostile.HAS_DTD)

    look = expat.ParserCreate("utf-8")
    look.StartDoctypeDeclHandler = look.EntityDeclHandler = look.ExternalEntityRefHandler = declared
    look.StartElementHandler, look.EndElementHandler = opened, closed
    try:
        look.Parse(text.encode(), True)
        return ElementTree.fromstring(text)
    except (expat.ExpatError, ElementTree.ParseError, UnicodeEncodeError, ValueError):
        raise Refuse(Hostile.NOT_XML) from None
