"""Who answers what people ask."""

from sqlalchemy import ColumnElement, true

from lms.companion.models import AskedQuestion
from lms.core.actors import Actor, Role

ANSWERERS = (Role.OFFICER, Role.AUTHOR, Role.ADMIN)
ABOVE_CENTRES = (Role.ADMIN,)  # who reads what is told of a centre and its people: nobody who works there


def can_answer(actor: Actor, question: AskedQuestion) -> bool:
    """Whether the person reads a question and answers it."""
    return actor.has(*ABOVE_CENTRES) or (actor.has(*ANSWERERS) and not question.of_centre)


def questions_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The same, of many."""
    return true() if actor.has(*ABOVE_CENTRES) else ~AskedQuestion.of_centre
