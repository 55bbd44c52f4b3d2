"""Sentences about questions that come and go."""

from flask_babel import lazy_gettext as _l

from lms.curriculum.exchange.items import Left, Unread
from lms.curriculum.exchange.merging import Part, Status
from lms.curriculum.exchange.sheet import Cell
from lms.curriculum.rules.questions import QuestionKind

KINDS = {
    QuestionKind.CHOICE: _l("One answer is right"),
    QuestionKind.SEVERAL: _l("Several answers are right"),
    QuestionKind.TRUE_FALSE: _l("True or false"),
    QuestionKind.MATCHING: _l("What belongs to what"),
    QuestionKind.ORDERING: _l("Put into order"),
    QuestionKind.PICTURE: _l("Choose a picture"),
    QuestionKind.NUMBER: _l("A number"),
}
STATUS = {Status.NEW: _l("New"), Status.CHANGED: _l("Changed"), Status.SAME: _l("Unchanged")}
PARTS = {
    Part.KIND: _l("the kind"),
    Part.OBJECTIVE: _l("the objective"),
    Part.TEXT: _l("the question"),
    Part.ANSWERS: _l("the answers"),
    Part.RIGHT: _l("what is right"),
    Part.EXPLAIN: _l("the explanation"),
    Part.FEEDBACK: _l("what is said to an answer"),
    Part.UNIT: _l("the unit"),
}
UNREAD = {
    Unread.NO_FILE: _l("Please choose a file first."),
    Unread.FILE_LARGE: _l("This file is too large. A file of questions has at most one megabyte."),
    Unread.UNPACKED_LARGE: _l(
        "Unpacked, this file is too large for a file of questions. Please copy the questions into the empty sheet from "
        "this page."
    ),
    Unread.NOT_TEXT: _l("This file cannot be read. Please save it as UTF-8 text, Moodle XML or XLSX."),
    Unread.NOT_XML: _l("This is no Moodle XML that can be read. Please export the questions from Moodle again."),
    Unread.HAS_DTD: _l("This file declares its own document type or entities. For safety such files are not read."),
    Unread.NOT_A_SHEET: _l("This is no XLSX file that can be read. Please use the empty sheet from this page."),
    Unread.NO_QUESTIONS: _l("There are no questions in this file."),
    Unread.TOO_MANY: _l("These are too many questions at once. Please send at most 300 in one file."),
}
# Why something of a question is left out; %(what)s is its kind in the file.
LEFT = {
    Left.KIND: _l("Questions of the kind “%(what)s” cannot be taken."),
    Left.NO_TEXT: _l("The question itself is missing."),
    Left.NO_ANSWER: _l("There are too few answers, or none of them is marked as right."),
    Left.BROKEN: _l("The curly brackets or signs do not fit together."),
    Left.TOO_LONG: _l("A text is longer than 1000 letters."),
    Left.TWICE: _l("An answer or the name of the question stands there twice."),
    Left.TOO_MANY_OPTIONS: _l("There are more than eight answers."),
    Left.PICTURES: _l("Questions with pictures to choose from stay here: the format carries words only."),
    Left.ARROW: _l("An answer contains the sign that stands between two halves of a pair."),
    Left.PARTIAL: _l("What single answers weigh: here an answer is right or wrong."),
    Left.FORMATTING: _l("Bold type, lists and other formatting were left out."),
    Left.PICTURE: _l("A picture was left out. Please put it among the module's pictures."),
    Left.MORE_NUMBERS: _l("Further right numbers: only the first was taken."),
    Left.OPTION_FEEDBACK: _l("What is said to single answers was left out."),
    Left.UNIT: _l("The unit was left out."),
    Left.GRADE: _l("The weight of the question: here every question counts the same."),
    Left.PENALTY: _l("The points that a second try costs: here nobody loses points by trying again."),
    Left.HINTS: _l("Hints for a second try were left out."),
    Left.WHOLE_FEEDBACK: _l("What is said to right and wrong answers in general: here the explanation says it."),
    Left.MORE_UNITS: _l("Further units: only the first was taken."),
    Left.FIXED_ORDER: _l("The fixed order of the answers: here they are shown mixed."),
    Left.RECORDING: _l("A recording was left out. Please record or upload it at the module."),
    Left.TAG: _l("The keyword “%(what)s” was left out: no objective here is tied to it."),
    Left.CATEGORY: _l("The category was left out: the questions come into this module."),
    Left.NAME: _l("The question's own name was left out: here names are of small Latin letters, digits and hyphens."),
}
CELLS = {
    Cell.OTHER_COLUMNS: _l("The first line differs from that of the empty sheet. Please leave it as it is."),
    Cell.NO_TEXT: _l("Write the question."),
    Cell.NO_KIND: _l("Choose one of the kinds from the list."),
    Cell.NO_OBJECTIVE: _l("Choose one of the objectives from the list."),
    Cell.BAD_ID: _l("Write small Latin letters, digits and hyphens, or leave it empty."),
    Cell.SAME_ID: _l("Another row has the same name: choose a different one."),
    Cell.FEW_OPTIONS: _l("Write at least two answers."),
    Cell.SAME_OPTION: _l("This answer stands there twice: change one of them."),
    Cell.NO_PAIR: _l("Write both halves of the pair with = between them."),
    Cell.ONE_RIGHT: _l("Only one answer can be right here: write one number, or choose another kind."),
    Cell.SOME_RIGHT: _l("Write the number of the right answer, such as 2, or of all right ones, such as 1, 3."),
    Cell.TRUE_OR_FALSE: _l("Write whether the sentence is true or false."),
    Cell.NO_NUMBER: _l("Write a number in digits, such as 15 or 7,5."),
    Cell.NO_EXPLANATION: _l("Write why the right answer is right."),
    Cell.TOO_LONG: _l("Shorten this: at most 1000 letters fit."),
}
# Of the spreadsheet: its columns, and what stands on the sheets that explain it.
COLUMNS = {
    "id": _l("Name of the question"),
    "kind": _l("Kind"),
    "objective": _l("Objective"),
    "question": _l("Question"),
    "answer": _l("Answer %(n)s"),
    "right": _l("What is right"),
    "tolerance": _l("Tolerance"),
    "unit": _l("Unit"),
    "explanation": _l("Why it is right"),
    "feedback": _l("What is said to answer %(n)s"),
}
GUIDE = (
    _l("One row is one question. Leave the first two lines as they are and write from the third line on."),
    _l("Name of the question: leave it empty for a new question. It ties a row to a question that there is already."),
    _l("Kind and objective: choose from the list in the cell."),
    _l("One answer is right: write the answers one beside the other, and the number of the right one, such as 2."),
    _l("Several answers are right: write the numbers of all right ones, such as 1, 3."),
    _l("True or false: write a sentence as the question, no answers, and under “What is right” true or false."),
    _l("What belongs to what: in each cell both halves with = between them. A half that belongs to none: - = rest."),
    _l("Put into order: write the answers in the right order. People see them mixed."),
    _l("A number: write it under “What is right”. With a tolerance of 1 also one more or less is right."),
    _l("Why it is right: one or two kind sentences. Everybody reads them after answering."),
    _l("What is said to an answer: if you like, a sentence for whoever chose it."),
)
