"""The blueprint that all pages of the companion hang on."""

from flask import Blueprint

blueprint = Blueprint("companion", "lms.companion", template_folder="templates")
