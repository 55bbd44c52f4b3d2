"""What changed in what a trainer teaches, and who has read it."""

import re
from datetime import date

import pytest
from flask import current_app

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.actions import drafts, signing
from lms.curriculum.queries.changelog import said_of
from lms.curriculum.queries.drafts import draft_files, stamp
from lms.curriculum.rules.drafts import Reason
from lms.trainers.queries.changes import changes_for
from tests.factories.accounts import make_user
from tests.factories.trainers import make_trainer


def seen_on(page) -> str:
    """The sign of what a form showed."""
    return re.search(r'name="seen"[^>]* value="([^"]+)"', page.html)[1]


def publish_newer(client, slug: str = "money") -> int:
    """A newer version of a module, through draft, words, signature: the edition."""
    author, approver, media = make_user(role=Role.AUTHOR), make_user(role=Role.APPROVER), current_app.config["MEDIA"]
    made = drafts.begin(kind="module", slug=slug, by=author.id, at=clock.now())
    text = draft_files(made)["en.md"].replace("\n## ", "\n## New: ", 1)
    drafts.write(draft_id=made.id, file="en.md", text=text, revision=0, by=author.id, at=clock.now())
    client.sign_in(author)
    client.speak("en")
    assert client.post(f"/author/drafts/{made.id}/why", {"why_en": "x" * 501}).status_code == 422
    client.post(
        f"/author/drafts/{made.id}/why", {"why_en": "The fee is lower now.", "effective_on": "2027-01-15"}
    )
    signing.submit(draft_id=made.id, media=media, by=author.id, at=clock.now())
    signing.approve(draft_id=made.id, stamp=stamp(made.id), media=media, by=approver.id, at=clock.now())
    signing.publish_draft(draft_id=made.id, media=media, by=approver.id, at=clock.now())
    return made.edition_id


def test_a_trainer_reads_what_changed_and_why_and_the_author_sees_who_has(db_session, client):
    user, other = make_user(role=Role.TRAINER), make_user(role=Role.TRAINER)
    trainer = make_trainer(user=user)
    make_trainer(user=other, programmes=())
    edition_id = publish_newer(client)
    [(change, read_at)] = changes_for(trainer, at=clock.now())
    assert (change.edition_id, change.effective_on, read_at) == (edition_id, date(2027, 1, 15), None)
    client.sign_in(user)
    client.speak("en")
    assert "1 lesson that you teach has changed." in client.get("/").page.text
    text = client.get("/teach/changes").page.text
    assert "The fee is lower now." in text and "To be taught from 15 January 2027." in text
    assert "1 screen says something else now New: " in text
    for _ in range(2):
        client.post(f"/teach/changes/{edition_id}")
    assert "Read on" in client.get("/teach/changes").page.text
    assert "has changed" not in client.get("/").page.text
    client.sign_in(other)
    client.speak("en")
    assert "Nothing has changed in the last half year" in client.get("/teach/changes").page.text
    assert client.post(f"/teach/changes/{edition_id}").status_code == 404
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    text = client.get("/author/history/module/money").page.text
    assert "The fee is lower now." in text and "1 trainer has read it." in text


def test_what_was_signed_is_not_explained_anew(db_session, client):
    publish_newer(client)
    [draft] = said_of([curriculum.latest("module", "money").id]).values()
    client.sign_in(make_user(role=Role.AUTHOR))
    client.post(f"/author/drafts/{draft.id}/why", {"why_en": "Something else"})
    assert "Something else" not in client.get("/author/history/module/money").page.text


def test_the_words_of_a_colleague_are_not_overwritten_unseen(db_session, client):
    author, other = make_user(role=Role.AUTHOR), make_user(role=Role.AUTHOR)
    made = drafts.begin(kind="module", slug="money", by=author.id, at=clock.now())
    client.sign_in(other)
    client.speak("en")
    page = f"/author/drafts/{made.id}"
    seen = seen_on(client.get(page).page)
    client.post(f"{page}/why", {"why_en": "The fee is lower now.", "seen": seen})
    late = client.post(f"{page}/why", {"why_en": "A new picture.", "seen": seen})
    assert (late.status_code, made.change_note) == (409, {"en": "The fee is lower now."})
    assert "The fee is lower now." in late.page.text and "A new picture." in late.page.text
    client.post(f"{page}/why", {"why_en": "Both.", "seen": seen_on(late.page)})
    assert made.change_note == {"en": "Both."}


def test_what_changes_and_why_is_signed_by_somebody_else_and_as_it_was_read(db_session, client):
    author, other, media = make_user(role=Role.AUTHOR), make_user(role=Role.AUTHOR), current_app.config["MEDIA"]
    made = drafts.begin(kind="module", slug="money", by=author.id, at=clock.now())
    text = draft_files(made)["en.md"].replace("\n## ", "\n## New: ", 1)
    drafts.write(draft_id=made.id, file="en.md", text=text, revision=0, by=author.id, at=clock.now())
    signing.submit(draft_id=made.id, media=media, by=author.id, at=clock.now())
    read = stamp(made.id)
    drafts.say_why(draft_id=made.id, words={"en": "Why"}, effective_on=None, by=other.id, at=clock.now())
    for by, reason in ((other, Reason.OWN_DRAFT), (make_user(role=Role.APPROVER), Reason.CHANGED_SINCE)):
        with pytest.raises(Refused) as refused:
            signing.approve(draft_id=made.id, stamp=read, media=media, by=by.id, at=clock.now())
        assert refused.value.reason is reason
