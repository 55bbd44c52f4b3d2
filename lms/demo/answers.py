"""Answers that people of the demo world give."""

from random import Random

from lms.curriculum.rules.questions import Question, QuestionKind, pair


def wrong_answer(question: Question, chance: Random) -> list[str]:
    """An answer to the question that one may give, by chance seldom right."""
    if question.kind == QuestionKind.NUMBER:
        return [str(chance.choice((1, 2, 3)))]
    if question.kind == QuestionKind.MATCHING:
        return [pair(option, chance.choice(question.matches)) for option in question.options]
    if question.kind == QuestionKind.ORDERING:
        return [pair(option, str(place)) for place, option in enumerate(sorted(question.options), 1)]
    return [chance.choice(question.options)]
