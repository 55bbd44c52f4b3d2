"""Films as authors bring them along: recognised by their content, freed of what a camera wrote about the day, the place
and itself; and the subtitles that go with them. Standard library only."""

import hashlib
import json
import re
import struct
from collections.abc import Mapping

from lms.media.rules import mpeg, webm

LARGEST_FILM = 25_000_000
LARGEST_SUBTITLES = 100_000
LONGEST_SAID = 6000  # characters: what is spoken in some five minutes
PICTURES, SOUNDS = frozenset({b"V_VP8", b"V_VP9"}), frozenset({b"A_OPUS", b"A_VORBIS"})
H264, AAC = (b"avc1", b"avc3"), b"mp4a"

TIME = r"(?:\d{1,3}:)?[0-5]\d:[0-5]\d[.,]\d{3}"
TIMES = re.compile(rf"\s*({TIME})\s+-->\s+({TIME})(?:\s.*)?")
MARKS = re.compile(r"<[^<>]*>")


class NoFilm(ValueError):
    """This is no film that phones play, or one that is broken."""


class NoSubtitles(ValueError):
    """These are no subtitles."""


def only_the_film(data: bytes) -> tuple[str, bytes]:
    """The ending for its kind, and the film without title, place and device. Raises NoFilm."""
    try:
        if data[4:8] == b"ftyp":
            return ".mp4", _mp4(data)
        if data[:4] == webm.EBML:
            return ".webm", _webm(data)
    except (IndexError, ValueError, struct.error):
        raise NoFilm from None
    raise NoFilm


def _mp4(data: bytes) -> bytes:
    clean, tracks = mpeg.without_tags(data)
    films = [each for each in tracks if mpeg.kind_of(each) == b"vide"]
    sounds = [each for each in tracks if mpeg.kind_of(each) == b"soun"]
    if len(films) != 1 or not any(each in films[0] for each in H264) or not all(AAC in each for each in sounds):
        raise NoFilm
    if len(tracks) != 1 + len(sounds):  # some cameras keep the places they went through as a track of its own
        raise NoFilm
    return clean


def _webm(data: bytes) -> bytes:
    clean, codecs = webm.without_tags(data)
    if b"webm" not in data[:80] or sum(each in PICTURES for each in codecs) != 1 or set(codecs) - PICTURES - SOUNDS:
        raise NoFilm
    return clean


def only_the_subtitles(data: bytes) -> tuple[bytes, str]:
    """Subtitles as WebVTT, of WebVTT or SubRip, with nothing but times and words; and the words alone. Raises
    NoSubtitles."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoSubtitles from None
    cues = [found for part in re.split(r"\n{2,}", _lines(text)) if (found := _cue(part.strip("\n").split("\n")))]
    if not cues:
        raise NoSubtitles
    written = "\n".join(f"{begin} --> {end}\n{words}\n" for begin, end, words in cues)
    return f"WEBVTT\n\n{written}".encode(), " ".join(" ".join(words.split()) for _begin, _end, words in cues)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _cue(lines: list[str]) -> tuple[str, str, str] | None:
    """When it begins and ends, and its words: what a note, a style or an empty cue is not."""
    for n, line in enumerate(lines[:2]):  # a name or a number may stand before the times
        if found := TIMES.fullmatch(line):
            words = "\n".join(filter(None, map(_bare, lines[n + 1 :])))
            return (_time(found[1]), _time(found[2]), words) if words else None
    return None


def _bare(line: str) -> str:
    bare = MARKS.sub("", line)
    return (re.sub("[<>]", "", bare) if MARKS.search(bare) else bare).strip()  # one mark stood within another


def _time(said: str) -> str:
    return said.replace(",", ".")


def name_of(files: Mapping[str, bytes]) -> str:
    """What a film is called with all that goes with it (ending → content): one changed file, and it is another."""
    signs = "".join(f"{ending}:{hashlib.sha256(files[ending]).hexdigest()};" for ending in sorted(files))
    return f"film-{hashlib.sha256(signs.encode()).hexdigest()[:32]}"


def sign_of(module: str, file: str, words: Mapping[str, str], said: Mapping[str, str]) -> str:
    """By what a film for a module is told from every other: all that its pages and texts show of it."""
    shown = json.dumps([module, file, dict(words), dict(said)], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def part_of(ending: str) -> str:
    """For what a file of a film with this ending is: "film", "small", "poster", "sound.tg", "subtitles.tg"."""
    within, _sign, kind = ending.removeprefix(".").rpartition(".")
    if kind in ("mp4", "webm"):
        return within or "film"
    if kind == "vtt":
        return f"subtitles.{within}"
    return f"sound.{within}" if within else "poster"
