"""The blueprint that all pages of the room hang on."""

from flask import Blueprint

blueprint = Blueprint("media", "lms.media", template_folder="templates")
