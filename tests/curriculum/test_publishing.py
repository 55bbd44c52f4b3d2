"""From a draft to a new edition, and back into a folder: nothing that was published changes, nothing old comes back."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries
from lms.curriculum.actions import drafts as actions
from lms.curriculum.actions import publish_folder, signing
from lms.curriculum.actions.exporting import export
from lms.curriculum.files.faults import Broken
from lms.curriculum.files.folder import read_courses
from lms.curriculum.files.laying import laid_out, texts_in
from lms.curriculum.models import Edition
from lms.curriculum.queries import comments, drafts
from lms.curriculum.queries.checking import faults_of_draft
from lms.curriculum.queries.editions import begin_page, end_page
from lms.curriculum.queries.in_service import files_of
from lms.curriculum.rules.drafts import Deed, Reason, State, after, may_sign
from lms.curriculum.rules.layout import kept_in_service
from lms.learning import queries as learning
from tests.factories.accounts import make_user
from tests.factories.classes import make_class, make_seat
from tests.factories.drafts import make_draft
from tests.factories.registration import make_enrolment

ROOT = Path(__file__).parents[2]
COURSES, MEDIA = ROOT / "courses", ROOT / "media"


@pytest.fixture
def people(db_session):
    """An author, and somebody who signs."""
    return make_user(role=Role.AUTHOR).id, make_user(role=Role.APPROVER).id


def changed(file: str, old: str, new: str, slug: str = "money", kind: str = "module") -> str:
    text = queries.latest(kind, slug).sources[file]
    assert old in text
    return text.replace(old, new, 1)


def sign(draft, author: int, approver: int):
    at = clock.now()
    signing.submit(draft_id=draft.id, media=MEDIA, by=author, at=at)
    signing.approve(draft_id=draft.id, stamp=drafts.stamp(draft.id), media=MEDIA, by=approver, at=at)


def published(draft, author: int, approver: int):
    sign(draft, author, approver)
    return signing.publish_draft(draft_id=draft.id, media=MEDIA, by=author, at=clock.now())


def refusal(function, **named) -> str:
    with pytest.raises(Refused) as refused:
        function(**named)
    return refused.value.reason


@pytest.mark.source
@given(st.lists(st.sampled_from(Deed), max_size=12))
def test_nothing_is_published_that_nobody_signed_and_what_has_ended_stays_ended(deeds):
    state, signed = State.DRAFT, False
    for deed in deeds:
        following = after(state, deed)
        if state in (State.PUBLISHED, State.WITHDRAWN):
            assert following is None
        if following is None:
            continue
        signed = deed is Deed.APPROVED or (signed and following is State.APPROVED)
        assert signed or following not in (State.APPROVED,)
        assert deed is not Deed.PUBLISHED or state is State.APPROVED
        state = following


@pytest.mark.source
@given(st.integers(1, 3), st.sets(st.none() | st.integers(1, 3)))
def test_four_eyes(user, workers):
    assert may_sign(user, workers, four_eyes=True) == (user not in workers)
    assert may_sign(user, workers, four_eyes=False)


FILES = st.dictionaries(st.sampled_from(["a.md", "b.md", "c.md"]), st.sampled_from(["old", "older", "new"]))


@pytest.mark.source
@given(FILES, FILES, st.dictionaries(st.sampled_from(["a.md", "b.md"]), st.sets(st.none() | st.sampled_from(["old"]))))
def test_only_older_texts_give_way_to_what_authors_published(folder, newest, older):
    kept = kept_in_service(folder, newest, older)
    for path in {*folder, *newest, *older}:
        ours = kept.get(path, folder.get(path)) if path in kept else folder.get(path)
        if folder.get(path) in older.get(path, ()):
            assert ours == newest.get(path)
        else:
            assert path not in kept


@pytest.mark.source
def test_a_page_asks_once_what_is_newest_and_sees_what_it_publishes_itself(people, request, count_queries):
    request.addfinalizer(queries.forget)
    request.addfinalizer(end_page)
    draft = make_draft(by=people[0], en_md=changed("en.md", 'title = "', 'title = "New: '))
    begin_page()
    with count_queries() as asked:
        before = queries.latest_ids(queries.MODULE), queries.latest_ids(queries.MODULE)
    published(draft, *people)
    assert len(asked) == 1
    assert before[1]["money"] < queries.latest_ids(queries.MODULE)["money"] == draft.edition_id


@pytest.mark.source
def test_a_draft_becomes_an_edition_and_running_courses_keep_theirs(people, request):
    request.addfinalizer(queries.forget)
    author, approver = people
    enrolment = make_enrolment()
    before = queries.programme(enrolment.edition_id)
    old = queries.latest("module", "money")
    draft = make_draft(by=author, en_md=changed("en.md", 'title = "', 'title = "New: '))
    made = published(draft, author, approver)
    edition = queries.latest("module", "money")
    assert (edition.number, edition.published_by_id, draft.edition_id) == (old.number + 1, author, edition.id)
    assert {each.kind for each in made} == {"module", "programme"}
    assert queries.newest_programme(before.slug).pins["money"] == edition.id
    assert queries.programme(enrolment.edition_id).pins["money"] == old.id
    assert queries.module_in(queries.programme(enrolment.edition_id), "money").title("en")[:4] != "New:"
    assert (draft.state, drafts.open_draft("module", "money")) == ("published", None)
    trail = [(each.deed, each.done_by_id) for each in comments.deeds_of(draft.id)]
    assert trail == [("begun", author), ("submitted", author), ("approved", approver), ("published", author)]


@pytest.mark.source
def test_the_folder_does_not_bring_an_older_text_back(people, tmp_path, request):
    request.addfinalizer(queries.forget)
    draft = make_draft(by=people[0], en_md=changed("en.md", 'title = "', 'title = "New: '))
    published(draft, *people)
    at = clock.now()
    again = publish_folder(folder=COURSES, media=MEDIA, by=None, at=at)
    assert (again.made, again.older) == ([], ["modules/destination/money/en.md"])
    shutil.copytree(COURSES, tmp_path / "courses")
    file = tmp_path / "courses/modules/destination/money/ru.md"
    file.write_text(file.read_text().replace('title = "', 'title = "Новое: ', 1))
    done = publish_folder(folder=tmp_path / "courses", media=MEDIA, by=None, at=at)
    assert {each.slug for each in done.made if each.kind == "module"} == {"money"}
    assert [queries.newest_module("money").title(code)[:3] for code in ("ru", "en")] == ["Нов", "New"]
    export(folder=tmp_path / "courses")
    assert texts_in(tmp_path / "courses")["modules/destination/money/en.md"].startswith('+++\ntitle = "New')
    assert publish_folder(folder=tmp_path / "courses", media=MEDIA, by=None, at=at).made == []


@pytest.mark.source
def test_a_published_folder_is_written_back_byte_for_byte(db_session, tmp_path):
    done = export(folder=tmp_path)
    ours, theirs = ({path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
                    for root in (COURSES, tmp_path))  # fmt: skip
    assert ours.keys() - theirs.keys() == {"README.md"}
    assert [path for path, content in theirs.items() if content != ours.get(path)] == []
    stray = {"countries/tj/pre-departure/notes.txt": "of no piece", "modules/destination/money/kk.md": "of money"}
    for path, text in stray.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    again = export(folder=tmp_path)
    assert (len(again.same), again.written) == (len(done.written), [])
    assert again.removed == ["modules/destination/money/kk.md"]
    assert again.others == ["countries/tj/pre-departure/notes.txt"]


@pytest.mark.source
def test_a_faulty_draft_changes_nothing_and_says_where(people):
    author, approver = people
    draft = make_draft(by=author, en_md=changed("en.md", "::: do\n", "::: dance\n"))
    [first, *_] = faults_of_draft(draft, MEDIA)
    assert (first.file, first.line > 0, "dance" in first.cure) == ("modules/destination/money/en.md", True, True)
    assert refusal(signing.submit, draft_id=draft.id, media=MEDIA, by=author, at=clock.now()) == Reason.FAULTY
    draft = make_draft(kind="settings", slug="facts", by=author, facts_toml="\n# nothing left\n")
    draft.state = "approved"
    with pytest.raises(Broken, match="There is no fact"):
        signing.publish_draft(draft_id=draft.id, media=MEDIA, by=author, at=clock.now())
    assert queries.latest("settings", "facts").number == 1


@pytest.mark.parametrize(
    ("kind", "slug", "file"),
    [("layer", "ru-patent@samara", "en.md"), ("module", "kz-entering-and-staying", "en.md"),
     ("programme", "tj-pilot", "tj-pilot.en.toml"), ("phrasebook", "ru", "phrases.en.toml"),
     ("test", "suitability", "suitability.en.toml"), ("instrument", "end-of-course", "end-of-course.en.toml"),
     ("country", "kz", "country.toml")],
)  # fmt: skip
@pytest.mark.source
def test_every_kind_of_piece_is_checked_with_what_it_stands_on(people, kind, slug, file):
    draft = make_draft(kind=kind, slug=slug, by=people[0])
    assert faults_of_draft(draft, MEDIA) == []
    actions.write(draft_id=draft.id, file=file, text="+++\n[broken", revision=0, by=people[0], at=clock.now())
    assert faults_of_draft(draft, MEDIA) != []


def test_whoever_wrote_does_not_sign_and_what_is_signed_is_what_was_read(app, people, monkeypatch):
    author, approver = people
    draft = make_draft(by=author, en_md=changed("en.md", 'title = "', 'title = "New: '))
    at = clock.now()
    named = {"draft_id": draft.id, "media": MEDIA, "at": at}
    signing.submit(by=author, **named)
    seen = drafts.stamp(draft.id)
    assert refusal(signing.approve, stamp=seen, by=author, **named) == Reason.OWN_DRAFT
    text = drafts.draft_files(draft)["en.md"] + "\n"
    actions.write(draft_id=draft.id, file="en.md", text=text, revision=1, by=author, at=at)
    assert refusal(signing.approve, stamp=seen, by=approver, **named) == Reason.CHANGED_SINCE
    assert refusal(signing.send_back, draft_id=draft.id, reason=" ", by=approver, at=at) == Reason.NO_REASON
    signing.send_back(draft_id=draft.id, reason="The law has changed.", by=approver, at=at)
    assert comments.deeds_of(draft.id)[-1].note == "The law has changed."
    signing.submit(by=author, **named)
    monkeypatch.setitem(app.config, "FOUR_EYES", False)
    signing.approve(stamp=drafts.stamp(draft.id), by=author, **named)
    write = {"draft_id": draft.id, "file": "en.md", "text": "x", "revision": 2, "by": author, "at": at}
    assert refusal(actions.write, **write) == Reason.CLOSED
    signing.recall(draft_id=draft.id, by=author, at=at)
    signing.withdraw(draft_id=draft.id, by=author, at=at)
    assert make_draft(by=author).id != draft.id


@pytest.mark.source
def test_a_newer_edition_of_the_same_text_is_not_written_over(people, tmp_path, request):
    request.addfinalizer(queries.forget)
    author, approver = people
    draft = make_draft(by=author, en_md=changed("en.md", 'title = "', 'title = "Mine: '))
    sign(draft, author, approver)
    shutil.copytree(COURSES, tmp_path / "courses")
    file = tmp_path / "courses/modules/destination/money/en.md"
    file.write_text(file.read_text().replace('title = "', 'title = "Theirs: ', 1))
    publish_folder(folder=tmp_path / "courses", media=MEDIA, by=None, at=clock.now())
    assert drafts.overtaken(draft) == ["en.md"]
    named = {"draft_id": draft.id, "by": author, "at": clock.now()}
    assert refusal(signing.publish_draft, media=MEDIA, **named) == Reason.NEWER_EDITION
    signing.recall(**named)
    actions.renew(**named)
    assert drafts.overtaken(draft) == []
    published(draft, author, approver)
    assert queries.newest_module("money").title("en").startswith("Mine")


def test_a_running_class_keeps_its_edition_when_a_draft_is_published(people, request):
    request.addfinalizer(queries.forget)
    running, learner = make_class(), make_enrolment()
    make_seat(training_class=running, enrolment=learner)
    text = changed("en.md", 'title = "', 'title = "New: ', slug="safe-migration")
    published(make_draft(by=people[0], slug="safe-migration", en_md=text), *people)
    following = make_class(first_day=clock.today() + timedelta(days=9))
    newcomer = make_enrolment(phone="+992901234569", given_name="Нигора", given_name_latin="Nigora")
    make_seat(training_class=following, enrolment=newcomer)
    for group, person, begins in ((running, learner, "A safe journey"), (following, newcomer, "New: A safe")):
        taught = queries.module_in(queries.programme(group.edition_id), "safe-migration")
        read = next(each.module for each in learning.lessons(person) if each.module.slug == "safe-migration")
        assert (taught.title("en").startswith(begins), read.title("en").startswith(begins)) == (True, True)


SKELETON = {
    "languages.toml": '[en]\nname = "English"\ndirection = "ltr"\nrequired = true\n',
    "stages.toml": '[[stages]]\nid = "travel"\nnames = { en = "Travel" }\n',
    **dict.fromkeys(("sources.toml", "topics.toml", "facts.toml"), ""),
    "countries/ru/country.toml": 'iso = "RU"\nroles = ["destination"]\nnames = { en = "Russia" }\ncurrency = "RUB"\n'
                                 'regions = [{ id = "samara", names = { en = "Samara" } }]\n',
    **dict.fromkeys(("modules/travel/trains/module.toml", "countries/ru/travel/buses/module.toml"),
                    "minutes = 5\naudience = []\ntopics = []\nobjectives = []\nsources = []\n"
                    "review_by = 2027-01-01\nsession = []\n"),
    "countries/ru/regions/samara/travel/buses/module.toml": "",
    **dict.fromkeys(("modules/travel/trains/en.md", "countries/ru/travel/buses/en.md",
                     "countries/ru/regions/samara/travel/buses/en.md"), "+++\n+++\n"),
}  # fmt: skip
WORDS = st.text(st.characters(exclude_characters="\r\n\ufffd", exclude_categories=["Cs", "Cc"]), max_size=20)
ENDINGS = st.tuples(st.sampled_from(["\n", "\r\n"]), WORDS, st.sampled_from(["", "\n", "\n\n\n"]))


@pytest.mark.source
@settings(max_examples=25)
@given(st.fixed_dictionaries({path: ENDINGS for path in SKELETON}))
def test_whatever_stands_in_the_files_is_written_back_as_it_was(tmp_path_factory, endings):
    texts = {}
    for path, (line_end, words, end) in endings.items():
        said = f"# {words}" if path.endswith("toml") else words
        texts[path] = (SKELETON[path] + said).replace("\n", line_end) + end
    with laid_out(texts) as folder:
        pieces = read_courses(folder, MEDIA).pieces
    written = {}
    for piece in pieces:
        written |= files_of(Edition(kind=piece.kind, slug=piece.slug, sources=piece.sources, document=piece.document))
    assert written == texts
