"""Test files into documents."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.modules import KINDS
from lms.curriculum.files.programmes import read_words
from lms.curriculum.files.toml import plain, read_toml, require

FACTS = ("kind", "oral", "pass_percent", "questions")


def read_test(path: Path, root: Path, languages: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any] | None:
    """The document of a test; None when so much is missing that it cannot be read."""
    file = str(path.relative_to(root))
    data = read_toml(path, root, faults)
    if not data or not require(data, FACTS, file, faults):
        return None
    words = read_words(path, root, languages, faults)
    for question in data["questions"]:
        right, options = set(question["correct"]), set(question["options"])
        if question["kind"] not in KINDS or not right or not right <= options:
            faults.append(Fault(file, 0, f"“{question['id']}”: say its kind and which of its options are correct."))
    for language, said in words.items():
        faults += [Fault(f"{path.stem}.{language}.toml", 0, cure) for cure in _unsaid(data["questions"], said)]
    return {"slug": path.stem, **plain(data), "words": words}


def _unsaid(questions: list[Mapping[str, Any]], said: Mapping[str, Any]) -> list[str]:
    missing = [f"Write “{key}”." for key in ("title", "about") if not said.get(key)]
    for question in questions:
        words = said.get("questions", {}).get(question["id"], {})
        if not words.get("text") or not words.get("explain"):
            missing.append(f"Write “text” and “explain” of “{question['id']}”.")
        if set(words.get("options", {})) != set(question["options"]):
            missing.append(f"The options of “{question['id']}” differ from those it has.")
    return missing
