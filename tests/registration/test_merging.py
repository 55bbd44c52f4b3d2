"""One person, one record: proposed, looked at, made one, and undone."""

import sys
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select

from lms.accounts.queries import as_actor
from lms.accounts.rules.trail import Deed
from lms.attendance.models import Mark
from lms.certificates import queries as certificates
from lms.classes import actions as classes
from lms.classes import queries as timetable
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.database import db
from lms.core.errors import Refused
from lms.core.freshness import Reason as Stale
from lms.core.freshness import sign_of
from lms.registration import actions, queries
from lms.registration.actions.names import keep_keys
from lms.registration.models import Lookalike, Merge, NameKey, Registration
from lms.registration.rules import Sex
from lms.registration.rules.merging import Field, Reason
from tests.factories.accounts import make_user, noted
from tests.factories.attendance import make_attendance
from tests.factories.centres import make_centre
from tests.factories.certificates import make_certificate
from tests.factories.classes import make_class, make_seat
from tests.factories.messages import make_message
from tests.factories.registration import make_person, make_registration
from tests.registration.test_views import desk

# What a merge and its undoing may leave: the trail, the merge, the proposal that is settled.
TRACES = {"audit_entry", "trail_seal", "trail_head", "merge", "lookalike", "sign_in"}
AGAIN = {
    "family_name": "Шарифов", "given_name": "Чамшед", "family_name_latin": "Sharifov", "given_name_latin": "Jamshed",
    "patronymic": None, "birth_date": date(1990, 5, 12), "phone": "+992935556677",
}  # fmt: skip
FIRST = {**AGAIN, "family_name": "Шарипов", "given_name": "Ҷамшед", "family_name_latin": "Sharipov",
         "phone": "+992901234567"}  # fmt: skip


def make_pair(**second) -> tuple[Registration, Registration]:
    """One man registered twice at one centre."""
    one = make_registration(centre_code="dushanbe", sex=Sex.MALE, **FIRST)
    return one, make_registration(centre_code="dushanbe", sex=Sex.MALE, **{**AGAIN, **second})


def everything() -> dict[str, set]:
    """Every row of every table, but for traces."""
    db.session.flush()
    return {
        table.name: {tuple(map(str, row)) for row in db.session.execute(db.select(table))}
        for table in db.metadata.sorted_tables
        if table.name not in TRACES
    }


@pytest.fixture
def officer(client, db_session):
    make_centre(code="dushanbe", serves_regions=("dushanbe", "drs"))
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    client.speak("en")
    return client


def test_who_is_registered_again_is_proposed_with_the_evidence(officer):
    one, other = make_pair()
    make_registration(centre_code="dushanbe", phone=None, given_name="Далер", given_name_latin="Daler", sex=Sex.MALE)
    [pair] = db.session.scalars(db.select(Lookalike)).all()
    assert (pair.first_id, pair.second_id) == (one.id, other.id)
    page = officer.get("/desk/duplicates").page.text
    assert ("same in another spelling" in page, "The date of birth is the same" in page) == (True, True)
    assert "Probably the same person" in officer.get(f"/desk/registrations/{one.key}").page.text


def test_who_is_kept_apart_is_not_proposed_again(officer):
    make_pair()
    [pair] = db.session.scalars(db.select(Lookalike)).all()
    officer.post(f"/desk/duplicates/{pair.id}/apart")
    assert "No two records look alike" in officer.get("/desk/duplicates").page.text


def test_a_pair_with_another_centre_is_the_administrators(client, db_session):
    one, other = make_pair()
    other.centre_code = "khujand"
    db_session.flush()
    [pair] = db_session.scalars(db.select(Lookalike)).all()
    client.sign_in(make_user(role=Role.OFFICER, centre="dushanbe"))
    assert client.get(f"/desk/duplicates/{pair.id}").status_code == 404
    for path in ("/desk/duplicates", f"/desk/registrations/{one.key}"):
        assert "Шарифов" not in client.get(path).page.text
    client.sign_in(make_user(role=Role.ADMIN))
    assert "Шарифов" in client.get("/desk/duplicates").page.text


def test_the_page_shows_both_sides_makes_one_and_makes_two_again(officer):
    one, other = make_pair()
    [pair] = db.session.scalars(db.select(Lookalike)).all()
    page = officer.get(f"/desk/duplicates/{pair.id}").page.text
    assert ("Шарипов" in page, "Шарифов" in page) == (True, True)
    assert sorted(noted(Deed.LOOKED, "duplicate")) == sorted([one.id, other.id])
    sent = {"keep": one.key, Field.PHONE: other.key, Field.NAMES: one.key}
    assert officer.post(f"/desk/duplicates/{pair.id}/merge", sent).location == f"/desk/registrations/{one.key}"
    assert (one.full_name, one.phone) == ("Шарипов Ҷамшед", "+992935556677")
    assert queries.by_number(other.number) == one
    assert "was made one with this one" in officer.get(f"/desk/registrations/{other.key}").page.text
    assert "Шарифов" not in officer.get("/desk/registrations").page.text
    [merge] = db.session.scalars(db.select(Merge)).all()
    officer.post(f"/desk/merges/{merge.id}/undo")
    assert (one.phone, queries.by_number(other.number)) == ("+992901234567", other)


def test_the_jamoat_stands_on_the_page_and_comes_with_the_home_that_is_taken(officer):
    one, other = make_pair(jamoat="Чуянгарон")
    [pair] = db.session.scalars(db.select(Lookalike)).all()
    page = officer.get(f"/desk/duplicates/{pair.id}").page.text
    assert (one.jamoat in page, "Чуянгарон" in page) == (True, True)
    officer.post(f"/desk/duplicates/{pair.id}/merge", {"keep": one.key, Field.HOME: other.key})
    assert (one.jamoat, one.jamoat_index) == ("Чуянгарон", other.jamoat_index)


def test_a_merge_with_a_record_of_another_centre_is_undone_by_who_serves_both(client, db_session):
    one, other = make_pair()
    other.centre_code = "khujand"
    made = actions.merge(kept_id=one.id, gone_id=other.id, by=make_user(role=Role.ADMIN).id, at=clock.now())
    for user, may in ((make_user(role=Role.OFFICER, centre="dushanbe"), False), (make_user(role=Role.ADMIN), True)):
        client.sign_in(user)
        client.speak("en")
        page = client.get(f"/desk/registrations/{one.key}").page.text
        assert ("was made one with this one" in page, "Undo: they are two people" in page) == (True, may)
        assert client.post(f"/desk/merges/{made.id}/undo").status_code == (303 if may else 404)


def test_everything_comes_along_and_goes_back_exactly(db_session):
    one, other = make_pair()
    course = make_class(first_day=clock.today() + timedelta(days=9))
    mine, theirs = (queries.current_enrolment(each.id) for each in (one, other))
    make_seat(training_class=course, enrolment=theirs)
    make_attendance(training_class=course)
    make_message(person_key=other.key)
    elsewhere = make_registration(centre_code="dushanbe", sex=Sex.MALE, country="KZ", country_region=None, **AGAIN)
    certificate = make_certificate(enrolment=queries.current_enrolment(elsewhere.id))
    before = everything()
    by = make_user().id
    before |= {name: everything()[name] for name in ("account", "role_grant")}
    first = actions.merge(kept_id=one.id, gone_id=other.id, take=[Field.NAMES], by=by, at=clock.now())
    second = actions.merge(kept_id=one.id, gone_id=elsewhere.id, by=by, at=clock.now())
    assert timetable.own_seat(mine.id).class_id == course.id
    assert {each.enrolment_id for each in db_session.scalars(db.select(Mark))} == {
        mine.id, certificate.enrolment_id
    }
    assert certificates.of_enrolment(certificate.enrolment_id).registration_id == one.id
    assert [journey.country for journey, _ in queries.trips(one.id)] == ["RU", "KZ"]
    assert one.family_name == "Шарифов"
    with pytest.raises(Refused) as refused:
        actions.undo_merge(merge_id=first.id, by=by, at=clock.now())
    assert refused.value.reason == Reason.MERGED_SINCE
    for each in (second, first):
        actions.undo_merge(merge_id=each.id, by=by, at=clock.now())
    assert everything() == before


def test_who_would_sit_in_two_places_gives_up_a_seat_first(db_session):
    one, other = make_pair()
    course = make_class()
    for each in (one, other):
        make_seat(training_class=course, enrolment=queries.current_enrolment(each.id))
    by = make_user().id
    with pytest.raises(Refused) as refused:
        actions.merge(kept_id=one.id, gone_id=other.id, by=by, at=clock.now())
    assert refused.value.reason == Reason.BUSY_TWICE
    seat = timetable.own_seat(queries.current_enrolment(other.id).id)
    classes.give_up_seat(seat_id=seat.id, by=by, at=clock.now())
    actions.merge(kept_id=one.id, gone_id=other.id, by=by, at=clock.now())
    assert queries.registration(_admin(), other.key) == one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Шарипов Ҷамшед", 1), ("Jamshed Sharipov", 1), ("Шарипов Ҷам", 1), ("Джамшед Шар", 1),
        ("Шарипов Ҷамшед Баҳромович", 1), ("Шарипов Рустам", 0), ("Шарипов Ли", 0),
    ],
)  # fmt: skip
def test_two_names_together_find_who_has_both_however_they_are_written_or_only_begun(db_session, text, found):
    facts = {"family_name": "Шарипов", "family_name_latin": "Sharipov", "patronymic": "Баҳромович", "sex": Sex.MALE}
    wanted = make_registration(given_name="Ҷамшед", given_name_latin="Jamshed", **facts)
    make_registration(given_name="Умед", given_name_latin="Umed", **facts)
    assert queries.search(_admin(), text)[0] == [wanted][:found]


def test_somebody_is_found_among_thousands_of_namesakes(db_session):
    facts = {"family_name": "Маҳмадов", "given_name": "Ҷамшед", "family_name_latin": "Mahmadov",
             "given_name_latin": "Jamshed", "sex": Sex.MALE}  # fmt: skip
    wanted = make_registration(patronymic="Маҳмадович", **facts)
    repeat(make_registration(patronymic="Умедович", **facts), 5000)
    for text in ("Маҳмадов Ҷамшед Маҳмадович", "Jamshed Mahmadovich Mahmadov", "Маҳмадов Ҷам Маҳмадови"):
        assert queries.search(_admin(), text)[0] == [wanted]
    wanted.centre_code = "small"
    keep_keys(wanted)
    officer = as_actor(make_user(role=Role.OFFICER, centre="small"))
    assert queries.search(officer, "Маҳмадов")[0] == [wanted]


def test_who_has_a_name_twice_takes_nobodys_place_among_those_found(db_session):
    repeat(make_registration(given_name="Карим", family_name="Каримов", patronymic="Каримович", sex=Sex.MALE), 150)
    repeat(make_registration(family_name="Каримшоев", sex=Sex.MALE), 100, besides=150)
    assert queries.search(_admin(), "Карим")[1] == 200


def repeat(one: Registration, times: int, *, besides: int = 0) -> None:
    """So many more with the same names, all of them registered before; `besides` so many others."""
    alone = {"id", "key", "number", "user_id", "form_token"}
    row = {each.key: getattr(one, each.key) for each in Registration.__table__.columns if each.key not in alone}
    some = [row | {"id": -n, "key": f"k{n}", "number": str(n)} for n in range(besides + 1, besides + times + 1)]
    db.session.execute(insert(Registration), some)
    keys = select(Registration.id, NameKey.key, NameKey.centre_code).join(NameKey, NameKey.registration_id == one.id)
    columns = ["registration_id", "key", "centre_code"]
    db.session.execute(insert(NameKey).from_select(columns, keys.where(Registration.id < -besides)))


@pytest.mark.parametrize("text", ["шарипов", "Sharifov", "Шарифов Чамшед", "jamshed sharipov", "шарип", "12.05.1990",
                                  "Шарипзода 12.05.1990", "Джамшед"])  # fmt: skip
def test_a_search_finds_every_spelling(db_session, text):
    one, other = make_pair()
    make_registration(centre_code="dushanbe", phone=None, birth_date=date(1971, 1, 1))
    assert set(queries.search(_admin(), text)[0]) == {one, other}


def test_those_most_alike_come_first(db_session):
    one, other = make_pair()
    assert queries.search(_admin(), "шарифов")[0] == [other, one]


def test_the_desk_is_asked_before_somebody_is_registered_again(officer):
    made = make_registration(centre_code="dushanbe")
    known = {"family_name_latin": "Rakhimova", "family_name": "Рахимова", "phone": "", "form_token": "other"}
    first = officer.post("/desk/registrations/new", desk(**known))
    assert (first.status_code, f"/desk/registrations/{made.key}" in first.page.html) == (422, True)
    assert officer.post("/desk/registrations/new", desk(**known, another="y")).status_code == 200


def _admin():
    return as_actor(make_user(role=Role.ADMIN))


def test_the_record_that_is_kept_is_found_by_the_names_of_both_until_they_are_two_again(db_session):
    kept, gone = (make_registration(centre_code=code, family_name=name, family_name_latin=latin)
                  for code, name, latin in (("here", "Шодиева", "Shodieva"), ("there", "Боева", "Boeva")))  # fmt: skip
    officers = [Actor(0, "en", frozenset({Grant(Role.OFFICER, code)})) for code in ("here", "there", None)]

    def found() -> list[list[Registration]]:
        return [queries.search(officer, "Боева Гулнора")[0] for officer in officers]

    before = found()
    made = actions.merge(kept_id=kept.id, gone_id=gone.id, by=make_user().id, at=clock.now())
    merged = found()
    actions.undo_merge(merge_id=made.id, by=made.merged_by_id, at=clock.now())
    assert [before, merged, found()] == [[[], [gone], [gone]], [[kept], [], [kept]], [[], [gone], [gone]]]


def test_the_record_that_is_kept_is_found_by_birth_phone_and_number_of_both_until_they_are_two_again(db_session):
    kept, gone, ways = make_registration(birth_date=date(1990, 5, 12)), *make_of_another_day()

    def found() -> list[list[Registration]]:
        return [queries.search(_admin(), each)[0] for each in ways]

    before = found()
    made = actions.merge(kept_id=kept.id, gone_id=gone.id, by=make_user().id, at=clock.now())
    merged = found()
    actions.undo_merge(merge_id=made.id, by=made.merged_by_id, at=clock.now())
    assert [before, merged, found()] == [[[gone]] * 4, [[kept]] * 4, [[gone]] * 4]


def test_who_comes_as_she_was_written_in_a_record_that_was_merged_is_known_again(officer):
    kept = make_registration(centre_code="dushanbe", phone=None, birth_date=date(1961, 2, 3), family_name="Шодиева",
                             family_name_latin="Shodieva")  # fmt: skip
    gone, _ways = make_of_another_day(centre_code="dushanbe")
    again = make_person(birth_date=gone.birth_date, phone=gone.phone)
    assert kept not in [each for each, _likeness in queries.alike(again)]
    actions.merge(kept_id=kept.id, gone_id=gone.id, by=make_user().id, at=clock.now())
    assert [each for each, _likeness in queries.alike(again)] == [kept]
    newest = make_registration(person=again, centre_code="dushanbe")
    [pair] = queries.lookalikes_of(_admin(), newest.id)
    also = "Also registered as Раҳимова Гулнора Баҳромовна, Rahimova Gulnora, 3 July 1985"
    assert also in officer.get(f"/desk/duplicates/{pair.id}").page.text


def test_what_another_officer_did_meanwhile_is_seen_although_the_page_was_read_before(db_session):
    kept, gone = make_pair()
    by, at, departs_on = make_user().id, clock.now(), queries.journey(kept.id).departs_on
    made = actions.merge(kept_id=kept.id, gone_id=gone.id, by=by, at=at)
    seen, names, basics = sign_of(*queries.record_facts(kept.id)), kept.names, kept.basics
    for row, facts in ((made, {"undone_at": at}), (kept, {"given_name": "Ҷовид"})):
        table = row.__table__  # saved elsewhere: the row that was read here knows nothing of it
        db_session.execute(table.update().where(table.c.id == row.id).values(facts))
    with pytest.raises(Refused) as changed:
        actions.correct_record(registration_id=kept.id, names=names, basics=basics, phone=None, language="tg",
                               departs_on=departs_on, seen=seen, by=by, at=at)  # fmt: skip
    with pytest.raises(Refused) as undone:
        actions.undo_merge(merge_id=made.id, by=by, at=at)
    assert (changed.value.reason, undone.value.reason) == (Stale.CHANGED_MEANWHILE, Reason.UNDONE_ALREADY)


def test_whose_two_names_sound_alike_is_known_again_by_them(db_session):
    names = {"family_name": "Назаров", "given_name": "Назар", "family_name_latin": "Nazarov", "patronymic": None,
             "given_name_latin": "Nazar", "sex": Sex.MALE, "phone": None}  # fmt: skip
    made = make_registration(**names, birth_date=date(1990, 5, 12))
    found = queries.alike(make_person(**names, birth_date=date(1990, 6, 12)))
    assert [each for each, _likeness in found] == [made]


def make_of_another_day(**facts) -> tuple[Registration, list[str]]:
    """Somebody of another day of birth and another telephone, and what finds her alone."""
    made = make_registration(birth_date=date(1985, 7, 3), phone="+992935556677", **facts)
    return made, ["3.7.1985", "935556677", made.number, "Раҳимова 03.07.1985"]


def test_a_merge_is_undone_though_others_registered_since(db_session):
    one, other = (make_registration(given_name=name) for name in ("Гулнора", "Гулноз"))
    made = actions.merge(kept_id=one.id, gone_id=other.id, by=make_user().id, at=clock.now())
    newer = make_registration(given_name="Шаҳло")
    actions.undo_merge(merge_id=made.id, by=made.merged_by_id, at=clock.now())
    assert len({queries.current_enrolment(each.id).id for each in (one, other, newer)}) == 3


def test_the_newest_of_several_centres_and_oneself_stand_in_order_page_by_page(db_session, monkeypatch):
    monkeypatch.setattr(sys.modules["lms.registration.queries.search"], "PAGE", 2)  # queries.search is the function
    made = [make_registration(centre_code=code) for code in ("here", "there", "elsewhere", "there", "here", None)]
    grants = frozenset({Grant(Role.OFFICER, "here"), Grant(Role.OFFICER, "there")})
    officer = Actor(made[5].user_id, "en", grants)
    pages = [queries.search(officer, "", page=page) for page in (1, 2, 3, 4)]
    assert [count for _, count in pages] == [5] * 4
    assert [[made.index(each) for each in found] for found, _ in pages] == [[5, 4], [3, 1], [0], []]
