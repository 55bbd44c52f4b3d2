"""Passwords of the staff and PINs of trainees: which are too easy to guess."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from lms.accounts.rules.reasons import Reason

PIN_LENGTH = 6
SHORTEST_PASSWORD = 10
# What a guesser needs for a part of a password, counted in letters that nobody could foresee.
WORTH_OF_WORD, WORTH_OF_RUN, ENOUGH = 3, 1, 9
SHORTEST_WORD, LONGEST_WORD, SHORTEST_RUN, SHORTEST_OWN = 4, 16, 3, 3
ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "1234567890", "0123456789",
    "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1й2ц3у4к5е6н7г8ш9щ0з", "abcdefghijklmnopqrstuvwxyz",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
)  # fmt: skip
RUNS = (*ROWS, *(row[::-1] for row in ROWS))
LETTERS_FOR_SIGNS = str.maketrans("@0134$57!", "aoieassti")
YEAR = re.compile(r"(?:19|20)\d\d")


def weak_password(
    password: str, login: str, *, known: Collection[str] = frozenset(), own: Iterable[str] = ()
) -> Reason | None:
    """Why a staff password is refused; None when it will do. Length counts, not kinds of letters: what is `known`
    (passwords of many, names of the country), keys in a row, years, and the person's `own` words count little."""
    if len(password) < SHORTEST_PASSWORD:
        return Reason.PASSWORD_SHORT
    mine = {part for text in (login, *own) for part in _parts(text)}
    plain = password.lower()
    tries = {plain, plain.translate(LETTERS_FOR_SIGNS)}
    if min(_worth(each, known, mine) for each in tries) >= ENOUGH:
        return None
    return Reason.PASSWORD_OWN if any(part in each for part in mine for each in tries) else Reason.PASSWORD_COMMON


def _parts(text: str) -> set[str]:
    lowered = text.lower()
    return {part for part in (lowered, *re.split(r"[\W_]+", lowered)) if len(part) >= SHORTEST_OWN}


def _worth(text: str, known: Collection[str], own: Collection[str]) -> int:
    """How many unforeseeable letters the text is worth, read from left to right, the longest part first."""
    worth, place = 0, 0
    while place < len(text):
        length, value = max(_own(text, place, own), _word(text, place, known), _run(text, place), (1, 1))
        worth, place = worth + value, place + length
    return worth


def _own(text: str, place: int, own: Collection[str]) -> tuple[int, int]:
    return max((len(part) for part in own if text.startswith(part, place)), default=0), 0


def _word(text: str, place: int, known: Collection[str]) -> tuple[int, int]:
    for length in range(min(LONGEST_WORD, len(text) - place), SHORTEST_WORD - 1, -1):
        if text[place : place + length] in known:
            return length, WORTH_OF_WORD
    return 0, 0


def _run(text: str, place: int) -> tuple[int, int]:
    """The same letter again and again, keys in a row, a year."""
    end = place + 1
    while end < len(text) and text[end] == text[place]:
        end += 1
    longest = end - place
    for row in RUNS:
        start = row.find(text[place])
        end = 1
        while 0 <= start and start + end < len(row) and text[place + end : place + end + 1] == row[start + end]:
            end += 1
        longest = max(longest, end)
    if YEAR.match(text, place):
        longest = max(longest, 4)
    return (longest, WORTH_OF_RUN) if longest >= SHORTEST_RUN else (0, 0)


def weak_pin(pin: str, *, birth_date: date, number: str = "") -> Reason | None:
    """Why a trainee's PIN is refused; None when it will do."""
    if len(pin) != PIN_LENGTH or not (pin.isascii() and pin.isdigit()):
        return Reason.PIN_NOT_SIX_DIGITS
    steps = {(int(b) - int(a)) % 10 for a, b in zip(pin, pin[1:], strict=False)}
    if len(set(pin)) <= 2 or steps in ({1}, {9}) or pin[:3] == pin[3:] or pin[:2] * 3 == pin:
        return Reason.PIN_TRIVIAL
    births = {birth_date.strftime(form) for form in ("%d%m%y", "%y%m%d", "%m%d%y", "%m%Y", "%Y%m")}
    if pin in births:
        return Reason.PIN_IS_BIRTH_DATE
    if number and pin in number:
        return Reason.PIN_IN_NUMBER
    return None
