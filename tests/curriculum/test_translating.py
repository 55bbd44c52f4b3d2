"""A translation is as new as its source part by part: where it was written beside what that says now, or compared."""

import re

import pytest

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries
from lms.curriculum.actions import drafts as verbs
from lms.curriculum.files.texts import read_text
from lms.curriculum.queries.translating import sheet
from lms.curriculum.rules.review import Freshness, freshness
from lms.curriculum.rules.translating import (
    compared_with, older_parts, sign_in, sign_of_part, signed, source_then, without_old_signs,
)  # fmt: skip
from tests.curriculum.test_versions import first_words, make_edition
from tests.factories.accounts import make_user

HEAD = "+++\ntitle = '{}'\n+++\n"
TAJIK, RUSSIAN = "## Як {#one}\nСалом\n## Ду {#two}\nХайр\n", "## Один {#one}\nПривет\n## Два {#two}\nПока\n"
FIRST = {"tg.md": HEAD.format("Дарс") + TAJIK, "ru.md": HEAD.format("Урок") + RUSSIAN}
CHANGED = {**FIRST, "tg.md": FIRST["tg.md"].replace("Салом", "Ассалом")}


def later(before: dict[str, str], **files: tuple[str, str]) -> dict[str, str]:
    """The next edition: in each file one word is another."""
    return {**before, **{f"{name}.md": before[f"{name}.md"].replace(*words) for name, words in files.items()}}


@pytest.mark.source
def test_only_who_writes_the_part_itself_makes_it_new():
    elsewhere, there = later(CHANGED, ru=("Пока", "До встречи")), later(CHANGED, ru=("Привет", "Здравствуйте"))
    typing = later(CHANGED, ru=("Привет", "«Привет!»"))
    newest = (elsewhere, there, typing)
    histories = [FIRST], [FIRST, CHANGED], *([FIRST, CHANGED, each] for each in newest)
    assert [sorted(older_parts(each, "ru.md", "tg.md")) for each in histories] == [[], ["one"], ["one"], [], ["one"]]
    assert source_then([FIRST, CHANGED, elsewhere], "ru.md", "tg.md")["one"] == "## Як {#one}\nСалом\n"


@pytest.mark.source
def test_a_translation_of_a_question_says_nothing_of_a_screen_and_a_new_part_waits_for_its_own():
    asked = '[keep]\ntext = "{}"\n[keep.options]\nyes = "Ҳа"\n[go]\ntext = "?"\n'
    files = {**FIRST, "questions.tg.toml": asked.format("Чӣ?"), "questions.ru.toml": asked.format("Что?")}
    newer = {**files, "tg.md": CHANGED["tg.md"]}
    answered = {**newer, "questions.ru.toml": asked.format("А что?")}
    more = {**files, "tg.md": FIRST["tg.md"] + "## Се {#three}\nНав\n"}
    histories = [files, newer, answered], [files, more]
    stand = [freshness(list(enumerate(each)), "ru", "tg") for each in histories]
    assert stand == [Freshness.OUTDATED, Freshness.OUTDATED]
    assert older_parts([files, {**files, "questions.tg.toml": asked.format("Кӣ?")}], "questions.ru.toml",
                       "questions.tg.toml") == {"keep"}  # fmt: skip
    assert older_parts([files, more], "ru.md", "tg.md") == {"three"}
    assert older_parts([files, more], "trainer.ru.md", "trainer.tg.md") == frozenset()


@pytest.mark.source
@pytest.mark.parametrize("part", [
    "## Один {#one}\nПривет\n", "## Один {#one after=two}\n", "+++\ntitle = 'x'\n+++\n", '[keep]\ntext = "x"\n',
    'title = "x"\nsummary = "y"\n\n', '# By hand.\n\ntitle = "x"\n',
])  # fmt: skip
def test_what_was_compared_bears_the_sign_of_its_source_and_says_what_it_said(part):
    once = compared_with(part, "0a1b2c3d")
    again = compared_with(once, "ffffffff")
    assert (sign_in(part), sign_in(once), sign_in(again)) == (None, "0a1b2c3d", "ffffffff")
    assert sign_of_part(part) == sign_of_part(again) and again.count("of=") == 1
    assert compared_with("Words alone", "0a1b2c3d") == "Words alone"


@pytest.mark.source
def test_who_compared_makes_it_new_until_the_source_changes_again_and_readers_see_no_sign():
    says = sign_of_part("## Як {#one}\nАссалом\n")
    looked = {**CHANGED, "ru.md": FIRST["ru.md"].replace("{#one}", f"{{#one of={says}}}")}
    again = later(looked, tg=("Ассалом", "Салому алейк"))
    assert [sorted(older_parts([FIRST, CHANGED, *more], "ru.md", "tg.md")) for more in ([looked], [looked, again])] == [
        [], ["one"],
    ]  # fmt: skip
    assert source_then([FIRST, CHANGED, looked, again], "ru.md", "tg.md")["one"] == "## Як {#one}\nАссалом\n"
    read = read_text(looked["ru.md"], file="ru.md", folder="x", facts={}, labels={})
    assert (read.faults, [each["title"] for each in read.screens]) == ([], ["Один", "Два"])


@pytest.mark.source
def test_what_was_written_beside_a_source_that_changed_again_in_the_same_draft_is_older():
    """Otherwise the two would be published together as if each said what the other does."""
    beside, again = later(FIRST, tg=("Салом", "Ассалом")), later(FIRST, tg=("Салом", "Салому алейк"))
    written = {**again, "ru.md": written_beside(beside["tg.md"], later(FIRST, ru=("Привет", "Здравствуйте"))["ru.md"])}
    assert older_parts([FIRST, written], "ru.md", "tg.md") == {"one"}
    assert source_then([FIRST, written], "ru.md", "tg.md")["one"] == "## Як {#one}\nСалом\n"
    back, seen = {**written, "tg.md": FIRST["tg.md"]}, {**written, "tg.md": beside["tg.md"]}
    assert [older_parts([FIRST, each], "ru.md", "tg.md") for each in (back, seen)] == [{"one"}, frozenset()]
    first = {**again, "ru.md": written_beside(FIRST["tg.md"], written["ru.md"])}  # and the source only after it
    assert older_parts([FIRST, first], "ru.md", "tg.md") == {"one"}


def written_beside(source: str, translation: str) -> str:
    """A translation of which the first screen was written beside the source as it was."""
    screen = source[source.index("## Як") : source.index("## Ду")]
    return translation.replace("{#one}", f"{{#one of={sign_of_part(screen)}}}")


@pytest.mark.source
def test_signs_stand_by_the_name_of_a_part_and_what_is_sent_twice_is_the_same():
    one, two, top = "## Один {#one}\nПривет\n", "## Два {#two}\nПока\n", 'title = "x"\n'
    shown, before = ["one 0a1b2c3d", "two 11111111", "0 22222222"], {"new": "Новое\n", "one": one, "two": two, "0": top}
    typed = [one, two.replace("Пока", "До встречи"), top]
    ticked = signed(typed, shown, ["0 33333333"], before)
    assert [sign_in(each) for each in ticked] == [None, "11111111", "33333333"]
    after = {"one": ticked[0], "two": ticked[1], "0": ticked[2]}
    assert signed(typed, shown, ["0 33333333"], after) == ticked
    assert [sign_in(each) for each in signed(typed, shown, ["0 33333333"])] == [None, None, "33333333"]
    assert signed(["", one], ["two 11111111", "one "], [], {"two": two}) == ["", one]
    elsewhere = ticked[1].replace("До встречи", "Пока")
    assert without_old_signs(ticked[0] + elsewhere, ticked[0] + ticked[1]) == one + two
    assert without_old_signs(ticked[0] + ticked[1], ticked[1]) == ticked[0] + ticked[1]


def test_a_translator_says_that_a_text_says_the_same_already(client, db_session):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    path, words = "/author/translate/module/money/ru.md", first_words("tg.md")
    for said in (" Ба хона кам фиристед.", " Ба хона кам-кам фиристед."):
        make_edition(db_session, {"tg.md": (words, words + said)})
    page = client.get(path).page
    [ticked] = re.findall(r'name="same" value="([^"]+)"', page.html)
    rows, base = sheet("module", "money", "ru.md").rows, str(queries.latest("module", "money").id)
    parts = [row.translation for row in rows]
    other = [*parts[:-1], parts[-1] + "Ещё слово.\n"]
    shown = re.findall(r'name="shown" value="([^"]+)"', page.html)
    assert len(shown) == len(parts) and ticked in shown
    sent = {"base": base, "part": other, "shown": shown}
    for _twice in range(2):
        assert client.post(path, {**sent, "revision": "0"}).status_code == 303
    [last] = [row for row in sheet("module", "money", "ru.md").rows if sign_in(row.translation)]
    assert shown[-1] == f"{last.name} {sign_of_part(last.source)}", "it was written beside this"
    assert sheet("module", "money", "ru.md").is_behind, "another part was written"
    assert client.post(path, {**sent, "revision": "1", "same": ticked}).status_code == 303
    found = sheet("module", "money", "ru.md")
    assert not found.is_behind and "Up to date" in client.get(path).page.text
    [row, _last] = [row for row in found.rows if sign_in(row.translation)]
    assert ticked == f"{row.name} {sign_of_part(row.source)}"


def test_the_title_of_a_programme_is_compared_and_what_changed_again_since_is_not(client, db_session):
    author = make_user(role=Role.AUTHOR)
    client.sign_in(author)
    client.speak("en")
    file, path = "tj-arrival.{}.toml", "/author/translate/programme/tj-arrival/tj-arrival.ru.toml"
    base = queries.latest("programme", "tj-arrival")

    def say(title: str, revision: int) -> None:
        """Write another title in the draft."""
        text = base.sources[file.format("tg")].replace("Пас аз расидан", title)
        verbs.write_first(kind="programme", slug="tj-arrival", file=file.format("tg"), text=text, revision=revision,
                          base=base.id, by=author.id, at=clock.now())  # fmt: skip

    say("Баъди расидан", 0)
    page = client.get(path).page
    assert "Part 1 says the same already" in page.text and "Part 2 says" not in page.text
    sent = {name: re.findall(f'name="{name}" value="([^"]+)"', page.html) for name in ("shown", "same")}
    parts = [row.translation for row in sheet("programme", "tj-arrival", file.format("ru")).rows]
    say("Пас аз омадан", 1)  # while the page stands open
    sent |= {"base": str(base.id), "revision": "0", "part": parts}
    assert client.post(path, sent).status_code == 303
    assert sheet("programme", "tj-arrival", file.format("ru")).is_behind
    say("Баъди расидан", 2)
    assert not sheet("programme", "tj-arrival", file.format("ru")).is_behind
