"""What is counted, for whom, and with how many queries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from flask_babel import force_locale

from lms.accounts.queries import as_actor
from lms.certificates.queries import of_enrolment
from lms.classes import actions as classes
from lms.core import clock
from lms.core.actors import Role
from lms.core.database import db
from lms.evaluation.actions import answer_on_paper
from lms.evaluation.rules import UNSAID, Dimension
from lms.registration.rules import Sex
from lms.reports import queries
from lms.reports.rules import By, Counts, Figure, Filters, Score, Share, filters
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.classes import make_class, make_seat
from tests.factories.evaluation import make_answers, make_invitations, make_past_class
from tests.factories.quizzes import make_attempt
from tests.factories.registration import make_enrolment
from tests.factories.reports import make_people

BLOCKS = 6  # of the one-day pilot


def everyone():
    return as_actor(make_user(role=Role.MNE))


def this_month(**choice) -> Filters:
    month = clock.today().replace(day=1)
    return filters(first=month, last=month, **choice)


def test_each_figure_is_a_part_of_the_one_before(app):
    bokhtar, khujand = make_centre(code="bokhtar"), make_centre(code="khujand")
    make_people(centre=bokhtar, registered=3, certified=2)
    make_seat(training_class=make_class(room=khujand.rooms[0]), enrolment=make_people(centre=khujand)[0])
    assert queries.counts(everyone(), By.CENTRE, this_month()) == {
        "bokhtar": Counts(
            registered=3, enrolled=3, seated=2, completed=2, certified=2, in_time=2,
            marks=2 * BLOCKS, attended=2 * BLOCKS,
        ),
        "khujand": Counts(registered=1, enrolled=1, seated=1),
    }  # fmt: skip


def test_every_way_of_telling_apart_gives_the_same_total(app):
    centre = make_centre()
    make_people(centre=centre, registered=2, certified=1, sex=Sex.MALE)
    make_people(centre=centre, registered=1, sex=Sex.FEMALE, country="KZ", country_region=None)
    with force_locale("en"):
        tables = {by: queries.table(everyone(), by, this_month(), "en") for by in By}
    assert {table.total.counts for table in tables.values()} == {
        Counts(
            registered=3, enrolled=3, seated=1, completed=1, certified=1, in_time=1, marks=BLOCKS, attended=BLOCKS
        )
    }
    assert [(row.label, row.cell(Figure.REGISTERED)) for row in tables[By.SEX].rows] == [("Women", 1), ("Men", 2)]
    assert [(row.key, row.cell(Figure.REGISTERED)) for row in tables[By.DESTINATION].rows] == [("RU", 2), ("KZ", 1)]
    assert [row.key for row in tables[By.MONTH].rows] == [clock.today().replace(day=1)]


def test_people_are_counted_for_the_project_their_class_is_a_part_of(app):
    centre = make_centre()
    held = make_class(room=centre.rooms[0])
    make_people(centre=centre, registered=2)
    for one in make_people(centre=centre, registered=2):
        make_seat(training_class=held, enrolment=one)
    classes.name_project(class_id=held.id, project="  SEEP,  welding ", by=None, at=clock.now())
    with force_locale("en"):
        found = queries.table(everyone(), By.PROJECT, this_month(), "en")
    assert [(row.label, row.cell(Figure.REGISTERED), row.cell(Figure.SEATED)) for row in found.rows] == [
        ("Of no project", 2, 0), ("SEEP, welding", 2, 2),
    ]  # fmt: skip
    assert not found.scores_kept


def test_filters_choose_people(app):
    centre, other = make_centre(code="bokhtar"), make_centre(code="khujand")
    make_people(centre=centre, registered=2, sex=Sex.MALE)
    make_people(centre=other, registered=1, sex=Sex.FEMALE)
    chosen = queries.table(everyone(), By.CENTRE, this_month(centre="bokhtar"), "en")
    assert [(row.key, row.counts.registered) for row in chosen.rows] == [("bokhtar", 2)]
    women = queries.table(everyone(), By.CENTRE, this_month(sex="f"), "en")
    assert {row.key: row.counts.registered for row in women.rows} == {"bokhtar": 0, "khujand": 1}
    assert queries.table(everyone(), By.CENTRE, this_month(destination="KZ"), "en").total.counts == Counts()


def test_an_officer_of_one_centre_never_sees_anothers_figures_not_even_in_totals(app):
    bokhtar, khujand = make_centre(code="bokhtar"), make_centre(code="khujand")
    make_people(centre=bokhtar, registered=2)
    make_people(centre=khujand, registered=3, certified=3)
    make_answers(centre=khujand, people=5)
    officer = as_actor(make_user(role=Role.OFFICER, centre="bokhtar"))
    for by in By:
        table = queries.table(officer, by, this_month(), "en")
        assert table.total.counts == Counts(registered=2, enrolled=2)
        assert set(table.total.scores.values()) <= {Score()}
    assert queries.names(officer, By.CENTRE, "en").keys() == {"bokhtar"}
    assert queries.table(officer, By.CENTRE, this_month(centre="khujand"), "en").total.counts == Counts()


def test_a_certificate_after_the_departure_is_not_in_time_and_a_revoked_one_none(app):
    centre = make_centre()
    in_time, late, revoked = make_people(centre=centre, registered=3, certified=3)
    issued = of_enrolment(late.id).issued_at
    late.journey.departs_on = clock.local(issued).date() - timedelta(days=1)
    in_time.journey.departs_on = clock.local(issued).date()
    of_enrolment(revoked.id).revoked_at = issued
    db.session.flush()
    [found] = queries.counts(everyone(), By.CENTRE, this_month()).values()
    assert (found.completed, found.certified, found.in_time) == (3, 2, 1)


def test_months_begin_at_midnight_in_the_centre(app):
    enrolment = make_enrolment(centre_code=make_centre().code)
    enrolment.journey.created_at = datetime(2026, 10, 31, 20, 30, tzinfo=UTC)  # half past one at night in Dushanbe
    db.session.flush()
    found = queries.counts(everyone(), By.MONTH, Filters(date(2026, 10, 1), date(2026, 11, 1)))
    assert found == {date(2026, 11, 1): Counts(registered=1, enrolled=1)}


def test_the_assessment_handed_in_last_counts(app):
    [enrolment] = make_people(centre=make_centre(), registered=1, certified=1)
    make_attempt(enrolment=enrolment, right=3)
    make_attempt(enrolment=enrolment, right=7)
    [found] = queries.counts(everyone(), By.SEX, this_month()).values()
    assert (found.assessed, found.value(Figure.RIGHT)) == (1, Share(7, 10))


def test_scores_of_few_people_are_hidden_and_with_them_what_gives_them_away(app):
    for code, people, score in (("bokhtar", 6, 5), ("dushanbe", 8, 3), ("khujand", 2, 1)):
        make_answers(centre=make_centre(code=code), people=people, score=score)
    table = queries.table(everyone(), By.CENTRE, this_month(), "en")
    assert {row.key: row.cell(Figure.TRAINER) for row in table.rows if row.key} == {
        "bokhtar": Score(hidden=True), "dushanbe": Score(3.0), "khujand": Score(hidden=True),
    }  # fmt: skip
    assert table.total.cell(Figure.TRAINER) == Score(3.5)
    alone = queries.table(everyone(), By.MONTH, this_month(centre="bokhtar"), "en")
    assert alone.total.cell(Figure.TRAINER) == Score(hidden=True)


def test_scores_are_told_apart_by_sex_and_by_destination_but_not_by_both(app):
    women = [make_enrolment(sex=Sex.FEMALE) for _ in range(5)]
    men = [make_enrolment(sex=Sex.MALE) for _ in range(5)]
    training_class = make_past_class()
    make_answers(training_class=training_class, enrolments=women, score=5)
    make_answers(training_class=training_class, enrolments=men, score=3)
    by_sex = queries.table(everyone(), By.SEX, this_month(), "en")
    assert [row.cell(Figure.CONTENT) for row in by_sex.rows] == [Score(5.0), Score(3.0)]
    by_destination = queries.table(everyone(), By.DESTINATION, this_month(), "en")
    assert [row.cell(Figure.CONTENT) for row in by_destination.rows] == [Score(4.0)]
    both = queries.table(everyone(), By.SEX, this_month(destination="RU"), "en")
    assert (both.scores_kept, both.total.scores) == (False, {})


def test_who_answered_on_paper_and_said_nothing_of_themselves_counts(app):
    asked = make_invitations(people=6)
    for n, _each in enumerate(asked):
        answer_on_paper(
            class_id=asked[0].class_id, key=f"{n:032x}", answers={"useful": 4}, sex=None, by=make_user().id,
            at=clock.now(),
        )  # fmt: skip
    for by in (By.SEX, By.DESTINATION):
        table = queries.table(everyone(), by, this_month(), "en")
        assert (UNSAID, Score(4.0)) in [(row.key, row.cell(Figure.CONTENT)) for row in table.rows]
        assert UNSAID not in [row.label for row in table.rows]
        assert table.total.cell(Figure.CONTENT) == Score(4.0)
    for by in (By.CENTRE, By.MONTH):
        table = queries.table(everyone(), by, this_month(), "en")
        assert Score(4.0) in [row.cell(Figure.CONTENT) for row in table.rows]


def test_the_total_of_fewer_than_five_is_hidden(app):
    make_answers(people=4)
    table = queries.table(everyone(), By.MONTH, this_month(), "en")
    assert table.total.scores == {dimension.value: Score(hidden=True) for dimension in Dimension}


def test_as_many_queries_for_six_centres_as_for_two(app, count_queries):
    def queries_of_a_page() -> int:
        db.session.expire_all()
        with count_queries() as asked:
            queries.table(actor, By.CENTRE, this_month(), "en")
        return len(asked)

    actor = everyone()
    for _ in range(2):
        make_people(centre=make_centre(), registered=2, certified=1)
    queries_of_a_page()
    for_two = queries_of_a_page()
    for _ in range(4):
        make_people(centre=make_centre(), registered=2, certified=1)
    assert queries_of_a_page() == for_two


def test_the_months_to_choose_from_begin_with_the_first_registration(app):
    month = clock.today().replace(day=1)
    assert queries.months(everyone(), today=clock.today()) == [month]
    enrolment = make_enrolment()
    enrolment.journey.created_at = clock.now() - timedelta(days=70)
    db.session.flush()
    found = queries.months(everyone(), today=clock.today())
    assert (found[0], found[-1]) == (month, clock.local(enrolment.journey.created_at).date().replace(day=1))
    assert replace(this_month(), first=found[-1]).months == tuple(reversed(found))
