"""Beside the ministry's own centres: providers of other kinds, and people with whom something is due."""

from datetime import date, datetime, timedelta

from lms.accounts.models import User
from lms.centres import actions as centres
from lms.centres import queries as places
from lms.centres.models import Centre, Room
from lms.centres.rules import Audience, Away, Equipment, ProviderKind, Site, Tenure
from lms.classes import actions as classes
from lms.classes import queries as timetable
from lms.classes.models import TrainingClass
from lms.curriculum import queries as curriculum
from lms.trainers import actions as trainers
from lms.trainers import queries as known
from lms.trainers.rules import About, Experience, Kind, Sex

TOLD = "coming-home"  # of which the returned migrant may tell
RIGHTS = "ru-rights-redress"  # of which the lawyer may
JAMOATS = (
    {"code": "vahdat-chuyangaron", "region": "drs", "district": "vahdat", "tg": "Чуянгарон", "ru": "Чуянгарон"},
    {"code": "isfara-chorkuh", "region": "sughd", "district": "isfara", "tg": "Чоркӯҳ", "ru": "Чоркух"},
)


def open_others(*, at: datetime, today: date) -> None:
    """An agency whose licence has lapsed, with a centre; and the Red Crescent, whose licence ends soon and which goes
    from village to village."""
    agency = centres.add_provider(
        code="agency",
        names={"tg": "Агентии «Роҳ»", "ru": "Агентство «Рох»", "en": "Roh recruitment agency"},
        kind=ProviderKind.AGENCY,
        licence_number="14/2025",
        licensed_from=at.date(),
        licensed_until=today - timedelta(days=20),
        audiences=[Audience.MIGRANT, Audience.FAMILY],
        by=None,
        at=at,
    )
    crescent = centres.add_provider(
        code="red-crescent",
        names={"tg": "Ҷамъияти Ҳилоли Аҳмар", "ru": "Общество Красного Полумесяца", "en": "Red Crescent Society"},
        kind=ProviderKind.NGO,
        licence_number="7/2025",
        licensed_from=at.date(),
        licensed_until=today + timedelta(days=40),
        regions=["drs", "dushanbe"],
        by=None,
        at=at,
    )
    centres.import_jamoats(rows=JAMOATS, by=None, at=at)
    kulob = _open(agency.id, "kulob", ("Кӯлоб", "Куляб", "Kulob"), "khatlon", "kulob", Site(), at=at)
    centres.add_room(
        centre_id=kulob, name="1", area=16.0, equipment=[Equipment.WHITEBOARD], by=None, at=at
    )
    bus = _open(
        crescent.id, "vahdat", ("Ваҳдат", "Вахдат", "Vahdat"), "drs", "vahdat", Site(Tenure.MOBILE), at=at
    )
    carried = [each for each in Equipment if each is not Equipment.CUPBOARD]
    centres.add_room(centre_id=bus, name="1", area=12.0, equipment=carried, by=None, at=at)


def _open(provider_id: int, code: str, names: tuple[str, str, str], region: str, district: str, site: Site, *,
          at: datetime) -> int:  # fmt: skip
    tg, ru, en = names
    return centres.add_centre(
        provider_id=provider_id,
        code=code,
        names={"tg": f"Маркази {tg}", "ru": f"Центр «{ru}»", "en": f"{en} centre"},
        address={},
        region=region,
        district=district,
        serves_regions=(),
        site=site,
        by=None,
        at=at,
    ).id


def borrow_school(centre: Centre, *, at: datetime) -> Room:
    """A school in a jamoat, to which a centre goes for a class."""
    where = next(each for each in places.jamoats() if each.code == JAMOATS[0]["code"])
    return centres.add_room(
        centre_id=centre.id, name="Мактаби миёнаи №3",
        names={"ru": "Средняя школа №3", "en": "Secondary school No. 3", "uz": "3-son oʻrta maktab",
               "ky": "№3 орто мектеп"},
        area=20.0,
        equipment=[Equipment.WHITEBOARD, Equipment.SPEAKERS], away=Away(where.region, where.district, where.id),
        step_free=True, by=None, at=at,
    )  # fmt: skip


def invite_others(*, at: datetime, today: date) -> None:
    """A trainer whose refresher, appraisal and health check were missed; a guest and a returned migrant."""
    late = trainers.add_trainer(
        name="Ҳасан Мирзоев", languages=["tg"], centre_code="dushanbe", by=None, at=at,
        about=About(
            sex=Sex.MALE, provider_kind=ProviderKind.STATE.value, born_on=date(today.year - 58, 3, 1), has_degree=True,
            waivers={"age": "Сӣ сол таҷриба дорад"}, contract_from=at.date(),
            health_checked_on=at.date() - timedelta(days=30),
        ),
    )  # fmt: skip
    trainers.record_qualification(
        trainer_id=late.id, programme_slug=curriculum.programmes()[0].slug, passed_on=at.date(), by=None, at=at
    )
    lawyer = trainers.add_trainer(
        name="Лола Юсупова", languages=["tg", "ru"], centre_code="dushanbe", by=None, at=at,
        about=About(
            kind=Kind.GUEST, sex=Sex.FEMALE, provider_kind=ProviderKind.NGO.value, has_degree=True,
            experience=(Experience.MIGRANTS.value,), contract_until=today + timedelta(days=30),
        ),
    )  # fmt: skip
    returned = trainers.add_trainer(
        name="Исмоил Холов", languages=["tg", "ru"], centre_code="dushanbe", by=None, at=at,
        about=About(kind=Kind.RETURNED, sex=Sex.MALE, former_migrant=True, lived_in=("RU", "KZ"), speaks=("ru", "kk")),
    )  # fmt: skip
    for person, slugs in ((lawyer, (RIGHTS, "ru-work-and-contract")), (returned, (TOLD,))):
        for slug in slugs:
            trainers.authorise(trainer_id=person.id, module_slug=slug, valid_until=None, by=None, at=at)


def invite_guests(found: TrainingClass, *, account: User, at: datetime) -> None:
    """The returned migrant, who has an `account`, comes to tell how it is to be home again (E95), and the lawyer, who
    has none and is told by the centre, of rights at work."""
    guests = {each.kind: each for each in known.trainers() if each.kind in (Kind.RETURNED, Kind.GUEST)}
    guests[Kind.RETURNED].user_id = account.id
    for kind, slug in ((Kind.RETURNED, TOLD), (Kind.GUEST, RIGHTS)):
        told = next(each for each in found.sessions if slug in timetable.block_modules(each))
        classes.invite_guest(session_id=told.id, guest_id=guests[kind].id, by=None, at=at)
