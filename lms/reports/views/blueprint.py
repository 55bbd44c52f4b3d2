"""The blueprint that all pages of figures hang on."""

from flask import Blueprint

blueprint = Blueprint("reports", "lms.reports", template_folder="templates")
