"""A trainer proposes a change from what they teach; the authors settle it; the trainer reads the answer (E91)."""

from lms.core.actors import Role
from lms.curriculum.queries import proposals
from tests.factories.accounts import make_user

PAGE = "/teach/modules/money/propose"


def test_a_proposal_goes_to_the_authors_and_their_answer_comes_back(client, db_session):
    trainer = make_user(role=Role.TRAINER)
    client.sign_in(trainer)
    client.speak("en")
    assert client.post(PAGE, {"text": " ", "occasion": "class"}).status_code == 422
    for _ in range(2):
        assert client.post(PAGE, {"text": "The fee of April is old.", "occasion": "refresher"}).location == PAGE
    (found,) = proposals.open_proposals()
    assert (found.module_slug, found.occasion, found.made_by_id) == ("money", "refresher", trainer.id)
    assert "have not answered yet" in client.get(PAGE).page.text
    client.sign_in(make_user(role=Role.AUTHOR))
    assert "Proposals of trainers 1" in " ".join(client.get("/author").page.text.split())
    assert "The fee of April is old." in client.get("/author/proposals").page.text
    settle = f"/author/proposals/{found.id}"
    assert client.post(settle, {}).status_code == 422
    answer = {f"p{found.id}-outcome": "taken", f"p{found.id}-answer": "In the next version."}
    for _ in range(2):
        assert client.post(settle, answer).location == "/author/proposals"
    assert "A colleague has settled this proposal already." in client.get("/author/proposals").page.text
    assert proposals.count_open() == 0
    client.sign_in(trainer)
    assert "In the next version." in client.get(PAGE).page.text


def test_modules_and_proposals_that_are_not_there(client, db_session):
    client.sign_in(make_user(role=Role.TRAINER))
    assert client.get("/teach/modules/nothing/propose").status_code == 404
    client.sign_in(make_user(role=Role.ADMIN))
    assert client.post("/author/proposals/9", {"p9-outcome": "taken"}).status_code == 404
