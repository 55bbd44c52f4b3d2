"""The blueprint that all pages of the curriculum hang on."""

from flask import Blueprint

blueprint = Blueprint("curriculum", "lms.curriculum", template_folder="templates")
