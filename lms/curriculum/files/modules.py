"""One module's folder into one document."""

from collections.abc import Mapping
from typing import Any

from lms.core.languages import best
from lms.curriculum.files.activities import check_activities, read_activities, read_activity_words
from lms.curriculum.files.facts import faults_of
from lms.curriculum.files.films import filmed
from lms.curriculum.files.guests import check_guest, read_guest_words
from lms.curriculum.files.key_messages import check_key_messages, read_key_message_words
from lms.curriculum.files.layers import Folder, heard
from lms.curriculum.files.questions import (
    check_question_words, check_questions, read_question_words, read_questions,
)  # fmt: skip
from lms.curriculum.files.toml import plain, require
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.module import METHODS, ProviderKind
from lms.curriculum.rules.reading import too_hard, too_long

FACTS = ("minutes", "audience", "topics", "objectives", "sources", "review_by", "session")
ACTIVE = frozenset({"role-play", "pair-work", "group-work", "case", "game"})


def read_module(folder: Folder) -> dict[str, Any] | None:
    """The document of a module; None when so much is missing that it cannot be read. Faults go to the folder."""
    facts = folder.toml("module.toml")
    if not require(facts, FACTS, folder.name("module.toml"), folder.faults):
        return None
    document = {
        "base": None,
        "sensitive": False,
        "preferred_providers": [],
        "key_messages": {},
        "leave_out": {},
        **plain({key: value for key, value in facts.items() if key not in ("facts", "activity")}),
        "slug": folder.slug,  # said by the folder, and by nothing else, as the three below
        "stage": folder.stage,
        "country": folder.country,
        "region": folder.region,
        "activities": read_activities(facts.get("activity", [])),
        "facts": (known := plain({**folder.known_facts, **facts.get("facts", {})})),
        "questions": read_questions(folder, known),
        "words": {},
    }
    for language, about in folder.languages.items():
        if about.get("required") or folder.speaks(language):
            document["words"][language] = _words(folder, document, language, about)
    _borrow_plans(document["words"])
    _check_facts(folder, document, plain(facts.get("facts", {})))
    _check_providers(folder, document)
    check_questions(folder, document)
    check_key_messages(folder, document)
    _check_leave_out(folder, document)
    check_activities(folder, document)
    check_guest(folder, document)
    _check_parity(folder, document)
    document["facts"] = _facts_used(folder, document)
    return document


def _words(folder: Folder, document: dict, language: str, about: Mapping[str, Any]) -> dict[str, Any]:
    labels = about.get("labels", {})
    lesson = folder.text(f"{language}.md", document["facts"], labels)
    plan = _plan(folder, document, language, about)
    if reading := about.get("reading"):
        _check_reading(folder, f"{language}.md", lesson.screens, reading)
    _check_front(folder, f"{language}.md", lesson.front, ("title", "summary"))
    return {
        "title": lesson.front.get("title", folder.slug),
        "summary": lesson.front.get("summary", ""),
        "objectives": lesson.front.get("objectives", {}),
        "key_messages": read_key_message_words(folder, lesson.front, language, document["facts"]),
        "screens": [
            {**each, **filmed(folder, each, language), **heard(folder, each["id"], language)}
            for each in lesson.screens
        ],
        "plan": plan,
        "questions": read_question_words(folder, document["questions"], language, document["facts"]),
    }


def _check_reading(folder: Folder, file: str, screens: list[dict], reading: Mapping[str, int]) -> None:
    """Say which screens, and which sentences, are harder than the language allows."""
    for screen, found in too_hard(screens, reading):
        folder.fault(file, _l(
            "The screen “%(name)s” is hard to read (%(found)s, at most %(most)s): use shorter sentences and words.",
            name=screen, found=found, most=reading["ceiling"],
        ), screen)  # fmt: skip
    for screen, sentence, found in too_long(screens, reading):
        folder.fault(file, _l(
            "On the screen “%(name)s” a sentence has %(found)s words, at most %(most)s: make two of it: “%(text)s”.",
            name=screen, found=found, most=reading["longest"], text=sentence,
        ), screen)  # fmt: skip


def _plan(folder: Folder, document: dict, language: str, about: Mapping[str, Any]) -> dict[str, Any]:
    """The session plan; {} when there is none in a language that is not required."""
    file = f"trainer.{language}.md"
    if not about.get("required") and not folder.has(file):
        return {}
    plan = folder.text(file, document["facts"], about.get("labels", {}))
    _check_front(folder, file, plan.front, ("aim",))
    return {
        "aim": plan.front.get("aim", ""),
        "materials": plan.front.get("materials", []),
        "activities": read_activity_words(folder, plan.front, language, document["facts"]),
        **read_guest_words(folder, plan.front, language, document["facts"]),
        "steps": {screen["id"]: {"title": screen["title"], "html": screen["html"]} for screen in plan.screens},
    }


def _check_front(folder: Folder, file: str, front: Mapping[str, Any], names: tuple[str, ...]) -> None:
    if folder.has(file):
        for name in names:
            if not str(front.get(name, "")).strip():
                folder.fault(file, _l("Write “%(name)s”.", name=name))


def _borrow_plans(words: dict[str, dict[str, Any]]) -> None:
    """Trainees read more languages than trainers write session plans in: where one is missing, another stands in."""
    plans = {language: said["plan"] for language, said in words.items() if said["plan"]}
    for language, said in words.items():
        if plans:
            said["plan"] = best(plans, language)


def _check_facts(folder: Folder, document: dict, own: Mapping[str, Any]) -> None:
    for source in document["sources"]:
        if source not in folder.sources:
            folder.fault("module.toml", _l("The source “%(name)s” is not in sources.toml.", name=source), source)
    for cure in faults_of(own, folder.sources):
        folder.fault("module.toml", cure)
    for step in document["session"]:
        if step["method"] not in METHODS:
            said = _l("There is no method “%(name)s”. Use one of %(known)s.", name=step["method"],
                      known=", ".join(sorted(METHODS)))  # fmt: skip
            folder.fault("module.toml", said, step["method"])
    if not ACTIVE & {step["method"] for step in document["session"]}:
        known = ", ".join(sorted(ACTIVE))
        folder.fault("module.toml", _l("Let the group do something: use at least one of %(known)s.", known=known))


def _check_providers(folder: Folder, document: dict) -> None:
    for kind in document["preferred_providers"]:
        if kind not in list(ProviderKind):
            known = ", ".join(ProviderKind)
            said = _l("There is no provider “%(name)s”. Use one of %(known)s.", name=kind, known=known)
            folder.fault("module.toml", said, kind)


def _check_leave_out(folder: Folder, document: dict) -> None:
    screens = {screen["id"] for words in document["words"].values() for screen in words["screens"]}
    for objective, left_out in document["leave_out"].items():
        if objective not in document["objectives"]:
            said = _l("“%(id)s”: there is no objective “%(name)s”.", id="leave_out", name=objective)
            folder.fault("module.toml", said, at=objective)
        for name in left_out:
            if name not in screens:
                folder.fault("module.toml", _l("“leave_out”: there is no screen “%(name)s”.", name=name), name)


def _check_parity(folder: Folder, document: dict) -> None:
    """All languages have the same screens, blocks, pictures, steps, questions and options."""
    first = next(iter(document["words"]), None)
    if first is None:
        return
    shape = _shape(document["words"][first])
    for language, words in document["words"].items():
        if _shape(words) != shape:
            said = _l("The screens, blocks and pictures differ from %(file)s.", file=f"{first}.md")
            folder.fault(f"{language}.md", said)
        if list(words["plan"]["steps"]) != [step["id"] for step in document["session"]]:
            folder.fault(f"trainer.{language}.md", _l("The steps differ from the [[session]] of module.toml."))
        if set(words["objectives"]) != set(document["objectives"]):
            folder.fault(f"{language}.md", _l("The objectives differ from those of module.toml."))
        check_question_words(folder, document, language)
    blocks = {block for screen in document["words"][first]["screens"] for block in screen["blocks"]}
    for needed in ("question", "do", "dont", "faq"):
        if needed not in blocks:
            folder.fault(f"{first}.md", _l("Add a “%(name)s” block.", name=needed))


def _shape(words: Mapping) -> list:
    return [(screen["id"], screen["blocks"], (screen["picture"] or {}).get("src")) for screen in words["screens"]]


def _facts_used(folder: Folder, document: dict) -> dict[str, Any]:
    """Of all facts only those that this module's texts insert."""
    texts = " ".join(folder.files.values()).replace(" ", "")
    return {name: fact for name, fact in document["facts"].items() if f"{{{{{name}}}}}" in texts}
