"""The jamoats of a district, for pages that suggest them while somebody types."""

from flask import Response, jsonify, request

from lms.centres import queries
from lms.centres.views.blueprint import blueprint
from lms.web.access import public
from lms.web.locale import language


@blueprint.get("/jamoats")
@public
def jamoats_of() -> Response:
    """Names, for the script of the registration."""
    home = request.args.get("home", "")[:80]
    return jsonify(queries.jamoat_names(language(), home) if home else [])
