"""Builders of offices and of referrals."""

from itertools import count

from lms.core import clock
from lms.referrals import actions
from lms.referrals.models import Service
from lms.referrals.rules import About, Kind

_numbers = count(1001)  # all of four digits: lists sort them as they were made


def make_service(*kinds: Kind, district: str | None = None, code: str | None = None) -> Service:
    """An office in the directory, for legal help unless `kinds` say otherwise."""
    number = next(_numbers)
    helps = tuple(each.value for each in kinds or (Kind.LEGAL,))
    about = About(
        names={"tg": f"Идораи {number}", "en": f"Office {number}"}, kinds=helps,
        district=district, address="кӯчаи Рӯдакӣ, 5", phone=None, checked_on=clock.today(),
    )  # fmt: skip
    return actions.add_service(code=code or f"office-{number}", about=about, by=None, at=clock.now())
