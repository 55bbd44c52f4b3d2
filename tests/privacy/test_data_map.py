"""The data map names every field about a person, and docs, notice and program say the same."""

import re
from pathlib import Path

import pytest

from lms.core.database import db
from lms.core.encryption import EncryptedText
from lms.privacy.messages.data_map import BASIS, KEPT, KEPT_FOR, WHAT, WHO, WHY
from lms.privacy.rules.data_map import MAP, Basis, Kept, What, Who, Why, unmapped
from lms.privacy.rules.retention import PLANNED, Unit
from lms.web import security

pytestmark = pytest.mark.source
ROOT = Path(__file__).parents[2]
OF_PEOPLE = {
    "registration", "journey", "enrolment", "family_member", "seat", "make_up", "attempt", "trainer", "response",
}  # fmt: skip
TEACHES = {"trainer_id", "guest_id"}  # whoever stands before a class; what is kept of them is in other tables
OWN = {"user_id", "account_id"}  # whose account it is; who else is named in a row has only done something


def is_personal(table) -> bool:
    return (
        table.name in OF_PEOPLE | {"account"}
        or any(isinstance(column.type, EncryptedText) or "person" in column.info for column in table.columns)
        or any(key.column.table.name in OF_PEOPLE and key.parent.name not in TEACHES or key.parent.name in OWN
               for key in table.foreign_keys)
    )  # fmt: skip


def test_every_field_about_a_person_is_in_the_map():
    tables = {table.name: [each.name for each in table.columns] for table in db.metadata.sorted_tables
              if is_personal(table)}  # fmt: skip
    assert {"guest_support", "booking", "reimbursement", "sign_in"} <= set(tables), "keys that lead there by a detour"
    assert unmapped(tables) == [], "say in lms/privacy/rules/data_map.py what it is for, and make docs/data-map.md anew"


def test_a_field_that_is_forgotten_would_be_found():
    assert unmapped({"registration": ["id", "shoe_size", "phone"], "secrets": ["words"]}) == [
        "registration.shoe_size", "secrets.words",
    ]  # fmt: skip


def test_each_kind_stands_in_the_map_once_and_has_its_words():
    assert sorted(entry.what for entry in MAP) == sorted(What)
    worded = ((WHAT, What), (WHY, Why), (BASIS, Basis), (WHO, Who))
    assert [set(words) for words, _ in worded] == [set(kinds) for _, kinds in worded]
    assert {kept for kept, _ in KEPT_FOR} == set(PLANNED) == set(Kept) - KEPT.keys()
    assert KEPT_FOR.keys() == {(kept, unit) for kept in PLANNED for unit in Unit}
    fields = [field for entry in MAP for field in entry.fields]
    assert len(fields) == len(set(fields))


def test_the_document_is_what_the_program_prints(app):
    said = app.test_cli_runner().invoke(args=["privacy", "map"]).output
    assert (ROOT / "docs" / "data-map.md").read_text() == said, "flask privacy map > docs/data-map.md"


@pytest.mark.parametrize(("language", "term"), [("tg", "5 сол"), ("ru", "5 лет"), ("en", "5 years")])
def test_the_long_notice_says_what_the_map_says(client, language, term):
    client.speak(language)
    page = client.get("/privacy/full").page
    sections = page.html.split("<section")[1:]
    assert len(sections) == len(MAP)
    assert all(section.count("<dd>") == 4 and term in section for section, entry in zip(sections, MAP, strict=True)
               if entry.kept is Kept.RECORDS)  # fmt: skip


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_the_short_notice_is_one_page_in_plain_words_that_can_be_heard(client, language):
    client.speak(language)
    page = client.get("/privacy").page
    aloud = page.html.split('id="to-speak"')[1].split("</div>")[0]
    assert (aloud.count("<h2>"), aloud.count("<p>") < 12, len(page.text.split()) < 260) == (4, True, True)
    with client.get(re.search(r'<audio [^>]*src="(/[^"]+)"', page.html)[1]) as recording:
        assert recording.mimetype == "audio/ogg"


def test_nothing_is_fetched_from_elsewhere_and_no_place_is_asked_for(client):
    loads = re.compile(r"""(?:src|action|data|poster)=["'](?:https?:)?//|@import|url\(["']?(?:https?:)?//""")
    asks = re.compile(r"geolocation|navigator\.(?:bluetooth|usb)|sendBeacon|getCurrentPosition")
    files = [*ROOT.glob("lms/**/templates/**/*.html"), *ROOT.glob("lms/web/static/*.[cj]s*")]
    assert [path.name for path in files if loads.search(path.read_text()) or asks.search(path.read_text())] == []
    policy = client.get("/privacy").headers["Permissions-Policy"]
    assert {"geolocation=()", "microphone=()"} <= set(policy.split(", "))
    assert "https:" not in security.POLICY
