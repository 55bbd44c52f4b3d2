"""A draft's way from the first word to the new edition: who may do what when (E62–E64). Standard library only."""

import re
from collections.abc import Iterable
from enum import StrEnum

LONGEST_FILE, LONGEST_COMMENT, LONGEST_NOTE, LONGEST_ID = 200_000, 2000, 500, 80
MOST_REVISIONS = 1_000_000


class State(StrEnum):
    """Where a draft is on its way."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    """What somebody did with a draft: its trail."""

    BEGUN = "begun"
    SUBMITTED = "submitted"
    RECALLED = "recalled"
    SENT_BACK = "sent-back"
    APPROVED = "approved"
    EXPLAINED = "explained"
    RENEWED = "renewed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why something cannot be done with a draft."""

    NOT_NOW = "draft-not-now"
    CLOSED = "draft-closed"
    OVERTAKEN = "draft-overtaken"
    CHANGED_SINCE = "draft-changed-since"
    OWN_DRAFT = "draft-own"
    FAULTY = "draft-faulty"
    UNCHANGED = "draft-unchanged"
    NEWER_EDITION = "draft-newer-edition"
    TOO_LONG = "draft-too-long"
    NO_SUCH_FILE = "draft-no-such-file"
    NO_SUCH_NAME = "draft-no-such-name"
    NAME_TAKEN = "draft-name-taken"
    NO_REASON = "draft-no-reason"
    ANSWERED = "draft-comment-settled"
    AGREED_BEFORE = "draft-agreed-before"
    NO_FACTS = "draft-no-facts"


OPEN = frozenset({State.DRAFT, State.SUBMITTED, State.APPROVED})
WRITABLE = frozenset({State.DRAFT, State.SUBMITTED})  # what was signed off stays as it was signed
SEEN_BY_REVIEWERS = frozenset({State.SUBMITTED, State.APPROVED, State.PUBLISHED})

_NEXT = {
    (State.DRAFT, Deed.SUBMITTED): State.SUBMITTED,
    (State.SUBMITTED, Deed.RECALLED): State.DRAFT,
    (State.APPROVED, Deed.RECALLED): State.DRAFT,
    (State.SUBMITTED, Deed.SENT_BACK): State.DRAFT,
    (State.APPROVED, Deed.SENT_BACK): State.DRAFT,
    (State.SUBMITTED, Deed.APPROVED): State.APPROVED,
    (State.APPROVED, Deed.PUBLISHED): State.PUBLISHED,
    (State.DRAFT, Deed.RENEWED): State.DRAFT,
    (State.SUBMITTED, Deed.RENEWED): State.DRAFT,  # what was handed over is not what it is now
    **{(state, Deed.WITHDRAWN): State.WITHDRAWN for state in OPEN},
}


def after(state: State, deed: Deed) -> State | None:
    """Where a draft is after a deed; None when that cannot be done now."""
    return _NEXT.get((state, deed))


def may_sign(user_id: int | None, worked_on_it: Iterable[int | None], *, four_eyes: bool) -> bool:
    """Whether somebody may approve: not who began the draft or wrote in it, unless the house is too small for that."""
    return not four_eyes or user_id not in set(worked_on_it)


_WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_NAME = re.compile(_WORD)
_LANGUAGE = "[a-z]{2,3}"
_MODULE = re.compile(rf"module\.toml|questions(?:\.{_LANGUAGE})?\.toml|(?:trainer\.)?{_LANGUAGE}\.md")
_PHRASEBOOK = re.compile(rf"book\.toml|phrases(?:\.{_LANGUAGE})?\.toml")
_OWN = {"module": _MODULE, "layer": _MODULE, "phrasebook": _PHRASEBOOK, "country": re.compile(r"country\.toml")}


def belongs(file: str, kind: str, slug: str) -> bool:
    """Whether a piece of this kind may have a file of this name."""
    if kind == "settings":
        return file == f"{slug}.toml"
    own = _OWN.get(kind) or re.compile(rf"{re.escape(slug)}(?:\.{_LANGUAGE})?\.toml")
    return own.fullmatch(file) is not None


def files_for(kind: str, slug: str, languages: Iterable[str]) -> list[str]:
    """The files that a piece of this kind may have, those with words once for each language."""
    if kind in ("settings", "country"):
        return [f"{slug}.toml" if kind == "settings" else "country.toml"]
    if kind == "phrasebook":
        return ["book.toml", "phrases.toml", *(f"phrases.{each}.toml" for each in languages)]
    if kind in ("module", "layer"):
        worded = [name for each in languages for name in (f"{each}.md", f"questions.{each}.toml", f"trainer.{each}.md")]
        return ["module.toml", "questions.toml", *worded]
    return [f"{slug}.toml", *(f"{slug}.{each}.toml" for each in languages)]


def is_name(slug: str) -> bool:
    """Whether a new piece may be called so: English words joined by hyphens."""
    return len(slug) <= 60 and _NAME.fullmatch(slug) is not None


def as_written(text: str, before: str) -> str:
    """A text out of a browser, which sends other line ends than it was given, with those of the text `before`."""
    plain = text.replace("\r\n", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in before else plain
