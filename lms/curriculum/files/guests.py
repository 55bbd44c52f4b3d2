"""Where somebody who came home tells of it, and what stands in when nobody comes (E95)."""

from collections.abc import Mapping
from typing import Any

from lms.curriculum.files.layers import Folder
from lms.curriculum.files.texts import WORD, no_fact, with_facts_in_all
from lms.curriculum.rules.cures import cure as _l

FEWEST_STORIES = 3  # "experiences of three or four returned migrants"
WORDS_A_STORY = 90  # read aloud in less than a minute


def read_guest_words(folder: Folder, front: Mapping[str, Any], language: str, facts: Mapping) -> dict[str, Any]:
    """What to ask a guest, and the stories to read aloud, with facts inserted as in the lesson, under "guest"; {} when
    the session plan says nothing of it."""
    file, said = f"trainer.{language}.md", {key: front[key] for key in ("guest",) if key in front}
    return with_facts_in_all(said, facts, lambda name: folder.fault(file, no_fact(name)))


def check_guest(folder: Folder, document: Mapping[str, Any]) -> None:
    """The step is one of the session plan; questions and stories stand in every language, as many in each."""
    guest = document.get("guest")
    if guest and guest["step"] not in {step["id"] for step in document["session"]}:
        folder.fault("module.toml", _l("“%(name)s”: there is no step “%(step)s”.", name="guest", step=guest["step"]),
                     at=guest["step"])  # fmt: skip
    first = next(iter(document["words"].values()), None)
    for language, words in document["words"].items():
        said, file = words["plan"].get("guest", {}), f"trainer.{language}.md"
        if bool(said) != bool(guest):
            folder.fault(file, _l("[guest] stands both in module.toml and in each session plan, or in none."))
            continue
        if said and (not said.get("ask") or len(said.get("stories", ())) < FEWEST_STORIES):
            folder.fault(file, _l("[guest]: write what to ask, and at least %(least)s stories.", least=FEWEST_STORIES))
        if said and _lengths(said) != _lengths(first["plan"].get("guest", {})):
            folder.fault(file, _l("[guest]: as many questions and stories in every language."))
        for story in said.get("stories", ()):
            if len(WORD.findall(story)) > WORDS_A_STORY:
                folder.fault(file, _l("[guest]: tell each story in at most %(most)s words.", most=WORDS_A_STORY))


def _lengths(said: Mapping[str, Any]) -> tuple[int, int]:
    return len(said.get("ask", ())), len(said.get("stories", ()))
