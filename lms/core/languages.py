"""Languages: their names, how their speakers write dates, and the order of their letters. Standard library only."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

Text = TypeVar("Text")

NAMES = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English", "uz": "Oʻzbekcha", "ky": "Кыргызча", "sgh": "Шуғнонӣ"}
# Languages a class may be held in; a superset of those the pages are written in.
TEACHING = ("tg", "ru", "uz", "ky", "sgh", "en")
# What its readers read when something is not written in a language yet, the better known first.
INSTEAD = {"uz": ("ru", "en"), "ky": ("ru", "en")}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ur", "ps"})

# Babel's Tajik months lack the izofat ("21 Ноябр 2026"); Tajik writes "21 ноябри 2026".
MONTHS = {
    "tg": "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": "January February March April May June July August September October November December".split(),
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr".split(),
    "ky": "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры".split(),
}
_ALONE_RUSSIAN = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
MONTHS_ALONE = {
    "tg": "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр".split(),
    "ru": _ALONE_RUSSIAN,
    "en": MONTHS["en"],
    "uz": MONTHS["uz"],
    "ky": _ALONE_RUSSIAN,
}
# Where the parts of a date stand in another order than day, month, year.
DATES = {"uz": "{year}-yil {day}-{month}", "ky": "{year}-жылдын {day}-{month}"}
SHORT_DATES = {"uz": "{day}-{month}", "ky": "{day}-{month}"}
MONTHS_OF_YEARS = {"uz": "{year}-yil {month}", "ky": "{year}-жыл, {month}"}
SHORT_WEEKDAYS = {
    "tg": ["Дшб", "Сшб", "Чшб", "Пшб", "Ҷмъ", "Шнб", "Яшб"],
    "ru": ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    "uz": ["Du", "Se", "Ch", "Pa", "Ju", "Sh", "Ya"],
    "ky": ["дүй", "шей", "шар", "бей", "жум", "ише", "жек"],
}
WEEKDAYS = {
    "tg": ["душанбе", "сешанбе", "чоршанбе", "панҷшанбе", "ҷумъа", "шанбе", "якшанбе"],
    "ru": ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "uz": ["dushanba", "seshanba", "chorshanba", "payshanba", "juma", "shanba", "yakshanba"],
    "ky": ["дүйшөмбү", "шейшемби", "шаршемби", "бейшемби", "жума", "ишемби", "жекшемби"],
}
ALPHABETS = {
    "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    # Two letters may be one of the alphabet; Cyrillic names follow the Latin ones.
    "uz": [*"abdefghijklmnopqrstuvxyz", "oʻ", "gʻ", "sh", "ch", "ng", *"абвгғдеёжзийкқлмнопрстуўфхҳцчшъьэюя"],
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
}
ORDERS = {language: {letter: n for n, letter in enumerate(letters)} for language, letters in ALPHABETS.items()}
APOSTROPHES = str.maketrans(dict.fromkeys("'`‘’ʼ", "ʻ"))  # people type any of them for the letters oʻ and gʻ
UZBEK_LETTER = re.compile("[og]ʻ|[sc]h|ng|.", re.DOTALL)


def spoken(texts: Mapping[str, object], *wanted: str) -> str:
    """The code of the text to be read: the first language wanted that there is, else what its readers read instead,
    else the first there is: never an empty page."""
    known = (each for each in (*wanted, *INSTEAD.get(wanted[0] if wanted else "", ())) if texts.get(each))
    return next(known, None) or next(iter(texts))


def best(texts: Mapping[str, Text], *wanted: str) -> Text:
    """The text to be read (see `spoken`)."""
    return texts[spoken(texts, *wanted)]


def direction(language: str) -> str:
    """ "rtl" for languages written from right to left, else "ltr"."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def written_date(day: date, language: str) -> str:
    """ "21 ноябри 2026", "21 ноября 2026", "21 November 2026"."""
    return _written(day, DATES.get(language, "{day} {month} {year}"), MONTHS.get(language, MONTHS["en"]))


def short_date(day: date, language: str) -> str:
    """Day and month without the year: "21 ноябр", "21 ноября", "21 November"."""
    months = MONTHS if language in ("ru", "en") else MONTHS_ALONE
    return _written(day, SHORT_DATES.get(language, "{day} {month}"), months.get(language, MONTHS["en"]))


def written_month(day: date, language: str) -> str:
    """ "ноябри 2026", "ноябрь 2026", "November 2026"."""
    months = MONTHS if language == "tg" else MONTHS_ALONE
    return _written(day, MONTHS_OF_YEARS.get(language, "{month} {year}"), months.get(language, MONTHS["en"]))


def _written(day: date, order: str, months: list[str]) -> str:
    return order.format(day=day.day, month=months[day.month - 1], year=day.year)


def weekday(day: date, language: str) -> str:
    """The name of the day of the week."""
    return WEEKDAYS.get(language, WEEKDAYS["en"])[day.weekday()]


def short_weekday(day: date, language: str) -> str:
    """The day of the week for the head of a narrow column: "Дшб", "пн", "Mon"."""
    return SHORT_WEEKDAYS.get(language, SHORT_WEEKDAYS["en"])[day.weekday()]


def written_time(moment: datetime) -> str:
    """ "9:05" on the 24-hour clock, in the zone `moment` is in."""
    return f"{moment.hour}:{moment.minute:02d}"


def collation_key(text: str, language: str) -> list[tuple[int, int | str]]:
    """Sort key by the language's own alphabet: Ғ after Г, Ҷ after Ч. Foreign letters follow the alphabet's own."""
    order, text = ORDERS.get(language, ORDERS["tg"]), text.lower()
    letters = UZBEK_LETTER.findall(text.translate(APOSTROPHES)) if language == "uz" else text
    return [(0, order[letter]) if letter in order else (-1 if letter < "0" else 1, letter) for letter in letters]
