"""The blueprint that both kinds of pages hang on."""

from flask import Blueprint

blueprint = Blueprint("quizzes", "lms.quizzes", template_folder="templates")
