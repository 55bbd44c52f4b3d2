"""Programmes composed on pages: every programme of the report, and a new one from nothing."""

import tomllib
from html.parser import HTMLParser

import pytest
from werkzeug.datastructures import MultiDict

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries
from lms.curriculum.actions import composing as actions
from lms.curriculum.queries import composing, drafts
from lms.curriculum.typed import read_block, read_terms, read_variant
from tests.factories.accounts import make_user
from tests.factories.classes import make_class
from tests.factories.trainers import make_trainer

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too


class Fields(HTMLParser):
    """What a browser would send of a page's forms that change something, without pressing a button."""

    def __init__(self, page) -> None:
        super().__init__()
        self.sent, self.of, self.first = MultiDict(), "", None
        self.feed(page.html[page.html.index('name="seen"') - 40:page.html.index("<aside")])

    def handle_starttag(self, tag, attributes):
        have = dict(attributes)
        if tag == "input" and "name" in have and (have.get("type") != "checkbox" or "checked" in have):
            self.sent.add(have["name"], have.get("value", ""))
        elif tag == "select":
            self.of, self.first = have["name"], None
        elif tag == "option" and self.of:
            if "selected" in have:
                self.sent.add(self.of, have["value"])
            elif self.first is None:
                self.first = have["value"]

    def handle_endtag(self, tag):
        if tag == "select":
            if self.of not in self.sent and self.first is not None:
                self.sent.add(self.of, self.first)
            self.of = ""


def filled(client, path: str, **changes) -> dict[str, list[str]]:
    """The form of the editor on this page, with changes."""
    sent = Fields(client.get(path).page).sent
    for name, value in changes.items():
        sent.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return sent.to_dict(flat=False)


def author(client, language: str = "en") -> None:
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak(language)


@pytest.mark.source
def test_every_programme_opens_and_saving_it_untouched_changes_no_byte(db_session, client):
    author(client)
    for programme in queries.all_programmes():
        base, known = f"/author/programmes/{programme.slug}/compose", queries.latest_ids(queries.PROGRAMME)
        sheet = composing.composed(programme.slug).sheet
        for n, variant in enumerate(sheet.facts["variants"]):
            sent = filled(client, f"{base}?variant={variant['id']}")
            assert read_variant(sheet, n, MultiDict(sent)) == (sheet, []), (programme.slug, variant["id"])
        evaluations, languages = composing.evaluations(), list(queries.writing_languages())
        values = {"default_language": languages, "evaluation": evaluations, "programmes": list(known), "modules": []}
        assert read_terms(sheet, MultiDict(filled(client, f"{base}/terms")), values) == (sheet, []), programme.slug
        block = next(item for item in sheet.facts["variants"][0]["days"][0]["agenda"] if "block" in item)
        made = sheet.copy()
        sent = filled(client, f"{base}/{sheet.facts['variants'][0]['id']}/{block['block']}")
        item = next(each for each in made.facts["variants"][0]["days"][0]["agenda"] if each == block)
        wrong = read_block(made, item, MultiDict(sent), block.get("modules", ()), block.get("methods", ()))
        assert (wrong, made) == ([], sheet)
    client.post("/author/programmes/np-pdo/compose?variant=women", filled(client, "/author/programmes/np-pdo/compose"))
    assert drafts.open_draft("programme", "np-pdo") is None


def test_minutes_and_steps_are_saved_together_and_the_validator_says_what_does_not_fit(db_session, client):
    author(client)
    page = "/author/programmes/tj-pilot/compose"
    before = composing.composed("tj-pilot").files["tj-pilot.toml"]
    sent = filled(client, page, d0__i0__minutes="42", do="remove:variants.0.days.0.agenda.9")
    assert client.post(page, sent).status_code == 303
    text = client.get(page).page.text
    assert "one-day, day-1: 372 of 390 minutes. Add 18 minutes of training." in text
    assert "one-day, safe-departure: 42 minutes, but its session plans take 60." in text
    after = composing.composed("tj-pilot").files["tj-pilot.toml"]
    changed = before.replace('migration"], minutes = 60', 'migration"], minutes = 42')
    assert after == changed.replace(
        '  { break = "prayer", minutes = 15 },\n', ""
    )
    client.speak("ru")
    assert "372 из 390 минут" in client.get(page).page.text


@pytest.mark.source
def test_a_line_moves_by_its_buttons_and_over_the_end_of_a_day(db_session, client):
    author(client)
    page = "/author/programmes/tj-standard/compose?variant=three-day"

    def blocks(day):
        variant = composing.composed("tj-standard").sheet.facts["variants"][2]
        return [item.get("block") or item["break"] for item in variant["days"][day]["agenda"]]

    first, second = blocks(0), blocks(1)
    client.post(page, filled(client, page, do="down:variants.2.days.0.agenda.8"))
    assert (blocks(0), blocks(1)) == (first[:-1], ["culture", *second])
    answer = client.post(page, filled(client, page, do="up:variants.2.days.1.agenda.0"))
    assert (blocks(0), blocks(1)) == (first, second)
    assert "#" not in answer.location, "browsers give a line no focus where the address names a part of the page"
    assert client.get(answer.location).page.html.count(" autofocus") == 1
    client.post(page, filled(client, page, do="move:variants.2.days.0.agenda.0>variants.2.days.1.agenda.2"))
    assert blocks(1)[2] == first[0]
    for wrong in (
        "up:variants.99.days.0.agenda.0", "move:variants.2>variants.2.days.0", "remove:words", "nothing:",
        "block:variants.2", "break:variants.2.online.0", "day:variants.2.days.0", "lesson:variants.2.days.0",
    ):  # fmt: skip
        assert client.post(page, filled(client, page, do=wrong)).status_code in (303, 404)
    answer = client.post(page, filled(client, page, do="block:variants.2.days.0"))
    assert "/three-day/block" in answer.location
    answer = client.post(page, filled(client, page, do=f"up:variants.2.days.0.agenda.{len(blocks(0)) - 1}"))
    assert "/compose?variant=three-day" in answer.location, "it was put in before, and waits for its name"


def test_what_cannot_be_is_marked_and_kept_and_nothing_is_saved(db_session, client):
    author(client)
    page = "/author/programmes/tj-pilot/compose"
    answer = client.post(page, filled(client, page, d0__i0__minutes="an hour", d0__starts="8:15"))
    assert answer.status_code == 422 and 'value="an hour"' in answer.page.html and 'value="8:15"' in answer.page.html
    assert drafts.open_draft("programme", "tj-pilot") is None
    terms = "/author/programmes/tj-pilot/compose/terms"
    answer = client.post(terms, filled(client, terms, p__window_days="soon"))
    assert answer.status_code == 422 and "Please enter a number." in answer.page.text
    for field, typed in (("fee0-amount", "free"), ("fee0-c0-value", "maybe"), ("duty0-contract_months", "9" * 5000)):
        sent = {"fee0__amount": "5", "fee0__currency": "TJS", "fee0__c0__name": "has_internet",
                "fee0__c0__value": "yes", "duty0__since": "2027-07-01", field.replace("-", "__"): typed}  # fmt: skip
        answer = client.post(terms, filled(client, terms, **sent))
        assert (answer.status_code, f'aria-describedby="{field}-error"' in answer.page.html) == (422, True), field


def test_two_authors_do_not_overwrite_each_other(db_session, client):
    author(client)
    page = "/author/programmes/tj-pilot/compose"
    mine = filled(client, page, d0__i0__minutes="61")
    client.post(page, filled(client, page, d0__i0__minutes="59"))
    answer = client.post(page, mine, follow_redirects=True)
    assert "Somebody else changed this while you were writing" in answer.page.text
    assert composing.composed("tj-pilot").sheet.facts["variants"][0]["days"][0]["agenda"][0]["minutes"] == 59


def test_fees_duties_benefits_and_neighbours_are_written_on_the_page(db_session, client):
    author(client)
    page = "/author/programmes/tj-return/compose/terms"
    client.post(page, filled(
        client, page, fee0__amount="12.5", fee0__currency="TJS", fee0__borne_by="fund", duty0__since="2027-07-01",
        duty0__contract_months="12", duty0__regions="sughd, khatlon", unlock0__benefit="loan",
        unlock0__by="certificate", chain__before=["tj-arrival", "tj-pilot"], benefit9__id="x",
    ))  # fmt: skip
    text = composing.composed("tj-return").files["tj-return.toml"]
    assert 'fees = [{ amount = 12.5, currency = "TJS", borne_by = "fund" }]' in text
    assert "[[duties]]\nsince = 2027-07-01\ncontract_months = 12\nregions = [\"sughd\", \"khatlon\"]" in text
    assert 'chain = { before = ["tj-arrival", "tj-pilot"], opens = "return" }' in text
    assert 'unlocks = { loan = "certificate" }' in text
    assert "Say what “loan” is under [benefits]." in client.get(page).page.text
    assert text.startswith("# After coming home")


def test_lessons_for_some_people_and_what_shortens_the_course_are_written_on_the_page(db_session, client):
    author(client)
    page = "/author/programmes/tj-return/compose"
    client.post(f"{page}/terms", filled(
        client, f"{page}/terms", extra0__c0__name="occupation", extra0__c0__value="household, health",
        extra0__lesson=["money", "bank-account", "money", "no-such"],
    ))  # fmt: skip

    def read() -> dict:
        return composing.composed("tj-return").sheet.facts

    some = {"when": {"occupation": ["household", "health"]}, "lessons": ["money", "bank-account"]}
    assert read()["extra"] == [some]
    answer = client.post(f"{page}/terms", filled(client, f"{page}/terms", extra1__c0__name="first_time",
                                                 extra1__c0__value="perhaps", extra1__lesson="money"))  # fmt: skip
    assert answer.status_code == 422 and "aria-invalid" in answer.page.html
    client.post(f"{page}/terms", filled(client, f"{page}/terms", extra0__lesson=[""]))
    assert "extra" not in read()
    first = read()["variants"][0]["online"][0]
    client.post(page, filled(client, page, v__learned=[first, "no-such"]))
    assert read()["variants"][0]["learned"] == [first]
    assert "“learned” decides nothing" in client.get(page).page.text
    client.post(page, filled(client, page, do="remove:variants.0.online.0"))
    assert "learned" not in read()["variants"][0]


def test_a_copy_has_the_days_of_its_model_and_a_name_of_its_own(db_session, client):
    author(client)
    sent = {"title": "Short course", "name": "short-course", "copy_of": "tj-pilot"}
    assert client.post("/author/programmes/new", sent).location.endswith("/short-course/compose/terms")
    found = composing.composed("short-course")
    assert found.faults == () and tomllib.loads(found.files["short-course.en.toml"])["title"] == "Short course"
    assert "# within two weeks of departure (A.6)" in found.files["short-course.toml"]
    assert "chain" not in found.sheet.facts
    assert client.post("/author/programmes/new", sent).status_code == 422
    assert client.post("/author/programmes/new", {**sent, "name": "Two words"}).status_code == 422


def test_only_authors_compose(db_session, client):
    client.sign_in(make_user(role=Role.TRAINER))
    assert client.get("/author/programmes/tj-pilot/compose").status_code == 404
    assert client.post("/author/programmes/tj-pilot/compose/terms", {}).status_code == 404


def test_a_broken_file_is_said_and_not_shown_as_days(db_session, client):
    author(client)
    sheet = composing.composed("tj-pilot").sheet.copy()
    sheet.facts["variants"][0]["days"] = "none"
    by = make_user(role=Role.AUTHOR).id
    actions.compose(slug="tj-pilot", sheet=sheet, seen=composing.composed("tj-pilot").sign, by=by, at=clock.now())
    assert "cannot be read as a programme" in client.get("/author/programmes/tj-pilot/compose").page.text
    assert client.post("/author/programmes/tj-pilot/compose", {}).status_code == 404


@pytest.mark.both
def test_a_new_one_day_course_is_composed_published_and_held(db_session, client):
    author(client, "tg")
    new, page = {"title": "Курси пул", "name": "money-day", "copy_of": ""}, "/author/programmes/money-day/compose"
    assert client.post("/author/programmes/new", new).location.endswith("/money-day/compose/terms")
    client.post(page, filled(client, page, do="block:variants.0.days.0", module__0="money"))
    client.post(page, filled(client, page, do="break:variants.0.days.0", break__0="tea"))
    client.post(page, filled(client, page, do="block:variants.0.days.0", module__0="first-aid"))
    client.post(page, filled(client, page, do="lesson:variants.0", lesson="bank-account"))
    why = {f"v__why__{code}": "Because money matters." for code in ("tg", "ru", "en")}
    client.post(page, filled(client, page, **why, v__c0__name="destination", v__c0__value="AQ"))
    minutes = sum(item["minutes"] for item in composing.composed("money-day").sheet.facts["variants"][0]["days"][0]
                  ["agenda"] if "block" in item)  # fmt: skip
    words = {f"{name}__{code}": "Money in hand." for name in ("title", "summary", "benefit0") for code in
             ("tg", "ru", "en")}  # fmt: skip
    rules = {"p__net_minutes_per_day": str(minutes), "p__breaks": ["tea"], "p__order": "90"}
    client.post(f"{page}/terms", filled(client, f"{page}/terms", **words, **rules, benefit0__id="money"))
    found = composing.composed("money-day")
    assert [str(each) for each in found.faults] == []
    way = f"/author/drafts/{found.draft.id}"
    client.post(f"{way}/submit")
    client.sign_in(make_user(role=Role.APPROVER))
    client.post(f"{way}/approve", {"stamp": drafts.stamp(found.draft.id)})
    author(client)
    client.post(f"{way}/publish")
    programme = queries.newest_programme("money-day")
    assert (programme.number, programme.title("en"), [each.id for each in programme.variants[0].blocks]) == (
        1, "Money in hand.", ["money", "first-aid"]
    )  # fmt: skip
    held = make_class(programme="money-day", trainer=make_trainer(programmes=["money-day"]))
    assert [each.block or each.break_kind for each in held.sessions] == ["money", "tea", "first-aid"]
