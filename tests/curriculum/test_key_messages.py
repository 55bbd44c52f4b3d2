"""Key messages: what everybody must leave with, in every language, asked by questions that there are. And what may be
left out by who knew it before."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from lms.core import clock
from lms.core.actors import Role
from lms.curriculum import queries
from lms.curriculum.actions import signing
from lms.curriculum.actions.exporting import export
from lms.curriculum.files.folder import read_courses
from lms.curriculum.files.key_messages import without_agreement, without_key_message
from lms.curriculum.files.layers import Folder
from lms.curriculum.queries import drafts
from lms.curriculum.queries.drafts import draft_files, open_draft
from lms.curriculum.rules.agreements import moved_in, without_lapsed
from lms.curriculum.rules.drafts import State
from tests.factories.accounts import make_user
from tests.factories.drafts import make_draft, sign_and_publish

pytestmark = pytest.mark.source

ROOT = Path(__file__).parents[2]
MODULE = "modules/destination/money"
AGREED = 'agreed = [{ by = { tg = "Сафорат", ru = "Посольство", en = "The embassy" }, on = 2026-11-20 }]\n'
FACTS, WORDS = f"{MODULE}/module.toml", f"{MODULE}/ru.md"
FAULTS = (
    (FACTS, '["lend-my-card"]', "[]", "“card-is-mine”: name at least one question that asks it."),
    (FACTS, '["lend-my-card"]', '["nothing"]', "“card-is-mine”: there is no question “nothing”."),
    (FACTS, 'avoid-debt = ["debts"]', 'avoid-debt = ["nothing"]', "“leave_out”: there is no screen “nothing”."),
    (FACTS, 'avoid-debt = ["debts"]', 'nobody = ["debts"]', "“leave_out”: there is no objective “nobody”."),
    (FACTS, "audience = ", 'agreed = [{by = {ru = "Посольство"}, on = 2026-11-20}]\naudience = ',
     "“agreed”: write in every language who agreed to the key messages."),
    (WORDS, "\ncard-is-mine = ", "\nanother = ", "The key messages differ from those of module.toml."),
    (WORDS, 'card-is-mine = "', f'card-is-mine = "{"слово " * 30}', "“card-is-mine”: say it in one to 25 words."),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One module, with what it stands on."""
    made = tmp_path_factory.mktemp("courses")
    for kept in ("languages.toml", "sources.toml", "stages.toml", "topics.toml", "facts.toml", MODULE):
        copy = shutil.copytree if (ROOT / "courses" / kept).is_dir() else shutil.copy
        (made / kept).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / "courses" / kept, made / kept)
    return made


def test_a_fault_is_named_with_its_file_and_the_cure(folder):
    for file, old, new, cure in FAULTS:
        text = (folder / file).read_text()
        assert old in text, f"{file} has changed: adapt the deliberate fault"
        (folder / file).write_text(text.replace(old, new))
        found = [each.file for each in read_courses(folder, ROOT / "media").faults if str(each.cure) == cure]
        (folder / file).write_text(text)
        assert found == [file], cure


def test_a_module_without_one_is_named(folder):
    text = (folder / FACTS).read_text()
    (folder / FACTS).write_text(text.partition("[key_messages]")[0])
    pieces = read_courses(folder, ROOT / "media").pieces
    (folder / FACTS).write_text(text)
    assert list(without_key_message(pieces)) == ["money"]
    assert list(without_key_message(read_courses(folder, ROOT / "media").pieces)) == []


def test_a_module_to_whose_key_messages_nobody_has_agreed_is_named(folder):
    assert list(without_agreement(read_courses(folder, ROOT / "media").pieces)) == ["money"]
    text = (folder / FACTS).read_text()
    (folder / FACTS).write_text(AGREED + text)
    courses = read_courses(folder, ROOT / "media")
    (folder / FACTS).write_text(text)
    assert (courses.faults, list(without_agreement(courses.pieces))) == ([], [])


def test_a_region_takes_over_what_its_country_agreed_to_and_a_country_nothing_from_elsewhere(tmp_path):
    def folder(name: str, country: str | None, below: Folder | None, text: str) -> Folder:
        (tmp_path / name).mkdir()
        (tmp_path / name / "module.toml").write_text(text)
        return Folder(tmp_path / name, tmp_path, tmp_path, "x", "destination", country, {}, {}, {}, below=below)

    general = folder("general", None, None, AGREED)
    country = folder("country", "KZ", general, "minutes = 9")
    assert country.toml("module.toml") == {"minutes": 9}
    other = folder("other", "RU", general, AGREED.replace("2026", "2025"))
    [agreed] = folder("region", "RU", other, "minutes = 9").toml("module.toml")["agreed"]
    assert agreed["on"].year == 2025


def test_authors_and_who_signs_a_draft_off_see_who_agreed_to_them(db_session, client):
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    assert "modules have key messages that nobody has agreed to yet" in client.get("/author").page.text
    said = queries.newest_module("money").key_messages_in("en")[0]
    page = client.get("/author/modules/money").page
    assert said in page.text and "Nobody has agreed to these yet." in page.text
    assert "Nobody has agreed" not in client.get("/author/modules/adult-learning").page.text  # for those who teach
    made = make_draft(module_toml=AGREED + queries.latest("module", "money").sources["module.toml"])
    assert said not in client.get(f"/author/drafts/{made.id}").page.text  # nothing is to be signed yet
    made.state = State.SUBMITTED
    client.sign_in(make_user(role=Role.APPROVER))
    client.speak("en")
    page = client.get(f"/author/drafts/{made.id}").page
    assert said in page.text and "Agreed on 20 November 2026: The embassy" in page.text
    assert "Nobody has agreed" not in page.text


def test_a_country_takes_over_those_of_the_module_that_it_is_laid_over(courses):
    modules = courses.of("module")
    assert modules["kz-working-and-pay"].document["key_messages"] == modules["working-and-pay"].document["key_messages"]
    said = modules["kz-working-and-pay"].document["words"]["en"]["key_messages"]
    assert said["write-hours"] == "Write down your hours. If you are not paid, go to the labour inspectorate."


def test_an_agreement_lapses_when_a_key_message_is_reworded_until_they_agree_anew(db_session, client, request):
    request.addfinalizer(queries.forget)
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")

    def published(**texts: str):
        sign_and_publish(make_draft(**texts))
        return queries.newest_module("money")

    facts, lesson = (queries.latest("module", "money").sources[each] for each in ("module.toml", "en.md"))
    said = queries.newest_module("money").key_messages_in("en")[0]
    assert len(published(module_toml=AGREED + facts).agreed) == 1
    assert len(published(en_md=lesson.replace('title = "', 'title = "New: ')).agreed) == 1  # no key message
    reworded = lesson.replace(said, f"{said} Always.")
    made = make_draft(en_md=reworded)
    made.state = State.SUBMITTED
    assert "Agreed to an older text" in client.get(f"/author/drafts/{made.id}").page.text
    made.state = State.DRAFT
    sign_and_publish(made)
    module = queries.newest_module("money")
    assert (module.agreed, len(module.lapsed), module.waits_for_agreement) == ((), 1, True)
    page = client.get("/author/modules/money").page.text
    assert "Agreed to an older text" in page and "The key messages have changed since." in page
    assert "It held until" in page
    assert "lapsed = [" in queries.latest("module", "money").sources["module.toml"]
    again = published(en_md=reworded.replace("Always.", "Always!").replace("title = ", "title  = "))
    assert (again.agreed, len(again.lapsed)) == ((), 1)
    renewed = published(module_toml=AGREED.replace("2026-11-20", "2026-11-23") + facts)
    assert (len(renewed.agreed), renewed.lapsed) == (1, ())


def test_an_agreement_is_written_down_in_the_browser_and_a_new_house_knows_that_it_has_lapsed(
    db_session, client, request, tmp_path
):
    request.addfinalizer(queries.forget)
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    assert "Write down who agreed" in client.get("/author/modules/money").page.text
    page = client.post("/author/drafts", {"piece": "module/money", "then": "agreement"}).location
    draft = open_draft("module", "money")
    who = {f"who_{code}": f"The embassy ({code})" for code in ("tg", "ru", "en")}
    form = {**who, "on": "2026-11-20", "revision": 0, "base": draft.base_id}
    assert client.post(page, {**form, "on": "2099-01-01"}).status_code == 422
    empty = client.post(page, {**form, "who_ru": ""})
    assert (empty.status_code, "The embassy (tg)" in empty.page.html) == (422, True)  # nothing typed is lost
    assert "Agreed on" not in client.get(page).page.text
    for _again in range(2):  # pressed twice
        assert client.post(page, form).status_code == 303
    assert client.get(page).page.text.count("Agreed on 20 November 2026: The embassy (en)") == 1
    sign_and_publish(draft)
    assert [each.by["tg"] for each in queries.newest_module("money").agreed] == ["The embassy (tg)"]

    lesson = queries.latest("module", "money").sources["en.md"]
    said = queries.newest_module("money").key_messages_in("en")[0]
    sign_and_publish(make_draft(en_md=lesson.replace(said, f"{said} Always.")))
    export(folder=tmp_path)
    for kept in ("languages.toml", "sources.toml", "stages.toml", "topics.toml", "facts.toml"):
        assert (tmp_path / kept).exists()
    read = read_courses(tmp_path, ROOT / "media").of("module")["money"].document
    assert (read.get("agreed"), [each["by"]["en"] for each in read["lapsed"]]) == (None, ["The embassy (en)"])
    assert read["lapsed"][0]["until"] == clock.today().isoformat()

    again = make_draft(en_md=lesson.replace(said, f"{said} Always!"))
    form = {**form, "base": again.base_id}
    page = f"/author/drafts/{again.id}/agreement"
    refused = client.post(page, form)
    assert (refused.status_code, "agreed to the older text" in refused.page.text) == (409, True)
    assert client.post(page, {**form, "on": clock.today().isoformat()}).status_code == 303
    text = draft_files(again)["module.toml"]
    assert ("lapsed = [" in text, "agreed = [" in text) == (True, True)  # the old day never counts again
    assert "Agreed to an older text" not in client.get(page).page.text
    [button] = re.findall(r'name="which" value="([^"]+)"', client.get(page).page.html)
    client.post(f"{page}/take-out", {"which": button, "revision": 1, "base": again.base_id})
    assert "Taken out." in client.get(page).page.text
    assert "agreed = [" not in draft_files(again)["module.toml"]


def test_a_day_on_which_they_agreed_to_what_the_draft_words_anew_is_refused_before_it_is_published(
    db_session, client, request
):
    request.addfinalizer(queries.forget)
    client.sign_in(make_user(role=Role.AUTHOR))
    client.speak("en")
    facts, lesson = (queries.latest("module", "money").sources[each] for each in ("module.toml", "en.md"))
    sign_and_publish(make_draft(module_toml=AGREED + facts))
    said = queries.newest_module("money").key_messages_in("en")[0]
    draft = make_draft(en_md=lesson.replace(said, f"{said} Always."))
    page = f"/author/drafts/{draft.id}/agreement"
    form = {"who_tg": "Сафорат", "who_ru": "Посольство", "who_en": "The embassy", "revision": 0, "base": draft.base_id}
    for day, status in (("2026-11-20", 409), ("2026-11-19", 409), ("2026-11-21", 303)):
        assert client.post(page, {**form, "on": day}).status_code == status, day
    sign_and_publish(draft)
    module = queries.newest_module("money")
    assert ([each.on for each in module.agreed], module.lapsed) == ([date(2026, 11, 21)], ())
    later = make_draft()
    form = {**form, "base": later.base_id}
    for day in ("2026-11-20", "2026-11-19"):  # nor once they have agreed anew
        assert client.post(f"/author/drafts/{later.id}/agreement", {**form, "on": day}).status_code == 409, day


def test_only_who_writes_or_signs_says_who_agreed_and_only_of_a_module(db_session, client):
    made, layer = make_draft(), make_draft(kind="layer", slug="ru-patent@samara")
    client.sign_in(make_user(role=Role.APPROVER))
    assert client.get(f"/author/drafts/{made.id}/agreement").status_code == 404  # not handed over yet
    made.state = State.SUBMITTED
    assert client.get(f"/author/drafts/{made.id}/agreement").status_code == 200
    client.sign_in(make_user(role=Role.REVIEWER))
    assert client.get(f"/author/drafts/{made.id}/agreement").status_code == 404
    client.sign_in(make_user(role=Role.AUTHOR))
    assert client.get(f"/author/drafts/{layer.id}/agreement").status_code == 404
    made.state = State.APPROVED
    assert client.get(f"/author/drafts/{made.id}/agreement").status_code == 404


def test_the_only_approver_is_warned_and_does_not_sign_what_they_wrote_down(app, db_session, client, request):
    request.addfinalizer(queries.forget)
    facts, only = queries.latest("module", "money").sources["module.toml"], make_user(role=Role.APPROVER)
    made = make_draft(module_toml=facts + "\n")
    signing.submit(draft_id=made.id, media=app.config["MEDIA"], by=made.begun_by_id, at=clock.now())
    page, sign = f"/author/drafts/{made.id}/agreement", f"/author/drafts/{made.id}/approve"
    client.speak("en")
    warned = []
    for user in (make_user(role=Role.AUTHOR), only):
        client.sign_in(user)
        warned.append("otherwise nobody can sign this draft" in client.get(page).page.text)
    assert warned == [False, True]
    assert "Sign it off" in client.get(f"/author/drafts/{made.id}").page.text
    form = {"who_tg": "Сафорат", "who_ru": "Посольство", "who_en": "The embassy", "on": "2026-11-20"}
    assert client.post(page, {**form, "revision": 1, "base": made.base_id}).status_code == 303
    said = client.get(f"/author/drafts/{made.id}").page.text
    assert "an administrator can give somebody that right" in said and "Sign it off" not in said
    client.post(sign, {"stamp": drafts.stamp(made.id)})
    assert made.state == State.SUBMITTED
    client.sign_in(make_user(role=Role.APPROVER))  # whom the administrator gave it
    client.post(sign, {"stamp": drafts.stamp(made.id)})
    assert made.state == State.APPROVED


def test_what_has_lapsed_lapses_once_however_often_an_older_file_is_published():
    row, day = {"by": {"en": "The embassy"}, "on": "2026-11-20"}, date(2026, 12, 4)
    old = {"agreed": [row], "words": {"en": {"key_messages": {"a": "One."}}}}
    new = {"agreed": [row], "words": {"en": {"key_messages": {"a": "Two."}}}}
    first = without_lapsed(new, old, day)
    assert (first["agreed"], first["lapsed"]) == ([], [{**row, "until": "2026-12-04"}])
    assert without_lapsed(new, first, date(2027, 1, 1)) == first
    facts = {"minutes": 9, "agreed": [{**row, "on": date(2026, 11, 20)}]}
    told = moved_in(facts, first)
    assert told == {"minutes": 9, "lapsed": [{"by": row["by"], "on": date(2026, 11, 20), "until": day}]}
    anew = without_lapsed({**new, "agreed": [{**row, "on": "2026-12-02"}]}, old, day)
    assert ([each["on"] for each in anew["agreed"]], anew["lapsed"]) == (["2026-12-02"], first["lapsed"])
    facts["agreed"][0]["on"] = date(2026, 12, 2)
    assert moved_in(facts, anew) == {**facts, "lapsed": told["lapsed"]}
    assert without_lapsed({**new, "agreed": [], "lapsed": first["lapsed"]}, None, day)["lapsed"] == first["lapsed"]
