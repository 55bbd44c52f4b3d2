"""Every sentence exists in every language, with its placeholders; every refusal has a sentence."""

import importlib
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest
import wtforms
from babel.messages.pofile import read_po

from lms.app import SENTENCES
from lms.web.forms import SPOKEN

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
TRANSLATED = ("tg", "ru")


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """Every sentence the program can say, freshly extracted."""
    pot = tmp_path_factory.mktemp("words") / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "translations/babel.cfg",
               "-k", "_l", "-k", "lazy_gettext", "-o", str(pot), "lms"]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True)
    with pot.open("rb") as file:
        return {(message.context, message.id): message for message in read_po(file) if message.id}


@pytest.fixture(scope="session", params=TRANSLATED)
def catalogue(request):
    path = ROOT / "translations" / request.param / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=request.param)


def test_every_sentence_is_translated(template, catalogue):
    missing = []
    for (context, key), _message in template.items():
        found = catalogue.get(key[0] if isinstance(key, tuple) else key, context)
        said = found and (found.string if isinstance(found.string, tuple) else (found.string,))
        if not found or found.fuzzy or not all(said):
            missing.append(key)
    assert missing == []


def test_no_sentence_is_kept_that_nobody_says(template, catalogue):
    said = {message.id for message in template.values()}
    assert [message.id for message in catalogue if message.id and message.id not in said] == []


def test_placeholders_survive_translation(catalogue):
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(PLACEHOLDER.findall(" ".join(ids)))
        optional = {"num"} | (set(PLACEHOLDER.findall(ids[-1])) ^ set(PLACEHOLDER.findall(ids[0])))
        for string in filter(None, strings):
            have = set(PLACEHOLDER.findall(string))
            if have - wanted or (wanted - optional) - have:
                wrong.append((message.id, string))
    assert wrong == []


def test_no_english_is_left_in_a_translation(catalogue):
    latin = re.compile(r"[A-Za-z]{4,}")
    allowed = {"XLSX", "karimova", "Gulnora", "Rahimova", "dushanbe"}
    wrong = [
        message.string
        for message in catalogue
        if message.id
        and isinstance(message.string, str)
        and set(latin.findall(PLACEHOLDER.sub("", message.string))) - allowed
    ]
    assert wrong == []


def test_wtforms_still_says_what_we_say_better():
    """A new release of WTForms with other words would bring English back to the pages."""
    its_words = "".join(path.read_text() for path in Path(wtforms.__file__).parent.rglob("*.py"))
    assert [each for each in SPOKEN if each not in its_words] == []


def test_every_refusal_has_a_sentence():
    mute = []
    for path in (ROOT / "lms").glob("*/rules*"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        modules = [name] + [f"{name}.{each.stem}" for each in path.glob("*.py") if each.stem != "__init__"]
        for module in map(importlib.import_module, modules):
            reasons = [
                value
                for value in vars(module).values()
                if isinstance(value, type) and issubclass(value, StrEnum) and value.__name__.endswith("Reason")
            ]
            mute += [reason for each in reasons for reason in each if (each, reason.value) not in SENTENCES]
    assert mute == []
