"""What people think of a course, on paper: printed without a name, typed in, counted once."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from flask_babel import force_locale
from flask_babel import gettext as _
from pypdf import PdfReader
from sqlalchemy import func, select

from lms.classes.models import TrainingClass
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import Refused
from lms.evaluation import actions, queries
from lms.evaluation.models import Invitation, Response, ResponseAnswer, ScoreTally
from lms.evaluation.rules import UNSAID, Reason, Trait, typed_scores
from lms.registration import queries as registration
from lms.registration.messages import SEXES
from lms.registration.rules import Sex
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.classes import make_class
from tests.factories.evaluation import make_invitations, make_past_class
from tests.factories.registration import make_enrolment
from tests.factories.trainers import make_trainer

SCORES = "545-445 550"


@pytest.fixture
def asked(client, db_session) -> list[Invitation]:
    """Two people of a class who were invited, and an officer of their centre."""
    centre = make_centre()
    found = make_invitations(people=2, centre=centre)
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    return found


def form_of(client, class_id: int) -> dict[str, str]:
    """The sheet as its page asks for it; {} when it asks for none."""
    page = client.get(f"/desk/evaluations/{class_id}/paper").page.html
    found = re.search(r'name="key"[^>]* value="([0-9a-f]+)"', page)
    return {"key": found[1], "edition": "1", "scores": SCORES} if found else {}


def typed(client, class_id: int, **said: str):
    """Type in one sheet."""
    return client.post(f"/desk/evaluations/{class_id}/paper", {**form_of(client, class_id), **said})


def plain(text: str) -> str:
    """Text without its spaces, of which a PDF has its own."""
    return "".join(text.split())


def printed(client, class_id: int) -> str:
    """What stands on the one page of the sheet of a class."""
    [page] = PdfReader(BytesIO(client.get(f"/desk/evaluations/{class_id}/sheet.pdf").data)).pages
    return plain(page.extract_text())


def test_a_row_of_digits_is_a_score_for_each_question_in_order(db_session, asked):
    sheet = queries.instrument(asked[0].edition_id)
    found = typed_scores(sheet, SCORES)
    assert (found["useful"], found["clear"], "right-moment" in found, len(found)) == (5, 4, False, 8)
    assert [typed_scores(sheet, each) for each in ("", "54544", "545444555x", "6454445550")] == [None] * 4


@pytest.mark.parametrize("spoken", ["tg", "ru", "en", "uz", "ky"])
def test_the_sheet_has_every_question_its_edition_and_nobodys_name(client, asked, spoken):
    client.speak(spoken)
    text = printed(client, asked[0].class_id)
    sheet = queries.instrument(asked[0].edition_id)
    for question in sheet.said(spoken)["items"].values():
        assert plain(question) in text
    names = [registration.enrolment(each.enrolment_id).registration.full_name for each in asked]
    assert not [name for name in names if plain(name) in text]
    with force_locale(spoken):
        assert plain(str(_("Edition of the questions: %(number)s", number=1))) in text
        boxes = [each for each in SEXES.values() if plain(str(each)) in text.split("1.")[0]]
        assert not boxes, "of two people it would tell who"


@pytest.mark.parametrize(("women", "asks"), [(4, False), (5, True)])
def test_only_where_there_are_enough_of_both_does_the_sheet_ask_for_woman_or_man(client, db_session, women, asks):
    centre = make_centre()
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    people = [make_enrolment(sex=Sex.FEMALE) for _ in range(women)] + [make_enrolment(sex=Sex.MALE) for _ in range(5)]
    class_id = make_invitations(enrolments=people, centre=centre)[0].class_id
    assert ("Woman" in printed(client, class_id)) is asks
    assert ('name="sex"' in client.get(f"/desk/evaluations/{class_id}/paper").page.html) is asks
    typed(client, class_id, sex=Sex.FEMALE.value)
    said = db_session.scalars(select(ScoreTally.value).where(ScoreTally.trait == Trait.SEX).distinct()).all()
    assert said == [Sex.FEMALE.value if asks else UNSAID]


def test_a_sheet_of_another_edition_is_not_typed_in(client, asked):
    page = typed(client, asked[0].class_id, edition="2", **{"item-best": "The phrases."})
    assert (page.status_code, "the questions of edition 1" in page.page.text) == (422, True)
    assert "The phrases." in page.page.html and queries.count_answers(asked[0].class_id) == 0


def test_a_training_of_trainers_has_no_sheet(client, db_session):
    training = make_class(programme="tj-trainers", trainer=make_trainer(programmes=("tj-trainers",)))
    client.sign_in(make_user(role=Role.ADMIN))
    path = f"/desk/evaluations/{training.id}/sheet.pdf"
    assert path not in client.get(f"/desk/evaluations/{training.id}").page.html
    assert client.get(path).status_code == 404


def test_sheets_are_typed_in_until_everybody_has_answered(client, db_session, asked):
    class_id = asked[0].class_id
    answer = typed(client, class_id, **{"item-best": "The phrases."})
    assert (answer.status_code, answer.location) == (303, f"/desk/evaluations/{class_id}/paper")
    [kept] = db_session.scalars(select(Response)).all()
    assert {each.words for each in kept.answers} == {None, "The phrases."} and len(kept.answers) == 9
    assert [each.answered for each in asked] == [False, False], "it is nobody's"
    people = select(func.sum(ScoreTally.people)).where(ScoreTally.trait == Trait.SEX)
    assert db_session.scalar(people.where(ScoreTally.dimension == "content")) == 1
    again = {"key": kept.key, "edition": "1", "scores": SCORES}
    assert client.post(f"/desk/evaluations/{class_id}/paper", again).status_code == 303
    assert queries.count_answers(class_id) == 1, "sent twice"
    opened = form_of(client, class_id)
    assert typed(client, class_id).status_code == 303
    assert form_of(client, class_id) == {}
    late = client.post(f"/desk/evaluations/{class_id}/paper", {**opened, "item-change": "More time."})
    assert (late.status_code, "one too many" in late.page.text, "More time." in late.page.html) == (422, True, True)
    assert queries.count_answers(class_id) == 2


def test_of_a_class_that_has_answered_on_paper_nobody_is_asked_on_a_phone(client, db_session, asked):
    first, second = asked
    typed(client, first.class_id)
    assert queries.open_invitation([first.enrolment_id]).id == first.id
    typed(client, first.class_id)
    assert queries.open_invitation([first.enrolment_id, second.enrolment_id]) is None
    assert queries.has_answered(first.enrolment_id)
    with pytest.raises(Refused) as refused:
        actions.answer(invitation_id=second.id, answers={"useful": 5}, at=clock.now())
    assert (refused.value.reason, queries.count_answers(first.class_id)) == (Reason.ANSWERED_ALREADY, 2)


def kept(db_session) -> tuple[list, list]:
    """All that is kept of answers: those of people, and the sums."""
    answers = select(Response.class_id, ResponseAnswer.item, ResponseAnswer.score).outerjoin(ResponseAnswer)
    sums = select(ScoreTally.trait, ScoreTally.value, ScoreTally.dimension, ScoreTally.people, ScoreTally.scores,
                  ScoreTally.total)  # fmt: skip
    return sorted(map(str, db_session.execute(answers))), sorted(map(str, db_session.execute(sums)))


def test_the_last_sheet_is_taken_back_as_if_it_had_never_been(client, db_session, asked):
    class_id = asked[0].class_id
    typed(client, class_id)
    before = kept(db_session)
    typed(client, class_id, scores="1111111111")
    assert "Take the last sheet back" in client.get(f"/desk/evaluations/{class_id}/paper").page.text
    for _each in range(2):
        assert client.post(f"/desk/evaluations/{class_id}/paper/back", {}).status_code == 303
    assert kept(db_session) == before, "sent twice, one sheet"
    assert queries.open_invitation([asked[0].enrolment_id]) and form_of(client, class_id)


def test_nothing_is_left_of_the_only_sheet_which_is_as_it_was_typed_first(client, db_session, asked, monkeypatch):
    monkeypatch.setattr(queries, "asks_sex", lambda *_given: True)
    typed(client, asked[0].class_id, sex="f")
    again = {"key": db_session.scalar(select(Response.key)), "edition": "1", "scores": SCORES, "sex": "m"}
    assert client.post(f"/desk/evaluations/{asked[0].class_id}/paper", again).status_code == 303
    client.post(f"/desk/evaluations/{asked[0].class_id}/paper/back", {})
    assert kept(db_session) == ([], [])


def test_who_did_not_type_it_or_looks_after_an_hour_takes_nothing_back(client, db_session, asked):
    class_id = asked[0].class_id
    centre = db_session.get(TrainingClass, class_id).centre
    [elsewhere] = make_invitations(people=1, training_class=make_past_class(centre=centre))
    typed(client, class_id)
    client.post(f"/desk/evaluations/{elsewhere.class_id}/paper/back", {})
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        client.post(f"/desk/evaluations/{class_id}/paper/back", {})
    client.sign_in(make_user(role=Role.ADMIN))
    client.post(f"/desk/evaluations/{class_id}/paper/back", {})
    assert queries.count_answers(class_id) == 1


def test_two_months_after_the_class_no_sheet_is_typed_in(client, db_session):
    centre = make_centre()
    client.sign_in(make_user(role=Role.OFFICER, centre=centre.code))
    client.speak("en")
    in_time, late = (make_past_class(centre=centre, days_ago=days) for days in (60, 61))
    for each in (in_time, late):
        make_invitations(people=1, training_class=each)
    assert form_of(client, in_time.id)
    assert "That time is over" in client.get(f"/desk/evaluations/{late.id}/paper").page.text
    assert "Type in sheets" not in client.get(f"/desk/evaluations/{late.id}").page.text
    said = {"key": "a" * 32, "edition": "1", "scores": SCORES}
    assert client.post(f"/desk/evaluations/{late.id}/paper", said).status_code == 422
    assert queries.count_answers(late.id) == 0


def test_an_officer_who_taught_the_class_types_nothing_in(client, db_session):
    centre = make_centre()
    user = make_user(role=Role.OFFICER, centre=centre.code)
    trainer = make_trainer(centre_code=centre.code, user=user)
    [asked] = make_invitations(people=1, training_class=make_past_class(centre=centre, trainer=trainer))
    client.sign_in(user)
    client.speak("en")
    page = client.get(f"/desk/evaluations/{asked.class_id}")
    assert (page.status_code, "Type in sheets of paper" in page.page.text) == (200, False)
    path = f"/desk/evaluations/{asked.class_id}/paper"
    assert (client.get(path).status_code, client.post(path, {"scores": SCORES}).status_code) == (404, 404)


def test_what_is_no_row_of_scores_comes_back_with_what_was_typed(client, asked):
    page = typed(client, asked[0].class_id, scores="54", **{"item-best": "The phrases."})
    assert (page.status_code, "one digit from 0 to 5 for each of the 10 questions" in page.page.text) == (422, True)
    assert "The phrases." in page.page.html and queries.count_answers(asked[0].class_id) == 0


def test_who_taught_prints_the_sheet_and_types_none_in(client, db_session):
    centre = make_centre()
    user = make_user(role=Role.TRAINER, centre=centre.code)
    taught = make_past_class(centre=centre, trainer=make_trainer(centre_code=centre.code, user=user))
    [asked] = make_invitations(people=1, training_class=taught)
    client.sign_in(user)
    path = f"/desk/evaluations/{asked.class_id}/sheet.pdf"
    assert f'href="{path}"' in client.get(f"/teach/classes/{asked.class_id}/papers").page.html
    assert client.get(path).status_code == 200
    assert client.get(f"/desk/evaluations/{asked.class_id}/paper").status_code == 404
    client.sign_in(make_user(role=Role.OFFICER, centre=make_centre().code))
    for path in ("sheet.pdf", "paper"):
        assert client.get(f"/desk/evaluations/{asked.class_id}/{path}").status_code == 404
