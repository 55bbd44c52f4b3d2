"""Questions that come and go: nothing is lost that both sides can say, and what is lost is told."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lms.core.plain_xml import Hostile, Refuse
from lms.core.spreadsheets import rows_of
from lms.curriculum.exchange import gift, moodle, sheet
from lms.curriculum.exchange.items import Item, Left, Note, Option, Unread, faults_of_item, tidy
from lms.curriculum.exchange.reading import Unreadable, read_file
from lms.curriculum.rules.questions import QuestionKind, normal_number

TEXTS = st.text(
    st.one_of(st.sampled_from("~=#{}:\\%->/<&>\"'\n ҷӣҒ1"), st.characters()), max_size=25
).map(tidy)  # fmt: skip
SAID = TEXTS.filter(bool)
SLUGS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5})?", fullmatch=True)
NUMBERS = st.decimals(-9999, 9999, places=2).map(lambda each: normal_number(f"{each:f}"))
REACHES = st.decimals(0, 99, places=2).map(lambda each: normal_number(f"{each:f}"))


@st.composite
def items(draw) -> Item:
    """A question of any kind that can be asked here."""
    kind = draw(st.sampled_from([each for each in QuestionKind if each != QuestionKind.PICTURE]))
    made = {"kind": kind, "text": draw(SAID), "explain": draw(TEXTS), "id": draw(SLUGS), "objective": draw(SLUGS)}
    names = draw(st.lists(SAID, min_size=2, max_size=4, unique=True))
    if kind == QuestionKind.NUMBER:
        made |= {"number": draw(NUMBERS), "tolerance": draw(REACHES), "unit": draw(TEXTS)}
    elif kind == QuestionKind.MATCHING:
        made |= {"options": tuple(Option(each, match=draw(SAID)) for each in names), "spare": (draw(SAID),)}
    elif kind == QuestionKind.ORDERING:
        made |= {"options": tuple(Option(each) for each in names)}
    else:
        names = ["true", "false"] if kind == QuestionKind.TRUE_FALSE else names
        right = draw(st.sets(st.sampled_from(names), min_size=1, max_size=3 if kind == QuestionKind.SEVERAL else 1))
        made |= {"options": tuple(Option(each, each in right, draw(TEXTS)) for each in names)}
    return Item(**made)


@pytest.mark.parametrize("form", [gift, moodle])
@settings(max_examples=50)
@given(made=st.lists(items(), min_size=1, max_size=3, unique_by=lambda each: each.id))
def test_what_both_can_say_comes_back_as_it_went(form, made):
    assert [list(faults_of_item(each)) for each in made] == [[] for _ in made]
    can = [each for each in made if not list(form.unsayable(each))]
    assume(can)
    text, notes = form.written(made)
    back = form.read(text, {each.id for each in made})
    assert back.notes == []
    assert {each.place for each in notes} == {each.id for each in made if each not in can}
    assert [each for each in back.items if each in can] == can


def test_true_and_false_and_feedback_stand_as_moodle_writes_them():
    item = Item("true-false", "Is it so?", id="so",
                options=(Option("true", False, "No."), Option("false", True, "Yes.")))  # fmt: skip
    assert "FALSE#No.#Yes." in gift.written([item])[0]
    assert gift.read("::so::Is it so? {FALSE#No.#Yes.}").items == [item]


GIFT = """\ufeff// a remark
$CATEGORY: one/two

// question: 12  name: Who   [id:who] [tag:know-papers]
::Who keeps it::[html]<p>Who keeps the <b>passport</b>\\: you &amp; who?</p> {
=<p>I do</p>#Right!
~%50%My mother
~The boss#No.
####Because.
}

The passport stays with {=its owner ~the boss} always.

How many days? {#14..16}

How many? {#=15:1 =%50%16:1}

Match. {=a -> 1 =b -> 2}

Say it. {=yes =yeah}

Tell us. {}

Only words.

Broken {=a ~b

Half {~%30%a ~%70%b ~c}
"""


def test_a_gift_file_of_others_is_read_and_what_is_left_is_listed():
    found = gift.read(GIFT)
    first, second, days, many, match, half = found.items
    assert (first.id, first.objective, first.text) == ("who", "know-papers", "Who keeps the passport : you & who?")
    assert [(each.text, each.right, each.feedback) for each in first.options] == [
        ("I do", True, "Right!"), ("My mother", False, ""), ("The boss", False, "No."),
    ]  # fmt: skip
    assert (second.text, second.options[0]) == ("The passport stays with ___ always.", Option("its owner", True))
    assert (days.number, days.tolerance, many.number, many.tolerance) == ("15", "1", "15", "1")
    assert [each.match for each in match.options] == ["1", "2"]
    assert (half.kind, [each.right for each in half.options]) == ("several", [True, True, False])
    assert {(each.why, each.what) for each in found.notes if each.whole} == {
        (Left.KIND, "shortanswer"), (Left.KIND, "essay"), (Left.NO_ANSWER, ""), (Left.BROKEN, ""),
    }  # fmt: skip
    assert {(each.place, each.why) for each in found.notes if not each.whole} == {
        ("2", Left.CATEGORY), ("5", Left.FORMATTING), ("5", Left.PARTIAL), ("16", Left.MORE_NUMBERS),
        ("28", Left.PARTIAL),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ("=a ~b", []),
        ("=a ~%50%b", [Left.PARTIAL]),
        ("=a ~%-25%b", [Left.PARTIAL]),
        ("~%50%a ~%50%b ~%-100%c", [Left.PARTIAL]),  # half of it is worth nothing here
        ("~%100%a ~%-100%b ~%-100%c", []),
        ("~%50%a ~%50%b ~c", [Left.PARTIAL]),
        ("~%50%a ~%50%b ~%-50%c", [Left.PARTIAL]),
        ("~%60%a ~%60%b ~%-100%c", [Left.PARTIAL]),
        ("#=%50%3", [Left.PARTIAL]),
    ],
)
def test_no_weight_of_an_answer_goes_without_a_word(answers, left):
    assert [each.why for each in gift.read(f"Which? {{{answers}}}").notes] == left


def test_what_went_out_with_weights_comes_back_without_a_word():
    asked = "Which? {~%50%a ~%50%b ~%-100%c}"
    told = Note("2", Left.PARTIAL)
    ours, others = f"// [id:which]\n::which::{asked}", f"// question: 7  name: which [id:their-own]\n::which::{asked}"
    assert [gift.read(each, {"which"}).notes for each in (ours, others)] == [[], [told]]
    assert gift.read(f"::which::{asked}", {"which"}).notes == [Note("1", Left.PARTIAL)]
    parts = "".join(f"<answer fraction='{share}'><text>{share}</text></answer>" for share in ("50", "50.0", "-100"))
    xml = ("<quiz><question type='multichoice'><name><text>q</text></name>{}<questiontext><text>Which?</text>"
           f"</questiontext><single>false</single>{parts}</question></quiz>")  # fmt: skip
    assert moodle.read(xml.format("")).notes == [Note("q", Left.PARTIAL)]
    assert moodle.read(xml.format("<idnumber>q</idnumber>"), {"q"}).notes == []
    assert moodle.read(xml.format("<idnumber>q</idnumber>"), {"which"}).notes == [Note("q", Left.PARTIAL)]


def test_keywords_names_and_recordings_that_are_left_are_listed():
    told = '// [tag:papers] [tag:easy]\n::Who keeps it?::[html]Who? <audio src="a.mp3"></audio> {=a ~b}'
    assert [(each.why, each.what) for each in gift.read(told).notes] == [
        (Left.TAG, "easy"), (Left.RECORDING, ""), (Left.FORMATTING, ""), (Left.NAME, ""),
    ]  # fmt: skip


MOODLE = """<quiz>
<question type="category"><category><text>$course$/top</text></category></question>
<question type="essay"><name><text>Tell</text></name>
<questiontext format="html"><text>Tell.</text></questiontext></question>
<question type="multichoice"><name><text>Passport</text></name>
<questiontext format="html"><text>
<![CDATA[<p>Who <em>keeps</em> it?<img src="@@PLUGINFILE@@/a.png"></p>]]></text></questiontext>
<defaultgrade>2.0000000</defaultgrade><single>true</single>
<answer fraction="100" format="html"><text><![CDATA[<p>I &amp; me</p>]]></text>
<feedback format="html"><text>Yes</text></feedback></answer>
<answer fraction="50" format="html"><text>My mother</text><feedback><text></text></feedback></answer>
</question>
<question type="numerical"><name><text>Days</text></name>
<questiontext format="plain_text"><text>How many?</text></questiontext>
<answer fraction="100"><text>15</text><tolerance>0</tolerance></answer>
<answer fraction="50"><text>16</text></answer></question>
</quiz>"""  # fmt: skip


def test_a_moodle_file_of_others_is_read_and_what_is_left_is_listed():
    found = moodle.read(MOODLE)
    passport, days = found.items
    assert (passport.text, passport.options[0]) == ("Who keeps it?", Option("I & me", True, "Yes"))
    assert (passport.options[1].right, days.number) == (False, "15")
    assert set(found.notes) == {
        Note("Tell", Left.KIND, "essay"), Note("Passport", Left.GRADE), Note("Passport", Left.PARTIAL),
        Note("Passport", Left.PICTURE), Note("Passport", Left.FORMATTING), Note("Days", Left.MORE_NUMBERS),
        Note("top", Left.CATEGORY), Note("Passport", Left.NAME), Note("Days", Left.NAME),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("<penalty>0.3333333</penalty>", Note("q", Left.PENALTY)),
        ("<penalty>0</penalty>", None),
        ("<defaultgrade>1.0000000</defaultgrade>", None),
        ("<defaultgrade>much</defaultgrade>", Note("q", Left.GRADE)),
        ("<hint format='html'><text>Think.</text></hint>", Note("q", Left.HINTS)),
        ("<hint format='html'><text>&lt;p&gt;&lt;/p&gt;</text></hint>", None),
        ("<incorrectfeedback format='html'><text>No.</text></incorrectfeedback>", Note("q", Left.WHOLE_FEEDBACK)),
        ("<shuffleanswers>false</shuffleanswers>", Note("q", Left.FIXED_ORDER)),
        ("<tags><tag><text>one</text></tag><tag><text>two</text></tag></tags>", Note("q", Left.TAG, "two")),
        ("<answer fraction='-50'><text>c</text></answer>", Note("q", Left.PARTIAL)),
        ("<generalfeedback format='html'><text>&lt;video src='a'&gt;</text></generalfeedback>",
         Note("q", Left.RECORDING)),
    ],
)
def test_nothing_of_a_moodle_question_goes_without_a_word(told, left):
    found = moodle.read(
        "<quiz><question type='multichoice'><name><text>q</text></name><questiontext><text>Which?</text></questiontext>"
        f"{told}<answer fraction='100'><text>a</text></answer><answer fraction='0'><text>b</text></answer>"
        "</question></quiz>"
    )
    assert (len(found.items), found.notes) == (1, [left] if left else [])


def test_all_ways_of_saying_less_of_an_order_or_a_unit_are_listed():
    order = ("<question type='ordering'><name><text>o</text></name><questiontext><text>Order</text></questiontext>"
             "<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype><answer><text>a</text></answer>"
             "<answer><text>b</text></answer></question>")  # fmt: skip
    unit = "".join(f"<unit><unit_name>{each}</unit_name></unit>" for each in ("m", "km"))
    number = ("<question type='numerical'><name><text>n</text></name><questiontext><text>How far?</text></questiontext>"
              f"<answer fraction='100'><text>5</text></answer><units>{unit}</units></question>")  # fmt: skip
    assert moodle.read(f"<quiz>{order}{number}</quiz>").notes == [Note("o", Left.PARTIAL), Note("n", Left.MORE_UNITS)]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f'<!DOCTYPE quiz [<!ENTITY l0 "ha">{LAUGHS}]><quiz>&l9;</quiz>', Hostile.HAS_DTD),
        ('<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', Hostile.HAS_DTD),
        ('<!DOCTYPE quiz SYSTEM "http://example.org/quiz.dtd"><quiz/>', Hostile.HAS_DTD),
        ("<quiz>&unknown;</quiz>", Hostile.NOT_XML),
        ("<quiz>" + "<a>" * 100_000, Hostile.NOT_XML),
        ("<html><question/></html>", Hostile.NOT_XML),
        ('<?xml version="1.0" encoding="UTF-16"?><quiz', Hostile.NOT_XML),
        ("", Hostile.NOT_XML),
    ],
)
def test_hostile_xml_is_refused_before_it_is_built(text, why):
    with pytest.raises(Refuse) as refused:
        moodle.read(text)
    assert refused.value.why is why


@pytest.mark.parametrize("text", ["<a" * 300_000, "{" * 100_000, "::" * 100_000, "x {" + "~" * 100_000 + "}",
                                  "x {=" + "#" * 100_000 + "}", "\\" * 100_001])  # fmt: skip
def test_hostile_gift_is_only_not_taken(text):
    assert gift.read(text).items == []


def test_a_question_that_stands_there_twice_is_taken_once():
    item = Item("choice", "Which?", options=(Option("a", True), Option("b")), id="one")
    found = gift.read(gift.written([item, replace(item, text="Other?")])[0])
    assert (found.items, found.notes) == ([item], [Note("one", Left.TWICE)])


# The spreadsheet.

KINDS = {each: each.value for each in QuestionKind}
WORDS = sheet.Words({each.value: each for each in QuestionKind}, {"know": "know"}, {"yes": True, "no": False})


def book(made: list[Item]) -> bytes:
    content, _ = sheet.written(
        made, labels={key: key for key in sheet.COLUMNS}, kinds=KINDS, objectives={"know": "know"},
        truths=("yes", "no"), guide={"tg": ["…"], "ru": ["…"], "en": ["…"]},
    )  # fmt: skip
    return content


@settings(max_examples=15)
@given(made=st.lists(items(), min_size=1, max_size=3, unique_by=lambda each: each.id))
def test_what_a_row_can_say_comes_back_as_it_went(made):
    made = [replace(each, objective="know", explain=each.explain or "So.") for each in made]
    can = [each for each in made if not list(sheet.unsayable(each))]
    assert sheet.read(rows_of(book(made), sheet.LIMITS), WORDS) == (can, [])


def row(**cells: str) -> list[str]:
    """A row in order, but for these cells."""
    whole = {"kind": "choice", "objective": "know", "question": "Which?", "answer_1": "This", "answer_2": "That",
             "right": "2", "explanation": "So."}  # fmt: skip
    return [{**whole, **cells}.get(key, "") for key in sheet.COLUMNS]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({}, None),
        ({"kind": "essay"}, ("B3", sheet.Cell.NO_KIND)),
        ({"objective": "?"}, ("C3", sheet.Cell.NO_OBJECTIVE)),
        ({"question": ""}, ("D3", sheet.Cell.NO_TEXT)),
        ({"answer_2": ""}, ("F3", sheet.Cell.FEW_OPTIONS)),
        ({"answer_2": "This"}, ("F3", sheet.Cell.SAME_OPTION)),
        ({"right": "3"}, ("M3", sheet.Cell.SOME_RIGHT)),
        ({"right": "1, 2"}, ("M3", sheet.Cell.ONE_RIGHT)),
        ({"kind": "several", "right": "1, 2"}, None),
        ({"kind": "number", "right": "many"}, ("M3", sheet.Cell.NO_NUMBER)),
        ({"kind": "number", "right": "7,5", "tolerance": "-1"}, ("N3", sheet.Cell.NO_NUMBER)),
        ({"kind": "true-false", "right": "perhaps"}, ("M3", sheet.Cell.TRUE_OR_FALSE)),
        ({"kind": "matching"}, ("E3", sheet.Cell.NO_PAIR)),
        ({"kind": "ordering", "right": ""}, None),
        ({"explanation": ""}, ("P3", sheet.Cell.NO_EXPLANATION)),
        ({"id": "Who keeps?"}, ("A3", sheet.Cell.BAD_ID)),
        ({"answer_1": "x" * 1001}, ("E3", sheet.Cell.TOO_LONG)),
    ],
)
def test_a_fault_in_a_row_names_its_cell(cells, fault):
    read, faults = sheet.read([list(sheet.COLUMNS), [], row(**cells)], WORDS)
    assert (len(read), [(each.place, each.why) for each in faults][:1]) == ((0, [fault]) if fault else (1, []))


def test_with_one_fault_nothing_is_taken():
    rows = [list(sheet.COLUMNS), [], row(id="one"), row(id="one"), row()]
    assert sheet.read(rows, WORDS) == ([], [Note("A4", sheet.Cell.SAME_ID)])
    assert sheet.read([["name"]], WORDS) == ([], [Note("A1", sheet.Cell.OTHER_COLUMNS)])


def test_what_is_too_large_or_too_much_is_not_read():
    many = gift.written([Item("number", "?", number="1")] * 301)[0]
    for content, why in ((b"x" * 1_100_000, Unread.FILE_LARGE), (many.encode(), Unread.TOO_MANY)):
        with pytest.raises(Unreadable) as refused:
            read_file(content, WORDS)
        assert refused.value.why is why
