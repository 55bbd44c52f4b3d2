"""The questions of a module or test: what is the same in every language, and the words."""

from collections.abc import Mapping
from typing import Any

from lms.curriculum.files.layers import Folder, no_picture
from lms.curriculum.files.texts import address_of, no_fact, with_facts, with_facts_in_all
from lms.curriculum.files.toml import plain, require
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.questions import QuestionKind, faults_of_question, faults_of_words, misshapen

ASKED = ("id", "objective", "kind", "correct")
FEWEST = 3
SOUNDS = (".mp3", ".opus")


def read_questions(folder: Folder, facts: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The questions without their words; what cannot be read on is left out. Faults go to the folder."""
    file = "questions.toml"
    rows = folder.toml(file).get("questions", [])
    whole = [plain(row) for row in rows if require(row, ASKED, folder.name(file), folder.faults)]
    for row in whole:
        if cure := misshapen(row):
            folder.fault(file, cure, row["id"])
    return [_with_pictures(folder, _with_number(folder, row, facts)) for row in whole if not misshapen(row)]


def _with_number(folder: Folder, row: dict[str, Any], facts: Mapping) -> dict[str, Any]:
    """A right number may be a fact, inserted by its name."""
    if row["kind"] != QuestionKind.NUMBER:
        return row
    missing = _missing(folder, "questions.toml")
    return {**row, "correct": [with_facts(str(each), facts, missing) for each in row["correct"]]}


def _with_pictures(folder: Folder, row: dict[str, Any]) -> dict[str, Any]:
    named = [*filter(None, [row.get("picture")]), *row.get("pictures", {}).values()]
    for name in named:
        if not folder.has_picture(name):
            folder.fault("questions.toml", no_picture(folder.path.name, name), row["id"])
    return with_addresses(folder.path.name, row)


def with_addresses(folder: str, row: dict[str, Any]) -> dict[str, Any]:
    """A question with where its pictures are served from, instead of their names in the `folder` of its module."""
    found = dict(row)
    if row.get("picture"):
        found["picture"] = address_of(folder, row["picture"])
    if row.get("pictures"):
        found["pictures"] = {option: address_of(folder, name) for option, name in row["pictures"].items()}
    return found


def read_question_words(folder: Folder, rows: list[dict[str, Any]], language: str, facts: Mapping) -> dict[str, Any]:
    """The words of the questions, with facts inserted as in lessons, and where each can be heard."""
    file = f"questions.{language}.toml"
    words = with_facts_in_all(folder.toml(file), facts, _missing(folder, file))
    for row in rows:
        said = words.get(row["id"])
        if isinstance(said, dict) and (heard := _heard(folder, row, language)):
            said["sound"] = heard
    return words


def _missing(folder: Folder, file: str):
    def missing(name: str) -> None:
        folder.fault(file, no_fact(name))

    return missing


def _heard(folder: Folder, row: Mapping[str, Any], language: str) -> dict[str, str]:
    """Addresses of recordings: of the question under "", of an option under its id."""
    name, found = row.get("sound", row["id"]), {}
    for part in ("", *row.get("options", ())):
        stem = f"{name}-{part}" if part else name
        for kind in SOUNDS:
            if (folder.media / folder.path.name / f"{stem}.{language}{kind}").exists():
                found.setdefault(part, address_of(folder.path.name, f"{stem}.{language}{kind}"))
    return found


def check_questions(folder: Folder, document: Mapping[str, Any]) -> None:
    """Enough questions, one for each objective at least, each of them whole."""
    file, rows = "questions.toml", document["questions"]
    asked = {row["objective"] for row in rows}
    if len(rows) < FEWEST:
        folder.fault(file, _l("Ask three questions or more."))
    for objective in document["objectives"]:
        if objective not in asked:
            folder.fault(file, _l("No question asks about the objective “%(name)s”.", name=objective))
    for id in sorted({row["id"] for row in rows if [each["id"] for each in rows].count(row["id"]) > 1}):
        folder.fault(file, _l("“%(name)s” stands there twice: give each question its own id.", name=id), id)
    for row in rows:
        for cure in faults_of_question(row):
            folder.fault(file, cure, row["id"])
        if row["objective"] not in document["objectives"]:
            said = _l("“%(id)s”: there is no objective “%(name)s”.", id=row["id"], name=row["objective"])
            folder.fault(file, said, row["id"])


def check_question_words(folder: Folder, document: Mapping[str, Any], language: str) -> None:
    """All questions are there in this language."""
    words = document["words"][language]["questions"]
    for row in document["questions"]:
        for cure in faults_of_words(row, words.get(row["id"], {})):
            folder.fault(f"questions.{language}.toml", cure, row["id"])
