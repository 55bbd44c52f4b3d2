"""Authors write beside a preview, reviewers comment, the approver signs: through the pages, without JavaScript."""

from pathlib import Path

import pytest
from flask import current_app

from lms.core.actors import Role
from lms.curriculum import queries
from lms.curriculum.actions import proposals as proposing
from lms.curriculum.actions.drafts import renew
from lms.curriculum.queries import checking, comments, drafts
from lms.curriculum.queries.checking import read_draft
from lms.curriculum.rules.blocks import with_block
from lms.curriculum.rules.proposals import Occasion
from lms.core import clock
from tests.factories.accounts import make_user
from tests.factories.curriculum import make_newer_edition
from tests.factories.drafts import make_draft

TRICKS = """+++
title = "<script>alert(1)</script>"
summary = "x"
+++

## <img src=x onerror=alert(1)> {#one}

<script>alert(1)</script> <svg/onload=alert(1)> <a href="javascript:alert(1)">a</a> [b](javascript:alert(1))
![" onerror="alert(1)](x" onerror="alert.svg)

::: do
- <iframe src="https://evil.example"></iframe><style>*{display:none}</style>
:::
"""
RAW = ("<script", "<img src=x", 'onerror="', "<svg", "<iframe", "<style", "javascript:alert")


@pytest.fixture
def author(db_session, client):
    made = make_user(role=Role.AUTHOR)
    client.sign_in(made)
    client.speak("en")
    return made


def page_of(draft, file: str = "en.md") -> str:
    return f"/author/drafts/{draft.id}/files/{file}"


def as_role(client, role: Role):
    made = make_user(role=role)
    client.sign_in(made)
    client.speak("en")
    return made


@pytest.mark.source
def test_a_block_or_a_fact_is_put_at_the_end():
    assert with_block("one\n\n\n", "do") == "one\n\n::: do\n- …\n:::\n"
    assert with_block("one\n", "days", {"days": {}}) == "one {{days}}\n"
    assert with_block("one\n", "nothing", {"days": {}}) == "one\n"


@pytest.mark.source
def test_from_the_desk_to_a_new_version(author, client):
    assert "Change this text" in client.get("/author/modules/money").page.text
    address = client.post("/author/drafts", {"piece": "module/money"}).location
    draft = drafts.open_draft("module", "money")
    assert address == f"/author/drafts/{draft.id}"
    text = queries.latest("module", "money").sources["en.md"]
    page = client.get(page_of(draft)).page
    assert 'name="press" value="dont"' in page.html and "Nothing: this text is as published." in page.text
    sent = {"text": text.replace("\n", "\r\n"), "revision": "0", "press": "save"}
    client.post(page_of(draft), sent)
    assert drafts.revision_of(draft.id, "en.md") == 0, "opening and saving changes nothing"
    seen = client.post(page_of(draft), {**sent, "press": "do"})
    assert (seen.status_code, "Not saved yet" in seen.page.text, "::: do\n- …" in seen.page.html) == (200, True, True)
    new = text.replace('title = "', 'title = "New: ', 1)
    assert client.post(page_of(draft), {**sent, "text": new}).location == page_of(draft)
    assert "Changed" in client.get(address).page.text
    client.post(f"{address}/submit")
    as_role(client, Role.APPROVER)
    page = client.get(address).page
    assert "Sign it off" in page.text
    client.post(f"{address}/approve", {"stamp": drafts.stamp(draft.id)})
    done = client.post(f"{address}/publish")
    assert done.location == address
    text = client.get(address).page.text
    assert "Published" in text and author.name in text and "Became Version 2" in text
    client.speak("en")
    assert "New: " in client.get("/learn/money/").page.text


def test_the_later_of_two_authors_sees_both_texts_and_loses_nothing(author, client):
    draft = make_draft(en_md="+++\ntitle = \"a\"\n+++\n\n## One {#one}\n\nfirst line\n\nlast line\n")
    theirs = drafts.draft_files(draft)["en.md"]
    client.post(page_of(draft), {"text": theirs.replace("first", "her first"), "revision": "1"})
    mine = {"text": theirs.replace("last", "my last"), "revision": "1"}
    refused = client.post(page_of(draft), mine)
    assert refused.status_code == 409
    assert [each in refused.page.html for each in ("her first line", "my last line", 'value="2"')] == [True] * 3
    assert "my last line" not in drafts.draft_files(draft)["en.md"]
    both = {"text": mine["text"].replace("first", "her first"), "revision": "2"}
    assert client.post(page_of(draft), both).status_code == 303
    saved = drafts.draft_files(draft)["en.md"]
    assert ("her first" in saved, "my last" in saved) == (True, True)


def test_who_wrote_over_an_older_edition_sees_what_was_published_since(author, client):
    old = queries.latest("module", "money")
    draft, text = make_draft(), old.sources["en.md"]
    new = make_newer_edition("money", en_md=text.replace('title = "', 'title = "Newer: ', 1))
    renew(draft_id=draft.id, by=author.id, at=clock.now())
    mine = {"text": text + "\nMy line.\n", "revision": "0", "base": str(old.id)}
    refused = client.post(page_of(draft), mine)
    assert (refused.status_code, f'value="{new.id}"' in refused.page.html) == (409, True)
    theirs, _, own = refused.page.html.partition("What you changed")
    assert ("Newer: </ins>" in theirs, "Newer" in own.partition("<textarea")[0]) == (True, False)


def test_faults_are_said_beside_the_text_and_what_is_too_long_is_refused_with_a_sentence(author, client):
    draft = make_draft(en_md=queries.latest("module", "money").sources["en.md"] + "\n::: dance\nx\n:::\n")
    page = client.get(page_of(draft)).page
    assert "There is no block “dance”" in page.text and 'data-line="' in page.html
    text = client.get(f"/author/drafts/{draft.id}").page.text
    assert "to put right" in text and "Hand it to the reviewers" not in text
    client.post(f"/author/drafts/{draft.id}/submit")
    assert draft.state == "draft"
    long = client.post(page_of(draft), {"text": "я" * 200_001, "revision": "1"}, content_type="multipart/form-data")
    assert (long.status_code, "200" in long.page.text) == (422, True)
    for odd in ({"revision": "1"}, {"text": "x", "revision": "9" * 30}, {"text": "x", "revision": "one"}):
        assert client.post(page_of(draft), odd).status_code == 422
    assert client.post(page_of(draft), {"text": "x" * 3_000_000, "revision": "1"}).status_code == 413


def test_tricks_are_inert_in_the_preview_and_in_comments(author, client):
    draft = make_draft(en_md=TRICKS)
    shown = client.get(page_of(draft)).page.html.partition('id="preview"')[2].partition("<textarea")[0]
    assert [each for each in RAW if each in shown] == []
    typed = client.post(f"{page_of(draft)}/preview", {"text": TRICKS}).json["html"]
    assert [each for each in RAW if each in typed] == []
    client.post(f"/author/drafts/{draft.id}/comments", {"text": TRICKS, "file": "en.md", "screen": RAW[1] * 20})
    said = client.get(page_of(draft)).page.html.partition('id="comment-')[2].partition("<details")[0]
    assert [each for each in RAW[:-1] if each in said] == []


def test_reviewers_comment_and_do_nothing_else_and_authors_answer(author, client):
    draft = make_draft(en_md=queries.latest("module", "money").sources["en.md"] + "\n")
    address = f"/author/drafts/{draft.id}"
    as_role(client, Role.REVIEWER)
    assert client.get(address).status_code == 404, "it was not handed to them yet"
    draft.state = "submitted"
    page = client.get(page_of(draft)).page
    assert 'name="press"' not in page.html and "Write a comment" in page.text
    said = {"text": "Say which bank.", "file": "en.md", "screen": "do-dont"}
    for _ in range(2):
        assert client.post(f"{address}/comments", said).location == page_of(draft)
    [found] = comments.comments_of(draft.id)
    for step in ("submit", "recall", "approve", "publish", "send-back", f"comments/{found.id}", "files/en.md"):
        assert (step, client.post(f"{address}/{step}").status_code) == (step, 404)
    client.sign_in(author)
    assert "Say which bank." in client.get(address).page.text
    client.post(f"{address}/comments/{found.id}", {f"c{found.id}-answer": "It does now."})
    as_role(client, Role.REVIEWER)
    assert "Settled It does now." in " ".join(client.get(page_of(draft)).page.text.split())


def test_start_pages_say_what_waits_for_whom(author, client):
    draft = make_draft(en_md=queries.latest("module", "money").sources["en.md"] + "\n")
    assert "Being written" in client.get("/").page.text
    said = {Role.APPROVER: "What waits for your signature", Role.REVIEWER: "What waits for your comment"}
    for role, sentence in said.items():
        as_role(client, role)
        assert f"{sentence} Nothing waits for you now." in client.get("/").page.text
    draft.state = "submitted"
    for role in said:
        as_role(client, role)
        assert f'href="/author/drafts/{draft.id}"' in client.get("/").page.html


def test_a_proposal_is_taken_into_a_draft_by_one_press(author, client):
    trainer = make_user(role=Role.TRAINER)
    made = proposing.propose_change(
        module_slug="money", text="The fee is old.", language="en", occasion=Occasion.CLASS, by=trainer.id,
        at=clock.now(),
    )  # fmt: skip
    taken = client.post(f"/author/proposals/{made.id}/draft", {f"p{made.id}-answer": "Thank you."})
    draft = drafts.open_draft("module", "money")
    assert (taken.location, made.outcome) == (f"/author/drafts/{draft.id}", "taken")
    [said] = comments.comments_of(draft.id)
    assert (said.text, said.file, said.made_by_id) == ("The fee is old.", "en.md", trainer.id)


def test_a_new_module_begins_with_every_file_it_needs(author, client):
    sent = {"name": "night-trains", "stage": "travel", "country": "RU"}
    address = client.post("/author/drafts/new", sent).location
    draft = drafts.open_draft("module", "ru-night-trains")
    assert (address, draft.folder) == (f"/author/drafts/{draft.id}", "countries/ru/travel/night-trains")
    assert len(drafts.draft_files(draft)) == 11
    assert client.get(address).status_code == client.get(page_of(draft)).status_code == 200
    assert client.post("/author/drafts/new", {**sent, "name": "Поезд"}).location == "/author/drafts"


def test_every_piece_opens(author, client):
    page = client.get("/author/drafts").page
    for piece in ("layer/ru-patent@samara", "programme/tj-pilot", "phrasebook/ru", "test/suitability", "country/kz"):
        assert f'value="{piece}"' in page.html
    for piece, file in (("phrasebook/ru", "phrases.en.toml"), ("layer/ru-patent@samara", "en.md")):
        address = client.post("/author/drafts", {"piece": piece}).location
        assert client.get(f"{address}/files/{file}").status_code == 200
        assert client.get(f"{address}/files/nothing.exe").status_code == 404
    assert client.post("/author/drafts", {"piece": "secret/x"}).status_code == 404


def test_a_slip_that_no_reader_expects_is_named_and_can_be_mended(author, client, monkeypatch):
    text = queries.latest("module", "money").sources["module.toml"]
    for slip in ("[facts]\nfee = 100\n", f"deep = {'[' * 900}{']' * 900}\n", None):
        draft = make_draft(module_toml=f"{text}\n{slip or ''}")
        if slip is None:  # no slip is known that the shapes let through to the reader: this one is of the reader itself
            monkeypatch.setattr(checking, "read_courses", lambda *_: {}["slip"])
            assert client.get(page_of(draft, "module.toml")).page.text.count("Mend what is missing or unknown") == 1
        assert client.get(f"/author/drafts/{draft.id}").status_code == 200
        assert client.get(page_of(draft, "module.toml")).status_code == 200
        assert client.post(f"/author/drafts/{draft.id}/submit", {}).status_code != 500
        assert draft.state == "draft"


def test_a_file_cannot_say_that_it_is_of_another_piece(author, tmp_path):
    text = queries.latest("module", "money").sources["module.toml"]
    draft = make_draft(module_toml=f'slug = "bank-account"\nstage = "../../.."\n{text}')
    read = read_draft(draft, Path(current_app.config["MEDIA"])).of("module")["money"]
    assert (read.document["slug"], read.document["stage"]) == ("money", "destination")
    text = queries.latest("programme", "tj-pilot").sources["tj-pilot.toml"]
    draft = make_draft(kind="programme", slug="tj-pilot", **{"tj-pilot_toml": f'slug = "other"\n{text}'})
    read = read_draft(draft, Path(current_app.config["MEDIA"])).of("programme")["tj-pilot"]
    assert read.document["slug"] == "tj-pilot"
