"""A programme as it is being composed: its files, what they say, and what does not fit yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.core.errors import NotThere
from lms.core.freshness import sign_of
from lms.curriculum.files.faults import Fault
from lms.curriculum.files.programmes import check_chain, is_wanted, programme_of
from lms.curriculum.files.toml import toml_of
from lms.curriculum.models import Draft, Edition
from lms.curriculum.queries import drafts
from lms.curriculum.queries.editions import INSTRUMENT, MODULE, PROGRAMME, document, latest, latest_ids
from lms.curriculum.queries.settings import writing_languages
from lms.curriculum.rules.composing import Sheet


@dataclass(frozen=True, slots=True)
class Composed:
    """A programme as it stands: in its open draft, else in its newest edition. `sheet` is None when a file is not TOML
    or the programme has no variants to show; `sign` changes with every saved text."""

    slug: str
    draft: Draft | None
    edition: Edition | None
    files: Mapping[str, str]
    sheet: Sheet | None
    faults: tuple[Fault, ...]
    sign: str


def composed(slug: str) -> Composed:
    """The programme of this name as its authors have it now. Raises NotThere."""
    draft = drafts.open_draft(PROGRAMME, slug)
    try:
        edition = latest(PROGRAMME, slug)
    except NotThere:
        if draft is None:
            raise
        edition = None
    files = drafts.draft_files(draft) if draft else dict(edition.sources)
    faults: list[Fault] = []
    found = programme_of(slug, files, writing_languages(), _modules(), faults)
    if found:
        check_chain(slug, {**programme_documents(), slug: found}, faults)
    saved = draft and (draft.id, drafts.last_saved(draft.id))
    sign = sign_of(edition and edition.id, saved, sorted(files.items()))
    return Composed(slug, draft, edition, files, _sheet(slug, files), tuple(faults), sign)


def programme_documents() -> dict[str, Mapping[str, Any]]:
    """Slug → document of the newest edition, of every programme."""
    return {slug: document(found) for slug, found in latest_ids(PROGRAMME).items()}


def evaluations() -> list[str]:
    """The questionnaires with which a programme can be evaluated."""
    return [slug for slug, found in latest_ids(INSTRUMENT).items() if document(found)["kind"] == "evaluation"]


def _modules() -> dict[str, Mapping[str, Any]]:
    return {slug: document(found) for slug, found in latest_ids(MODULE).items()}


def _sheet(slug: str, files: Mapping[str, str]) -> Sheet | None:
    """What the files say, when they say it in the way of programmes."""
    broken: list[Fault] = []
    facts = toml_of(files.get(f"{slug}.toml"), "", broken)
    words = {
        language: toml_of(files.get(f"{slug}.{language}.toml", ""), "", broken)
        for language, about in writing_languages().items()
        if f"{slug}.{language}.toml" in files or is_wanted(language, about, facts.get("languages"))
    }
    return None if broken or not _is_composable(facts, words) else Sheet(facts, words)


def _is_composable(facts: Mapping[str, Any], words: Mapping[str, Mapping]) -> bool:
    """Whether days and blocks stand where they are looked for. Everything else may still be missing or wrong."""
    groups = ("variants", "days", "blocks", "about", "benefits")
    if any(not isinstance(said.get(group, {}), dict) for said in words.values() for group in groups):
        return False
    try:
        for variant in facts["variants"]:
            _look(variant, id=str, when=dict, online=list, days=list)
            for day in variant["days"]:
                _look(day, id=str, starts=str, agenda=list)
                for item in day["agenda"]:
                    _look(item, minutes=int, **({"break": str} if "break" in item else {"block": str}))
    except (KeyError, TypeError):
        return False
    return isinstance(facts.get("rules", {}), dict) and isinstance(facts.get("chain", {}), dict)


def _look(thing: Mapping[str, Any], **kinds: type) -> None:
    if any(not isinstance(thing[name], kind) for name, kind in kinds.items()):
        raise TypeError
