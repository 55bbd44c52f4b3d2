"""Centres, rooms, trainers and staff of the demo world."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.accounts import actions as accounts
from lms.accounts.models import User
from lms.centres import actions as centres
from lms.centres.models import Centre, Room
from lms.centres.rules import ProviderKind
from lms.centres.rules.opening import Hours
from lms.core.actors import Grant, Role
from lms.curriculum import queries as curriculum
from lms.trainers import actions as trainers
from lms.trainers.models import Trainer
from lms.trainers.rules import About

PLACES = (
    ("dushanbe", ("Душанбе", "Душанбе", "Dushanbe"), "dushanbe", "sino", ("dushanbe", "drs"), (30.0, 26.5, 12.0)),
    ("bokhtar", ("Бохтар", "Бохтар", "Bokhtar"), "khatlon", "bokhtar", ("khatlon",), (28.0, 18.0)),
    ("khorog", ("Хоруғ", "Хорог", "Khorog"), "gbao", "khorog", ("gbao",), (20.0,)),
    ("khujand", ("Хуҷанд", "Худжанд", "Khujand"), "sughd", "khujand", ("sughd",), (27.0, 22.0)),
)
TRAINERS = {
    "dushanbe": ("Саодат Назарова", "Шариф Ғаниев", "Манижа Ҳакимова"),
    "bokhtar": ("Қурбон Раҷабов", "Зулфия Одинаева"),
    "khorog": ("Шоҳин Ёрмамадов",),
    "khujand": ("Дилором Бобоева", "Фаррух Ҷӯраев"),
}
STAFF = {
    "trainer": ("s.nazarova", "Саодат Назарова", Role.TRAINER, "dushanbe", "tg"),
    "officer": ("n.karimova", "Нигора Каримова", Role.OFFICER, "dushanbe", "tg"),
    "officer2": ("b.sharipov", "Баҳром Шарипов", Role.OFFICER, "bokhtar", "ru"),
    "author": ("z.mirzoeva", "Зарина Мирзоева", Role.AUTHOR, None, "tg"),
    "mne": ("f.rahmonov", "Фирӯз Раҳмонов", Role.MNE, None, "ru"),
    "admin": ("admin", "Ҷамшед Қодиров", Role.ADMIN, None, "en"),
}
SECRET = "safed-{role}-2026"


@dataclass(frozen=True)
class Place:
    """One centre of the world with all it has."""

    centre: Centre
    rooms: list[Room]
    trainers: list[Trainer]
    serves: tuple[str, ...]


def open_places(*, at: datetime, today: date) -> dict[str, Place]:
    """The ministry's four centres, with rooms and qualified trainers."""
    ministry = centres.add_provider(
        code="ministry",
        names={
            "tg": "Вазорати меҳнат, муҳоҷират ва шуғли аҳолӣ",
            "ru": "Министерство труда, миграции и занятости населения",
            "en": "Ministry of Labour, Migration and Employment",
        },
        kind=ProviderKind.STATE,
        licensed_from=at.date() - timedelta(days=400),
        licensed_until=today + timedelta(days=700),
        by=None,
        at=at,
    )
    return {code: _open(ministry.id, code, *facts, at=at, today=today) for code, *facts in PLACES}


def _open(provider_id: int, code: str, names, region: str, district: str, serves, areas, *, at, today) -> Place:
    tg, ru, en = names
    centre = centres.add_centre(
        provider_id=provider_id,
        code=code,
        names={"tg": f"Маркази {tg}", "ru": f"Центр «{ru}»", "en": f"{en} centre"},
        address={"tg": f"шаҳри {tg}", "ru": f"город {ru}", "en": f"{en} city"},
        region=region,
        district=district,
        serves_regions=serves,
        by=None,
        at=at,
    )
    centres.change_hours(centre_id=centre.id, hours=Hours(open_on_holidays=True), by=None, at=at)
    rooms = [
        centres.add_room(centre_id=centre.id, name=str(number), area=area, by=None, at=at)
        for number, area in enumerate(areas, 1)
    ]
    people = [_engage(name, code, at=at, today=today) for name in TRAINERS[code]]
    return Place(centre, rooms, people, serves)


def _engage(name: str, code: str, *, at: datetime, today: date) -> Trainer:
    trainer = trainers.add_trainer(
        name=name, languages=("tg", "ru"), centre_code=code, by=None, at=at,
        about=About(contract_from=at.date(), contract_until=today + timedelta(days=400)),
    )
    for programme in curriculum.programmes():
        trainers.record_qualification(
            trainer_id=trainer.id, programme_slug=programme.slug, passed_on=at.date(), by=None, at=at
        )
    return trainer


def refresh_trainers(places: dict[str, Place], *, at: datetime) -> None:
    """The yearly refresher of everybody (E89), and the appraisal after a year (Box A3.3)."""
    for place in places.values():
        for trainer in place.trainers:
            trainers.record_appraisal(trainer_id=trainer.id, held_on=at.date(), criteria_met=True, by=None, at=at)
            for programme in curriculum.programmes():
                trainers.record_refresher(
                    trainer_id=trainer.id, programme_slug=programme.slug, refreshed_on=at.date(), by=None, at=at
                )


def employ_staff(places: dict[str, Place], *, at: datetime) -> tuple[dict[str, User], dict[str, dict[str, str]]]:
    """One account for each role; returns the users, and logins with passwords."""
    users, accounts_of = {}, {}
    for role, (login, name, grant, centre, language) in STAFF.items():
        password = SECRET.format(role=role)
        users[role] = accounts.create_user(
            login=login, name=name, language=language, grants=[Grant(grant, centre)], secret=password, by=None, at=at
        )
        accounts_of[role] = {"login": login, "password": password}
    places["dushanbe"].trainers[0].user_id = users["trainer"].id
    return users, accounts_of
