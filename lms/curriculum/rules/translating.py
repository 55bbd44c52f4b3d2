"""How a translation stands to its source, part by part: a screen of a lesson, a step of a plan, a question. A part is
as new as its source when it was written beside what that says now, or when somebody looked and said that it still says
the same. Where a page showed the source beside it, it bears the sign of what it was written beside or compared with.
Standard library only."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from lms.curriculum.rules.changes import parts_by_name, words_of

SIGN = re.compile(r"[0-9a-f]{8}")
_IN_HEADING = re.compile(r"\A(## .*\{#[^}]*?)( of=([0-9a-f]{8}))?(\}[^\n]*)")
_IN_TOML = re.compile(r"(?m)^# of=([0-9a-f]{8})\n")
_FIRST_LINE = re.compile(r"\A\s*(?:\+\+\+|\[[^\n]*\])[^\n]*\n")
_TOP_OF_TOML = re.compile(r"\A(?=(?:\s*#(?!#)[^\n]*\n)*\s*[\w-]+\s*=)")  # before the first [..] stands a title


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
    bare = _IN_TOML.sub("", part)
    line = _TOP_OF_TOML if _TOP_OF_TOML.match(bare) else _FIRST_LINE
    return line.sub(rf"\g<0># of={sign}\n", bare, count=1)


def signed(
    parts: Sequence[str], shown: Sequence[str], ticked: Sequence[str], before: Mapping[str, str] | None = None
) -> list[str]:
    """The parts of a translation as typed, those with a sign of whom somebody `ticked` that they say the same as their
    source, and those that say something else than `before`. `shown` and `ticked` say the names of parts, each with the
    sign of the source that its translator saw. A part of `before` that says and looks the same keeps its sign, so what
    is sent twice is the same text."""
    beside = [each.rpartition(" ")[::2] for each in shown] + [("", "")] * len(parts)
    agreed = dict(each.rpartition(" ")[::2] for each in ticked)
    return [
        _signed(part, sign, None if before is None or name in agreed else before.get(name, ""), name in agreed)
        for part, (name, sign) in zip(parts, ((name, agreed.get(name, sign)) for name, sign in beside))
    ]


def _signed(part: str, sign: str, before: str | None, agreed: bool) -> str:
    if before is not None and _bare(part) == _bare(before):
        return before
    written = agreed or (before is not None and differs(before, part))
    return compared_with(part, sign) if written and part.strip() and SIGN.fullmatch(sign) else part


def without_old_signs(text: str, before: str) -> str:
    """A translation that was typed where no source stood beside it: a part that says something else than `before` does
    not bear the sign of what that was compared with."""
    seen = parts_by_name(before)
    return "".join(
        _bare(part) if sign_in(part) == sign_in(seen.get(name, "")) and differs(seen.get(name, ""), part) else part
        for name, part in parts_by_name(text).items()
    )


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
    if all(each == first for each in later) and not any("of=" in text for text in _texts(editions[-1], file)):
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
    if sign := sign_in(newest):
        return _signed_then(sign, [source.get(name, "") for source in reversed(theirs)])
    then, said = theirs[-1].get(name, ""), _said(newest)
    for source, translation in zip(reversed(theirs), reversed(own), strict=True):
        if name not in translation or _said(translation[name]) != said:
            break
        then = source.get(name, "")
    return then


def _signed_then(sign: str, theirs: Sequence[str]) -> str:
    """What the source said, the newest first, when it bore this sign. Of what stood in no edition, for it was rewritten
    in the same draft, nothing is left: then what it said before, if that was something else than now."""
    bore = (each for each in theirs if sign_of_part(each) == sign)
    return next(bore, next((each for each in theirs if differs(each, theirs[0])), ""))


def _said(part: str) -> list[str]:
    return words_of(_bare(part))


def _bare(part: str) -> str:
    """A part without its sign."""
    return _IN_TOML.sub("", _IN_HEADING.sub(r"\g<1>\g<4>", part))


def _parts(sources: Mapping[str, str], wanted: str) -> dict[str, str]:
    """Part → what stands there: what a layer says itself stands in place of what the module below it says."""
    return {name: part for text in _texts(sources, wanted) for name, part in parts_by_name(text).items()}


def _texts(sources: Mapping[str, str], wanted: str) -> list[str]:
    """The files of a name, that of the lowest layer first."""
    return [
        sources[file] for file in sorted(sources, key=len, reverse=True) if file.rpartition("/")[2] == wanted
    ]
