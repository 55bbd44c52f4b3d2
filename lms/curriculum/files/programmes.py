"""Programme and instrument files into documents."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lms.curriculum.files.agendas import line_of, unfit
from lms.curriculum.files.faults import Fault
from lms.curriculum.files.toml import plain, read_toml, require
from lms.curriculum.rules.document import programme_from
from lms.curriculum.rules.programme import Programme

FACTS = (
    "kind", "origin", "order", "mandate", "validity_months", "window_days", "max_class_size", "net_minutes_per_day",
    "default_language", "evaluation", "rules", "variants",
)  # fmt: skip


def read_words(
    path: Path, root: Path, languages: Mapping[str, Any], faults: list[Fault], wanted: list[str] | None = None
) -> dict[str, Any]:
    """The words of `<name>.toml`, from `<name>.<language>.toml` in each language required or present; `wanted` are the
    required ones, if others than usual."""
    words = {}
    for language, about in languages.items():
        file = path.with_suffix(f".{language}.toml")
        required = language in wanted if wanted else about.get("required")
        if required or file.exists():
            words[language] = read_toml(file, root, faults)
    return words


def read_programme(
    path: Path, root: Path, languages: Mapping[str, Any], modules: Mapping[str, Mapping], faults: list[Fault]
) -> dict[str, Any] | None:
    """The document of a programme; None when so much is missing that it cannot be read. `languages` in the file are
    those it is written in, when it is an example from elsewhere."""
    file = str(path.relative_to(root))
    data = read_toml(path, root, faults)
    if not data or not require(data, FACTS, file, faults):
        return None
    words = read_words(path, root, languages, faults, data.get("languages"))
    document = {"slug": path.stem, **plain(data), "words": words}
    try:
        programme = programme_from(document, edition_id=0, number=0)
    except (KeyError, ValueError, ArithmeticError) as error:
        faults.append(Fault(file, 0, f"Mend what is missing or unknown: {error}."))
        return None
    text = path.read_text(encoding="utf-8")
    faults += [Fault(file, line_of(text, ids), cure) for ids, cure in unfit(programme)]
    for variant in programme.variants:
        for slug in variant.online:
            if slug not in modules:
                at = line_of(text, (variant.id, slug))
                faults.append(Fault(file, at, f"{variant.id}: there is no module “{slug}”."))
        for block in variant.blocks:
            _check_block(Fault(file, line_of(text, (variant.id, block.id)), ""), variant.id, block, modules, faults)
    for language, said in words.items():
        _check_words(str(path.with_suffix(f".{language}.toml").relative_to(root)), programme, said, faults)
    return document


def check_chains(documents: Mapping[str, Mapping[str, Any]], faults: list[Fault]) -> None:
    """Every programme that another is chained to exists, and knows of it (E125, E146)."""
    for slug, document in documents.items():
        file, chain = f"programmes/{slug}.toml", document.get("chain", {})
        for side, other_side in (("before", "after"), ("after", "before")):
            for other in chain.get(side, ()):
                if other not in documents:
                    faults.append(Fault(file, 0, f"There is no programme “{other}” to stand {side} this one."))
                elif slug not in documents[other].get("chain", {}).get(other_side, ()):
                    cure = f"“{other}” stands {side} this one: name “{slug}” under {other_side} in its [chain] too."
                    faults.append(Fault(file, 0, cure))
        for other in set(chain.get("required", ())) - set(chain.get("before", ())):
            faults.append(Fault(file, 0, f"“{other}” is required: name it under “before” too."))
        for benefit, opener in document.get("unlocks", {}).items():
            if opener not in ("registration", "course", "certificate"):
                cure = f"“{benefit}” is unlocked by registration, course or certificate, not by “{opener}”."
                faults.append(Fault(file, 0, cure))


def _check_block(at: Fault, variant: str, block, modules: Mapping[str, Mapping], faults: list[Fault]) -> None:
    unknown = [slug for slug in block.modules if slug not in modules]
    faults.extend(replace(at, cure=f"{variant}, {block.id}: there is no module “{slug}”.") for slug in unknown)
    if unknown or not block.modules:
        return
    key = "short_minutes" if block.plan == "short" else "minutes"
    planned = sum(step.get(key, 0) for slug in block.modules for step in modules[slug]["session"])
    if planned != block.minutes:
        cure = f"{variant}, {block.id}: {block.minutes} minutes, but its session plans take {planned}."
        faults.append(replace(at, cure=cure))


def _check_words(file: str, programme: Programme, words: Mapping[str, Any], faults: list[Fault]) -> None:
    for key in ("title", "summary", "benefits"):
        if not words.get(key):
            faults.append(Fault(file, 0, f"Write “{key}”."))
    for benefit in programme.terms.unlocks.keys() - words.get("benefits", {}).keys():
        faults.append(Fault(file, 0, f"Say what “{benefit}” is under [benefits]."))
    for variant in programme.variants:
        if not {"title", "why"} <= set(words.get("variants", {}).get(variant.id, {})):
            faults.append(Fault(file, 0, f"Write “title” and “why” of the variant “{variant.id}”."))
        wanted = [("blocks", block.id) for block in variant.blocks] + [("days", day.id) for day in variant.days]
        own = replace(programme, words={programme.default_language: {"blocks": {}, "days": {}, **words}})
        named = {"blocks": own.block_title, "days": own.day_title}
        faults.extend(
            Fault(file, 0, f"Write the name of “{each}” under [{group}].")
            for group, each in wanted
            if not named[group](each, "")
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
