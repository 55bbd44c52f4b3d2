"""A file of questions, whatever it is: told by what stands in it, never by its name."""

from enum import StrEnum

from lms.core import plain_xml, spreadsheets
from lms.curriculum.exchange import gift, moodle, sheet
from lms.curriculum.exchange.items import LARGEST_FILE, MOST_ITEMS, Read, Unread
from lms.curriculum.exchange.sifting import Ids


class Unreadable(Exception):
    """The file is not read: `why` says what is wrong with it."""

    def __init__(self, why: StrEnum) -> None:
        super().__init__(why)
        self.why = why


def read_file(content: bytes, words: sheet.Words, known: Ids = ()) -> Read:
    """What a file says to a module that has questions with the `known` ids. Of a spreadsheet with faults nothing is
    taken. Raises Unreadable."""
    if not content:
        raise Unreadable(Unread.NO_FILE)
    if len(content) > LARGEST_FILE:
        raise Unreadable(Unread.FILE_LARGE)
    try:
        found = _read(content, words, known)
    except (spreadsheets.Refuse, plain_xml.Refuse) as refused:
        raise Unreadable(Unread(refused.why.value)) from None
    except UnicodeDecodeError:
        raise Unreadable(Unread.NOT_TEXT) from None
    if not found.items and not found.notes:
        raise Unreadable(Unread.NO_QUESTIONS)
    if len(found.items) > MOST_ITEMS:
        raise Unreadable(Unread.TOO_MANY)
    return found


def _read(content: bytes, words: sheet.Words, known: Ids) -> Read:
    if content.startswith(b"PK"):
        return Read(*sheet.read(spreadsheets.rows_of(content, sheet.LIMITS), words))
    text = content.decode("utf-8-sig")
    if "\x00" in text:
        raise Unreadable(Unread.NOT_TEXT)
    return moodle.read(text, known) if text.lstrip().startswith("<") else gift.read(text, known)
