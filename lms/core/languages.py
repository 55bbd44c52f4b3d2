"""Languages: their names, how their speakers write dates, and the order of their letters. Standard library only."""

from datetime import date, datetime

NAMES = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English", "uz": "Oʻzbekcha", "ky": "Кыргызча", "sgh": "Шуғнонӣ"}
# Languages a class may be held in; a superset of those the pages are written in.
TEACHING = ("tg", "ru", "uz", "ky", "sgh", "en")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ur", "ps"})

# Babel's Tajik months lack the izofat ("21 Ноябр 2026"); Tajik writes "21 ноябри 2026".
MONTHS = {
    "tg": [
        "январи",
        "феврали",
        "марти",
        "апрели",
        "майи",
        "июни",
        "июли",
        "августи",
        "сентябри",
        "октябри",
        "ноябри",
        "декабри",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
MONTHS_ALONE = {
    "tg": ["январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"],
    "ru": [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    "en": MONTHS["en"],
}
SHORT_WEEKDAYS = {
    "tg": ["Дшб", "Сшб", "Чшб", "Пшб", "Ҷмъ", "Шнб", "Яшб"],
    "ru": ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
WEEKDAYS = {
    "tg": ["душанбе", "сешанбе", "чоршанбе", "панҷшанбе", "ҷумъа", "шанбе", "якшанбе"],
    "ru": ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
ALPHABETS = {
    "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
ORDERS = {language: {letter: n for n, letter in enumerate(letters)} for language, letters in ALPHABETS.items()}


def direction(language: str) -> str:
    """ "rtl" for languages written from right to left, else "ltr"."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def written_date(day: date, language: str) -> str:
    """ "21 ноябри 2026", "21 ноября 2026", "21 November 2026"."""
    return f"{day.day} {MONTHS.get(language, MONTHS['en'])[day.month - 1]} {day.year}"


def short_date(day: date, language: str) -> str:
    """Day and month without the year: "21 ноябр", "21 ноября", "21 November"."""
    months = MONTHS_ALONE if language == "tg" else MONTHS
    return f"{day.day} {months.get(language, MONTHS['en'])[day.month - 1]}"


def written_month(day: date, language: str) -> str:
    """ "ноябри 2026", "ноябрь 2026", "November 2026"."""
    months = MONTHS if language == "tg" else MONTHS_ALONE
    return f"{months.get(language, MONTHS['en'])[day.month - 1]} {day.year}"


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
    order = ORDERS.get(language, ORDERS["tg"])
    return [(0, order[letter]) if letter in order else (-1 if letter < "0" else 1, letter) for letter in text.lower()]
