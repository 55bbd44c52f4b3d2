"""Drafts: begun, written by several authors at once, sent round, signed off by somebody else."""

import pytest

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries
from lms.curriculum.actions import drafts as actions
from lms.curriculum.queries import drafts
from lms.curriculum.rules.drafts import Reason
from tests.factories.accounts import make_user
from tests.factories.drafts import make_draft


def write(draft, file: str, text: str, revision: int = 0, by: int | None = None):
    return actions.write(draft_id=draft.id, file=file, text=text, revision=revision, by=by, at=clock.now())


def refusal(function, *arguments, **named) -> str:
    with pytest.raises(Refused) as refused:
        function(*arguments, **named)
    return refused.value.reason


def test_a_draft_begins_with_the_newest_edition_and_is_the_only_open_one(db_session):
    made = make_draft()
    assert make_draft().id == made.id == drafts.open_draft("module", "money").id
    assert drafts.draft_files(made) == queries.latest("module", "money").sources
    assert (made.folder, made.state) == ("modules/destination/money", "draft")


@pytest.mark.parametrize(
    ("kind", "slug", "folder"),
    [("layer", "ru-patent@samara", "countries/ru/regions/samara/destination/patent"),
     ("module", "kz-entering-and-staying", "countries/kz/destination/entering-and-staying"),
     ("phrasebook", "ru", "phrasebooks/ru"), ("country", "tj", "countries/tj"), ("programme", "tj-pilot", "programmes"),
     ("test", "suitability", "tests"), ("settings", "sources", "")],
)  # fmt: skip
def test_a_draft_knows_where_its_files_stand(db_session, kind, slug, folder):
    made = make_draft(kind=kind, slug=slug)
    assert made.folder == folder
    assert [name for name in drafts.draft_files(made) if name.startswith("base/")] == []


def test_every_saved_text_is_kept_and_the_newest_holds(db_session):
    made = make_draft(tg_md="one")
    write(made, "tg.md", "two\r\nlines", revision=1)
    assert drafts.draft_files(made)["tg.md"] == "two\nlines"
    assert drafts.draft_files(made)["ru.md"] == queries.latest("module", "money").sources["ru.md"]
    assert drafts.revision_of(made.id, "tg.md") == 2
    write(made, "tg.md", "two\nlines", revision=0)
    assert drafts.revision_of(made.id, "tg.md") == 2, "the same text sent twice is saved once"
    write(made, "tg.md", "", revision=2)
    assert "tg.md" not in drafts.draft_files(made)


def test_two_authors_do_not_overwrite_each_other(db_session):
    made = make_draft(tg_md="mine")
    assert refusal(write, made, "tg.md", "theirs", revision=0) == Reason.OVERTAKEN
    assert drafts.draft_files(made)["tg.md"] == "mine"
    write(made, "ru.md", "another file")


def test_what_is_no_piece_or_no_file_of_it_cannot_be_written(db_session):
    made = make_draft()
    for file in ("../../secret", "money.toml", "base/tg.md", "x/tg.md", "tg.md.exe"):
        assert refusal(write, made, file, "…") == Reason.NO_SUCH_FILE
    assert refusal(write, made, "tg.md", "x" * 200_001) == Reason.TOO_LONG
    for kind, slug in (("module", "nothing"), ("settings", "nothing"), ("nothing", "money")):
        with pytest.raises(NotThere):
            actions.begin(kind=kind, slug=slug, by=None, at=clock.now())
    new = {"kind": "programme", "by": None, "at": clock.now()}
    assert refusal(actions.begin, slug="Neu!", **new) == Reason.NO_SUCH_NAME
    begun = actions.begin(slug="village-course", **new)
    assert (begun.base_id, begun.folder, drafts.draft_files(begun)) == (None, "programmes", {})


def test_reviewers_and_approvers_find_what_was_handed_to_them(db_session, client):
    make_draft()
    for role, seen in ((Role.AUTHOR, True), (Role.REVIEWER, False), (Role.APPROVER, False)):
        client.sign_in(make_user(role=role))
        client.speak("en")
        assert ("Being written" in client.get("/author/drafts").page.text) == seen


def test_whoever_may_only_comment_finds_the_place_for_it_open(db_session, client):
    made, folded = make_draft(), '<details class="card narrow"><summary>Write a comment'
    made.state = "submitted"
    client.sign_in(make_user(role=Role.REVIEWER))
    client.speak("en")
    html = client.get(f"/author/drafts/{made.id}").page.html
    assert 'class="card narrow" open><summary>Write a comment' in html and folded not in html
