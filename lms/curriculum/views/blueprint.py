"""The blueprint that all pages of the curriculum hang on."""

from flask import Blueprint
from flask_babel import gettext

from lms.curriculum.rules.cures import spoken
from lms.curriculum.rules.films import megabytes
from lms.curriculum.rules.questions import answer_lines

blueprint = Blueprint("curriculum", "lms.curriculum", template_folder="templates")
blueprint.add_app_template_global(answer_lines)
blueprint.add_app_template_global(megabytes)


@blueprint.app_template_filter("spoken")
def said_to_author(cure: str) -> str:
    """What does not fit, in the language of the page as far as it is translated."""
    return spoken(cure, gettext)
