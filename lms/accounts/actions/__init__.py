"""Signing in and out, making accounts, giving roles, keeping the trail."""

from lms.accounts.actions.contacts import change_contact
from lms.accounts.actions.exports import ask_for_export, decide_export, fetch_export
from lms.accounts.actions.second_factor import (
    confirm_second_factor,
    offer_second_factor,
    remove_second_factor,
    renew_recovery_codes,
    reset_second_factor,
)
from lms.accounts.actions.secrets import change_password, make_link, set_secret, use_link
from lms.accounts.actions.sessions import (
    answer_for_device,
    end_all_sign_ins,
    end_sessions,
    end_sign_in,
    forget_devices,
    open_session,
    sign_out,
    touch,
)
from lms.accounts.actions.signing_in import SignedIn, count_try, count_try_while_reading, give_code, sign_in
from lms.accounts.actions.trail import record
from lms.accounts.actions.users import (
    change_account,
    create_user,
    end_with_contract,
    set_expiry,
    set_grants,
    set_open,
)

__all__ = [
    "SignedIn",
    "answer_for_device",
    "ask_for_export",
    "change_account",
    "change_contact",
    "change_password",
    "confirm_second_factor",
    "count_try",
    "count_try_while_reading",
    "create_user",
    "decide_export",
    "end_all_sign_ins",
    "end_sessions",
    "end_sign_in",
    "end_with_contract",
    "fetch_export",
    "forget_devices",
    "give_code",
    "make_link",
    "offer_second_factor",
    "open_session",
    "record",
    "remove_second_factor",
    "renew_recovery_codes",
    "reset_second_factor",
    "set_expiry",
    "set_grants",
    "set_open",
    "set_secret",
    "sign_in",
    "sign_out",
    "touch",
    "use_link",
]
