"""Serials, codes and initials: what tells one certificate from another on paper."""

from collections.abc import Iterable

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
CODE_LENGTH = 12  # sixty bits: nobody meets a certificate by guessing
GROUP = 4
CHECKED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What people type for a sign of a code: letters that look like digits, and Cyrillic letters that look like Latin ones.
MEANT = str.maketrans("OILОАВЕКМНРСТХЗ", "0110ABEKMHPCTX3")


def initials(name: str) -> str:
    """"Раҳимова Зайнаб Каримовна" → "Р. З. К."."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


def serial(origin: str, year: int, number: int) -> str:
    """ "TJ-2026-0000123-K"; the last sign finds a mistyped one (ISO 7064, MOD 37,36)."""
    body = f"{origin}-{year}-{number:07d}"
    return f"{body}-{check_sign(body)}"


def serial_is_right(text: str) -> bool:
    """Whether the check sign belongs to the rest."""
    body, _, sign = text.strip().upper().rpartition("-")
    return bool(body) and len(sign) == 1 and check_sign(body) == sign


def check_sign(text: str) -> str:
    """The check sign of ISO 7064, MOD 37,36, over letters and digits."""
    rest = 36
    for sign in text:
        if sign in CHECKED:
            rest = (rest + CHECKED.index(sign)) % 36 or 36
            rest = rest * 2 % 37
    return CHECKED[(37 - rest) % 36]


def code_from(numbers: Iterable[int]) -> str:
    """A code of random numbers from 0 to 31."""
    return "".join(DIGITS[number] for number in numbers)


def plain_code(text: str) -> str | None:
    """The code that somebody meant: case, spaces and hyphens do not matter, nor look-alikes (O for 0, I or L for 1,
    Cyrillic А for Latin A). None when it cannot be a code."""
    typed = "".join(sign for sign in text.upper() if sign.isalnum()).translate(MEANT)
    return typed if len(typed) == CODE_LENGTH and set(typed) <= set(DIGITS) else None


def shown_code(code: str) -> str:
    """ "7KQ4M2XD9TBA" → "7KQ4-M2XD-9TBA"."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
