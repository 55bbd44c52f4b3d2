"""The roll of trainers who learn, and what is recorded of it by itself."""

from datetime import timedelta

import pytest
import time_machine
from flask_babel import force_locale

from lms.accounts.models import AuditEntry
from lms.attendance import actions, paper, queries
from lms.attendance.rules import MarkState, Reason
from lms.attendance.rules.trainings import MADE_UP_WITHIN, Lacking, lacking
from lms.classes import actions as classes
from lms.classes import queries as classes_of
from lms.classes.models import TrainerSeat
from lms.core import clock, events
from lms.core.actors import Role
from lms.core.database import db
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries as curriculum
from lms.trainers import actions as trainers
from lms.trainers import queries as people
from tests.factories.accounts import make_user
from tests.factories.classes import make_class
from tests.factories.curriculum import make_programme_edition
from tests.factories.trainers import make_trainer

HERE, AWAY = MarkState.PRESENT, MarkState.ABSENT


@pytest.mark.parametrize(
    ("attended", "asked", "passed", "missing"),
    [
        (["a", "b"], False, False, Lacking()),
        (["b"], False, False, Lacking(("a",))),
        (["a", "b"], True, False, Lacking((), True)),
        (["a", "b"], True, True, Lacking()),
    ],
)
@pytest.mark.source
def test_what_is_lacking_of_a_training(attended, asked, passed, missing):
    found = lacking(["a", "b", "a"], attended, test_asked=asked, test_passed=passed)
    assert (found, bool(found)) == (missing, missing != Lacking())


def make_training(variant="training", *, trainer=None, first_day=None):
    return make_class(
        programme="tj-trainers", variant=variant, first_day=first_day,
        trainer=trainer or make_trainer(name="Устод", programmes=("tj-trainers",)),
    )  # fmt: skip


def sit(training, *learners):
    for each in learners:
        classes.seat_trainer(trainer_id=each.id, class_id=training.id, by=None, at=clock.now())


def call(session, marks, by=None):
    said = {each.id: state for each, state in marks.items()}
    actions.close_trainers_roll(session_id=session.id, marks=said, by=by, at=session.ends_at)


def blocks(training):
    return [each for each in training.sessions if each.block]


def passed(trainer):
    return {each.programme_slug: (each.passed_on, each.refreshed_on) for each in trainer.qualifications}


def test_whoever_attended_every_block_passes_by_itself(db_session):
    training, user = make_training(), make_user(role=Role.TRAINER)
    diligent, away = make_trainer(programmes=()), make_trainer(programmes=())
    sit(training, diligent, away)
    *before, last = blocks(training)
    for each in before:
        call(each, {diligent: HERE, away: AWAY if each is before[0] else HERE})
    assert passed(diligent) == {}
    call(last, {diligent: MarkState.LATE, away: HERE}, by=user.id)
    trained = curriculum.newest_programme("tj-trainers").terms.trains
    assert passed(diligent) == dict.fromkeys(trained, (training.last_day, None))
    assert {each.by_id for each in diligent.qualifications} == {user.id}
    pilot = curriculum.newest_programme("tj-pilot")
    assert people.why_not_assigned(diligent, programme=pilot, day=training.last_day, language="tg") == []
    assert passed(away) == {}
    assert queries.progress_of_trainers(training, [away])[0].lacking == Lacking((before[0].block,))


def test_staff_of_a_centre_learn_to_serve_and_gain_no_right_to_teach(db_session):
    training = make_class(
        programme="tj-staff", variant="training", trainer=make_trainer(name="Устод", programmes=("tj-staff",))
    )
    officer = make_trainer(user=make_user(role=Role.OFFICER), programmes=())
    sit(training, officer)
    for each in blocks(training):
        call(each, {officer: HERE})
    assert not queries.progress_of_trainers(training, [officer])[0].lacking
    assert passed(officer) == {}


def test_a_missed_block_is_taken_in_another_training(db_session):
    first, learner = make_training(), make_trainer(programmes=())
    sit(first, learner)
    missed, *others = blocks(first)
    call(missed, {learner: AWAY})
    for each in others:
        call(each, {learner: HERE})
    second = make_training(first_day=first.last_day + timedelta(days=3))
    sit(second, learner)
    call(blocks(second)[0], {learner: HERE})
    assert passed(learner)["tj-pilot"] == (second.first_day, None)
    third = make_training(first_day=second.last_day + timedelta(days=3))
    sit(third, learner)
    call(blocks(third)[0], {learner: HERE})
    assert passed(learner)["tj-pilot"] == (second.first_day, None)


def test_half_a_year_later_a_missed_block_is_made_up_no_more(db_session):
    first, learner = make_training(), make_trainer(programmes=())
    sit(first, learner)
    missed = blocks(first)[0]
    for each in blocks(first):
        call(each, {learner: AWAY if each is missed else HERE})
    late = make_training(first_day=first.last_day + MADE_UP_WITHIN + timedelta(days=7))
    sit(late, learner)
    call(blocks(late)[0], {learner: HERE})
    assert queries.progress_of_trainers(first, [learner])[0].lacking.blocks == (missed.block,)


def test_a_roll_corrected_late_counts_for_the_version_of_its_day(db_session):
    training, learner = make_training(), make_trainer(programmes=())
    sit(training, learner)
    *before, last = blocks(training)
    for each in before:
        call(each, {learner: HERE})
    call(last, {learner: AWAY})
    old = curriculum.newest_programme("tj-pilot").training
    with time_machine.travel(last.ends_at + timedelta(days=9), tick=False):
        make_programme_edition("tj-pilot", training=old + 1)
    call(last, {learner: HERE})
    assert {each.programme_slug: each.version for each in learner.qualifications}["tj-pilot"] == old


def test_an_edition_counts_when_it_stood_as_the_last_day_began(db_session):
    training, learner = make_training(), make_trainer(programmes=())
    sit(training, learner)
    eve = clock.at_local(training.last_day) - timedelta(minutes=1)
    old = {slug: curriculum.newest_programme(slug).training for slug in ("tj-pilot", "tj-standard")}
    for slug, published in (("tj-pilot", eve), ("tj-standard", blocks(training)[-1].starts_at - timedelta(hours=1))):
        with time_machine.travel(published, tick=False):
            make_programme_edition(slug, training=old[slug] + 1)
    for each in blocks(training):
        call(each, {learner: HERE})
    versions = {each.programme_slug: each.version for each in learner.qualifications}
    assert {slug: versions[slug] - old[slug] for slug in old} == {"tj-pilot": 1, "tj-standard": 0}


def test_a_corrected_roll_takes_back_what_it_recorded_and_gives_it_again(db_session):
    training, user = make_training(), make_user(role=Role.TRAINER)
    learner, other = make_trainer(programmes=()), make_trainer(programmes=())
    sit(training, learner, other)
    for each in blocks(training):
        call(each, {learner: HERE, other: HERE}, by=user.id)
    for _ in range(2):
        call(blocks(training)[-1], {learner: AWAY, other: HERE}, by=user.id)
        assert passed(learner) == {}
        away, here = queries.progress_of_trainers(training, [learner, other])
        assert (away.taken_back, away.doubted, here.taken_back) == (training.last_day, None, None)
        call(blocks(training)[-1], {learner: HERE, other: HERE}, by=user.id)
        assert passed(learner)["tj-pilot"] == (training.last_day, None)
        assert queries.progress_of_trainers(training, [learner])[0].taken_back is None


def test_what_stood_before_a_refresher_stands_again(db_session):
    learner, said_by = make_trainer(programmes=("tj-pilot",)), make_user(role=Role.ADMIN)
    before = clock.today() - timedelta(days=3)
    trainers.record_refresher(
        trainer_id=learner.id, programme_slug="tj-pilot", refreshed_on=before, by=said_by.id, at=clock.now()
    )
    training = make_training("refresher")
    sit(training, learner)
    for each in blocks(training):
        call(each, {learner: HERE})
    assert passed(learner)["tj-pilot"][1] == training.last_day
    call(blocks(training)[0], {learner: AWAY})
    [stands] = learner.qualifications
    assert (stands.refreshed_on, stands.by_id) == (before, said_by.id)


def test_a_block_made_up_is_corrected_where_it_was_attended(db_session):
    first, learner = make_training(), make_trainer(programmes=())
    sit(first, learner)
    missed, *others = blocks(first)
    for each in blocks(first):
        call(each, {learner: AWAY if each is missed else HERE})
    second = make_training(first_day=first.last_day + timedelta(days=3))
    sit(second, learner)
    call(blocks(second)[0], {learner: HERE})
    assert passed(learner)["tj-pilot"] == (second.first_day, None)
    call(others[0], {learner: AWAY})
    assert passed(learner) == {}


def test_what_more_was_recorded_upon_is_put_before_a_person(client, db_session):
    training, learner = make_training(), make_trainer(programmes=())
    sit(training, learner)
    for each in blocks(training):
        call(each, {learner: HERE})
    later = training.last_day + timedelta(days=9)
    with time_machine.travel(clock.at_local(later, 12), tick=False):
        for found in list(learner.qualifications):
            trainers.record_refresher(
                trainer_id=learner.id, programme_slug=found.programme_slug, refreshed_on=later, by=None, at=clock.now()
            )
        call(blocks(training)[0], {learner: AWAY})
        assert passed(learner)["tj-pilot"] == (training.last_day, later)
        client.sign_in(make_user(role=Role.ADMIN))
        client.speak("en")
        attendance = client.get(f"/desk/classes/{training.id}/trainers/attendance").page.text
        assert "was corrected. An administrator" in attendance
        page = f"/desk/trainers/{learner.id}"
        assert client.get(page).page.text.count("was it passed?") == 2 * len(learner.qualifications)
        pilot, *others = learner.qualifications
        client.post(f"{page}/qualifications/{pilot.id}/confirm")
        asked = client.get(page).page.html  # asked first, and what goes stays readable in the trail
        assert asked.index("<summary>Take back</summary>") < asked.index(f"/qualifications/{pilot.id}/take-back")
        for each in others:
            client.post(f"{page}/qualifications/{each.id}/take-back")
        told = db_session.scalars(db.select(AuditEntry.action).where(AuditEntry.action.contains("taken-back"))).all()
        assert set(told) == {f"qualification-taken-back {later}"}
        assert "was it passed?" not in client.get(page).page.text
        assert list(passed(learner)) == [pilot.programme_slug]
        call(blocks(training)[0], {learner: HERE})
        assert list(passed(learner)) == [pilot.programme_slug]  # what a person took back stays taken back
        assert client.post(f"/desk/trainers/{make_trainer().id}/qualifications/{pilot.id}/take-back").status_code == 404


def test_a_refresher_is_recorded_once_and_a_correction_before_its_end_counts(db_session):
    learner = make_trainer(programmes=("tj-pilot",))
    training = make_training("refresher")
    sit(training, learner)
    *before, last = blocks(training)
    for each in before:
        call(each, {learner: AWAY})
    call(last, {learner: HERE})
    assert passed(learner)["tj-pilot"][1] is None
    for each in before:
        call(each, {learner: HERE})
    call(last, {learner: HERE})
    assert passed(learner) == {"tj-pilot": (clock.today() - timedelta(days=30), training.last_day)}


def test_everybody_is_marked_by_who_teaches_and_nobody_else(db_session):
    training, learner = make_training("refresher"), make_trainer()
    sit(training, learner)
    session = blocks(training)[0]
    with pytest.raises(Refused) as refused:
        call(session, {})
    assert refused.value.reason is Reason.NOT_EVERYBODY_MARKED
    with pytest.raises(NotThere):
        call(session, {learner: HERE, make_trainer(): HERE})
    learner.user_id = make_user(role=Role.OFFICER).id
    with pytest.raises(Refused) as refused:
        call(session, {learner: HERE}, by=learner.user_id)
    assert refused.value.reason is Reason.OWN_ROLL
    with pytest.raises(NotThere):  # the roll of migrants, which would be an empty one
        actions.close_marked(session_id=session.id, by=None, at=session.ends_at)


def test_a_trainer_calls_the_roll_of_trainers(client, db_session):
    user = make_user(role=Role.TRAINER)
    learns = make_user(role=Role.TRAINER)
    learner = make_trainer(name="Learner", programmes=("tj-pilot",), user=learns)
    training = make_training("refresher", trainer=make_trainer(user=user, programmes=("tj-trainers",)))
    sit(training, learner)
    with time_machine.travel(blocks(training)[-1].ends_at, tick=False):
        client.sign_in(learns)
        client.speak("en")
        day = client.get("/").page.text
        assert "Where you learn yourself" in day and "You have no class today" not in day
        client.sign_in(user)
        client.speak("en")
        begun = client.post(f"/teach/sessions/{blocks(training)[0].id}/begin").location
        assert "The block began at" in client.get(client.get(begun).location).page.text
        plan = client.get(f"/teach/sessions/{blocks(training)[1].id}/plan").page.text
        assert "Each shows one new technique. Demonstration, Role play" in " ".join(plan.split())
        for each in blocks(training):
            old = client.get(f"/teach/sessions/{each.id}/roll-call")
            assert "Learner" in client.get(old.location).page.text
            client.post(old.location, {f"person-{learner.id}": "present"})
        assert "Learner has passed" in client.get(old.location).page.text
        client.sign_in(make_user(role=Role.OFFICER, centre=training.centre.code))
        page = client.get(client.get(f"/desk/classes/{training.id}/attendance").location).page
        assert "4 of 4 blocks" in page.text and "Passed on" in page.text


def test_what_is_printed_of_a_training_has_the_names_of_its_trainers(app, client, db_session):
    user = make_user(role=Role.TRAINER)
    training = make_training("refresher", trainer=make_trainer(user=user, programmes=("tj-trainers",)))
    sit(training, make_trainer(name="Ҷамила Бобоева", centre_code=training.centre.code), make_trainer(name="Валӣ"))
    with app.test_request_context(), force_locale("ru"):
        [day] = paper.PAPERS_OF_TRAINERS["sheet"](training, "ru").data["days"]
        assert [row["cells"][:2] for row in day["rows"]] == [[1, "Ҷамила Бобоева"], [2, "Валӣ"]]
        assert len(day["blocks"]) == len(day["rows"][0]["signs"]) == len(blocks(training))
        seats = paper.PAPERS_OF_TRAINERS["cards"](training, "ru").data["people"]
        assert [each["given"] for each in seats] == ["Ҷамила Бобоева", "Валӣ"]
    client.sign_in(user)
    papers = f"/teach/classes/{training.id}/papers"
    page = client.get(papers).page.html
    assert "roster.pdf" not in page and "/sheet\"" not in page
    for kind in ("sheet", "cards", "log"):
        assert client.get(f"{papers}/{kind}.pdf").data[:4] == b"%PDF"
    day = f"/teach/classes/{training.id}/days/{training.sessions[0].day}/sheet"
    assert [client.get(path).status_code for path in (f"{papers}/roster.pdf", day)] == [404, 404]


def test_a_sheet_of_trainers_printed_again_has_those_who_were_expected_that_day(app, db_session):
    training, stays, leaves, comes = make_training(), *(make_trainer(name=each) for each in ("Аниса", "Баҳром", "Валӣ"))
    sit(training, stays, leaves)
    first, later = [day[-1] for day in training.days][0], training.sessions[-1]
    with time_machine.travel(first.ends_at + timedelta(minutes=1)):
        [gone] = [each.id for each in classes_of.trainer_seats(training.id) if each.trainer_id == leaves.id]
        classes.unseat_trainer(seat_id=gone, class_id=training.id, by=None, at=clock.now())
        db_session.add(TrainerSeat(
            class_id=training.id, trainer_id=comes.id, number=2, capacity=5, taken_at=clock.now(),
        ))  # fmt: skip
        db_session.flush()
    assert first.day != later.day
    with app.test_request_context(), force_locale("ru"):
        days = paper.PAPERS_OF_TRAINERS["sheet"](training, "ru").data["days"]
    names = [[row["cells"][1] for row in day["rows"]] for day in days]
    assert (names[0], names[-1]) == (["Аниса", "Баҳром"], ["Аниса", "Валӣ"])


def test_how_far_many_are_asks_no_more_than_how_far_few_are(db_session, count_queries):
    training, asked_for = make_training(), {}
    for more in (2, 4):
        sit(training, *(make_trainer() for _ in range(more)))
        db_session.flush()
        db_session.expunge_all()
        training = classes_of.training_class(training.id)
        with count_queries() as asked:
            found = [each.trainer for each in classes_of.trainer_seats(training.id)]
            queries.progress_of_trainers(training, found)
        asked_for[len(found)] = len(asked)
    assert asked_for == dict.fromkeys((2, 6), asked_for[2])


def test_what_was_recorded_later_stands(db_session):
    training, learner = make_training("refresher"), make_trainer(programmes=("tj-pilot",))
    sit(training, learner)
    for each in blocks(training):
        call(each, {learner: HERE})
    later = training.last_day + timedelta(days=9)
    trainers.record_refresher(
        trainer_id=learner.id, programme_slug="tj-pilot", refreshed_on=later, by=None,
        at=clock.at_local(later + timedelta(days=1)),
    )  # fmt: skip
    call(blocks(training)[0], {learner: AWAY})
    assert passed(learner)["tj-pilot"][1] == later
    assert queries.progress_of_trainers(training, [learner])[0].passed_on is None


def test_where_the_programme_asks_for_it_the_tests_are_passed_too(db_session):
    rules = curriculum.latest(curriculum.PROGRAMME, "tj-trainers").document["rules"]
    make_programme_edition("tj-trainers", rules={**rules, "assessment": "required"})
    user = make_user(role=Role.TRAINER)
    learner = make_trainer(programmes=(), user=user)
    training = make_training()
    sit(training, learner)
    for each in blocks(training):
        call(each, {learner: HERE})
    assert (passed(learner), queries.progress_of_trainers(training, [learner])[0].lacking) == ({}, Lacking((), True))
    for n, test in enumerate(curriculum.latest_ids(curriculum.TEST), 1):
        at = blocks(training)[-1].ends_at + timedelta(hours=n)
        events.publish(events.TestHandedIn(at, user.id, user.id, test, False, 9, 9, True))
    assert passed(learner)["tj-pilot"] == (training.last_day, None)
    assert {each.by_id for each in learner.qualifications} == {None}


def test_a_block_made_up_after_the_test_ends_the_first_training(db_session):
    rules = curriculum.latest(curriculum.PROGRAMME, "tj-trainers").document["rules"]
    make_programme_edition("tj-trainers", rules={**rules, "assessment": "required"})
    user = make_user(role=Role.TRAINER)
    learner, first = make_trainer(programmes=(), user=user), make_training()
    sit(first, learner)
    missed, *others = blocks(first)
    for each in blocks(first):
        call(each, {learner: AWAY if each is missed else HERE})
    for n, test in enumerate(curriculum.latest_ids(curriculum.TEST), 1):
        at = others[-1].ends_at + timedelta(hours=n)
        events.publish(events.TestHandedIn(at, user.id, user.id, test, False, 9, 9, True))
    second = make_training(first_day=first.last_day + timedelta(days=3))
    sit(second, learner)
    call(blocks(second)[0], {learner: HERE})
    assert passed(learner)["tj-pilot"] == (second.first_day, None)
