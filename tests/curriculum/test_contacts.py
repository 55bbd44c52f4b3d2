"""Whom somebody abroad turns to: what the country says and what their own state says, each thing written once."""

from datetime import date

import pytest

from lms.curriculum import queries
from lms.curriculum.files.contacts import reached
from lms.curriculum.rules.contacts import Contact, Kind, contact_from, together

pytestmark = pytest.mark.source
FACT = {"value": "112", "source": "law", "checked": "2026-11-22", "review_by": "2027-05-21", "compared_with": "a page"}


def contact(kind, name, **more):
    return Contact(Kind(kind), {"en": name}, {}, **more)


def test_a_representative_known_by_name_replaces_the_advice_where_to_ask():
    ask = [contact("representative", "ask at home"), contact("embassy", "the list")]
    known = [contact("representative", "A. Karimov", reach="+7 495 000-00-00"), contact("labour", "inspectorate")]
    assert [each.names["en"] for each in together([], ask)] == ["the list", "ask at home"]
    assert [each.names["en"] for each in together(known, ask)] == ["the list", "A. Karimov", "inspectorate"]


def test_what_is_true_in_one_region_is_said_to_those_bound_for_it():
    office = contact("migration", "office of Samara", region="samara")
    assert together([office], [], "samara") == [office]
    assert together([office], [], "moscow") == together([office], []) == []


@pytest.mark.parametrize(("reach", "call"), [
    ("1345", "1345"), ("+992 37 221-00-00", "+992372210000"), ("mfa.tj", ""), ("", ""), ("gov.pl/web/udsc", ""),
])  # fmt: skip
def test_a_number_can_be_dialled_and_a_site_cannot(reach, call):
    assert contact("aid", "x", reach=reach).call == call


def test_a_number_stands_once_as_a_fact_with_the_day_it_was_compared():
    faults = []
    data = {
        "facts": {"line": FACT, "old": {key: FACT[key] for key in FACT if key != "compared_with"}},
        "regions": [{"id": "samara", "facts": {"line": {**FACT, "value": "113"}}}],
        "emergency": [{"fact": "line", "names": {}}, {"fact": "nowhere", "names": {}}],
        "contacts": [
            {"kind": "aid", "fact": "old", "names": {}}, {"kind": "aid", "names": {}},
            {"kind": "labour", "fact": "line", "region": "samara", "names": {}},
            {"kind": "embassy", "fact": "everywhere", "names": {}},
        ],
    }  # fmt: skip
    found = reached(data, {"everywhere": {**FACT, "value": "mfa.tj"}}, "country.toml", faults)
    assert found["emergency"][0] == {"fact": "line", "names": {}, "number": "112", "checked": "2026-11-22"}
    old, none, region, general = map(contact_from, found["contacts"])
    assert (old.reach, old.checked) == ("112", None)  # nobody has compared it: no day is claimed
    assert (none.reach, region.reach, general.reach) == ("", "113", "mfa.tj")
    assert general.checked == date(2026, 11, 22)
    assert [str(each) for each in faults] == ["country.toml: There is no fact “nowhere” for [[emergency]]."]


def test_in_every_country_one_knows_whom_to_call_and_where_the_consulate_is(db_session):
    for country in queries.countries("destination"):
        assert country["emergency"] and all(each["checked"] for each in country["emergency"])
        kinds = {each.kind for each in queries.contacts(country["iso"])}
        assert kinds >= {Kind.EMBASSY, Kind.REPRESENTATIVE, Kind.AID}, country["iso"]
