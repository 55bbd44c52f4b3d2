"""Moodle XML: written so that Moodle imports it, read with every trick of XML refused."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import unescape
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from lms.core.plain_xml import Hostile, Refuse, tree_of
from lms.curriculum.exchange.items import LONGEST_TEXT, MEDIA, Item, Left, Note, Option, Read, note_parts, tidy, weighs
from lms.curriculum.exchange.sifting import Ids, NotTaken, said, taken
from lms.curriculum.rules.questions import QuestionKind, normal_number

_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>")
_KINDS = {
    QuestionKind.CHOICE: "multichoice", QuestionKind.SEVERAL: "multichoice", QuestionKind.TRUE_FALSE: "truefalse",
    QuestionKind.MATCHING: "matching", QuestionKind.ORDERING: "ordering", QuestionKind.NUMBER: "numerical",
}  # fmt: skip


# Writing.


def unsayable(item: Item) -> Iterator[Left]:
    """What Moodle XML has no words for."""
    if item.kind == QuestionKind.PICTURE:
        yield Left.PICTURES
    elif item.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING) and any(each.feedback for each in item.options):
        yield Left.OPTION_FEEDBACK


def written(items: Iterable[Item]) -> tuple[str, list[Note]]:
    """The file, and what could not be said in it."""
    blocks, notes = said(items, unsayable, _question)
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>", *blocks, "</quiz>", ""]), notes


def _question(item: Item) -> str:
    name = item.id or item.text[:60]
    lines = [
        f'<question type="{_KINDS[QuestionKind(item.kind)]}">',
        f"  <name><text>{escape(name)}</text></name>",
        f"  {_told('questiontext', item.text)}",
        f"  {_told('generalfeedback', item.explain)}",
        "  <defaultgrade>1</defaultgrade>",
        "  <hidden>0</hidden>",
        f"  <idnumber>{escape(item.id)}</idnumber>",
        *(f"  {line}" for line in _answers(item)),
    ]
    if item.objective:
        lines.append(f"  <tags><tag><text>{escape(item.objective)}</text></tag></tags>")
    return "\n".join([*lines, "</question>"])


def _told(tag: str, text: str, inside: str = "", attributes: str = "") -> str:
    return f'<{tag}{attributes} format="plain_text"><text>{escape(text)}</text>{inside}</{tag}>'


def _answer(option: Option, share: str) -> str:
    return _told("answer", option.text, _told("feedback", option.feedback), f' fraction="{share}"')


def _answers(item: Item) -> Iterator[str]:
    if item.kind == QuestionKind.NUMBER:
        yield f'<answer fraction="100"><text>{item.number}</text><tolerance>{item.tolerance}</tolerance></answer>'
        if item.unit:
            unit = f"<multiplier>1</multiplier><unit_name>{escape(item.unit)}</unit_name>"
            yield f"<units><unit>{unit}</unit></units><unitgradingtype>0</unitgradingtype><showunits>3</showunits>"
    elif item.kind == QuestionKind.MATCHING:
        yield "<shuffleanswers>true</shuffleanswers>"
        for left, right in [*((each.text, each.match) for each in item.options), *(("", each) for each in item.spare)]:
            yield _told("subquestion", left, f"<answer><text>{escape(right)}</text></answer>")
    elif item.kind == QuestionKind.ORDERING:
        yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><gradingtype>ALL_OR_NOTHING</gradingtype>"
        yield from (_told("answer", each.text, "", ' fraction="1"') for each in item.options)
    elif item.kind == QuestionKind.TRUE_FALSE:
        yield from (_answer(each, "100" if each.right else "0") for each in item.options)
    else:
        several = item.kind == QuestionKind.SEVERAL
        share = f"{100 / max(1, sum(each.right for each in item.options)):.5f}".rstrip("0").rstrip(".")
        yield f"<single>{'false' if several else 'true'}</single><shuffleanswers>true</shuffleanswers>"
        yield "<answernumbering>none</answernumbering>"
        yield from (_answer(each, share if each.right else "-100" if several else "0") for each in item.options)


# Reading.


def read(text: str, known: Ids = ()) -> Read:
    """What a module that has questions with the `known` ids can take of a file, and what it cannot. Raises Refuse."""
    quiz = _quiz(text)
    found = taken(_questions(quiz, known))
    categories = (each for each in quiz.iter("question") if each.get("type") == "category")
    found.notes += [Note(tidy(_of(each, "category")).rpartition("/")[2][:60], Left.CATEGORY) for each in categories]
    return found


def _questions(quiz: ElementTree.Element, known: Ids) -> Iterator[tuple[str, Callable[[list[Note]], Item]]]:
    for n, node in enumerate(quiz.iter("question"), 1):
        place, kind = tidy(_of(node, "name"))[:60] or str(n), node.get("type", "")
        if kind != "category":
            yield place, partial(_item, node, kind, known, place)


def _quiz(text: str) -> ElementTree.Element:
    root = tree_of(text)
    if root.tag != "quiz":
        raise Refuse(Hostile.NOT_XML)
    return root


def _of(node: ElementTree.Element | None, path: str) -> str:
    """The text of an element, or of the <text> within it."""
    found = node.find(path) if node is not None else None
    if found is None:
        return ""
    inner = found.find("text")
    return (inner if inner is not None else found).text or ""


def _item(node: ElementTree.Element, kind: str, known: Ids, place: str, notes: list[Note]) -> Item:
    def plainly(part: ElementTree.Element | None, path: str = "text") -> str:
        return _plain(_of(part, path) if path else "", _style(part, path), place, notes)

    answered = {
        "multichoice": _choices, "truefalse": _true_false, "matching": _matching, "ordering": _ordering,
        "numerical": _number,
    }.get(kind)  # fmt: skip
    if answered is None:
        raise NotTaken(Left.KIND, kind[:30] or "?")
    name = tidy(_of(node, "idnumber"))
    objective, *more = [tidy(_of(tag, "text")) for tag in node.iterfind("tags/tag")] or [""]
    notes += [Note(place, why) for why in _beside(node)] + [Note(place, Left.TAG, each) for each in more]
    return Item(
        **note_parts(answered(node, plainly, place, notes), name in known, place, notes),
        text=plainly(node, "questiontext"),
        explain=plainly(node, "generalfeedback"),
        id=name or tidy(_of(node, "name")),
        objective=objective,
    )


def _beside(node: ElementTree.Element) -> Iterator[Left]:
    """What the file says of how a question is marked and shown, and nothing here says."""
    if _number_of(node, "defaultgrade", "1") != 1:
        yield Left.GRADE
    if _number_of(node, "penalty", "0") != 0:
        yield Left.PENALTY
    if any(_bare(_of(each, "text")) for each in node.findall("hint")):
        yield Left.HINTS
    if any(_bare(_of(node, f"{way}feedback")) for way in ("correct", "partiallycorrect", "incorrect")):
        yield Left.WHOLE_FEEDBACK
    if _of(node, "shuffleanswers").strip() in ("false", "0"):
        yield Left.FIXED_ORDER
    if _of(node, "gradingtype").strip() not in ("", "ALL_OR_NOTHING", "-1"):
        yield Left.PARTIAL


def _number_of(node: ElementTree.Element, path: str, otherwise: str) -> float | None:
    try:
        return float(_of(node, path).strip() or otherwise)
    except ValueError:
        return None


def _bare(told: str) -> str:
    return tidy(unescape(_MARKUP.sub(" ", told)))


def _style(part: ElementTree.Element | None, path: str) -> str:
    found = part.find(path) if part is not None else None
    if found is not None and found.tag == "text":
        found = part
    return found.get("format", "plain_text") if found is not None else "plain_text"


def _plain(told: str, style: str, place: str, notes: list[Note]) -> str:
    if len(told) > LONGEST_TEXT * 10:
        raise NotTaken(Left.TOO_LONG)
    if style == "plain_text":
        return tidy(told)
    tags = {re.split(r"[\s/>]", each.strip("</>"))[0].lower() for each in _MARKUP.findall(told)}
    notes.extend(Note(place, MEDIA[each]) for each in sorted(tags & MEDIA.keys()))
    if tags - {"p", "br", "span", "div", "source", *MEDIA}:
        notes.append(Note(place, Left.FORMATTING))
    return _bare(told)


def _share(answer: ElementTree.Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        raise NotTaken(Left.BROKEN) from None


def _choices(node, plainly, place: str, notes: list[Note]) -> dict:
    single = _of(node, "single").strip() in ("true", "1", "")
    answers = node.findall("answer")
    shares = [_share(each) for each in answers]
    least = 100 if single else 0.0001
    if weighs(shares, single=single):
        notes.append(Note(place, Left.PARTIAL))
    options = tuple(
        Option(plainly(each), share >= least, plainly(each, "feedback"))
        for each, share in zip(answers, shares, strict=True)
    )
    return {"kind": QuestionKind.CHOICE if single else QuestionKind.SEVERAL, "options": options}


def _true_false(node, plainly, _place: str, _notes: list[Note]) -> dict:
    found = {tidy(_of(each, "text")).lower(): each for each in node.findall("answer")}
    if set(found) != {"true", "false"}:
        raise NotTaken(Left.NO_ANSWER)
    options = tuple(
        Option(name, _share(found[name]) > 0, plainly(found[name], "feedback")) for name in ("true", "false")
    )
    return {"kind": QuestionKind.TRUE_FALSE, "options": options}


def _matching(node, plainly, _place: str, _notes: list[Note]) -> dict:
    options, spare = [], []
    for part in node.findall("subquestion"):
        right = tidy(_of(part, "answer"))
        if left := plainly(part):
            options.append(Option(left, match=right))
        else:
            spare.append(right)
    return {"kind": QuestionKind.MATCHING, "options": tuple(options), "spare": tuple(spare)}


def _ordering(node, plainly, _place: str, _notes: list[Note]) -> dict:
    return {"kind": QuestionKind.ORDERING, "options": tuple(Option(plainly(each)) for each in node.findall("answer"))}


def _number(node, plainly, place: str, notes: list[Note]) -> dict:
    full = [each for each in node.findall("answer") if _share(each) == 100]
    if len(node.findall("answer")) > 1:
        notes.append(Note(place, Left.MORE_NUMBERS))
    number = normal_number(_of(full[0], "text")) if full else None
    tolerance = normal_number(_of(full[0], "tolerance") or "0") if full else None
    if number is None or tolerance is None:
        raise NotTaken(Left.NO_ANSWER)
    if plainly(full[0], "feedback"):
        notes.append(Note(place, Left.OPTION_FEEDBACK))
    units = node.findall("units/unit/unit_name")
    if len(units) > 1:
        notes.append(Note(place, Left.MORE_UNITS))
    return {"kind": QuestionKind.NUMBER, "number": number, "tolerance": tolerance,
            "unit": tidy(units[0].text) if units else ""}  # fmt: skip
