from datetime import timedelta

from lms.classes import actions
from lms.classes.rules import Outcome
from lms.core import clock
from tests.factories.classes import make_class, make_seat, make_wait


def test_the_command_passes_offers_that_nobody_answered(app, db_session):
    found = make_class(capacity=1, first_day=clock.today() + timedelta(days=9))
    seat = make_seat(training_class=found)
    wait = make_wait(training_class=found)
    actions.give_up_seat(seat_id=seat.id, by=None, at=clock.now() - timedelta(hours=48))  # also in a night
    result = app.test_cli_runner().invoke(args=["classes", "pass-offers"])
    assert (result.exit_code, result.output) == (0, "Offers that had lapsed: 1\n")
    assert wait.outcome == Outcome.LAPSED
