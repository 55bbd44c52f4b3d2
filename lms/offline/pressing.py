"""Packs for places without network (E154, E162): plain files that open without a server, and texts for the radio."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO

from lms.curriculum.papers.tree import Node, words

FIRST_DAY = (2020, 1, 1, 0, 0, 0)  # of every file: the same content gives the same bytes
WORDS_A_MINUTE = 110  # read aloud slowly
OF_LESSON = re.compile(r'href="/learn/([\w-]+)/?[^"]*"')
OF_SITE = re.compile(r' href="/[^"]*"')
OF_MEDIA = re.compile(r'src="/media/')


@dataclass(frozen=True, slots=True)
class Pressed:
    """A ZIP, and which version it is in words."""

    version: str
    data: bytes


def pressed(files: Mapping[str, bytes], version: str) -> Pressed:
    """These files (path → content) as a ZIP; the same files give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(name, FIRST_DAY), files[name], zipfile.ZIP_DEFLATED)
    return Pressed(version, out.getvalue())


def mark_of(*content: object) -> str:
    """A short mark that changes when any of this does."""
    return blake2b(repr(content).encode(), digest_size=3).hexdigest()


def beside(html: str, known: Sequence[str], up: str) -> str:
    """A page whose links lead to files beside it; what is not in the pack is no link any more."""
    def lesson(found: re.Match[str]) -> str:
        return f'href="{up}lessons/{found[1]}.html"' if found[1] in known else ""

    return OF_MEDIA.sub(f'src="{up}media/', OF_SITE.sub("", OF_LESSON.sub(lesson, html)))


def script(title: str, summary: str, screens: Sequence[tuple[str, list[Node]]], said: Mapping[str, Callable]) -> str:
    """A lesson as a text to be read aloud: one sentence or item a line, a pause between screens. `said`: how `minutes`,
    a `pause` and the `source` are said in its language."""
    parts = [[_ended(heading), *_lines(nodes)] for heading, nodes in screens]
    count = sum(len(line.split()) for part in parts for line in part) + len(summary.split())
    spoken = f"\n\n{said['pause']()}\n\n".join("\n".join(part) for part in parts)
    head = f"{title}\n{said['minutes'](-(-count // WORDS_A_MINUTE))}\n\n{_ended(summary)}"
    return f"{head}\n\n{spoken}\n\n{said['source']()}\n"


def _lines(nodes: Sequence[Node]) -> list[str]:
    found: list[str] = []
    for node in nodes:
        if node["kind"] == "p":
            found += [_ended(line) for line in words(node).splitlines() if line.strip()]
        else:
            found += _lines(node["body"])
    return found


def _ended(line: str) -> str:
    """A line that ends as a sentence does: whoever reads aloud breathes there."""
    text = " ".join(line.split())
    return text if not text or text[-1] in ".!?:…»”" else f"{text}."


def as_text(text: str) -> bytes:
    """A text as old computers open it, too."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
