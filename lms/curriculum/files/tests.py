"""Test files into documents."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.programmes import lines_of, read_words, words_file
from lms.curriculum.files.toml import plain, read_toml
from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.questions import faults_of_question, faults_of_words, misshapen


def read_test(path: Path, root: Path, languages: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any] | None:
    """The document of a test; None when so much is missing that it cannot be read."""
    file, before = path.relative_to(root).as_posix(), len(faults)
    data = plain(read_toml(path, root, faults))
    words = read_words(path, root, languages, faults)
    if not data or len(faults) > before:
        return None
    lines = lines_of(path)
    if faulty := [(row, wrong) for row in data["questions"] if (wrong := misshapen(row))]:
        faults += [Fault(file, lines(row["id"]), cure) for row, cure in faulty]
        return None
    for row in data["questions"]:
        faults += [Fault(file, lines(row["id"]), cure) for cure in faults_of_question(row)]
        if row.get("picture") or row.get("pictures"):
            said = _l("“%(id)s”: only questions of modules have pictures.", id=row["id"])
            faults.append(Fault(file, lines(row["id"]), said))
    for language, said in words.items():
        faults += [Fault(words_file(file, language), 0, cure) for cure in _unsaid(data["questions"], said, path.name)]
    return {**data, "slug": path.stem, "words": words}


def _unsaid(questions: list[Mapping[str, Any]], said: Mapping[str, Any], file: str) -> list[Cure]:
    missing = [_l("Write “%(name)s”.", name=key) for key in ("title", "about") if not said.get(key)]
    for row in questions:
        words = said.get("questions", {}).get(row["id"], {})
        missing += faults_of_words(row, words, file)
    return missing
