"""The sheet on a phone, and what classes thought on the desk."""

from lms.core.actors import Role
from lms.evaluation import queries
from lms.evaluation.models import Invitation
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.evaluation import make_answers, make_invitations, make_past_class
from tests.factories.trainers import make_trainer


def sign_in_as(client, db_session, invitation: Invitation) -> None:
    from lms.accounts.queries import user
    from lms.registration.queries import enrolment

    client.sign_in(user(enrolment(invitation.enrolment_id).registration.user_id))


def test_the_sheet_promises_anonymity_and_takes_the_answers(client, db_session):
    [invitation] = make_invitations(people=1)
    sign_in_as(client, db_session, invitation)
    page = client.get("/evaluation").page
    assert "Nobody sees who answered" in page.text
    assert page.html.count('type="radio"') == 50
    response = client.post("/evaluation", {"invitation": invitation.id, "item-useful": "5", "item-best": "Money."})
    assert (response.status_code, response.location) == (303, "/evaluation/thanks")
    assert client.get("/evaluation/thanks").page.text.count("Thank you") == 1
    assert queries.open_invitation([invitation.enrolment_id]) is None


def test_a_sheet_sent_twice_is_one_answer_and_a_kind_word(client, db_session):
    [invitation] = make_answers(people=1)
    sign_in_as(client, db_session, invitation)
    response = client.post("/evaluation", {"invitation": invitation.id, "item-useful": "1"}, follow_redirects=True)
    assert "You have already answered" in response.page.text
    assert "You have already answered" in client.get("/evaluation").page.text


def test_an_empty_sheet_comes_back_with_advice(client, db_session):
    [invitation] = make_invitations(people=1)
    sign_in_as(client, db_session, invitation)
    response = client.post("/evaluation", {"invitation": invitation.id, "item-best": "  "})
    assert response.status_code == 422
    assert "Please answer at least one question" in response.page.text


def test_an_answer_that_is_not_on_the_sheet_comes_back_with_what_was_typed(client, db_session):
    [invitation] = make_invitations(people=1)
    sign_in_as(client, db_session, invitation)
    response = client.post("/evaluation", {"invitation": invitation.id, "item-useful": "9", "item-best": "Phrases"})
    assert response.status_code == 422
    assert "Phrases" in response.page.html


def test_somebody_elses_invitation_is_not_there(client, db_session):
    mine, others = make_invitations(people=2)
    sign_in_as(client, db_session, mine)
    for wrong in (others.id, "x", ""):
        assert client.post("/evaluation", {"invitation": wrong, "item-useful": "5"}).status_code == 404


def test_before_the_class_the_page_says_when_the_sheet_opens(client, db_session):
    from lms.accounts.queries import user
    from tests.factories.registration import make_enrolment

    client.sign_in(user(make_enrolment().registration.user_id))
    assert "when the last block of your class is over" in client.get("/evaluation").page.text


def test_five_answers_show_scores_and_words_four_do_not(client, db_session):
    training_class = make_past_class()
    client.sign_in(make_user(role=Role.MNE))
    make_answers(training_class=training_class, people=4, score=2, words="Louder, please")
    few = client.get(f"/desk/evaluations/{training_class.id}").page.text
    assert "4 of 4 people invited have answered." in few
    assert "Louder" not in few
    make_answers(training_class=training_class, people=1, score=5, words="Thank you")
    enough = client.get(f"/desk/evaluations/{training_class.id}").page.text
    assert "How clear the words and texts were 5 2.6" in enough
    assert enough.count("Louder, please") == 8


def test_only_those_of_the_centre_and_its_trainers_see_a_class(client, db_session):
    bokhtar, khujand = make_centre(code="bokhtar"), make_centre(code="khujand")
    teacher = make_user(role=Role.TRAINER)
    training_class = make_past_class(centre=bokhtar, trainer=make_trainer(user=teacher))
    make_invitations(training_class=training_class, people=1)
    seen = {}
    for name, who in {
        "own officer": make_user(role=Role.OFFICER, centre="bokhtar"),
        "other officer": make_user(role=Role.OFFICER, centre=khujand.code),
        "its trainer": teacher,
        "other trainer": make_user(role=Role.TRAINER),
        "author": make_user(role=Role.AUTHOR),
        "mne": make_user(role=Role.MNE),
        "admin": make_user(role=Role.ADMIN),
    }.items():
        client.sign_in(who)
        listed = f"/desk/evaluations/{training_class.id}" in client.get("/desk/evaluations").get_data(as_text=True)
        seen[name] = (client.get(f"/desk/evaluations/{training_class.id}").status_code, listed)
    assert seen == {
        "own officer": (200, True),
        "other officer": (404, False),
        "its trainer": (200, True),
        "other trainer": (404, False),
        "author": (404, False),
        "mne": (200, True),
        "admin": (200, True),
    }
