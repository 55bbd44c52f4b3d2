"""Writing messages, taking them out to send, and noting what became of them."""

from lms.messages.actions.sending import Letter, give_back, give_up, lease, mark_sent, put_off
from lms.messages.actions.settling import forget_letters, forget_old_letters, settle, try_again, withdraw, withdraw_all
from lms.messages.actions.writing import Notice, queue, queue_for_staff, queue_once, say_anew

__all__ = [
    "Letter",
    "Notice",
    "forget_letters",
    "forget_old_letters",
    "give_back",
    "give_up",
    "lease",
    "mark_sent",
    "put_off",
    "queue",
    "queue_for_staff",
    "queue_once",
    "say_anew",
    "settle",
    "try_again",
    "withdraw",
    "withdraw_all",
]
