"""What a plan is worth: one number by which two plans of the same world are compared."""

from lms.classes.rules.planner.board import Board

# Everybody who is due comes first: no class saved makes up for somebody left out. Then few classes, hence full ones:
# one class weighs as much as sending all its 25 people 100 kilometres. Who may as well be placed later fills seats, and
# a whole room of them is worth a class of its own.
DUE, MAY_WAIT, CLASS, KILOMETRE = 50_000, 100, 2_500, 1


def worth(board: Board) -> int:
    """The worth of what is on the board."""
    found = -CLASS * sum(each.standing is None for each in board.held)
    for held in board.held:
        for person in held.people:
            found += DUE if board.world.due(person) else MAY_WAIT
            found -= KILOMETRE * board.reach(person)[held.centre.id]
    return found
