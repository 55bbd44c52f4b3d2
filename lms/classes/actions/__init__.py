"""What people do with classes: make and cancel them, take seats, wait, come for a make-up."""

from lms.classes.actions.bookings import rebook
from lms.classes.actions.families import bring_family
from lms.classes.actions.groups import seat_together
from lms.classes.actions.feeds import open_feed, withdraw_feed
from lms.classes.actions.guests import call_guest_off, invite_guest
from lms.classes.actions.make_ups import book_make_up, cancel_make_up
from lms.classes.actions.offers import offer_free_seats, pass_lapsed_offers
from lms.classes.actions.places import call_place_anew
from lms.classes.actions.projects import name_project
from lms.classes.actions.reserving import reserve_class
from lms.classes.actions.planner import Accepted, accept_proposal, plan_weeks
from lms.classes.actions.seats import give_up_seat, seat_above_capacity, seat_walk_in, take_seat
from lms.classes.actions.support import (
    ask_childcare,
    ask_for_guest,
    ask_travel_support,
    confirm_childcare,
    reimburse,
    reimburse_guest,
)
from lms.classes.actions.timetable import (
    cancel_class,
    create_class,
    merge_classes,
    move_class,
    rearrange,
    reopen_class,
    replace_trainer,
    split_class,
)
from lms.classes.actions.trainings import seat_trainer, unseat_trainer
from lms.classes.actions.waiting import accept_offer, decline_offer, join_waiting_list, leave_waiting_list
from lms.classes.actions.walk_ins import register_for_agency, register_list_for_agency, register_walk_in, token_of

__all__ = [
    "Accepted",
    "accept_offer",
    "accept_proposal",
    "ask_childcare",
    "ask_for_guest",
    "ask_travel_support",
    "book_make_up",
    "bring_family",
    "call_guest_off",
    "call_place_anew",
    "cancel_class",
    "cancel_make_up",
    "confirm_childcare",
    "create_class",
    "decline_offer",
    "give_up_seat",
    "invite_guest",
    "join_waiting_list",
    "leave_waiting_list",
    "merge_classes",
    "move_class",
    "name_project",
    "offer_free_seats",
    "open_feed",
    "pass_lapsed_offers",
    "plan_weeks",
    "rearrange",
    "rebook",
    "register_for_agency",
    "register_list_for_agency",
    "register_walk_in",
    "reimburse",
    "reimburse_guest",
    "reopen_class",
    "replace_trainer",
    "reserve_class",
    "seat_above_capacity",
    "seat_together",
    "seat_trainer",
    "seat_walk_in",
    "split_class",
    "take_seat",
    "token_of",
    "unseat_trainer",
    "withdraw_feed",
]
