"""One module's folder into one document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.texts import Text, read_text, with_facts
from lms.curriculum.files.toml import plain, read_toml, require
from lms.curriculum.rules.module import ProviderKind

FACTS = ("minutes", "audience", "topics", "objectives", "sources", "review_by", "session")
ASKED = ("id", "objective", "kind", "options", "correct")
STEP = ("id", "minutes", "method")
METHODS = frozenset({
    "opening", "discussion", "brainstorm", "pair-work", "group-work", "role-play", "case", "demonstration", "game",
    "quiz", "reflection", "mini-talk",
})  # fmt: skip
ACTIVE = frozenset({"role-play", "pair-work", "group-work", "case", "game"})
KINDS = frozenset({"choice", "several", "true-false"})


@dataclass
class Folder:
    """Where a module is, and what reading it needs to know of the rest."""

    path: Path
    root: Path
    media: Path
    slug: str
    stage: str
    country: str | None
    languages: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, Any]
    country_facts: Mapping[str, Any]
    faults: list[Fault] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def name(self, file: str) -> str:
        """The file's name as its author knows it."""
        return str((self.path / file).relative_to(self.root))

    def fault(self, file: str, cure: str) -> None:
        """Note something to put right."""
        self.faults.append(Fault(self.name(file), 0, cure))

    def toml(self, file: str) -> dict[str, Any]:
        """A TOML file of the folder; remembered as a source."""
        if (self.path / file).exists():
            self.files[file] = (self.path / file).read_text(encoding="utf-8", errors="replace")
        return read_toml(self.path / file, self.root, self.faults)


def read_module(folder: Folder) -> dict[str, Any] | None:
    """The document of a module; None when so much is missing that it cannot be read. Faults go to the folder."""
    facts = folder.toml("module.toml")
    if not require(facts, FACTS, folder.name("module.toml"), folder.faults):
        return None
    facts["session"] = _whole(folder, "module.toml", facts["session"], STEP)
    questions = _whole(folder, "questions.toml", folder.toml("questions.toml").get("questions", []), ASKED)
    document = {
        "slug": folder.slug,
        "stage": folder.stage,
        "country": folder.country,
        "sensitive": False,
        "preferred_providers": [],
        **plain({key: value for key, value in facts.items() if key != "facts"}),
        "facts": plain({**folder.country_facts, **facts.get("facts", {})}),
        "questions": plain(questions),
        "words": {},
    }
    for language, about in folder.languages.items():
        if about.get("required") or (folder.path / f"{language}.md").exists():
            document["words"][language] = _words(folder, document, language, about)
    _check_facts(folder, document)
    _check_providers(folder, document)
    _check_questions(folder, document)
    _check_parity(folder, document)
    document["facts"] = _facts_used(folder, document)
    return document


def _whole(folder: Folder, file: str, rows: list[dict[str, Any]], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Those of the rows that can be read on; a fault for what the others lack."""
    return [row for row in rows if require(row, keys, folder.name(file), folder.faults)]


def _words(folder: Folder, document: dict, language: str, about: Mapping[str, Any]) -> dict[str, Any]:
    labels = about.get("labels", {})
    lesson = _text(folder, f"{language}.md", document["facts"], labels)
    plan = _text(folder, f"trainer.{language}.md", document["facts"], labels)
    for picture in lesson.pictures:
        if not (folder.media / folder.path.name / picture).exists():
            folder.fault(f"{language}.md", f"The picture media/{folder.path.name}/{picture} is missing.")
    return {
        "title": lesson.front.get("title", folder.slug),
        "summary": lesson.front.get("summary", ""),
        "objectives": lesson.front.get("objectives", {}),
        "screens": lesson.screens,
        "plan": {
            "aim": plan.front.get("aim", ""),
            "materials": plan.front.get("materials", []),
            "steps": {screen["id"]: {"title": screen["title"], "html": screen["html"]} for screen in plan.screens},
        },
        "questions": _question_words(folder, f"questions.{language}.toml", document["facts"]),
    }


def _question_words(folder: Folder, file: str, facts: Mapping) -> dict[str, Any]:
    """The words of the questions, with facts inserted as in lessons."""

    def missing(name: str) -> None:
        folder.fault(file, f"There is no fact “{name}” in module.toml or country.toml.")

    def told(words: Any) -> Any:
        if isinstance(words, Mapping):
            return {name: told(each) for name, each in words.items()}
        return with_facts(words, facts, missing) if isinstance(words, str) else words

    return told(folder.toml(file))


def _text(folder: Folder, file: str, facts: Mapping, labels: Mapping) -> Text:
    path = folder.path / file
    if not path.exists():
        folder.fault(file, "This file is missing: write it.")
        return Text()
    source = folder.files[file] = path.read_text(encoding="utf-8", errors="replace")
    text = read_text(source, file=folder.name(file), folder=folder.path.name, facts=facts, labels=labels)
    if file.startswith("trainer."):  # plans are read by trainers at a desk: no limit of words a screen
        text.faults = [each for each in text.faults if " words" not in each.cure]
    folder.faults += text.faults
    return text


def _check_facts(folder: Folder, document: dict) -> None:
    for source in document["sources"]:
        if source not in folder.sources:
            folder.fault("module.toml", f"The source “{source}” is not in sources.toml.")
    for name, fact in document["facts"].items():
        missing = [key for key in ("value", "source", "checked", "review_by") if key not in fact]
        if missing:
            folder.fault("module.toml", f"The fact “{name}” lacks {', '.join(missing)}.")
        elif fact["source"] not in folder.sources:
            folder.fault("module.toml", f"The source “{fact['source']}” of “{name}” is not in sources.toml.")
    for step in document["session"]:
        if step["method"] not in METHODS:
            folder.fault("module.toml", f"There is no method “{step['method']}”. Use one of {sorted(METHODS)}.")
    if not ACTIVE & {step["method"] for step in document["session"]}:
        folder.fault("module.toml", f"Let the group do something: use at least one of {sorted(ACTIVE)}.")


def _check_providers(folder: Folder, document: dict) -> None:
    known = [str(each) for each in ProviderKind]
    for kind in document["preferred_providers"]:
        if kind not in known:
            folder.fault("module.toml", f"There is no provider “{kind}”. Use one of {known}.")


def _check_questions(folder: Folder, document: dict) -> None:
    asked = {question["objective"] for question in document["questions"]}
    if not 3 <= len(document["questions"]) <= 5:
        folder.fault("questions.toml", "Ask three to five questions.")
    for objective in document["objectives"]:
        if objective not in asked:
            folder.fault("questions.toml", f"No question asks about the objective “{objective}”.")
    for question in document["questions"]:
        right, options = set(question["correct"]), set(question["options"])
        if question["kind"] not in KINDS:
            folder.fault("questions.toml", f"“{question['id']}”: the kind is one of {sorted(KINDS)}.")
        if not right or not right <= options or (question["kind"] != "several" and len(right) != 1):
            folder.fault("questions.toml", f"“{question['id']}”: say which of its options are correct.")
        if question["objective"] not in document["objectives"]:
            folder.fault("questions.toml", f"“{question['id']}”: there is no objective “{question['objective']}”.")


def _check_parity(folder: Folder, document: dict) -> None:
    """All languages have the same screens, blocks, pictures, steps, questions and options."""
    first = next(iter(document["words"]), None)
    if first is None:
        return
    shape = _shape(document["words"][first])
    for language, words in document["words"].items():
        if _shape(words) != shape:
            folder.fault(f"{language}.md", f"The screens, blocks and pictures differ from {first}.md.")
        if list(words["plan"]["steps"]) != [step["id"] for step in document["session"]]:
            folder.fault(f"trainer.{language}.md", "The steps differ from the [[session]] of module.toml.")
        if set(words["objectives"]) != set(document["objectives"]):
            folder.fault(f"{language}.md", "The objectives differ from those of module.toml.")
        _check_question_words(folder, document, language, words["questions"])
    blocks = {block for screen in document["words"][first]["screens"] for block in screen["blocks"]}
    for needed in ("question", "do", "dont", "faq"):
        if needed not in blocks:
            folder.fault(f"{first}.md", f"Add a “{needed}” block.")


def _shape(words: Mapping) -> list:
    return [(screen["id"], screen["blocks"], (screen["picture"] or {}).get("src")) for screen in words["screens"]]


def _check_question_words(folder: Folder, document: dict, language: str, words: Mapping) -> None:
    file = f"questions.{language}.toml"
    for question in document["questions"]:
        said = words.get(question["id"], {})
        if not said.get("text") or not said.get("explain"):
            folder.fault(file, f"Write “text” and “explain” of “{question['id']}”.")
        if set(said.get("options", {})) != set(question["options"]):
            folder.fault(file, f"The options of “{question['id']}” differ from questions.toml.")


def _facts_used(folder: Folder, document: dict) -> dict[str, Any]:
    """Of the country's facts only those that this module's texts insert."""
    texts = " ".join(folder.files.values())
    return {name: fact for name, fact in document["facts"].items() if f"{{{{{name}}}}}" in texts.replace(" ", "")}
