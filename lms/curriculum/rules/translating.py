"""How a translation stands to its source, part by part: a screen of a lesson, a step of a plan, a question. A part is
as new as its source when it was written beside what that says now, or when somebody looked and said that it still says
the same: then it bears the sign of what it was compared with. Standard library only."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from lms.curriculum.rules.changes import parts_by_name, words_of

SIGN = re.compile(r"[0-9a-f]{8}")
_IN_HEADING = re.compile(r"\A(## .*\{#[^}]*?)( of=([0-9a-f]{8}))?(\}[^\n]*)")
_IN_TOML = re.compile(r"(?m)^# of=([0-9a-f]{8})\n")
_FIRST_LINE = re.compile(r"\A\s*(?:\+\+\+|\[[^\n]*\])[^\n]*\n")


def sign_of_part(part: str) -> str:
    """The sign of what a part says, whatever its signs and spaces."""
    return sha256(" ".join(_said(part)).encode()).hexdigest()[:8]


def sign_in(part: str) -> str | None:
    """The sign of the source with which a part of a translation was compared, if anybody said so."""
    found = _IN_HEADING.match(part)
    if found:
        return found[3]
    noted = _IN_TOML.search(part)
    return noted[1] if noted else None


def compared_with(part: str, sign: str) -> str:
    """A part of a translation with the sign of the source that says the same. Without a line that can bear it, as it
    is."""
    if _IN_HEADING.match(part):
        return _IN_HEADING.sub(rf"\g<1> of={sign}\g<4>", part)
    return _FIRST_LINE.sub(rf"\g<0># of={sign}\n", _IN_TOML.sub("", part))


def still_the_same(parts: Sequence[str], names: Sequence[str], said: Sequence[str]) -> list[str]:
    """The parts of a translation, in which those bear a sign of whom somebody `said` that they say the same as their
    source: each as its name and the sign of the source that was seen."""
    seen = dict(each.rpartition(" ")[::2] for each in said)
    signs = [seen.get(name, "") for name in names] + [""] * len(parts)
    return [compared_with(part, sign) if SIGN.fullmatch(sign) else part for part, sign in zip(parts, signs)]


def source_then(editions: Sequence[Mapping[str, str]], file: str, source: str) -> dict[str, str] | None:
    """Part of the `source` file → what it said when the same part of `file` was last written or compared with it;
    `editions` are the files as written, the oldest first. None where there is no such file."""
    theirs = [_parts(files, source) for files in editions]
    own = [_parts(files, file) for files in editions]
    return {name: _then(name, theirs, own) for name in theirs[-1]} if own[-1] else None


def older_parts(editions: Sequence[Mapping[str, str]], file: str, source: str) -> frozenset[str]:
    """The parts of a file that say something else in its `source` by now; none where there is no such file, or where
    the source has always been what it is."""
    first, *later = (_texts(files, source) for files in editions)
    if all(each == first for each in later):
        return frozenset()
    then, now = source_then(editions, file, source), _parts(editions[-1], source)
    return frozenset() if then is None else frozenset(name for name, said in now.items() if differs(then[name], said))


def differs(before: str, after: str) -> bool:
    """Whether one part says something else than the other."""
    return _said(before) != _said(after)


def _then(name: str, theirs: Sequence[Mapping[str, str]], own: Sequence[Mapping[str, str]]) -> str:
    newest = own[-1].get(name)
    if newest is None:  # read in another language all the time
        return theirs[0].get(name, "")
    then, sign, said = theirs[-1].get(name, ""), sign_in(newest), _said(newest)
    for source, translation in zip(reversed(theirs), reversed(own), strict=True):
        if name not in translation or _said(translation[name]) != said:
            break
        then = source.get(name, "")
        if sign and sign == sign_of_part(then):
            break
    return then


def _said(part: str) -> list[str]:
    bare = _IN_HEADING.sub(r"\g<1>\g<4>", part)
    return words_of(_IN_TOML.sub("", bare))


def _parts(sources: Mapping[str, str], wanted: str) -> dict[str, str]:
    """Part → what stands there: what a layer says itself stands in place of what the module below it says."""
    return {name: part for text in _texts(sources, wanted) for name, part in parts_by_name(text).items()}


def _texts(sources: Mapping[str, str], wanted: str) -> list[str]:
    """The files of a name, that of the lowest layer first."""
    return [
        sources[file] for file in sorted(sources, key=len, reverse=True) if file.rpartition("/")[2] == wanted
    ]
