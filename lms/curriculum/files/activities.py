"""Activities of a session plan: what the group does in a step, at two or three levels, with cards (E66, E67)."""

from collections.abc import Iterator, Mapping
from typing import Any

from lms.curriculum.files.layers import Folder
from lms.curriculum.files.texts import WORD, WORDS_A_SCREEN, no_fact, with_facts_in_all
from lms.curriculum.files.toml import plain
from lms.curriculum.rules.activities import Level
from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.module import METHODS

FILE = "module.toml"
FEWEST_LEVELS = 2
LEVELS = [each.value for each in Level]


def read_activities(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The activities without their words."""
    return [{"roles": [], **plain(row)} for row in rows]


def read_activity_words(folder: Folder, front: Mapping[str, Any], language: str, facts: Mapping) -> dict[str, Any]:
    """What a session plan says of the activities, with facts inserted as in lessons."""
    file = f"trainer.{language}.md"

    def missing(name: str) -> None:
        folder.fault(file, no_fact(name), at=f"{{{{{name}}}}}")

    return with_facts_in_all(front.get("activities", {}), facts, missing)


def check_activities(folder: Folder, document: Mapping[str, Any]) -> None:
    """Each belongs to a step, has a method that there is, two or three levels, and words in every language."""
    rows, steps = document["activities"], {step["id"] for step in document["session"]}
    ids = [row["id"] for row in rows]
    for row in rows:
        for cure in _faults(row, ids, steps):
            folder.fault(FILE, cure, at=f'id = "{row["id"]}"')
    for language, words in document["words"].items():
        said = words["plan"].get("activities", {})
        file = f"trainer.{language}.md"
        for row in rows:
            for cure in _faults_of_words(row, said.get(row["id"], {})):
                folder.fault(file, cure, at=f"[activities.{row['id']}")
        for name in _uneven(document["words"], said):
            folder.fault(file, _l("“%(name)s”: the steps and materials are not as many as in the other languages.",
                                  name=name), at=f"[activities.{name}")  # fmt: skip
        for name in said.keys() - set(ids):
            folder.fault(file, _l("The facts of the module know no activity “%(name)s”.", name=name),
                         at=f"[activities.{name}")  # fmt: skip


def _faults(row: Mapping[str, Any], ids: list[str], steps: set[str]) -> Iterator[Cure]:
    if ids.count(row["id"]) > 1:
        yield _l("“%(name)s” stands there twice: give each activity a name of its own.", name=row["id"])
    if row["step"] not in steps:
        yield _l("“%(name)s”: there is no step “%(step)s”.", name=row["id"], step=row["step"])
    if row["method"] not in METHODS:
        known = ", ".join(sorted(METHODS))
        yield _l("There is no method “%(name)s”. Use one of %(known)s.", name=row["method"], known=known)
    levels = row["levels"]
    if levels != [each for each in LEVELS if each in levels] or len(levels) < FEWEST_LEVELS:
        yield _l("“%(name)s”: give two or three levels of %(known)s, in this order.",
                 name=row["id"], known=", ".join(LEVELS))  # fmt: skip
    people = row.get("people")
    if people is not None and (len(people) != 2 or people[0] > people[1]):
        yield _l("“%(name)s”: write the fewest and the most people in the room: people = [6, 25].", name=row["id"])


def _uneven(words: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[str]:
    """The activities that have more steps or materials in one language than in the first one."""
    first = next(iter(words.values()))["plan"].get("activities", {})
    for name in first.keys() & said.keys():
        if any(len(first[name].get(part, ())) != len(said[name].get(part, ())) for part in ("steps", "materials")):
            yield name


def _faults_of_words(row: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Cure]:
    needed = {
        "title": said.get("title"),
        "how": said.get("how"),
        **{f"levels.{each}": said.get("levels", {}).get(each) for each in row["levels"]},
        **{f"roles.{each}.{part}": said.get("roles", {}).get(each, {}).get(part)
           for each in row["roles"] for part in ("name", "card")},
    }  # fmt: skip
    for part, words in needed.items():
        if not words:
            yield _l("“%(name)s”: write “%(part)s”.", name=row["id"], part=part)
        elif part.endswith(".card") and len(WORD.findall(words)) > WORDS_A_SCREEN:
            yield _l("“%(name)s”: “%(part)s” is too long for a card. Keep to %(most)s words.",
                     name=row["id"], part=part, most=WORDS_A_SCREEN)  # fmt: skip
    for role in said.get("roles", {}).keys() - set(row["roles"]):
        yield _l("“%(name)s”: the facts of the module know no role “%(role)s”.", name=row["id"], role=role)
