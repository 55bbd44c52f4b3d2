"""Why something about an account is refused."""

from enum import StrEnum


class Reason(StrEnum):
    """Why something about an account is refused."""

    WRONG_SECRET = "wrong-secret"
    TOO_MANY_TRIES = "too-many-tries"
    MANY_FROM_HERE = "many-from-here"
    ACCOUNT_CLOSED = "account-closed"
    LOGIN_TAKEN = "login-taken"
    PASSWORD_SHORT = "password-short"
    PASSWORD_COMMON = "password-common"
    PASSWORD_OWN = "password-own"
    PASSWORD_WRONG = "password-wrong"
    PASSWORD_SAME = "password-same"
    PIN_NOT_SIX_DIGITS = "pin-not-six-digits"
    PIN_TRIVIAL = "pin-trivial"
    PIN_IS_BIRTH_DATE = "pin-is-birth-date"
    PIN_IN_NUMBER = "pin-in-number"
    LINK_SPENT = "link-spent"
    OWN_ACCOUNT = "own-account"
    WRONG_CODE = "wrong-code"
    WRONG_FIRST_CODE = "wrong-first-code"
    OFFER_LAPSED = "offer-lapsed"
    SIGN_IN_AGAIN = "sign-in-again"
    NO_SECOND_FACTOR = "no-second-factor"
    SECOND_FACTOR_REQUIRED = "second-factor-required"
    ROLE_EVERYWHERE = "role-everywhere"
    EXPORT_DECIDED = "export-decided"
    EXPORT_ENDED = "export-ended"
    EXPORT_TOO_MANY = "export-too-many"
