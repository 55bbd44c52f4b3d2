"""The vocabulary of programmes: what fits, who pays, what comes before and after, and who is offered what."""

from decimal import Decimal
from pathlib import Path

import pytest

from lms.core.actors import Role
from lms.curriculum import queries
from lms.curriculum.files.agendas import line_of, unfit
from lms.curriculum.files.programmes import check_chains
from lms.curriculum.rules.terms import Bearer, Kind, Place
from tests.factories.accounts import make_user
from tests.factories.curriculum import make_programme

LONG = [{"block": "one", "methods": ["case"], "minutes": 200}, {"break": "tea", "minutes": 15}]
TWICE = [{"block": "one", "methods": ["case"], "minutes": 60}, {"block": "one", "methods": ["case"], "minutes": 60}]


def sentences(programme) -> list[str]:
    return [sentence for _place, sentence in unfit(programme)]


@pytest.mark.source
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"net_minutes_per_day": 135}, ["only, day-1: 120 of 135 minutes. Add 15 minutes of training."]),
        ({"net_minutes_per_day": 100}, ["only, day-1: 120 of 100 minutes. Take 20 minutes of training away."]),
        ({"net_minutes_per_day": 100, "day": {"net_minutes": 120}}, []),
        (
            {"net_minutes_per_day": 220, "breaks": ["tea", "prayer"], "day": {"agenda": LONG}},
            ["only, day-1: 200 of 220 minutes; no prayer break; 200 minutes without a break. Add 20 minutes of "
             'training. Add { break = "prayer", minutes = 15 }. Put a break after at most 180 minutes.'],
        ),
        ({"day": {"starts": "22:30"}}, ["only, day-1: it ends after midnight. Begin earlier, or make two days of it."]),
        ({"day": {"agenda": TWICE}}, ["only: the block “one” stands 2 times. Give each its own id."]),
        ({"variant": {"promised_days": 2}}, ["only: 1 of the promised 2 days. Write the days that are missing, or "
                                             "repeat one by “repeat”."]),
        ({"variant": {"hours": 3, "practice_hours": 1}}, []),
        ({"variant": {"hours": 3}}, ["only: 2 hours in class and 0 of practice are not the promised 3. Change “hours”, "
                                     "“practice_hours” or the days."]),
        ({"audience": ["elf"]}, ["There is no audience “elf”. Use one of migrant, family, trainer, staff, youth."]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_its_cure(changes, said):
    assert sentences(make_programme(**changes)) == said


@pytest.mark.source
def test_an_unknown_condition_and_a_variant_never_taken_are_found():
    assert [each.partition(". ")[0] for each in sentences(make_programme(variant={"when": {"moon": "full"}}))] == [
        "only: there is no condition “moon”"
    ]
    wide, narrow = ({"id": name, "when": when, "online": [], "days": []} for name, when in
                    (("wide", {"sex": "f"}), ("narrow", {"sex": "f", "first_time": True})))  # fmt: skip
    assert sentences(make_programme(variants=[narrow, wide])) == []
    assert len(sentences(make_programme(variants=[wide, narrow]))) == 1


@pytest.mark.source
def test_a_value_that_a_condition_never_has_is_found():
    odd = {"when": {"occupation": ["construction", "bulding"], "reads_alone": "yes"}}
    said = [each.partition(". ")[0] for each in sentences(make_programme(variant=odd))]
    assert sorted(said) == ["only: “occupation” is never “bulding”", "only: “reads_alone” is never “yes”"]


@pytest.mark.source
def test_lessons_more_are_for_those_whose_work_and_country_they_are_about():
    programme = make_programme(
        variant={"online": ["papers"]},
        extra=[
            {"when": {"occupation": ["construction", "factory"]}, "lessons": ["safe-at-work", "papers"]},
            {"when": {"occupation": "construction", "destination": "RU"}, "lessons": ["on-the-site"]},
        ],
    )
    builder, cook = {"occupation": "construction", "destination": "RU"}, {"occupation": "catering"}
    assert programme.lessons("only", builder) == ("papers", "safe-at-work", "on-the-site")
    assert programme.lessons("only", {**builder, "destination": "KZ"}) == ("papers", "safe-at-work")
    assert programme.lessons("only", cook) == ("papers",)
    assert sentences(make_programme(extra=[{"when": {"moon": "full"}, "lessons": []}]))


@pytest.mark.source
def test_the_line_of_a_fault_is_that_of_the_last_of_its_ids():
    text = 'id = "women"\nid = "day-1"\nid = "men"\nid = "day-1"'
    assert [line_of(text, ids) for ids in (("women", "day-1"), ("men", "day-1"), ("men",), ())] == [2, 4, 3, 0]


@pytest.mark.source
def test_a_day_that_is_repeated_has_ids_and_names_of_its_own():
    programme = make_programme(day={"repeat": 3, "place": "residence", "provider": "employer"})
    days = programme.variants[0].days
    assert [(each.id, each.place, each.provider) for each in days[1:]] == [
        ("day-1-2", Place.RESIDENCE, "employer"), ("day-1-3", Place.RESIDENCE, "employer"),
    ]  # fmt: skip
    assert programme.day_title("day-1-3", "en") == "Day (3)"
    assert programme.block_title("one-2", "en") == "One (2)"


@pytest.mark.source
def test_who_pays_follows_the_registration():
    fees = [{"when": {"sex": "f"}, "amount": 700, "currency": "NPR", "borne_by": "migrant", "refunded": True},
            {"amount": 700, "currency": "NPR", "borne_by": "agency"}]  # fmt: skip
    programme = make_programme(fees=fees)
    assert programme.fee_of({"sex": "f"}).refunded
    paid = programme.fee_of({"sex": "m"})
    assert (paid.amount, paid.borne_by, paid.refunded) == (Decimal(700), Bearer.AGENCY, False)
    assert make_programme().fee_of({}) is None


@pytest.mark.source
def test_a_chain_names_programmes_that_there_are():
    faults = []
    chains = {
        "a": {"chain": {"after": ["b", "c"]}}, "b": {"chain": {"required": ["a", "d"]}, "unlocks": {"loan": "luck"}}
    }  # fmt: skip
    check_chains(chains, faults)
    assert [str(each).partition(": ")[2] for each in faults] == [
        "There is no programme “c” to stand after this one.",
        "“d” is required: name it under “before” too.",
        "“loan” is unlocked by registration, course, certificate, not by “luck”.",
    ]


def test_all_programmes_of_the_report_are_files_and_only_those_of_this_country_are_offered(db_session):
    known = {each.slug: each for each in queries.all_programmes()}
    assert {"bd-boesl", "id-pap", "np-pdo", "ph-peos", "ph-pdos", "ph-paos", "ph-cpdep", "lk-slbfe",
            "tj-bdo-romania", "tj-pilot", "tj-standard", "tj-trainers", "tj-awareness", "tj-arrival",
            "tj-return"} <= set(known)  # fmt: skip
    women, men = known["np-pdo"].variants
    assert [(each.when, each.net_minutes / 60) for each in (women, men)] == [({"sex": "f"}, 12.5), ({}, 11.5)]
    assert [(each.hours, len(each.days)) for each in known["lk-slbfe"].variants] == [(120, 12), (210, 22)]
    assert {each.origin for each in queries.own_programmes()} == {"TJ"}
    assert {each.kind for each in queries.programmes()} == {Kind.PDO}
    assert [each.slug for each in queries.programmes()] == ["tj-pilot", "tj-standard"]


def test_no_line_of_code_knows_a_programme():
    slugs = {path.stem.partition(".")[0] for path in Path("courses/programmes").glob("*.toml")}
    code = " ".join(path.read_text() for path in Path("lms").rglob("*.py") if "demo" not in path.parts)
    assert [slug for slug in slugs if slug in code] == []


def test_what_is_offered_can_be_read_and_what_is_not_is_an_authors_example(db_session, client):
    for spoken in ("tg", "ru", "en"):
        client.speak(spoken)
        for programme in queries.own_programmes():
            assert programme.title(spoken) in client.get(f"/programmes/{programme.slug}").page.text
        assert "Nepal" not in client.get("/learn").page.text
    assert client.get("/programmes/np-pdo").status_code == 404
    text = client.get("/programmes/tj-pilot").page.text
    assert "Free of charge" in text and "After this After you arrive" in text
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    text = client.get("/author/programmes/np-pdo").page.text
    assert "700 NPR, paid by the person who leaves (paid back)" in text and "12.5 hours" in text
    assert "Nothing. Days, blocks" in client.get("/author/programmes/lk-slbfe").page.text


@pytest.mark.parametrize("slug", ["tj-pilot", "tj-standard"])
def test_who_learned_a_trade_or_does_not_speak_the_language_has_a_lesson_more(db_session, slug):
    """E121, E136: and nobody else has."""
    programme = queries.newest_programme(slug)
    variant = programme.variants[0].id

    def more(education: str, speaks: str) -> set[str]:
        facts = {"occupation": "other", "destination": "RU", "education": education, "speaks": speaks}
        return {"skills-recognised", "first-words"} & set(programme.lessons(variant, facts))

    assert more("vocational", "well") == {"skills-recognised"}
    assert more("school", "little") == {"first-words"}
    assert more("unknown", "unknown") == set()
