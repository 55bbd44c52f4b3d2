"""Films: what lies beside one in the media of its module, for those who pay for each megabyte, see little or hear
little (E58)."""

from collections.abc import Iterable, Mapping
from typing import Any

from lms.curriculum.files.layers import SOUNDS, Folder
from lms.curriculum.files.texts import BROUGHT_FILM
from lms.curriculum.rules.cures import cure as _l

KINDS = {".webm": "video/webm", ".mp4": "video/mp4"}
POSTERS = (".svg", ".png", ".jpg", ".webp")
SOUNDS_BROUGHT = (".mp3", ".m4a", ".ogg", ".weba")  # as the media room keeps what goes with a film
SMALL = 2_000_000  # bytes; what is larger has a small one beside it


def filmed(folder: Folder, screen: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The film of a screen: where it is played from, the small one first, each with its bytes, and what stands in for
    it: a picture before it begins, subtitles, the sound alone. Nothing for a screen without a film."""
    if "film" not in screen:
        return {}
    name, ending = screen["film"]["file"].rsplit(".", 1)
    large, small = [f"{name}.{ending}"], [f"{name}.small{each}" for each in KINDS]
    sounds = SOUNDS_BROUGHT if BROUGHT_FILM.fullmatch(large[0].rpartition("/")[2]) else SOUNDS
    found = {
        "alt": screen["film"]["alt"],
        "language": language,
        "films": [*_files(folder, small), *_files(folder, large)],
        "sounds": _files(folder, [f"{name}.{language}{each}" for each in sounds])[:1],
        **_one(folder, "poster", [f"{name}{each}" for each in POSTERS]),
        **_one(folder, "subtitles", [f"{name}.{language}.vtt"]),
    }
    _check(folder, screen["id"], language, large[0], found["films"])
    return {"film": found}


def _check(folder: Folder, screen: str, language: str, file: str, films: list[dict[str, Any]]) -> None:
    if not any(each["src"] == f"/media/{file}" for each in films):
        said = _l("The film %(file)s is missing.", file=f"media/{file}")
    elif films[0]["size"] > SMALL:
        most, small = SMALL // 1_000_000, f"media/{file.rsplit('.', 1)[0]}.small.webm"
        said = _l("This film takes much. Put a small one of at most %(most)s MB beside it: %(file)s.", most=most,
                  file=small)  # fmt: skip
    else:
        return
    folder.fault(f"{language}.md", said, screen)


def _files(folder: Folder, names: Iterable[str]) -> list[dict[str, Any]]:
    paths = {each: folder.media_file(each) for each in names}
    return [
        {"src": f"/media/{each}", "kind": KINDS.get(path.suffix, ""), "size": path.stat().st_size}
        for each, path in paths.items()
        if path.exists()
    ]


def _one(folder: Folder, what: str, names: Iterable[str]) -> dict[str, str]:
    found = _files(folder, names)
    return {what: found[0]["src"]} if found else {}
