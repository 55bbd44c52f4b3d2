"""Programme and instrument files into documents."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lms.curriculum.files.agendas import line_of, listed, unfit
from lms.curriculum.files.faults import Fault
from lms.curriculum.files.laying import read_source
from lms.curriculum.files.spans import line_at
from lms.curriculum.files.toml import plain, read_toml, toml_of
from lms.curriculum.rules.cures import cure
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.document import programme_from
from lms.curriculum.rules.fields import OPENERS
from lms.curriculum.rules.programme import Programme

FOLDER = "programmes"
NO_SUCH = {
    "before": _l("There is no programme “%(name)s” to stand before this one."),
    "after": _l("There is no programme “%(name)s” to stand after this one."),
    "trains": _l("There is no programme “%(name)s” to train trainers for."),
}


def read_words(path: Path, root: Path, languages: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """The words of `<name>.toml`, from `<name>.<language>.toml` in each language required or present."""
    words = {}
    for language, about in languages.items():
        file = path.with_suffix(f".{language}.toml")
        if about.get("required") or file.exists():
            words[language] = read_toml(file, root, faults)
    return words


def words_file(file: str, language: str) -> str:
    """The file with the words of another one in a language."""
    return f"{file.removesuffix('.toml')}.{language}.toml"


def lines_of(path: Path) -> Callable[[str], int]:
    """A function that finds on which line of a file an id stands; 0: on none."""
    text = read_source(path)
    return lambda id: line_of(text, (id,))


def read_programme(
    path: Path, root: Path, languages: Mapping[str, Any], modules: Mapping[str, Mapping | None], faults: list[Fault]
) -> dict[str, Any] | None:
    """The document of a programme; None when so much is missing that it cannot be read. Of `modules`
    those are None that are there and cannot be read."""
    files = {each.name: each.read_text(encoding="utf-8", errors="replace")
             for each in path.parent.glob(f"{path.stem}.*toml")}  # fmt: skip
    return programme_of(path.stem, files, languages, modules, faults)


def programme_of(
    slug: str, files: Mapping[str, str], languages: Mapping[str, Any], modules: Mapping[str, Mapping],
    faults: list[Fault],
) -> dict[str, Any] | None:  # fmt: skip
    """The document of a programme out of its files (name → text); None when so much is missing that it cannot be read.
    `languages` in the file are those it is written in, when it is an example from elsewhere."""
    text, file, before = files.get(f"{slug}.toml"), f"{FOLDER}/{slug}.toml", len(faults)
    data = toml_of(text, file, faults)
    if len(faults) > before:
        return None
    words = {
        language: toml_of(files.get(name), f"{FOLDER}/{name}", faults)
        for language, about in languages.items()
        if (name := f"{slug}.{language}.toml") in files or is_wanted(language, about, data.get("languages"))
    }
    document = {**plain(data), "slug": slug, "words": words}
    try:
        programme = programme_from(document, edition_id=0, number=0)
    except (KeyError, ValueError, ArithmeticError, TypeError, AttributeError) as error:
        faults.append(Fault(file, 0, _l("Mend what is missing or unknown: %(what)s.", what=error)))
        return None
    faults += [Fault(file, line_of(text, ids), cure) for ids, cure in unfit(programme)]
    for where, lesson in _read_online(programme):
        if lesson not in modules:
            said = _l("%(where)s: there is no module “%(name)s”.", where=where, name=lesson)
            faults.append(Fault(file, line_of(text, (where, lesson)), said))
    for variant in programme.variants:
        for block in variant.blocks:
            _check_block(Fault(file, line_of(text, (variant.id, block.id)), ""), variant.id, block, modules, faults)
    for language, said in words.items():
        _check_words(f"{FOLDER}/{slug}.{language}.toml", programme, said, faults)
    return document


def _read_online(programme: Programme) -> Iterator[tuple[str, str]]:
    """Where a lesson to read on the phone stands, and which it is."""
    yield from ((each.id, lesson) for each in programme.variants for lesson in each.online)
    yield from (("extra", lesson) for each in programme.extra for lesson in each.lessons)


def is_wanted(language: str, about: Mapping[str, Any], wanted: list[str] | None) -> bool:
    """Whether words in this language must be there: in those that are named, else in those that all content has."""
    return language in wanted if wanted else bool(about.get("required"))


def check_chains(documents: Mapping[str, Mapping[str, Any]], faults: list[Fault]) -> None:
    """Every programme that another is chained to exists (E125, E146). The chain is named on one side or on both."""
    for slug in documents:
        check_chain(slug, documents, faults)


def check_chain(slug: str, documents: Mapping[str, Mapping[str, Any]], faults: list[Fault]) -> None:
    """The same of one programme, and what its benefits are opened by."""
    file, chain = f"{FOLDER}/{slug}.toml", documents[slug].get("chain", {})
    for side in NO_SUCH:
        for other in chain.get(side, ()):
            if other not in documents or other == slug:
                faults.append(Fault(file, 0, cure(NO_SUCH[side].sentence, name=other)))
    known = {*chain.get("before", ()), *(other for other, each in documents.items()
                                         if slug in each.get("chain", {}).get("after", ()))}  # fmt: skip
    for other in sorted(set(chain.get("required", ())) - known):
        said = _l("“%(name)s” is required: name it under “%(side)s” too.", name=other, side="before")
        faults.append(Fault(file, 0, said))
    for benefit, opener in documents[slug].get("unlocks", {}).items():
        if opener not in OPENERS:
            faults.append(Fault(file, 0, _l(
                "“%(name)s” is unlocked by %(known)s, not by “%(opener)s”.", name=benefit, opener=opener,
                known=listed(OPENERS),
            )))  # fmt: skip


def _check_block(at: Fault, variant: str, block, modules: Mapping[str, Mapping], faults: list[Fault]) -> None:
    unknown = [slug for slug in block.modules if slug not in modules]
    where = f"{variant}, {block.id}"
    faults.extend(
        replace(at, cure=_l("%(where)s: there is no module “%(name)s”.", where=where, name=slug)) for slug in unknown
    )
    if unknown or not block.modules or any(modules[slug] is None for slug in block.modules):
        return
    key = "short_minutes" if block.plan == "short" else "minutes"
    planned = sum(step.get(key, 0) for slug in block.modules for step in modules[slug]["session"])
    if planned != block.minutes:
        faults.append(replace(at, cure=_l(
            "%(where)s: %(found)s minutes, but its session plans take %(planned)s.", where=where, found=block.minutes,
            planned=planned,
        )))  # fmt: skip


def _check_words(file: str, programme: Programme, words: Mapping[str, Any], faults: list[Fault]) -> None:
    for key in ("title", "summary", "benefits"):
        if not words.get(key):
            faults.append(Fault(file, 0, _l("Write “%(name)s”.", name=key)))
    for benefit in programme.terms.unlocks.keys() - words.get("benefits", {}).keys():
        faults.append(Fault(file, 0, _l("Say what “%(name)s” is under [%(group)s].", name=benefit, group="benefits")))
    for variant in programme.variants:
        about = words.get("variants", {}).get(variant.id, {})
        if not (about.get("title") and about.get("why")):
            said = _l("Write %(words)s of the variant “%(name)s”.", name=variant.id, words="“title”, “why”")
            faults.append(Fault(file, 0, said))
        wanted = [("blocks", block.id) for block in variant.blocks] + [("days", day.id) for day in variant.days]
        own = replace(programme, words={programme.default_language: {"blocks": {}, "days": {}, **words}})
        named = {"blocks": own.block_title, "days": own.day_title}
        faults.extend(
            Fault(file, 0, _l("Write the name of “%(name)s” under [%(group)s].", name=each, group=group))
            for group, each in wanted
            if not named[group](each, "")
        )


def read_instrument(path: Path, root: Path, languages: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any] | None:
    """The document of a questionnaire; None when so much is missing that it cannot be read."""
    file, before = path.relative_to(root).as_posix(), len(faults)
    data = read_toml(path, root, faults)
    words = read_words(path, root, languages, faults)
    if len(faults) > before:
        return None
    wanted = {
        "items": [item["id"] for item in data["items"]],
        "dimensions": list(dict.fromkeys(item["dimension"] for item in data["items"])),
        "scale": [str(score) for score in range(1, data["scale"] + 1)],
    }
    for language, said in words.items():
        text = read_source(path.with_suffix(f".{language}.toml"))
        for group, names in wanted.items():
            at = Fault(words_file(file, language), line_at(text, (group,)), "")
            faults.extend(
                replace(at, cure=_l("Write “%(name)s” under [%(group)s].", name=each, group=group))
                for each in names if not said.get(group, {}).get(each)
            )  # fmt: skip
    return {**plain(data), "slug": path.stem, "words": words}
