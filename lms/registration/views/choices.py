"""What the selects of registration offer, in the reader's language."""

from typing import TypeVar

from flask import current_app
from flask_babel import gettext as _
from wtforms.validators import InputRequired

from lms.registration import queries
from lms.registration.messages import CHOOSE, CHOOSE_ONE
from lms.registration.permissions import centre_of, centres_of
from lms.web.access import actor
from lms.web.forms import Form, options
from lms.web.locale import language

AnyForm = TypeVar("AnyForm", bound=Form)


def with_choices(form: AnyForm) -> AnyForm:
    """The form with its places filled in."""
    if "home" in form:
        form.home.choices = _grouped(CHOOSE, queries.homes(language()))
    if "jamoat" in form:
        form.jamoat.suggestions = current_app.extensions["jamoats"](language(), form.home.data)
    if "country" in form:
        form.country.choices = options([("", CHOOSE), *queries.destinations(language())])
        form.country_region.choices = _grouped(_("Not known yet"), queries.destination_regions(language()))
    return form


def with_choices_of(other: Form, form: AnyForm) -> AnyForm:
    """The form with the places of another one of its kind: many of them ask for these once. Nothing is suggested."""
    for name in ("home", "country", "country_region"):
        form[name].choices = other[name].choices
    form.jamoat.suggestions = []
    return form


def with_centres_of(other: Form, form: AnyForm) -> AnyForm:
    """The form asks for the centre as the other one does, or does not."""
    if "centre" not in other:
        del form.centre
        return form
    form.centre.choices, form.centre.validators = other.centre.choices, other.centre.validators
    return form


def with_centres(form: AnyForm) -> AnyForm:
    """The form asks for the centre when the officer works at several; else it goes without saying."""
    offered = centres_to_choose()
    if not offered:
        del form.centre
        return form
    form.centre.choices = options([("", CHOOSE), *offered])
    form.centre.validators = [InputRequired(CHOOSE_ONE)]
    return form


def centres_to_choose() -> list[tuple[str, str]]:
    """The centres, code and name, of an officer who works at several: each registration asks for which it is."""
    theirs = centres_of(actor())
    if len(theirs) < 2:
        return []
    return [each for each in current_app.extensions["scopes"](language()) if each[0] in theirs]


def centre_chosen(form: Form) -> str | None:
    """The centre for which the officer registers; None: the home of the person decides. Only of a valid form."""
    return form.centre.data if "centre" in form else centre_of(actor())


def _grouped(first: str, places: dict[str, list[tuple[str, str]]]) -> list:
    return [*options([("", first)]), *(each for group, named in places.items() for each in options(named, group))]
