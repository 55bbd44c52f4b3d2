"""What the curriculum covers, as tables in Markdown: topic by country and language, and every module with its length,
sound, sources and review date. The README holds them between its markers."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.files.folder import Courses, Piece
from lms.curriculum.rules.reading import measure, plain_text
from lms.curriculum.rules.review import due_of

BEGIN, END = "<!-- curriculum check --table: begin -->", "<!-- curriculum check --table: end -->"
SOUNDS = (".mp3", ".opus")


def tables(courses: Courses, media: Path) -> str:
    """Both tables, ready to stand between the README's markers."""
    return "\n".join([*_topics(courses), "", *_modules(courses, media)])


def uncovered(courses: Courses, country: str) -> dict[str, list[str]]:
    """Topics of which nothing is said to those bound for a country: topic → the required languages in which."""
    required = [code for code, about in _settings(courses, "languages").items() if about.get("required")]
    found = {}
    for topic, about in _settings(courses, "topics").items():
        said = _said(courses, topic, about, (None, country))
        if missing := [code for code in required if code not in said]:
            found[topic] = missing
    return found


def _topics(courses: Courses) -> Iterator[str]:
    countries = sorted({piece.document["country"] for piece in _all_modules(courses)} - {None})
    yield _row("Topic", "Everywhere", *countries)
    yield _row(*["---"] * (len(countries) + 2))
    for topic, about in _settings(courses, "topics").items():
        general = _said(courses, topic, about, (None,))
        cells = [" ".join(general)]
        for country in countries:
            own, all_of_it = _said(courses, topic, about, (country,)), _said(courses, topic, about, (None, country))
            cells.append(f"**{' '.join(all_of_it)}**" if own else " ".join(all_of_it))
        yield _row(f"{topic} {about['names']['en']}", *cells)


def _said(courses: Courses, topic: str, about: Mapping[str, Any], countries: tuple) -> list[str]:
    """The languages in which modules for one of the countries (None: for all) speak of a topic, in their order."""
    documents = [each.document for each in _all_modules(courses) if each.document["country"] in countries]
    spoken = {code for each in documents if _speaks(each, topic, about) for code in each["words"]}
    return [code for code in _settings(courses, "languages") if code in spoken]


def _speaks(document: Mapping[str, Any], topic: str, about: Mapping[str, Any]) -> bool:
    if "block" not in about:
        return topic in document["topics"]
    screens = next(iter(document["words"].values()))["screens"]
    return any(about["block"] in screen["blocks"] for screen in screens)


def _modules(courses: Courses, media: Path) -> Iterator[str]:
    languages = list(_settings(courses, "languages"))
    yield _row("Module", "Topics", "Minutes", f"Words ({', '.join(languages)})", "Sound", "Sources", "Review by")
    yield _row(*["---"] * 7)
    for piece in sorted(_all_modules(courses), key=lambda each: (each.document["country"] or "", each.slug)):
        document = piece.document
        yield _row(
            piece.slug,
            ", ".join(document["topics"]),
            str(document["minutes"]),
            ", ".join(str(_length(document, code)) for code in languages),
            _sound(document, media, languages),
            str(len({*document["sources"], *(fact["source"] for fact in document["facts"].values())})),
            due_of(document["review_by"], document["facts"]).isoformat(),
        )


def _length(document: Mapping[str, Any], language: str) -> int | str:
    if language not in document["words"]:
        return "–"
    return sum(measure(plain_text(each["html"]), 99).words for each in document["words"][language]["screens"])


def _sound(document: Mapping[str, Any], media: Path, languages: list[str]) -> str:
    folder = media / document["slug"].removeprefix(f"{(document['country'] or '').lower()}-")
    screens = next(iter(document["words"].values()))["screens"]
    heard = {
        code: sum(any((folder / f"{each['id']}.{code}{kind}").exists() for kind in SOUNDS) for each in screens)
        for code in languages
    }
    said = [f"{code} {count} of {len(screens)}" for code, count in heard.items() if count]
    return ", ".join(said) or "none"


def _all_modules(courses: Courses) -> list[Piece]:
    return [*courses.of("module").values(), *courses.of("layer").values()]


def _settings(courses: Courses, name: str) -> Mapping[str, Any]:
    return courses.of("settings")[name].document


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
