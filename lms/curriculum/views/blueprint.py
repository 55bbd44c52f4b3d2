"""The blueprint that all pages of the curriculum hang on."""

from flask import Blueprint

from lms.curriculum.rules.questions import answer_lines

blueprint = Blueprint("curriculum", "lms.curriculum", template_folder="templates")
blueprint.add_app_template_global(answer_lines)
