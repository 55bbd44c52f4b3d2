"""The key messages of a module: the few sentences that everybody must leave with (E145)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lms.curriculum.files.layers import Folder
from lms.curriculum.files.texts import no_fact, with_facts_in_all
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.module import is_of_the_house

KEY_MESSAGE_WORDS = 25  # a sentence that everybody keeps in mind is a short one


def read_key_message_words(folder: Folder, front: Mapping[str, Any], language: str, facts: Mapping) -> dict[str, str]:
    """Id → sentence in one language, with facts inserted as in the lesson."""
    return with_facts_in_all(
        front.get("key_messages", {}), facts, lambda name: folder.fault(f"{language}.md", no_fact(name))
    )


def check_key_messages(folder: Folder, document: Mapping[str, Any]) -> None:
    """Each is said in every language in which the lesson is, is short, and is asked by a question that there is."""
    asked = {row["id"] for row in document["questions"]}
    for id, questions in document["key_messages"].items():
        if not questions:
            folder.fault("module.toml", _l("“%(id)s”: name at least one question that asks it.", id=id), at=id)
        for name in questions:
            if name not in asked:
                folder.fault("module.toml", _l("“%(id)s”: there is no question “%(name)s”.", id=id, name=name), name)
    needed = {code for code, about in folder.languages.items() if about.get("required")}
    if any(not needed <= set(each["by"]) for each in document.get("agreed", ())):
        said = _l("“%(id)s”: write in every language who agreed to the key messages.", id="agreed")
        folder.fault("module.toml", said, at="agreed")
    for language, words in document["words"].items():
        if set(words["key_messages"]) != set(document["key_messages"]):
            folder.fault(f"{language}.md", _l("The key messages differ from those of module.toml."))
        for id, said in words["key_messages"].items():
            if not 0 < len(said.split()) <= KEY_MESSAGE_WORDS:
                most = _l("“%(id)s”: say it in one to %(most)s words.", id=id, most=KEY_MESSAGE_WORDS)
                folder.fault(f"{language}.md", most, at=id)


def without_key_message(pieces: Iterable[Any]) -> Iterator[str]:
    """Slugs of the modules that say nothing which everybody must leave with."""
    found = (each for each in pieces if each.kind == "module" and not each.document["key_messages"])
    return iter(sorted(each.slug for each in found))


def without_agreement(pieces: Iterable[Any]) -> Iterator[str]:
    """Slugs of the modules for those who leave to whose key messages nobody has agreed yet."""
    modules = (each for each in pieces if each.kind == "module" and each.document["key_messages"])
    open_ones = (each for each in modules if not each.document.get("agreed"))
    return iter(sorted(each.slug for each in open_ones if not is_of_the_house(each.document["audience"])))
