"""A right form for every address that takes one: what hostile ones are made from."""

from datetime import timedelta

from lms.attendance import queries as attendance
from lms.classes import queries as classes
from lms.core import clock
from lms.core.database import db
from lms.quizzes.models import Attempt
from tests.factories.quizzes import answer_to
from tests.hostile.world import Place

NAMES = {
    "family_name_latin": "Rahimova", "given_name_latin": "Gulnora", "family_name": "Раҳимова",
    "given_name": "Гулнора", "patronymic": "Баҳромовна",
}  # fmt: skip
PERSON = {
    "birth_date-day": "12", "birth_date-month": "5", "birth_date-year": "1990", "sex": "f", "phone": "90 1234567",
    "home": "drs/vahdat", "jamoat": "Баҳор",
}  # fmt: skip
COURSE = {"language": "tg", "has_internet": "yes", "reads_alone": "yes", "needs": "childcare"}
FAMILY = {"member_1": "Ашӯров Баҳром", "relation_1": "spouse", "agrees_1": "y"}

SITE = {"jamoat": "", "tenure": "rented", "rented_from": "2026-01-01", "rented_until": "2030-01-01", "step_free": "y"}
PROVIDER = {
    "name_tg": "Ҳилоли Аҳмар", "kind": "ngo", "licence_number": "12", "licensed_from": "2026-01-01",
    "licensed_until": "2030-01-01", "audiences": "migrant", "regions": "drs",
}  # fmt: skip
TRAINER = {
    "name": "Баҳром", "kind": "staff", "languages": "tg", "centre": "here", "account": "", "provider_kind": "ngo",
    "former_migrant": "y", "lived_in": "RU", "speaks": "ko", "experience": "migrants", "has_degree": "no",
    "waive_age": "Таҷриба", "born_on": "1990-01-01", "health_checked_on": "2026-01-01", "health_due_on": "",
    "contract_from": "2026-01-01", "contract_until": "2030-01-01",
}  # fmt: skip


def day(name: str, ahead: int) -> dict[str, str]:
    """A date in three boxes."""
    at = clock.today() + timedelta(days=ahead)
    return {f"{name}-day": str(at.day), f"{name}-month": str(at.month), f"{name}-year": str(at.year)}


def journey() -> dict[str, str]:
    """Step 3 of a registration."""
    given = {"country": "RU", "country_region": "RU/moscow", "occupation": "cleaning", "first_time": "yes"}
    return {**given, **day("departs_on", 30)}


def steps() -> dict[str, dict[str, str]]:
    """The five steps of registering oneself."""
    return {
        "/register": NAMES, "/register/you": PERSON, "/register/journey": journey(), "/register/course": COURSE,
        "/register/family": FAMILY,
    }  # fmt: skip


def shared() -> dict[str, str]:
    """What people who leave together share."""
    return {"home": "drs/vahdat", **journey(), **COURSE, "form_token": "shared"}


def line(prefix: str) -> dict[str, str]:
    """One of several people registered at once."""
    person = {**NAMES, **PERSON, "member": "Ашӯров Баҳром", "relation": "spouse", "agrees": "y"}
    return {prefix + name: value for name, value in person.items()}


def centre_words() -> dict[str, str]:
    """Name and address of a centre in each language."""
    return {f"{kind}_{each}": "Сино" for kind in ("name", "address") for each in ("tg", "ru", "en")}


def moved(name: str, session, on) -> dict[str, str]:
    """A class or a day of it on another date."""
    return {
        f"{name}-on": on.isoformat(), f"{name}-starts": "08:30", f"{name}-room": str(session.room_id),
        f"{name}-trainer": str(session.trainer_id),
    }  # fmt: skip


def lines_of(found) -> dict[str, str]:
    """The lines of a class as they are."""
    return {
        f"line{each.id}-{name}": value
        for each in found.sessions
        for name, value in (
            ("starts", f"{clock.local(each.starts_at):%H:%M}"), ("ends", f"{clock.local(each.ends_at):%H:%M}"),
            ("room", str(each.room_id)), ("trainer", str(each.trainer_id)),
        )
    }  # fmt: skip


def right_forms(place: Place) -> dict[str, dict[str, str]]:
    """Endpoint → what a right form sends there; endpoints left out take nothing."""
    session = classes.session(place.ids["session_id"])
    waiting = classes.waiting_list(place.ids["class_id"])[0].wait.enrolment_id
    attempt = db.session.get(Attempt, place.ids["attempt_id"])
    soon = clock.today() + timedelta(days=9)
    return {
        "accounts.sign_in": {"login": "nobody", "password": "three quiet mountains"},
        "accounts.set_password": {"password": "three quiet mountains"},
        "accounts.new_user": {
            "name": "Дилноза", "login": "d.nazarova", "language": "tg", "role": "officer", "place": "centre:here",
        },
        "accounts.edit_user": {"role": "mne", "place": ""},
        "accounts.close_user": {"open": "no"},
        "attendance.close_roll_call": {
            f"person-{line.enrolment.id}": "present" for line in attendance.roll(session)
        },
        "attendance.answer_question": {"question": "1", "answer": "No.", "passed_to": "lawyer"},
        "attendance.ask": {"text": "Question"},
        "attendance.begin": {"next": "run"},
        "attendance.check_day": {"done": "water"},
        "attendance.keep_photo": {"day": "day-1"},
        "attendance.note_incident": {"kind": "room", "what": "No light."},
        "attendance.type_sheet": {"rows": "1 2a late 15", "understood": "1 2a late 15", "keep": "yes", "seen": ""},
        "attendance.write_question": {"text": "Question"},
        "attendance.settle": {"state": "late", "minutes": "10", "reason": ""},
        "attendance.settle_walk_in": {"walk_in": "1"},
        "centres.new_centre": {
            "code": "third", "provider": str(session.training_class.centre.provider_id), "place": "dushanbe/sino",
            "serves_regions": "drs", **SITE, **centre_words(),
        },
        "centres.edit_centre": {"place": "dushanbe/sino", "serves_regions": "drs", **SITE, **centre_words()},
        "centres.new_room": {"name": "12", "area": "20.5", "equipment": "screen", "layouts": "rows"},
        "centres.edit_room": {"name": "12", "area": "20.5", "equipment": "screen", "layouts": "rows"},
        "centres.new_provider": {"code": "third", **PROVIDER},
        "centres.edit_provider": PROVIDER,
        "centres.hours": {
            "mon_opens": "08:00", "mon_closes": "17:00", "ramadan_opens": "", "ramadan_closes": "",
            "open_on_holidays": "y",
        },
        "centres.close_days": {"first_day": soon.isoformat(), "last_day": "", "why": "Таъмир"},
        "certificates.revoke": {"reason": "mistake"},
        "classes.answer_for": {"enrolment": str(waiting), "answer": ""},
        "classes.answer_offer": {"answer": "accept"},
        "classes.book_make_up": {"session": str(session.id), "block": "journey"},
        "classes.cancel_make_up": {"session": str(session.id)},
        "classes.change_lines": lines_of(session.training_class),
        "classes.move_class": moved("_whole", session, soon),
        "classes.move_day": moved(session.day, session, soon),
        "classes.drop_day": {"on": soon.isoformat(), "room": str(session.room_id), "back": "/desk/classes"},
        "classes.merge_classes": {"into": str(session.class_id)},
        "classes.split_class": {
            "_second-people": str(classes.seats(session.class_id)[0].id), "_second-on": soon.isoformat(),
            "_second-room": str(session.room_id), "_second-trainer": str(place.ids["trainer_id"]),
        },
        "classes.change_trainer": {"trainer": str(place.ids["trainer_id"])},
        "classes.move_seat": {"to": str(session.class_id)},
        "classes.new": {
            "course": f"{place.trainee['edition']}/one-day", "room": str(place.ids["room_id"]),
            "trainer": str(place.ids["trainer_id"]), "language": "tg", "first_day": soon.isoformat(), "day_2": "",
            "day_3": "", "capacity": "20", "preview": "",
        },
        "classes.book_make_up_for": {"session": str(session.id), "block": "journey"},
        "classes.cancel_make_up_for": {"session": str(session.id), "block": "journey"},
        "classes.seat_above": {"permitted_by": "Нигора", "reason": "Бригада"},
        "classes.reserve": {"audience": "women"},
        "classes.ask_support": {"member": "1", "ages": "2, 5", "wanted": "1"},
        "classes.ask_support_for": {"member": "1", "ages": "2, 5", "wanted": "1"},
        **dict.fromkeys(("classes.ask_as_guest", "classes.ask_for_guest"), {"ages": "2, 5", "wanted": "1"}),
        "classes.reimburse_guest": {"amount": "12,50"},
        "classes.confirm_childcare": {"carer": "Саодат"},
        "classes.reimburse": {"amount": "12,50"},
        "classes.seat_group": {"group": str(place.ids["group"]), "family": "1"},
        **dict.fromkeys(("classes.register_for_centre", "classes.register_for_class"), {
            **NAMES, **PERSON, **journey(), **COURSE, "agreed": "y", "form_token": "sent",
        }),
        "classes.walk_in": {**shared(), **line("p-")},
        "registration.new_group": {**shared(), **line("p1-"), **line("p2-"), "kind": "family", "lines": "5"},
        "registration.add_member": {"number": "1234 5678 9"},
        "registration.change_member": {"what": "leave"},
        "classes.seat_somebody": {"key": place.ids["key"], "wait": ""},
        "evaluation.send_answers": {
            "invitation": str(place.trainee["invitation"]), "item-useful": "5", "item-best": "Пул",
        },
        "quizzes.answer": {"chosen": answer_to(attempt, 1)[0]},
        "quizzes.oral_answer": {"chosen": answer_to(attempt, 1)[0]},
        "privacy.rights": {"words": "Номи ман бо ӣ навишта мешавад."},
        "privacy.choose": {"given": "yes"},
        "privacy.hold": {"reason": "Суд"},
        **dict.fromkeys(("referrals.new_service", "referrals.service"), {
            "name_tg": "Маркази ҳуқуқӣ", "code": "legal-aid", "kinds": "legal", "district": "drs/vahdat",
            "address": "Ваҳдат", "phone": "", "checked_on": "2026-11-01",
        }),
        "referrals.open_service": {"open": "no"},
        "referrals.referrals": {
            "kind": "legal", "service": str(place.ids["service_id"]), "agreed": "y", "form_token": "sent",
        },
        "referrals.outcome": {"outcome": "helped"},
        "registration.choose_pin": {"pin": "480271"},
        "registration.edit": {**NAMES, **PERSON, "language": "tg", **day("departs_on", 30)},
        **dict.fromkeys(("registration.more", "registration.own_more"), {
            "safety_training": "yes", "contract_months": "12", "employer": "Стройград", "education": "school",
            "speaks": "talks", "needs": "talk", **day("oriented_on", -90),
        }),
        **dict.fromkeys(("registration.papers", "registration.own_papers"), {
            "kind": "skill", "title": "Сварщик", "number": "12", **day("issued_on", -90), **day("valid_until", 90),
        }),
        **dict.fromkeys(("registration.family", "registration.own_family"), {
            "relation": "spouse", "member": "Ашӯров Баҳром", "agrees": "y",
        }),
        "registration.consultations": {"topic": "papers", "way": "came", "sex": "", "centre": "here"},
        "registration.forgotten": {"number": "1234 5678 9", "phone": "90 1234567"},
        "registration.forgotten_code": {"number": "1234 5678 9", "code": "123456", "pin": "480271"},
        "registration.find": {"q": "Раҳимова"},
        "classes.find_somebody": {"who": "Раҳимова"},
        "registration.own": {"phone": "90 1234567", "language": "tg", **day("departs_on", 30)},
        "registration.register_at_desk": {
            **NAMES, **PERSON, **journey(), **COURSE, **FAMILY, "form_token": "once", "pin": "480271",
        },
        "trainers.add_qualification": {
            "programme": "tj-pilot", "kind": "refresher", "passed_on": clock.today().isoformat(),
        },
        "trainers.add_appraisal": {"held_on": clock.today().isoformat(), "criteria_met": "yes"},
        "trainers.authorise": {"module": "money", "valid_until": ""},
        "trainers.new_trainer": TRAINER,
        "trainers.edit_trainer": TRAINER,
    }  # fmt: skip
