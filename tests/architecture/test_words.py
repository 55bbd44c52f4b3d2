"""Every sentence exists in every language, with its placeholders; every refusal has a sentence, and is told all that
its sentence needs. Each check meets a deliberate fault."""

import ast
import importlib
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest
import wtforms
from babel.messages import Catalog
from babel.messages.pofile import read_po

from lms.app import SENTENCES
from lms.core.languages import INSTEAD
from lms.web.forms import SPOKEN
from tests.architecture.test_floors import modules, said, tree

pytestmark = pytest.mark.source

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
LATIN = re.compile(r"[A-Za-z]{4,}")
# What stands in Latin letters in every language.
NAMES = {
    "XLSX", "GIFT", "JSON", "Moodle", "JPEG", "WebP", "WebM", "Opus", "https", "JavaScript", "karimova", "Gulnora",
    "Rahimova", "dushanbe", "WebVTT", "SubRip", "vtt", "srt",
}  # fmt: skip
# What an author types into a file is the same in every language: in English quotes, as the name of a file or folder, as
# a heading in brackets, or with a sign of equality.
TYPED = re.compile(
    r"“[^”]*”|\w+\.(?:toml|md|svg)\b|\w+/|\[\[?\w+\]\]?|\w+ = (?:\[[^\]]*\]|\{[^}]*\}|\"[^\"]*\")"
)
TRANSLATED = ("tg", "ru")
# Tajik as it was spelled before the rules of 2021, and words for which another was chosen (courses/README.md).
OLD_TAJIK = re.compile(
    r"мӯҳлат|ӯҳдадор|мӯҳр|тӯҳфа|кӯҳна|сӯҳбат|мавзӯ|кӯмак|\b(?:нӯҳ|рӯи|сӯи|ҷои)\b|\bсайт|тақризгар|нақшакаш",
    re.IGNORECASE,
)
# What is missing in these is said in Russian, sentence by sentence (lms.web.locale); what is there is right.
BEGUN = tuple(each for each in INSTEAD if (ROOT / "translations" / each).exists())


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Catalog:
    """Every sentence the program can say, freshly extracted."""
    pot = tmp_path_factory.mktemp("words") / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "translations/babel.cfg",
               "-k", "_l", "-k", "lazy_gettext", "-o", str(pot), "lms"]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True)
    with pot.open("rb") as file:
        return read_po(file)


def read(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="session", params=TRANSLATED)
def catalogue(request) -> Catalog:
    return read(request.param)


@pytest.fixture(scope="session", params=BEGUN)
def begun(request) -> Catalog:
    return read(request.param)


def spoken(catalogue: Catalog) -> dict[tuple, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each sentence of a catalogue with its forms and its translations, by context and first form."""
    found = {}
    for message in catalogue:
        forms, strings = (each if isinstance(each, tuple) else (each,) for each in (message.id, message.string))
        if message.id:
            found[message.context, forms[0]] = forms, () if message.fuzzy else strings
    return found


def untranslated(template: Catalog, catalogue: Catalog) -> list[str]:
    have = spoken(catalogue)
    return [
        key[1]
        for key, (forms, _) in spoken(template).items()
        if key not in have or have[key][0] != forms or not have[key][1] or not all(have[key][1])
    ]


def unsaid(template: Catalog, catalogue: Catalog) -> list[str]:
    return [key[1] for key in spoken(catalogue).keys() - spoken(template).keys()]


def empty(catalogue: Catalog) -> list[str]:
    return [key[1] for key, (_, strings) in spoken(catalogue).items() if not strings or not all(strings)]


def with_other_placeholders(catalogue: Catalog) -> list[str]:
    wrong = []
    for forms, strings in spoken(catalogue).values():
        in_forms = [set(PLACEHOLDER.findall(form)) for form in forms]
        wanted, sure = set.union(*in_forms), set.intersection(*in_forms) - {"num"}  # "one seat" needs no number
        for each in strings:
            have = PLACEHOLDER.findall(each)
            if not sure <= set(have) <= wanted or each.count("%(") != len(have):  # "%(name)" has lost its end
                wrong.append(each)
    return wrong


def that_cannot_be_compiled(catalogue: Catalog) -> list[str]:
    """What Babel itself refuses: one such sentence, and `./run` does not start."""
    return [str(message.id) for message, _errors in catalogue.check()]


def with_english_left(catalogue: Catalog) -> list[str]:
    return [
        string
        for _, strings in spoken(catalogue).values()
        for string in strings
        if set(LATIN.findall(TYPED.sub("", PLACEHOLDER.sub("", string)))) - NAMES
    ]


def test_every_sentence_is_translated(template, catalogue):
    assert untranslated(template, catalogue) == []


def test_no_sentence_is_kept_that_nobody_says(template, catalogue):
    assert unsaid(template, catalogue) == []


def test_placeholders_survive_translation(catalogue):
    assert with_other_placeholders(catalogue) == []


def test_every_translation_can_be_compiled(catalogue):
    assert that_cannot_be_compiled(catalogue) == []


def test_no_english_is_left_in_a_translation(catalogue):
    assert with_english_left(catalogue) == []


def test_a_translation_that_has_begun_is_right_as_far_as_it_goes(template, begun):
    left = len(untranslated(template, begun))
    print(f"{begun.locale}: {100 * (len(template) - left) // len(template)} % of {len(template)} sentences")
    assert empty(begun) == []
    assert with_other_placeholders(begun) == []
    assert that_cannot_be_compiled(begun) == []


def catalogue_of(*sentences: tuple[str | tuple[str, ...], str | tuple[str, ...]], flags=()) -> Catalog:
    """A small catalogue; `flags` are those of its sentences."""
    made = Catalog(locale="ru")
    for sentence, translation in sentences:
        made.add(sentence, translation, flags=flags)
    return made


SEATS = ("%(num)s seat of %(name)s", "%(num)s seats of %(name)s")


@pytest.mark.parametrize(
    ("watch", "catalogue"),
    [
        (lambda said: untranslated(catalogue_of(("Yes", "")), said), catalogue_of()),
        (lambda said: untranslated(catalogue_of(("Yes", "")), said), catalogue_of(("Yes", ""))),
        (lambda said: untranslated(catalogue_of(("Yes", "")), said), catalogue_of(("Yes", "Да"), flags=["fuzzy"])),
        (lambda said: untranslated(catalogue_of((SEATS, "")), said), catalogue_of((SEATS, ("место %(name)s", "", "")))),
        (lambda said: untranslated(catalogue_of((SEATS, "")), said), catalogue_of((SEATS[0], "место %(name)s"))),
        (lambda said: unsaid(catalogue_of(), said), catalogue_of(("No", "Нет"))),
        (empty, catalogue_of(("Yes", ""))),
        (empty, catalogue_of((SEATS, ("место %(name)s", "", "")))),
        (with_other_placeholders, catalogue_of(("To %(name)s", "Кому"))),
        (with_other_placeholders, catalogue_of(("To %(name)s", "Кому: %(имя)s"))),
        (with_other_placeholders, catalogue_of(("To %(name)s", "Кому: %(name)"))),
        (with_other_placeholders, catalogue_of((SEATS, ("место %(name)s", "%(num)s места", "%(num)s мест %(name)s")))),
        (that_cannot_be_compiled, catalogue_of((("%(day)s: one", "%(day)s: %(num)s"), ("%(day)s: %(num)s",) * 3))),
        (with_english_left, catalogue_of(("Yes", "Yeah, да"))),
        (with_english_left, catalogue_of(("Write “text” in facts.toml", "Напишите “text” in sources facts.toml"))),
        (with_english_left, catalogue_of((SEATS, ("место", "места %(name)s", "seats %(name)s")))),
    ],
)
def test_a_fault_in_a_translation_would_be_found(watch, catalogue):
    assert len(watch(catalogue)) == 1


def test_a_singular_may_do_without_its_number():
    right = catalogue_of((SEATS, ("место %(name)s", "%(num)s места %(name)s", "%(num)s мест %(name)s")))
    assert with_other_placeholders(right) == []


def test_wtforms_still_says_what_we_say_better():
    """A new release of WTForms with other words would bring English back to the pages."""
    its_words = "".join(path.read_text() for path in Path(wtforms.__file__).parent.rglob("*.py"))
    assert [each for each in SPOKEN if each not in its_words] == []


def spelled_as_before(text: str) -> list[str]:
    return OLD_TAJIK.findall(text)


def test_tajik_is_spelled_by_the_rules_in_force():
    """Those of 2021, and one word for one thing: courses/README.md tells them."""
    files = [ROOT / "translations" / "tg" / "LC_MESSAGES" / "messages.po"]
    files += [*(ROOT / "courses").rglob("*tg.md"), *(ROOT / "courses").rglob("*.tg.toml")]
    assert len(files) > 50
    written = [(path.name, path.read_text()) for path in files]
    within = [path for path in (ROOT / "courses").rglob("*.toml") if path not in files]
    written += [(path.name, " ".join(re.findall(r'\btg = "([^"]*)"', path.read_text()))) for path in within]
    assert [(name, found) for name, text in written if (found := spelled_as_before(text))] == []


def test_an_older_spelling_would_be_found():
    assert spelled_as_before("Мӯҳлати иҷозат, ба кӯҳна кӯмак, мавзӯи нав; рӯи хона, сайтҳо") == [
        "Мӯҳлат", "кӯҳна", "кӯмак", "мавзӯ", "рӯи", "сайт"
    ]  # fmt: skip
    assert spelled_as_before("Муҳлат, гурӯҳи кӯҳӣ, рӯйи хона, рӯз") == []


# Refusals: `lms.app` has imported every room, so every reason is known by now.


def reasons() -> list[type[StrEnum]]:
    ours = [each for each in StrEnum.__subclasses__() if each.__module__.startswith("lms.")]
    return [each for each in ours if each.__name__.endswith("Reason")]


def mute(reasons: list[type[StrEnum]]) -> list[StrEnum]:
    return [reason for each in reasons for reason in each if (each, reason.value) not in SENTENCES]


def refusals(path: Path) -> list[tuple[StrEnum, set[str]]]:
    """Each `Refused(Reason.…, name=…)` of a file: the reason, and what its sentence is told."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    return [
        (getattr(getattr(module, node.args[0].value.id), node.args[0].attr), {each.arg for each in node.keywords})
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Refused"
        if isinstance(node.args[0], ast.Attribute) and isinstance(node.args[0].value, ast.Name)
    ]


def left_open(reason: StrEnum, told: set[str]) -> set[str]:
    """What the sentence of the reason names and nobody says."""
    return set(PLACEHOLDER.findall(str(SENTENCES[type(reason), reason.value]))) - told - {None}


def test_every_refusal_has_a_sentence():
    assert len(reasons()) > 5
    assert mute(reasons()) == []


def test_every_refusal_is_told_what_its_sentence_needs():
    found = [(path, *refusal) for path in modules() for refusal in refusals(path)]
    assert len(found) > 20
    wrong = [said(path, reason) for path, reason, told in found if None not in told and left_open(reason, told)]
    assert wrong == []


def test_a_refusal_without_a_sentence_would_be_found():
    class HastyReason(StrEnum):
        NOT_WRITTEN = "not written"

    assert mute([HastyReason]) == [HastyReason.NOT_WRITTEN]
    reason = next(each for each in SENTENCES if PLACEHOLDER.search(str(SENTENCES[each])))
    assert left_open(reason[0](reason[1]), set())
