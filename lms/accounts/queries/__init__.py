"""Reads of accounts: users, sign-ins, what was tried, second factors."""

from lms.accounts.queries.codes import (
    has_second_factor,
    is_second_factor_required,
    offered_secret,
    open_link,
    recovery_code,
    recovery_codes_left,
    second_factor,
    with_second_factor,
)
from lms.accounts.queries.people import as_actor, is_staff, names_of, staff_user, user, user_by_login, users
from lms.accounts.queries.sessions import (
    actor_of,
    digest_of,
    half_sign_in,
    is_of_staff,
    known_device,
    new_devices,
    present,
    sign_in_of,
    sign_ins,
)
from lms.accounts.queries.tries import failures, is_crowded, tries, wrong_sign_ins

__all__ = [
    "actor_of",
    "as_actor",
    "digest_of",
    "failures",
    "half_sign_in",
    "has_second_factor",
    "is_crowded",
    "is_of_staff",
    "is_second_factor_required",
    "is_staff",
    "known_device",
    "names_of",
    "new_devices",
    "offered_secret",
    "open_link",
    "present",
    "recovery_code",
    "recovery_codes_left",
    "second_factor",
    "sign_in_of",
    "sign_ins",
    "staff_user",
    "tries",
    "user",
    "user_by_login",
    "users",
    "wrong_sign_ins",
    "with_second_factor",
]
