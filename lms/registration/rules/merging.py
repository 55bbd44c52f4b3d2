"""What two records that are made one may give each other. Standard library only."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

ONE_TRIP = timedelta(days=60)


class Reason(StrEnum):
    """Why two records are not made one, or not two again."""

    SAME_RECORD = "same-record"
    MERGED_ALREADY = "merged-already"
    BUSY_TWICE = "busy-twice"
    UNDONE_ALREADY = "undone-already"
    MERGED_SINCE = "merged-since"


class Field(StrEnum):
    """What is taken from one side or from the other."""

    NAMES_LATIN = "names-latin"
    NAMES = "names"
    PATRONYMIC = "patronymic"
    BIRTH_DATE = "birth-date"
    SEX = "sex"
    PHONE = "phone"
    HOME = "home"


COLUMNS = {
    Field.NAMES_LATIN: ("family_name_latin", "given_name_latin"),
    Field.NAMES: ("family_name", "given_name"),
    Field.PATRONYMIC: ("patronymic",),
    Field.BIRTH_DATE: ("birth_date",),
    Field.SEX: ("sex",),
    Field.PHONE: ("phone", "phone_index"),
    Field.HOME: ("region", "district", "jamoat", "jamoat_index"),
}


def columns_of(take: Iterable[Field]) -> list[str]:
    """The columns behind these fields."""
    return [name for each in take for name in COLUMNS[each]]


def same_trip(one: date, country: str, other: date, other_country: str) -> bool:
    """Whether two plans are of one trip: the same country, at most two months apart."""
    return country == other_country and abs(one - other) <= ONE_TRIP
