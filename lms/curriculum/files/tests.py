"""Test files into documents."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.programmes import read_words
from lms.curriculum.files.toml import plain, read_toml, require
from lms.curriculum.rules.questions import faults_of_question, faults_of_words, misshapen

FACTS = ("kind", "oral", "pass_percent", "questions")
ASKED = ("id", "kind", "correct")


def read_test(path: Path, root: Path, languages: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any] | None:
    """The document of a test; None when so much is missing that it cannot be read."""
    file = str(path.relative_to(root))
    data = read_toml(path, root, faults)
    if not data or not require(data, FACTS, file, faults):
        return None
    words = read_words(path, root, languages, faults)
    data["questions"] = [row for row in plain(data["questions"]) if require(row, ASKED, file, faults)]
    if faulty := [wrong for row in data["questions"] if (wrong := misshapen(row))]:
        faults += [Fault(file, 0, cure) for cure in faulty]
        return None
    for row in data["questions"]:
        faults += [Fault(file, 0, f"“{row['id']}”: {cure}") for cure in faults_of_question(row)]
        if row.get("picture") or row.get("pictures"):
            faults.append(Fault(file, 0, f"“{row['id']}”: only questions of modules have pictures."))
    for language, said in words.items():
        faults += [Fault(f"{path.stem}.{language}.toml", 0, cure) for cure in _unsaid(data["questions"], said)]
    return {"slug": path.stem, **plain(data), "words": words}


def _unsaid(questions: list[Mapping[str, Any]], said: Mapping[str, Any]) -> list[str]:
    missing = [f"Write “{key}”." for key in ("title", "about") if not said.get(key)]
    for row in questions:
        words = said.get("questions", {}).get(row["id"], {})
        missing += faults_of_words(row, words, "the test")
    return missing
