from datetime import date, datetime, time

import pytest

from lms.centres import actions, queries
from lms.centres.messages import due_sentence
from lms.centres.rules import Audience, DueKind, Reason, Site, Tenure
from lms.centres.rules.opening import Hours, Opening
from lms.core import clock
from lms.core.actors import Actor, Grant, Role
from lms.core.errors import Refused
from tests.factories.centres import make_centre, make_provider

MONDAY = date(2026, 11, 23)
WEEK = Hours({day: Opening(time(8), time(17)) for day in ("mon", "tue", "wed", "thu", "fri")})
ADMIN = Actor(1, "tg", frozenset({Grant(Role.ADMIN)}))


def held(room, *, day=MONDAY, starts=9, ends=16, audiences=("migrant",)):
    spans = [(datetime(day.year, day.month, day.day, starts), datetime(day.year, day.month, day.day, ends))]
    return [(each.reason, each.values) for each in queries.why_not_held(room, spans=spans, audiences=audiences)]


@pytest.mark.parametrize(
    ("day", "starts", "ends", "said"),
    [
        (MONDAY, 8, 17, []),
        (MONDAY, 7, 16, [(Reason.BEFORE_OPENING, {"day": MONDAY, "time": "8:00"})]),
        (MONDAY, 9, 18, [(Reason.AFTER_CLOSING, {"day": MONDAY, "time": "17:00"})]),
        (date(2026, 11, 22), 9, 16, [(Reason.CLOSED_WEEKDAY, {"day": date(2026, 11, 22)})]),
        (date(2027, 3, 22), 9, 16, [(Reason.PUBLIC_HOLIDAY, {"day": date(2027, 3, 22)})]),
    ],
)
def test_a_class_fits_into_the_opening_hours(db_session, day, starts, ends, said):
    room = make_centre(hours=WEEK).rooms[0]
    assert held(room, day=day, starts=starts, ends=ends) == said


def test_a_licence_and_a_rental_that_do_not_cover_the_class_are_named(db_session):
    provider = make_provider(
        licensed_until=date(2026, 11, 22), audiences=[Audience.MIGRANT], regions=["sughd"]
    )
    site = Site(Tenure.RENTED, date(2026, 12, 1))
    room = make_centre(provider=provider, site=site).rooms[0]
    assert held(room, audiences=("migrant", "family")) == [
        (Reason.LICENCE_ENDED, {"last": date(2026, 11, 22)}), (Reason.OTHER_REGION, {}), (Reason.OTHER_AUDIENCE, {}),
        (Reason.NOT_RENTED, {"day": MONDAY}),
    ]  # fmt: skip


def test_openings_of_many_centres_ask_as_little_as_those_of_one(db_session, count_queries):
    one, several = [make_centre(hours=WEEK).id], [make_centre(hours=WEEK).id for _ in range(5)]
    queries.openings(one, MONDAY, MONDAY)
    asked = []
    for ids in (one, several):
        db_session.expire_all()
        with count_queries() as statements:
            found = queries.openings(ids, MONDAY, date(2026, 11, 29))
        asked.append(len(statements))
        assert sum(each is not None for each in found.values()) == 5 * len(ids)
    assert asked[0] == asked[1]


def test_ramadan_hours_are_those_of_the_centre(db_session):
    hours = Hours(WEEK.weekly, Opening(time(9), time(15)))
    centre = make_centre(hours=hours).id
    assert queries.opening(centre, date(2027, 2, 8)) == Opening(time(9), time(15))
    assert queries.opening(centre, date(2027, 3, 11)) == WEEK.weekly["thu"]


def test_what_falls_due_is_said_in_sentences(app, db_session):
    centre = make_centre(
        code="khujand", provider=make_provider(licensed_until=date(2026, 12, 31)), names={"en": "Khujand"},
        site=Site(Tenure.RENTED, date(2026, 1, 1), date(2026, 11, 1)),
    )  # fmt: skip
    make_centre(provider=make_provider(licensed_until=date(2027, 6, 30)))
    found = queries.due(ADMIN, MONDAY)
    assert [(each.kind, each.thing_id) for each in found] == [
        (DueKind.RENTAL, centre.id), (DueKind.LICENCE, centre.provider_id),
    ]  # fmt: skip
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert [due_sentence(each, day=MONDAY, language="en") for each in found] == [
            "Khujand: the rental ended on 1 November 2026. No new classes there.",
            "Migration Service: the licence ends on 31 December 2026. Renew it in time.",
        ]
    elsewhere = Actor(2, "tg", frozenset({Grant(Role.OFFICER, "khorog")}))
    assert queries.due(elsewhere, MONDAY) == []


def test_a_jamoat_is_one_of_the_centres_district(db_session):
    rows = [{"code": "a", "region": "drs", "district": "vahdat", "tg": "Чуянгарон"}]
    assert actions.import_jamoats(rows=rows, by=None, at=clock.now()) == (1, 0)
    [jamoat] = queries.jamoats()
    assert make_centre(region="drs", district="vahdat", jamoat_id=jamoat.id).jamoat.names == {"tg": "Чуянгарон"}
    with pytest.raises(Refused) as refused:
        make_centre(jamoat_id=jamoat.id)
    assert refused.value.reason is Reason.OTHER_DISTRICT
