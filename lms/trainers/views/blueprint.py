"""What all pages of trainers share."""

from flask import Blueprint, current_app

from lms.accounts import queries as accounts
from lms.core import clock
from lms.curriculum import queries as curriculum
from lms.curriculum.messages import PROVIDERS
from lms.curriculum.queries import place_name
from lms.curriculum.rules.terms import Kind
from lms.trainers import queries
from lms.trainers.messages import (
    CRITERIA,
    EXPERIENCE,
    KINDS,
    LEVELS,
    MERITS,
    SEXES,
    SKILLS,
    SPOKEN,
    TEACHING_NAMES,
    due_words,
)
from lms.trainers.permissions import can_change_trainers
from lms.web.access import actor
from lms.web.locale import language
from lms.web.sentences import sentence

blueprint = Blueprint("trainers", __name__, template_folder="../templates")


def words() -> dict:
    """The words and rules that the templates of this room use."""
    day, offered, spoken = clock.today(), curriculum.own_programmes(), language()
    countries = {each["iso"]: place_name(each["names"], spoken) for each in curriculum.countries("destination")}
    return {
        "can_change": can_change_trainers(actor()),
        "centre_names": dict(current_app.extensions["scopes"](spoken)),
        "teaching": TEACHING_NAMES,
        "spoken": SPOKEN,
        "kinds": KINDS,
        "sexes": SEXES,
        "criteria": CRITERIA,
        "skills": SKILLS,
        "levels": LEVELS,
        "experience": EXPERIENCE,
        "merits": MERITS,
        "providers": PROVIDERS,
        "countries": countries,
        "selection": curriculum.tests(),
        "may_ask": lambda found: found.user_id and queries.may_test(actor(), found.user_id),
        "is_own": lambda found: found.user_id == actor().user_id,
        "titles": {each.slug: each.title(spoken) for each in offered},
        "programmes": [each for each in offered if each.kind is Kind.PDO],
        "offered": offered,
        "trainings": [each for each in offered if each.for_trainers],
        "recorded_by": lambda found: accounts.names_of(each.by_id for each in found.qualifications),
        "topics": {each.slug: each.title(spoken) for each in curriculum.modules()},
        "against": lambda found, programme: [
            sentence(reason) for reason in queries.why_not_assigned(found, programme=programme, day=day)
        ],
        "appraisal_due_on": queries.appraisal_due_on,
        "due_of": lambda found: [(due_words(each, day), each.on < day) for each in queries.due_of(found, day)],
    }
