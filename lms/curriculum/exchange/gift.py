"""GIFT, the plain text of Moodle: written so that Moodle reads it, read as Moodle writes it and people do."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from html import unescape

from lms.curriculum.exchange.items import (
    LONGEST_TEXT, MEDIA, MOST_ITEMS, Item, Left, Note, Option, Read, note_parts, tidy, weighs,
)  # fmt: skip
from lms.curriculum.exchange.sifting import Ids, NotTaken, said, taken
from lms.curriculum.rules.questions import QuestionKind, normal_number

SPECIAL = "~=#{}:"
_KEEP = {f"\\{each}": chr(0xE000 + n) for n, each in enumerate(["\\", *SPECIAL, "n"])}  # while a text is taken apart
_GIVE = {kept: " " if mark == "\\n" else mark[1] for mark, kept in _KEEP.items()}
_ID, _TAG = re.compile(r"\[id:([^\]]+)\]"), re.compile(r"\[tag:([^\]]+)\]")
_TITLE = re.compile(r"^::(.*?)::", re.S)
_FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
_CATEGORY = "$CATEGORY:"
_TRUE, _FALSE = {"T", "TRUE"}, {"F", "FALSE"}
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>")


# Writing.


def unsayable(item: Item) -> Iterator[Left]:
    """What GIFT has no words for: a question of which this is `WHOLE` cannot stand in the file."""
    if item.kind == QuestionKind.PICTURE:
        yield Left.PICTURES
    elif item.kind == QuestionKind.ORDERING:
        yield Left.KIND
    elif item.kind == QuestionKind.MATCHING and any("->" in each.text for each in item.options):
        yield Left.ARROW
    elif item.kind == QuestionKind.MATCHING and any(each.feedback for each in item.options):
        yield Left.OPTION_FEEDBACK
    elif item.unit:
        yield Left.UNIT


def written(items: Iterable[Item]) -> tuple[str, list[Note]]:
    """The file, and what could not be said in it."""
    blocks, notes = said(items, unsayable, _block)
    return "\n".join(blocks), notes


def _block(item: Item) -> str:
    tag = f" [tag:{item.objective}]" if item.objective else ""
    head = [f"// [id:{item.id}]{tag}", f"::{_safe(item.id)}::[plain]{_safe(item.text)} {{"] if item.id else []
    head = head or ([f"//{tag}"] if tag else []) + [f"[plain]{_safe(item.text)} {{"]
    explain = [f"\t####{_safe(item.explain)}"] if item.explain else []
    return "\n".join([*head, *(f"\t{line}" for line in _answers(item)), *explain, "}", ""])


def _answers(item: Item) -> Iterator[str]:
    if item.kind == QuestionKind.NUMBER:
        yield f"#{item.number}:{item.tolerance}"
    elif item.kind == QuestionKind.TRUE_FALSE:
        true, false = sorted(item.options, key=lambda each: each.text != "true")
        right, wrong = (true, false) if true.right else (false, true)
        both = f"#{_safe(wrong.feedback)}#{_safe(right.feedback)}" if right.feedback or wrong.feedback else ""
        yield ("TRUE" if true.right else "FALSE") + both
    elif item.kind == QuestionKind.MATCHING:
        yield from (f"={_safe(each.text)} -> {_safe(each.match)}" for each in item.options)
        yield from (f"= -> {_safe(each)}" for each in item.spare)
    else:
        share = f"{100 / max(1, sum(each.right for each in item.options)):.5f}".rstrip("0").rstrip(".")
        for each in item.options:
            mark = "=" if each.right else "~%0%" if each.text.startswith("%") else "~"
            if item.kind == QuestionKind.SEVERAL:
                mark = f"~%{share}%" if each.right else "~%-100%"
            yield mark + _safe(each.text) + (f"#{_safe(each.feedback)}" if each.feedback else "")


def _safe(text: str) -> str:
    return "".join(f"\\{each}" if each in SPECIAL or each == "\\" else each for each in text)


# Reading.


def read(text: str, known: Ids = ()) -> Read:
    """What a module that has questions with the `known` ids can take of a file, and what it cannot."""
    found = taken((f"{line}", partial(_item, head, body, known, f"{line}")) for line, head, body in _blocks(text))
    lines = enumerate(text.splitlines(), 1)
    found.notes += [Note(f"{n}", Left.CATEGORY) for n, line in lines if line.strip().startswith(_CATEGORY)]
    return found


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, comments before, text) of each question: they stand apart by an empty line."""
    comments: list[str] = []
    lines: list[str] = []
    start = 1
    for n, line in enumerate([*text.splitlines(), ""], 1):
        plain = line.strip()
        if plain.startswith("//"):
            comments.append(plain)
        elif plain and not plain.startswith(_CATEGORY):
            start = start if lines else n
            lines.append(plain)
        elif lines:
            yield start, "\n".join(comments), "\n".join(lines)
            comments, lines = [], []


def _item(head: str, body: str, known: Ids, place: str, notes: list[Note]) -> Item:
    for mark, kept in _KEEP.items():
        body = body.replace(mark, kept)
    title = _TITLE.match(body)
    body = body[title.end() :] if title else body
    before, opened, rest = body.partition("{")
    inside, closed, after = rest.rpartition("}")
    if not opened:
        raise NotTaken(Left.NO_ANSWER)
    if not closed or "{" in inside:
        raise NotTaken(Left.BROKEN)
    style = _FORMAT.match(before)
    before = before[style.end() :] if style else before
    text = f"{before.strip()} ___ {after.strip()}" if after.strip() else before
    plainly = _plain(style[1] if style else "moodle", place, notes)
    answers, _, explain = inside.partition("####")
    ids, (objective, *more) = _ID.search(head), [tidy(each) for each in _TAG.findall(head)] or [""]
    name = tidy(ids[1]) if ids else ""
    notes += [Note(place, Left.TAG, each) for each in more]
    return Item(
        **note_parts(_answered(answers.strip(), plainly, place, notes), name in known, place, notes),
        text=plainly(text),
        explain=plainly(explain),
        id=name or (tidy(_back(title[1])) if title else ""),
        objective=objective,
    )


def _back(text: str) -> str:
    return "".join(_GIVE.get(each, each) for each in text)


def _plain(style: str, place: str, notes: list[Note]):
    """How the texts of one question become plain ones."""

    def plainly(text: str) -> str:
        if len(text) > LONGEST_TEXT * 10:
            raise NotTaken(Left.TOO_LONG)
        told = _back(_FORMAT.sub("", text))
        if style not in ("html", "moodle") or not _MARKUP.search(told):
            return tidy(unescape(told) if style == "html" else told)
        notes.extend(Note(place, why) for mark, why in MEDIA.items() if f"<{mark}" in told)
        notes.append(Note(place, Left.FORMATTING))
        return tidy(unescape(_MARKUP.sub(" ", told)))

    return plainly


def _answered(answers: str, plainly, place: str, notes: list[Note]) -> dict:
    if answers.startswith("#"):
        return _number(answers[1:], place, notes)
    if "~" in answers:
        return _choices(answers, plainly, place, notes)
    if "=" in answers and "->" in answers:
        return _matching(answers, plainly)
    word, *feedback = (part.strip() for part in answers.split("#"))
    if word.upper() in _TRUE | _FALSE:
        is_true = word.upper() in _TRUE
        wrong, right = ([plainly(each) for each in feedback] + ["", ""])[:2]
        words = {is_true: right, not is_true: wrong}
        options = tuple(Option(name, (name == "true") is is_true, words[name == "true"]) for name in ("true", "false"))
        return {"kind": QuestionKind.TRUE_FALSE, "options": options}
    raise NotTaken(Left.KIND, "shortanswer" if answers else "essay")


def _number(answers: str, place: str, notes: list[Note]) -> dict:
    first, *more = [part for part in re.split(r"[=~]", answers) if part.strip()] or [""]
    if more:
        notes.append(Note(place, Left.MORE_NUMBERS))
    weight = _WEIGHT.match(first.strip())
    if weight and float(weight[1]) != 100:
        notes.append(Note(place, Left.PARTIAL))
    plain, _, feedback = _WEIGHT.sub("", first.strip()).partition("#")
    if feedback.strip():
        notes.append(Note(place, Left.OPTION_FEEDBACK))
    if ".." in plain:
        low, high = (normal_number(part) for part in plain.split("..", 1))
        if low is None or high is None:
            raise NotTaken(Left.NO_ANSWER)
        middle, reach = (Decimal(low) + Decimal(high)) / 2, abs(Decimal(high) - Decimal(low)) / 2
        return {"kind": QuestionKind.NUMBER, "number": normal_number(f"{middle:f}"), "tolerance": f"{reach:f}"}
    number, _, tolerance = plain.partition(":")
    found, reach = normal_number(number), normal_number(tolerance or "0")
    if found is None or reach is None:
        raise NotTaken(Left.NO_ANSWER)
    return {"kind": QuestionKind.NUMBER, "number": found, "tolerance": reach}


def _choices(answers: str, plainly, place: str, notes: list[Note]) -> dict:
    options, weights, single = [], [], False
    if answers.count("~") + answers.count("=") > MOST_ITEMS:
        raise NotTaken(Left.TOO_MANY_OPTIONS)
    for mark, part in re.findall(r"([=~])([^=~]*)", answers):
        body = part.strip()
        weight = _WEIGHT.match(body) if mark == "~" else None
        share = 100.0 if mark == "=" else float(weight[1]) if weight else 0.0
        text, _, feedback = body[weight.end() if weight else 0 :].partition("#")
        single |= mark == "="
        weights.append(share)
        options.append(Option(plainly(text), share > 0, plainly(feedback)))
    if single:
        options = [Option(each.text, share == 100, each.feedback) for each, share in zip(options, weights, strict=True)]
    if weighs(weights, single=single):
        notes.append(Note(place, Left.PARTIAL))
    return {"kind": QuestionKind.CHOICE if single else QuestionKind.SEVERAL, "options": tuple(options)}


def _matching(answers: str, plainly) -> dict:
    options, spare = [], []
    for part in answers.split("=")[1:]:
        left, arrow, right = part.partition("->")
        if not arrow:
            raise NotTaken(Left.BROKEN)
        if plainly(left):
            options.append(Option(plainly(left), match=plainly(right)))
        else:
            spare.append(plainly(right))
    return {"kind": QuestionKind.MATCHING, "options": tuple(options), "spare": tuple(spare)}
