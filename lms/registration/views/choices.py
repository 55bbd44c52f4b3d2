"""What the selects of registration offer, in the reader's language."""

from typing import TypeVar

from flask import current_app
from flask_babel import gettext as _

from lms.registration import queries
from lms.registration.messages import CHOOSE
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


def _grouped(first: str, places: dict[str, list[tuple[str, str]]]) -> list:
    return [*options([("", first)]), *(each for group, named in places.items() for each in options(named, group))]
