"""The versions of a piece, going back to an old one, and translating beside the source."""

import re

import pytest

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries
from lms.curriculum.actions import drafts as verbs
from lms.curriculum.actions.history import restore
from lms.curriculum.models import Edition
from lms.curriculum.queries import drafts
from lms.curriculum.queries.translating import progress, sheet
from lms.curriculum.rules.drafts import LONGEST_FILE
from lms.curriculum.rules.review import Freshness
from tests.factories.accounts import make_user


def make_edition(db_session, changes: dict[str, tuple[str, str]], slug: str = "money") -> Edition:
    """The next edition of a module, with some words of some files changed."""
    old = queries.latest("module", slug)
    files = dict(old.sources)
    for file, (before, after) in changes.items():
        assert before in files[file]
        files[file] = files[file].replace(before, after, 1)
    made = Edition(
        kind="module", slug=slug, number=old.number + 1, digest=f"{old.number}", sources=files, document=old.document,
        published_at=clock.now(),
    )  # fmt: skip
    db_session.add(made)
    db_session.commit()
    return made


@pytest.fixture
def author(client, db_session):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    return client


def first_words(file: str) -> str:
    """A sentence of the module that tests change."""
    text = queries.latest("module", "money").sources[file]
    return next(line for line in text.splitlines() if len(line) > 40 and line[0].isalpha())


def test_versions_are_listed_compared_and_gone_back_to(author, db_session):
    sentence = first_words("en.md")
    old, made = queries.latest("module", "money"), make_edition(db_session, {"en.md": (sentence, "Keep some of it.")})
    path = "/author/history/module/money"
    page = author.get(path).page
    assert f"What changed from version {old.number} to version {made.number}" in page.text
    assert "Keep some of it." in page.text and "<del>" in page.html and "<ins>" in page.html
    answer = author.post(f"{path}/{old.number}", {})
    found = drafts.open_draft("module", "money")
    assert answer.location == f"/author/drafts/{found.id}"
    assert drafts.draft_files(found)["en.md"] == old.sources["en.md"] != made.sources["en.md"]
    assert drafts.written(found.id).keys() == {"en.md"}
    assert [author.get(each).status_code for each in ("/author/history/module/none", "/author/history/none/money")] == [
        404, 404,
    ]  # fmt: skip
    assert author.post(f"{path}/99", {}).status_code == 404


def test_a_reviewer_reads_versions_and_goes_back_to_none(client, db_session):
    make_edition(db_session, {"en.md": (first_words("en.md"), "Keep some of it.")})
    client.sign_in(make_user(role=Role.REVIEWER))
    client.speak("en")
    assert "Go back to version" not in client.get("/author/history/module/money").page.text
    assert client.post("/author/history/module/money/1", {}).status_code in (403, 404)


def test_a_translation_that_is_older_than_its_source_shows_what_changed(author, db_session):
    assert not sheet("module", "money", "ru.md").is_behind
    sentence = first_words("tg.md")
    make_edition(db_session, {"tg.md": (sentence, sentence + " Ба хона кам фиристед.")})
    found = sheet("module", "money", "ru.md")
    [row] = [row for row in found.rows if row.changes]
    assert "Ба хона кам фиристед" in row.source
    page = author.get("/author/translate/module/money/ru.md").page
    assert "The source has changed since" in page.text and "<ins>" in page.html
    [programme] = [each for each in queries.own_programmes() if each.slug == "tj-pilot"]
    stand = progress([programme])["tj-pilot"]
    assert "money" in stand["ru"][Freshness.OUTDATED] and "money" in stand["tg"][Freshness.FRESH]
    assert "Outdated: 1" in author.get("/author/languages").page.text


def test_a_translation_is_saved_in_parts_and_nobody_writes_over_another(author, db_session):
    path = "/author/translate/module/money/ru.md"
    parts = [row.translation for row in sheet("module", "money", "ru.md").rows]
    whole = queries.latest("module", "money").sources["ru.md"]
    assert "".join(parts) == whole
    parts[1] = parts[1].replace("\n\n", "\n\nНовое слово.\n\n", 1)
    assert author.post(path, {"revision": "0", "part": parts}).status_code == 303
    found = drafts.open_draft("module", "money")
    assert drafts.text_of(found, "ru.md") == "".join(parts) != whole
    late = [*parts[:1], parts[1] + "Другое.\n", *parts[2:]]
    answer = author.post(path, {"revision": "0", "part": late})
    assert answer.status_code == 409
    assert "Другое." in answer.page.html and drafts.text_of(found, "ru.md") == "".join(parts)
    long = author.post(path, {"revision": "0", "part": [*late, "x" * (LONGEST_FILE + 1)]})
    assert long.status_code == 409 and 'name="revision" type="hidden" value="0"' in long.page.html, "theirs is unseen"
    made = make_edition(db_session, {"en.md": (first_words("en.md"), "Keep some of it.")})
    found.state = "withdrawn"
    db_session.commit()
    seen = {"revision": "0", "base": str(made.id - 1), "part": late}  # opened before the newest edition was published
    assert author.post(path, seen).status_code == 409
    assert drafts.open_draft("module", "money") is None, "what is refused begins nothing"
    assert author.post(path, {**seen, "base": str(made.id)}).status_code == 303
    for wrong in ("tg.md", "xx.md", "module.toml", "..md"):
        assert author.get(f"/author/translate/module/money/{wrong}").status_code == 404


def test_who_was_overtaken_puts_both_texts_together_on_the_same_page(author, db_session):
    path, edition = "/author/translate/module/money/ru.md", queries.latest("module", "money")
    parts = [row.translation for row in sheet("module", "money", "ru.md").rows]
    seen = {"revision": "0", "base": str(edition.id)}
    theirs = [part + "Их слово.\n" if n in (1, 2) else part for n, part in enumerate(parts)]
    mine = [part + "Моё слово.\n" if n in (2, 3) else part for n, part in enumerate(parts)]
    assert author.post(path, {**seen, "part": theirs}).status_code == 303
    answer = author.post(path, {**seen, "part": mine})
    fields = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", answer.page.html, re.DOTALL)
    said = [("Их слово" in each, "Моё слово" in each) for each in fields]
    assert said == [(False, False), (True, False), (False, True), (False, True)] + [(False, False)] * (len(parts) - 4)
    text = answer.page.text
    assert (text.count("Taken over from your colleague"), text.count("Your colleague changed this too")) == (1, 1)
    again = {name: value for name, value in re.findall(r'name="(revision|base)"[^>]*value="(\d+)"', answer.page.html)}
    merged = [theirs[n] if n == 1 else part for n, part in enumerate(mine)]
    assert author.post(path, {**again, "part": merged}).status_code == 303
    assert drafts.text_of(drafts.open_draft("module", "money"), "ru.md") == "".join(merged)


def test_an_older_version_cannot_take_the_place_of_what_is_signed_off(db_session):
    made = restore(kind="module", slug="money", number=1, by=None, at=clock.now())
    assert made.base.number == 1 and drafts.written(made.id) == {}
    verbs.write(draft_id=made.id, file="en.md", text="x", revision=0, by=None, at=clock.now())
    assert restore(kind="module", slug="money", number=1, by=None, at=clock.now()).id == made.id
    assert drafts.draft_files(made)["en.md"] == made.base.sources["en.md"]
