"""Questions out and in, in the browser: looked at first, then written into the module's draft, or not at all."""

import re
import zipfile
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.curriculum import queries
from lms.curriculum.actions.drafts import begin, write
from lms.curriculum.actions.questions import take_questions
from lms.curriculum.queries import drafts
from lms.curriculum.rules.drafts import Reason
from lms.curriculum.rules.versions import QuestionVersion, versions_of
from tests.factories.accounts import make_user
from tests.factories.curriculum import make_newer_edition
from tests.factories.quizzes import answer_to, make_check
from tests.factories.registration import make_enrolment

pytestmark = pytest.mark.source  # pages: what they ask of the database, others ask too

SLUG = "first-aid"
PAGE = f"/author/modules/{SLUG}/questions"


@pytest.fixture
def author(db_session, client):
    made = make_user(role=Role.AUTHOR)
    client.sign_in(made)
    client.speak("en")
    return made


def send(client, content: bytes | str, **fields):
    content = content.encode() if isinstance(content, str) else content
    return client.post(PAGE, {"file": (BytesIO(content), "questions"), "language": "en", **fields})


def fields_of(page) -> dict[str, str]:
    """What the form of a page would send."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.html)
    return {name: unescape(value) for name, value in found if name != "csrf_token"}


def test_a_changed_question_is_looked_at_and_then_stands_in_the_draft(author, client):
    gift = client.get(f"{PAGE}/gift?language=en").get_data(as_text=True)
    assert "::first-thing::[plain]A workmate lies unconscious by a bare wire. What first?" in gift
    page = send(client, gift.replace("What first?", "What do you do first?")).page
    assert "Write 1 question into the draft" in page.text and drafts.open_draft("module", SLUG) is None
    assert client.post(f"{PAGE}/take", fields_of(page)).location == PAGE
    draft = drafts.open_draft("module", SLUG)
    before, now = queries.latest("module", SLUG).sources, drafts.draft_files(draft)
    changed = {name for name in now if now[name] != before[name]}
    assert (draft.begun_by_id, changed) == (author.id, {"questions.en.toml"})
    assert now["questions.en.toml"] == before["questions.en.toml"].replace("What first?", "What do you do first?")
    assert "What do you do first?" in client.get(PAGE).page.text


@pytest.mark.parametrize("form", ["gift", "xml", "xlsx"])
@pytest.mark.parametrize("language", ["tg", "en"])
def test_what_was_downloaded_changes_nothing_when_it_comes_back(author, client, form, language):
    content = client.get(f"{PAGE}/{form}?language={language}").data
    page = send(client, content, language=language).page
    assert "Nothing would change." in page.text and "What could not be taken" not in page.text


def test_what_a_region_asks_otherwise_stands_in_the_draft_of_its_layer(author, client):
    page = "/author/modules/ru-patent/questions"
    assert f"{page}?region=samara" in client.get("/author/modules/ru-patent?region=samara").page.html
    gift = client.get(f"{page}/gift?language=en&region=samara").get_data(as_text=True)
    [name, text] = re.search(r"::([a-z-]+)::\[plain\](.*?) \{", gift).groups()
    sent = gift.replace(text, f"In Samara: {text}", 1)
    form = {"file": (BytesIO(sent.encode()), "questions"), "language": "en"}
    read = client.post(f"{page}?region=samara", form).page
    answer = client.post(f"{page}/take?region=samara", fields_of(read))
    assert answer.location == f"{page}?region=samara"
    draft = drafts.open_draft("layer", "ru-patent@samara")
    assert "In Samara" in drafts.text_of(draft, "questions.en.toml")
    assert drafts.open_draft("module", "ru-patent") is None
    assert "In Samara" in client.get(f"{page}?region=samara&language=en").page.text
    assert "In Samara" not in client.get(f"{page}?language=en").page.text


def test_a_draft_whose_questions_are_miswritten_is_named_and_nothing_breaks(author, client):
    made = begin(kind="module", slug=SLUG, by=author.id, at=clock.now())
    write(draft_id=made.id, file="questions.toml", text="questions = [{ kind = 3 }]", revision=0, by=None,
          at=clock.now())  # fmt: skip
    assert "cannot be read" in client.get(PAGE).page.text


def test_a_new_question_of_one_language_says_what_is_still_to_be_written(author, client):
    page = send(client, "How many? {#5####Five.}", objective="breathing-help").page
    assert "Write “text” and “explain” of “question-1”." in page.text
    client.post(f"{PAGE}/take", fields_of(page))
    files = drafts.draft_files(drafts.open_draft("module", SLUG))
    row = 'id = "question-1"\nobjective = "breathing-help"\nkind = "number"\ncorrect = ["5"]\n'
    assert files["questions.toml"].endswith(row)


def test_what_somebody_wrote_meanwhile_is_not_overwritten(author, client):
    fields = fields_of(send(client, "::first-thing:: What then? {=This ~That ~Those####So.}").page)
    other = begin(kind="module", slug=SLUG, by=make_user().id, at=clock.now())
    text = drafts.text_of(other, "questions.en.toml").replace("What first?", "What now?")
    write(draft_id=other.id, file="questions.en.toml", text=text, revision=0, by=None, at=clock.now())
    refused = client.post(f"{PAGE}/take", fields)
    assert refused.status_code == 409
    files = drafts.draft_files(other)
    assert files["questions.en.toml"] == text and files["questions.toml"] == drafts.base_files(other)["questions.toml"]


def test_a_file_made_over_an_older_edition_is_refused(author):
    base = queries.latest("module", SLUG).id
    make_newer_edition(SLUG)
    with pytest.raises(Refused) as refused:
        take_questions(slug=SLUG, base_id=base, files={}, by=author.id, at=clock.now())
    assert (refused.value.reason, drafts.open_draft("module", SLUG)) == (Reason.OVERTAKEN, None)


@pytest.mark.both
def test_questions_come_into_a_draft_that_was_begun_over_nothing(author, client):
    made = begin(kind="module", slug=SLUG, by=author.id, at=clock.now())
    made.base_id = None
    fields = fields_of(send(client, "::first-thing:: What then? {=This ~That ~Those####So.}").page)
    assert client.post(f"{PAGE}/take", fields).status_code == 303


def test_the_sheet_comes_with_its_explanations_in_three_languages(author, client):
    book = load_workbook(BytesIO(client.get(f"{PAGE}/empty.xlsx").data))
    assert book.sheetnames == ["questions", "lists", "tg", "ru", "en"]
    assert book["en"]["A1"].value.startswith("One row is one question.")
    assert [book["lists"][f"B{n}"].value for n in (1, 6)] == ["One answer is right", "A number"]


def test_a_fault_in_the_sheet_names_cell_and_cure_and_nothing_is_taken(author, client):
    book = load_workbook(BytesIO(client.get(f"{PAGE}/xlsx?language=en").data))
    book["questions"]["M4"] = "7"
    file = BytesIO()
    book.save(file)
    refused = send(client, file.getvalue())
    assert refused.status_code == 422 and "Nothing of the file was taken" in refused.page.text
    assert "M4" in refused.page.text and "Write the number of the right answer" in refused.page.text


def bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Please choose a file first."),
        (bomb(), "Unpacked, this file is too large"),
        (b"PK" + b"0" * 100, "This is no XLSX file that can be read."),
        ("<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>", "For safety such files are not read."),
        ("<quiz", "This is no Moodle XML that can be read."),
        ("<html><script>alert(1)</script></html>", "This is no Moodle XML that can be read."),
        (b"\xff\xfe\x00q", "This file cannot be read."),
        ("// nothing\n", "There are no questions in this file."),
    ],
)
def test_a_hostile_or_strange_file_is_refused_with_a_sentence(author, client, content, sentence):
    refused = send(client, content)
    assert (refused.status_code, sentence in refused.page.text) == (422, True)


def test_fifty_megabytes_are_not_even_read(author, client):
    sent = client.post(PAGE, {"language": "en"}, environ_overrides={"CONTENT_LENGTH": "50000000"})
    assert (sent.status_code, "<h1>" in sent.page.html) == (413, True)


def test_markup_in_a_question_is_only_text(author, client):
    page = send(client, "::x::[plain]<script>alert(1)</script> {=<img src\\=x onerror\\=alert(1)> ~b####c}").page
    assert "<script>alert" not in page.html and "&lt;script&gt;alert(1)" in page.html


def test_only_authors_get_there(client, db_session):
    client.sign_in(make_user(role=Role.TRAINER))
    assert [client.get(PAGE).status_code, client.get(f"{PAGE}/gift").status_code, client.post(PAGE).status_code,
            client.post(f"{PAGE}/take").status_code] == [404] * 4  # fmt: skip


def test_how_a_question_does_stands_with_each_of_its_versions(author, client):
    enrolment = make_enrolment()
    attempt = make_check(enrolment=enrolment, module=SLUG, asks=["first-thing"])
    client.sign_in(enrolment.registration.user)
    client.post(f"/quiz/{attempt.id}/1", {"chosen": answer_to(attempt, 1)})
    client.post(f"/quiz/{attempt.id}/finish")
    client.sign_in(author)
    assert "1 Version 1 1 100 %" in client.get(PAGE).page.text


def test_a_question_has_a_new_version_when_it_reads_otherwise():
    def document(text: str) -> dict:
        return {"questions": [{"id": "q"}], "words": {"en": {"questions": {"q": {"text": text}}}}}

    editions = [(5, 1, document("a")), (6, 2, document("a")), (9, 3, document("b")), (11, 0, document("b"))]
    assert versions_of("q", editions) == [QuestionVersion(2, 3, (9, 11)), QuestionVersion(1, 1, (5, 6))]
    assert versions_of("other", editions) == []


def test_authors_see_the_pictures_of_questions_published_and_in_a_draft(author, client):
    page = "/author/modules/ru-entry-rights/questions"
    shown = [each for each in queries.newest_module("ru-entry-rights").questions if each.pictures]
    address = next(iter(shown[0].pictures.values()))
    assert f'src="{address}"' in client.get(page).page.html
    begin(kind="module", slug="ru-entry-rights", by=author.id, at=clock.now())
    assert f'src="{address}"' in client.get(page).page.html


def test_what_a_file_loses_is_said_once_with_every_place(author, client):
    told = "// [tag:easy]\n{} {{~%50%a ~%50%b ~c####So.}}"
    page = send(client, "\n\n".join(told.format(each) for each in ("Which?", "Who?"))).page
    lost = page.html.partition("What could not be taken")[2]
    assert "<code>2, 5</code></td><td>What single answers weigh" in lost
    assert "<code>Which?, Who?</code></td><td>The keyword “easy” was left out" in lost
