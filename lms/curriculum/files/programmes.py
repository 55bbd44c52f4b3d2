"""Programme and instrument files into documents."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.toml import plain, read_toml, require
from lms.curriculum.rules.document import programme_from
from lms.curriculum.rules.programme import short_of

FACTS = (
    "kind", "origin", "order", "mandate", "validity_months", "window_days", "max_class_size", "net_minutes_per_day",
    "default_language", "evaluation", "rules", "variants",
)  # fmt: skip


def read_words(path: Path, root: Path, languages: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """The words of `<name>.toml`, from `<name>.<language>.toml` in each language required or present."""
    words = {}
    for language, about in languages.items():
        file = path.with_suffix(f".{language}.toml")
        if about.get("required") or file.exists():
            words[language] = read_toml(file, root, faults)
    return words


def read_programme(
    path: Path, root: Path, languages: Mapping[str, Any], modules: Mapping[str, Mapping], faults: list[Fault]
) -> dict[str, Any] | None:
    """The document of a programme; None when so much is missing that it cannot be read."""
    file = str(path.relative_to(root))
    data = read_toml(path, root, faults)
    if not data or not require(data, FACTS, file, faults):
        return None
    document = {"slug": path.stem, **plain(data), "words": read_words(path, root, languages, faults)}
    try:
        programme = programme_from(document, edition_id=0, number=0)
    except (KeyError, ValueError) as error:
        faults.append(Fault(file, 0, f"Mend what is missing or unknown: {error}."))
        return None
    for variant, day, minutes in short_of(programme):
        faults.append(Fault(file, 0, f"{variant}, {day}: {minutes} of {programme.net_minutes_per_day} minutes."))
    for variant in programme.variants:
        for slug in variant.online:
            if slug not in modules:
                faults.append(Fault(file, 0, f"{variant.id}: there is no module “{slug}”."))
        for block in variant.blocks:
            _check_block(file, variant.id, block, modules, faults)
    for language, words in document["words"].items():
        _check_words(f"{path.stem}.{language}.toml", programme, words, faults)
    return document


def _check_block(file: str, variant: str, block, modules: Mapping[str, Mapping], faults: list[Fault]) -> None:
    unknown = [slug for slug in block.modules if slug not in modules]
    faults.extend(Fault(file, 0, f"{variant}, {block.id}: there is no module “{slug}”.") for slug in unknown)
    if unknown:
        return
    key = "short_minutes" if block.plan == "short" else "minutes"
    planned = sum(step.get(key, 0) for slug in block.modules for step in modules[slug]["session"])
    if planned != block.minutes:
        faults.append(
            Fault(file, 0, f"{variant}, {block.id}: {block.minutes} minutes, but its session plans take {planned}.")
        )


def _check_words(file: str, programme, words: Mapping[str, Any], faults: list[Fault]) -> None:
    for key in ("title", "summary", "benefits"):
        if not words.get(key):
            faults.append(Fault(file, 0, f"Write “{key}”."))
    for variant in programme.variants:
        if not {"title", "why"} <= set(words.get("variants", {}).get(variant.id, {})):
            faults.append(Fault(file, 0, f"Write “title” and “why” of the variant “{variant.id}”."))
        wanted = [("blocks", block.id) for block in variant.blocks] + [("days", day.id) for day in variant.days]
        faults.extend(
            Fault(file, 0, f"Write the name of “{each}” under [{group}].")
            for group, each in wanted
            if not words.get(group, {}).get(each)
        )


def read_instrument(path: Path, root: Path, languages: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any] | None:
    """The document of a questionnaire; None when so much is missing that it cannot be read."""
    file = str(path.relative_to(root))
    data = read_toml(path, root, faults)
    if not data or not require(data, ("kind", "minimum_answers", "items"), file, faults):
        return None
    words = read_words(path, root, languages, faults)
    for language, said in words.items():
        faults.extend(
            Fault(f"{path.stem}.{language}.toml", 0, f"Write the item “{item['id']}”.")
            for item in data["items"]
            if not said.get("items", {}).get(item["id"])
        )
    return {"slug": path.stem, **plain(data), "words": words}
