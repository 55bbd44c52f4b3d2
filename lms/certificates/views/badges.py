"""The certificate as an Open Badge: to take along, and what its readers ask for."""

from flask import Response, current_app, jsonify
from flask_babel import force_locale

from lms.certificates import queries
from lms.certificates.badges import MEDIA_TYPE, Place, as_token, badge, place_in_list, public_jwk, status_list
from lms.certificates.messages import assessed
from lms.certificates.models import Certificate
from lms.certificates.signing import public_half
from lms.certificates.views.room import blueprint, own_certificate
from lms.core import clock
from lms.core.actors import Role
from lms.core.encryption import signing_keys
from lms.core.errors import NotThere
from lms.curriculum.queries import place_name
from lms.registration import queries as registration
from lms.web.access import actor, only, public
from lms.web.addresses import site


@blueprint.get("/me/certificate.jwt")
@only(Role.TRAINEE)
def mine_badge():
    """One's own certificate as an Open Badge."""
    found = queries.of_enrolment(registration.own_enrolment(actor().user_id).id)
    if found is None:
        raise NotThere
    return _to_take_along(found)


@blueprint.get("/me/certificates/<int:certificate_id>.jwt")
@only(Role.TRAINEE)
def earlier_badge(certificate_id: int):
    """A certificate of an earlier course as an Open Badge."""
    return _to_take_along(own_certificate(certificate_id))


def _to_take_along(found: Certificate) -> Response:
    response = _signed(badge(found, _place(), _words(found)), "JWT")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.serial}.jwt"'
    return response


@blueprint.get("/badges/issuer")
@public
def badge_issuer():
    """Who issues the badges."""
    return jsonify({"@context": "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", **_place().issuer})


@blueprint.get("/badges/keys/<int:number>")
@public
def badge_key(number: int):
    """The public half of a key that signs badges. A badge cannot say when it was signed in words that a thief of the
    key could not write: a key that was retired proves no badge any more, and everybody may take a fresh one."""
    known = _keys()
    if number not in known:
        raise NotThere
    return jsonify(public_jwk(number, known[number]))


@blueprint.get("/badges/status/<int:number>")
@public
def badge_status(number: int):
    """Which badges were withdrawn, signed; a list holds 131,072 of them and names nobody."""
    issued = queries.count()
    if not issued or number > place_in_list(issued)[0] + 1:
        raise NotThere
    said = status_list(number, [each.id for each in queries.not_standing()], _place(), at=clock.now())
    response = _signed(said, "vc+jwt")
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _place() -> Place:
    return Place(site(), current_app.config["SITE_NAME"])


def _words(found: Certificate) -> dict[str, str]:
    evidence, language = found.evidence, found.language
    with force_locale(language):
        return {
            "title": place_name(evidence["titles"], language),
            "description": ". ".join(place_name(block["titles"], language) for block in evidence["blocks"]),
            "criteria": assessed(evidence),
        }


def _signed(said: dict, kind: str) -> Response:
    seeds = signing_keys()
    number = max(seeds.keys() & _keys().keys(), default=None)
    if number is None:
        raise NotThere
    return Response(as_token(said, kind=kind, key=_place().key(number), seed=seeds[number]), mimetype=MEDIA_TYPE)


def _keys() -> dict[int, bytes]:
    """The public halves of all keys that were not retired, by number; also of one that has not signed yet."""
    known = queries.public_keys()
    halves = {each.id: each.public for each in known.values()}
    halves |= {number: public_half(seed) for number, seed in signing_keys().items()}
    return {number: half for number, half in halves.items() if number not in known or known[number].until is None}
