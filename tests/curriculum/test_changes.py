"""What differs between two versions: word by word for authors, screen by screen for those who learned from it."""

import pytest

from lms.curriculum.rules.changes import (
    Met, Side, changed_screens, compared, joined_parts, met, parts_by_name, screens_of,
)  # fmt: skip

pytestmark = pytest.mark.source


def shown(before: str, after: str) -> list[str]:
    """A comparison as one writes it on paper."""
    signs = {Side.SAME: "{}", Side.GONE: "[-{}-]", Side.NEW: "[+{}+]"}
    return [
        f"… {line.folded}" if line.folded else "".join(signs[side].format(text) for side, text in line.parts)
        for line in compared(before, after)
    ]


def test_words_that_differ_are_marked_within_their_line_and_the_rest_is_folded():
    lines = [f"Line {n} says something." for n in range(9)]
    after = [*lines[:7], "Line 7 says something else.", lines[8]]
    assert shown("\n".join(lines), "\n".join(after)) == [
        "… 6", "Line 6 says something.", "Line 7 says something[+ else+].", "Line 8 says something.",
    ]  # fmt: skip
    assert shown("Register within 7 days.", "Register within 15 days.") == ["Register within [-7-][+15+] days."]


def test_another_text_is_shown_whole_and_lines_come_and_go():
    assert shown("a\nb", "a") == ["a", "[-b-]"]
    assert shown("", "a\nb") == ["[+a+]", "[+b+]"]
    assert shown("one two three", "quite another sentence here") == [
        "[-one two three-]", "[+quite another sentence here+]",
    ]  # fmt: skip
    assert compared("a", "a") == []
    assert not any(line.changed for line in compared("a\nb\nc\nd\ne", "a\nb\nc\nd\nE") if line.folded)


def screen(name: str, html: str, title: str = "Title") -> dict:
    return {"id": name, "title": title, "html": html}


def test_only_what_says_something_else_is_a_change_to_those_who_learned():
    before = {"screens": [screen("a", "<p>Seven days.</p>"), screen("b", "<p>Keep it!</p>"), screen("c", "<p>Old</p>")]}
    keep = screen("b", "<p>Keep  <em>it</em>.</p>")
    after = {"screens": [screen("a", "<p>Fifteen days.</p>"), keep, screen("d", "x")]}
    assert [each["id"] for each in changed_screens(before, after)] == ["a", "d"]
    assert changed_screens(before, before) == []


def test_screens_joined_are_the_text_again():
    text = "---\ntitle\n---\n\n## One {#one}\n\nWords.\n\n## Two {#two}\n\nMore ## words.\n"
    assert "".join(screens_of(text)) == text
    assert [each[:6] for each in screens_of(text)] == ["---\nti", "## One", "## Two"]


def test_a_file_of_questions_is_parted_too():
    text = '[keep]\ntext = "Keep"\n\n[keep.options]\nyes = "Yes"\n\n[go]\ntext = "Go"\n'
    assert "".join(screens_of(text)) == text
    assert {name: part.split("\n")[0] for name, part in parts_by_name(text).items()} == {"keep": "[keep]", "go": "[go]"}


def test_of_two_texts_written_at_once_no_word_goes_lost():
    def told(**screens: str) -> str:
        return "".join(f"## {name} {{#{name}}}\n{text}\n" for name, text in screens.items())

    seen = told(a="one", b="one", c="one", e="one")
    mine, theirs = told(a="one", b="mine", c="mine", d="mine", e="one"), told(a="theirs", b="one", c="theirs")
    found = met(["a", "b", "c"], mine=mine, theirs=theirs, seen=seen)
    own, other = parts_by_name(mine), parts_by_name(theirs)
    differs = tuple(compared(other["c"], own["c"]))
    assert found == [
        Met(other["a"], taken=True), Met(own["b"]), Met(own["c"], other["c"], differs), Met(own["d"])
    ]  # fmt: skip
    assert [each.text for each in met(["a"], mine="mine", theirs="theirs", seen=None)] == ["", "mine"]


def test_parts_are_joined_so_that_a_heading_begins_its_line():
    assert joined_parts(["a", "## b {#b}\n", "", "## c"]) == "a\n\n## b {#b}\n## c"
    assert "".join(parts_by_name("## a {#x}\n## b {#x}\n").values()) == "## a {#x}\n## b {#x}\n"
