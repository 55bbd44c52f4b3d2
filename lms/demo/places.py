"""Centres, rooms, trainers and staff of the demo world."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lms.accounts import actions as accounts
from lms.accounts.models import User
from lms.centres import actions as centres
from lms.centres.models import Centre, Room
from lms.centres.rules import Equipment, Layout, ProviderKind, Site, Tenure
from lms.centres.rules.opening import WEEKDAYS, Hours, Opening
from lms.core.actors import Grant, Role, Within
from lms.curriculum import queries as curriculum
from lms.demo.others import invite_others, open_others
from lms.demo.trainings import plan_refresher
from lms.trainers import actions as trainers
from lms.trainers.models import Trainer
from lms.trainers.rules import About, Experience, Sex

REFRESHED_BEFORE = timedelta(days=258)  # 60 days ago all the others were: this one is due again in 47 days

PLACES = (
    ("dushanbe", ("Душанбе", "Душанбе", "Dushanbe"), "dushanbe", "sino", ("dushanbe", "drs"), (30.0, 26.5, 12.0)),
    ("bokhtar", ("Бохтар", "Бохтар", "Bokhtar"), "khatlon", "bokhtar", ("khatlon",), (28.0, 18.0)),
    ("khorog", ("Хоруғ", "Хорог", "Khorog"), "gbao", "khorugh", ("gbao",), (20.0,)),
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
    "reviewer": ("g.saidova", "Гулнора Саидова", Role.REVIEWER, None, "ru"),
    "approver": ("a.nazarov", "Анвар Назаров", Role.APPROVER, None, "tg"),
    "mne": ("f.rahmonov", "Фирӯз Раҳмонов", Role.MNE, None, "ru"),
    "checker": ("d.safarov", "Далер Сафаров", Role.CHECKER, None, "ru"),
    "partner": ("m.yusupova", "Мунира Юсупова", Role.PARTNER, "dushanbe/sino", "tg"),
    "admin": ("admin", "Ҷамшед Қодиров", Role.ADMIN, None, "en"),
    "guest": ("i.kholov", "Исмоил Холов", Role.TRAINER, "dushanbe", "tg"),
}
EVERY_DAY = Hours(
    dict.fromkeys(WEEKDAYS, Opening(time(8), time(18))), Opening(time(8), time(17)), open_on_holidays=True
)
LACKS = {
    ("dushanbe", 3): (Equipment.SCREEN, Equipment.MULTIMEDIA),
    ("bokhtar", 2): (Equipment.SPEAKERS,),
    ("khorog", 1): (Equipment.MULTIMEDIA, Equipment.SCREEN, Equipment.COMPUTER),
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
    """The ministry's four centres with rooms and qualified trainers; beside them, those with whom something is due."""
    ministry = centres.add_provider(
        code="ministry",
        names={
            "tg": "Вазорати меҳнат, муҳоҷират ва шуғли аҳолӣ",
            "ru": "Министерство труда, миграции и занятости населения",
            "en": "Ministry of Labour, Migration and Employment",
        },
        kind=ProviderKind.STATE,
        licensed_from=at.date() - timedelta(days=800),
        licensed_until=today + timedelta(days=700),
        by=None,
        at=at,
    )
    found = {code: _open(ministry.id, code, *facts, at=at, today=today) for code, *facts in PLACES}
    open_others(at=at, today=today)
    invite_others(at=at, today=today)
    return found


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
        site=_site(code, at=at, today=today),
        by=None,
        at=at,
    )
    centres.change_hours(centre_id=centre.id, hours=EVERY_DAY, by=None, at=at)
    rooms = [
        centres.add_room(
            centre_id=centre.id, name=str(number), area=area,
            equipment=[each for each in Equipment if each not in LACKS.get((code, number), ())],
            layouts=(Layout.ROWS, Layout.GROUPS) if area > 20 else (Layout.CIRCLE,), by=None, at=at,
        )
        for number, area in enumerate(areas, 1)
    ]  # fmt: skip
    people = [_engage(name, code, at=at, today=today, number=n) for n, name in enumerate(TRAINERS[code])]
    return Place(centre, rooms, people, serves)


def _site(code: str, *, at: datetime, today: date) -> Site:
    rented = code == "khorog"
    return Site(
        Tenure.RENTED if rented else Tenure.PERMANENT,
        rented_from=at.date() if rented else None,
        rented_until=today + timedelta(days=50) if rented else None,
        prayer_room=True,
        child_corner=code in ("dushanbe", "bokhtar"),
        step_free=code == "dushanbe",
    )


def _engage(name: str, code: str, *, at: datetime, today: date, number: int) -> Trainer:
    trainer = trainers.add_trainer(
        name=name, languages=("tg", "ru"), centre_code=code, by=None, at=at,
        about=About(
            sex=Sex.FEMALE if name.endswith("а") else Sex.MALE,
            provider_kind=ProviderKind.STATE.value,
            speaks=("ru",),
            former_migrant=number == 1,
            lived_in=("RU",) if number == 1 else (),
            experience=(Experience.MIGRANTS.value,),
            born_on=date(today.year - 35 - 4 * number, 5, 12),
            has_degree=number != 1,
            health_checked_on=today - timedelta(days=300 + 20 * number),
            contract_from=at.date(),
            contract_until=today + timedelta(days=45 if code == "khujand" else 400),
        ),
    )  # fmt: skip
    for test in curriculum.tests():
        total = len(test.questions)
        trainers.keep_score(
            trainer_id=trainer.id, test=test.slug, oral=test.oral, score=total - number, total=total, passed=True,
            by=None, at=at,
        )  # fmt: skip
    _pass_training(trainer, at=at)
    return trainer


def _pass_training(trainer: Trainer, *, at: datetime) -> None:
    for programme in curriculum.programmes():
        trainers.record_qualification(
            trainer_id=trainer.id, programme_slug=programme.slug, passed_on=at.date(), by=None, at=at
        )


def refresh_trainers(places: dict[str, Place], *, at: datetime) -> None:
    """The yearly refresher of everybody (E89), which of one in Khujand was long ago and falls due soon, the appraisal
    after a year (Box A3.3), and the refresher after this. One passes the training for awareness, too (E125)."""
    soon = places["khujand"].trainers[0]
    for place in places.values():
        for trainer in place.trainers:
            trainers.record_appraisal(trainer_id=trainer.id, held_on=at.date(), criteria_met=True, by=None, at=at)
            day = at.date() - REFRESHED_BEFORE if trainer is soon else at.date()
            for programme in curriculum.programmes():
                trainers.record_refresher(
                    trainer_id=trainer.id, programme_slug=programme.slug, refreshed_on=day, by=None, at=at
                )
    trainers.record_qualification(
        trainer_id=places["dushanbe"].trainers[1].id, programme_slug="tj-awareness", passed_on=at.date(), by=None, at=at
    )
    plan_refresher(places, at=at)


def employ_staff(places: dict[str, Place], *, at: datetime) -> tuple[dict[str, User], dict[str, dict[str, str]]]:
    """One account for each role; returns the users, and logins with passwords."""
    users, accounts_of = {}, {}
    for role, (login, name, grant, centre, language) in STAFF.items():
        password = SECRET.format(role=role)
        users[role] = accounts.create_user(
            login=login, name=name, language=language, grants=[_grant(grant, centre)], secret=password, by=None, at=at
        )
        accounts.change_contact(
            user_id=users[role].id, phone=None, email=f"{login}@example.org", by=None, at=at
        )
        accounts_of[role] = {"login": login, "password": password}
    places["dushanbe"].trainers[0].user_id = users["trainer"].id
    return users, accounts_of


def _grant(role: Role, place: str | None) -> Grant:
    """A role everywhere, at a centre, or in a district ("region/district")."""
    return Grant(role, place, Within.DISTRICT if place and "/" in place else Within.CENTRE)
