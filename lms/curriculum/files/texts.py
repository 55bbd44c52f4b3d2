"""A lesson's or session plan's Markdown into screens of safe HTML."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from html import escape
from threading import local
from typing import Any

from bleach.sanitizer import Cleaner
from markdown import Markdown

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.toml import parsed
from lms.curriculum.rules.ageing import marked, unmarked
from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.cures import cure as _l

BLOCKS = ("question", "do", "dont", "faq", "checklist", "contact", "phrase", "film")
WORDS_A_SCREEN = 60
WORDS_A_FAQ = 110
SCREEN_LONG = _l("This screen has %(found)s words. Keep to %(most)s: split or shorten it.").sentence
BLOCK_LONG = _l("The block “%(name)s” has %(found)s words: shorten it.").sentence
LENGTHS = (SCREEN_LONG, BLOCK_LONG)

HEADING = re.compile(  # of=: what a translation was compared with, see rules.translating
    r"^## (?P<title>.+?)\s*\{#(?P<id>[a-z0-9-]+)(?: after=(?P<after>[a-z0-9-]+))?(?: of=[0-9a-f]{8})?\}\s*$"
)
FACT = re.compile(r"\{\{\s*([a-z0-9-]+)\s*\}\}")
OPENING = re.compile(r"^::: *([a-z-]+)\s*$")
WORD = re.compile(r"\w[\w'’ʻ-]*")
FILM = re.compile(r"[a-z0-9][a-z0-9-]*\.(?:webm|mp4)")
PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<name>[^)]+)\)")

BROUGHT = re.compile(r"[0-9a-f]{32}\.(?:png|jpg|webp)")  # a picture that an author brought along in the browser
BROUGHT_FILM = re.compile(r"film-[0-9a-f]{32}\.(?:mp4|webm)")

TAGS = frozenset({"p", "strong", "em", "ul", "ol", "li", "a", "br", "blockquote", "code", "data"})
ATTRIBUTES = {"a": ["href"], "data": ["value"]}  # data: a fact, see rules.ageing


def address_of(folder: str, name: str) -> str:
    """Where a picture of a module is served from."""
    return f"/media/{'uploads' if BROUGHT.fullmatch(name) else folder}/{name}"


@dataclass
class Text:
    """One file, read: its front matter, its screens, and what is wrong with it."""

    front: dict[str, Any] = field(default_factory=dict)
    screens: list[dict[str, Any]] = field(default_factory=list)
    after: dict[str, str] = field(default_factory=dict)  # of a layer: its new screens, and behind which they come
    pictures: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


class _Tools(local):
    """What renders and cleans: made once for each thread, since making them takes longer than most texts."""

    def __init__(self) -> None:
        self.markdown = Markdown(output_format="html")
        protocols = frozenset({"http", "https", "mailto", "tel"})
        self.cleaner = Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols=protocols, strip=True)


TOOLS = _Tools()


@lru_cache(maxsize=16384)  # a screen that many countries share is rendered once; more than there are
def sanitise(text: str) -> str:
    """Markdown into HTML that can do nothing: a few plain tags, links only to the web, mail and telephone.
    Raises RecursionError of lists in lists without end."""
    try:
        return TOOLS.cleaner.clean(TOOLS.markdown.reset().convert(text))
    except RecursionError:
        TOOLS.__init__()  # the old ones still believe to be inside those lists
        raise


def with_facts(
    source: str, facts: Mapping[str, Mapping[str, Any]], missing: Callable[[str], None],
    quote: Callable[[str, str], str] = lambda _name, value: value,
) -> str:  # fmt: skip
    """`source` with its {{facts}} inserted, each (name, value) through `quote`; `missing` is told the name of one there
    is not."""

    def value(match: re.Match) -> str:
        if match[1] not in facts:
            missing(match[1])
            return match[0]
        return quote(match[1], str(facts[match[1]]["value"]))

    return FACT.sub(value, source)


def with_facts_in_all(words: Any, facts: Mapping[str, Mapping[str, Any]], missing: Callable[[str], None]) -> Any:
    """The same in every text of a table of texts, lists and tables."""
    if isinstance(words, Mapping):
        return {name: with_facts_in_all(each, facts, missing) for name, each in words.items()}
    if isinstance(words, list):
        return [with_facts_in_all(each, facts, missing) for each in words]
    return with_facts(words, facts, missing) if isinstance(words, str) else words


def no_fact(name: str) -> Cure:
    """What is to be done about a fact that is not there."""
    return _l("There is no fact “%(name)s” in module.toml, country.toml or facts.toml.", name=name)


def read_text(
    source: str, *, file: str, folder: str, facts: Mapping[str, Mapping[str, Any]], labels: Mapping[str, str]
) -> Text:
    """The text of `source`. Pictures are looked for in `media/<folder>/`; `labels` are the blocks' headings."""
    text = Text()
    body, offset = _front_matter(source, file, text)
    lines = body.splitlines()
    starts = [n for n, line in enumerate(lines) if line.startswith("## ")]
    for n, end in zip(starts, [*starts, len(lines)][1:], strict=True):
        match = HEADING.match(lines[n])
        if not match:
            text.faults.append(Fault(file, offset + n + 1, _l("Give the heading an id: ## Heading {#id}.")))
            continue
        reader = _Screen(text, file, offset + n + 2, folder, facts, labels)
        screen = reader.read(lines[n + 1 : end])
        text.screens.append({"id": match["id"], "title": match["title"], **screen})
        if match["after"]:
            text.after[match["id"]] = match["after"]
    return text


def _front_matter(source: str, file: str, text: Text) -> tuple[str, int]:
    parts = re.split(r"^\+\+\+\s*$", source, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        text.faults.append(Fault(file, 1, _l("Begin the file with +++, the title and summary, and +++ again.")))
        return source, 0
    text.front = parsed(parts[1], file, text.faults)
    return parts[2], parts[0].count("\n") + parts[1].count("\n")


class _Screen:
    """Reads the lines of one screen into HTML."""

    def __init__(self, text, file, line, folder, facts, labels) -> None:
        self.text, self.file, self.line = text, file, line
        self.folder, self.facts, self.labels = folder, facts, labels
        self.html: list[str] = []
        self.words: list[str] = []
        self.picture: dict[str, str] | None = None
        self.film: dict[str, str] | None = None
        self.blocks: list[str] = []

    def read(self, lines: list[str]) -> dict[str, Any]:
        plain: list[str] = []
        inside: str | None = None
        for n, line in enumerate(lines):
            opening = OPENING.match(line)
            if opening or line.strip() == ":::":
                if opening and opening[1] not in BLOCKS:
                    self._fault(n, _l(
                        "There is no block “%(name)s”. Use one of %(known)s.", name=opening[1], known=", ".join(BLOCKS)
                    ))  # fmt: skip
                if bool(opening) == bool(inside):
                    self._fault(n, _l("Close each block with ::: before the next begins."))
                self._emit(plain, inside, n)
                plain, inside = [], opening[1] if opening else None
            else:
                plain.append(line)
        if inside:
            self._fault(len(lines) - 1, _l("Close the block “%(name)s” with :::.", name=inside))
        self._emit(plain, inside, len(lines))
        if len(self.words) > WORDS_A_SCREEN:
            self._fault(0, _l(SCREEN_LONG, found=len(self.words), most=WORDS_A_SCREEN))
        film = {"film": self.film} if self.film else {}
        return {"html": "\n".join(self.html), "picture": self.picture, **film, "blocks": self.blocks}

    def _emit(self, lines: list[str], block: str | None, n: int) -> None:
        source = with_facts("\n".join(lines).strip(), self.facts, partial(self._no_fact, n), marked)
        if not block:
            source = self._take_picture(source, n)
        elif block == "film":
            source = self._take_film(source, n)
        if not source:
            return
        count = WORD.findall(unmarked(source))
        try:
            html = sanitise(source)
        except RecursionError:
            self._fault(n, _l("Put no list so deep into others."))
            return
        if not block:
            self.words += count
            self.html.append(html)
            return
        if len(count) > (WORDS_A_FAQ if block == "faq" else WORDS_A_SCREEN):
            self._fault(n, _l(BLOCK_LONG, name=block, found=len(count)))
        self.blocks.append(block)
        label = escape(self.labels.get(block, block))
        self.html.append(f'<section class="block {block}"><p class="name">{label}</p>\n{html}\n</section>')

    def _take_picture(self, source: str, n: int) -> str:
        pictures = list(PICTURE.finditer(source))
        if len(pictures) > 1:
            self._fault(n, _l("Put at most one picture on a screen."))
        for picture in pictures[:1]:
            if not picture["alt"].strip():
                self._fault(n, _l("Say in words what the picture shows: ![words](picture.svg)."))
            self.picture = {"src": address_of(self.folder, picture["name"]), "alt": picture["alt"]}
            self.text.pictures.add(picture["name"])
        return PICTURE.sub("", source).strip()

    def _take_film(self, source: str, n: int) -> str:
        found = PICTURE.match(source)
        if not found or not FILM.fullmatch(found["name"]) or not found["alt"].strip():
            said = _l("Begin a film with what it shows and its file: ![words](….mp4).")
            self._fault(n, said)
            return source
        if self.film:
            self._fault(n, _l("Put at most one film on a screen."))
        folder = "uploads" if BROUGHT_FILM.fullmatch(found["name"]) else self.folder
        self.film = {"file": f"{folder}/{found['name']}", "alt": found["alt"]}
        if not (words := source[found.end() :].strip()):
            self._fault(n, _l("Write below the film what is seen and said in it, for whoever cannot see or hear it."))
        return words

    def _no_fact(self, n: int, name: str) -> None:
        self._fault(n, no_fact(name))

    def _fault(self, n: int, cure: Cure) -> None:
        self.text.faults.append(Fault(self.file, self.line + n, cure))
