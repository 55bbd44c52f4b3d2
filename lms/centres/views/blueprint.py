"""What all pages of centres share."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from lms.centres.messages import (
    AUDIENCES,
    EQUIPMENT,
    LAYOUTS,
    LICENCE_STATES,
    LICENCES,
    TENURES,
    room_name,
    whereabouts,
)
from lms.centres.models import Provider, Room
from lms.centres.queries import jamoats, regions, surroundings
from lms.centres.rules import LARGEST_CLASS, LEAST_AREA, Licence, licence_state
from lms.core import clock
from lms.core.languages import WEEKDAYS
from lms.curriculum.messages import PROVIDERS
from lms.curriculum.queries import place_name
from lms.web.forms import options
from lms.web.locale import language

blueprint = Blueprint("centres", __name__, template_folder="../templates")
blueprint.add_app_template_filter(room_name, "room")
blueprint.add_app_template_filter(whereabouts)


@blueprint.app_template_filter("surroundings")
def surroundings_in_words(found: Room) -> str:
    """The jamoat and district of a borrowed place, in the language of the page."""
    return surroundings(found, language())


def form_page(form, title: str, back: str):
    """A form on a page of its own; with its errors when it was sent."""
    page = render_template("centres/form.html", form=form, title=title, back=back)
    return page, 422 if request.method == "POST" else 200


def with_places(form):
    """The form with the districts and jamoats of the country to choose from."""
    places = regions(language())
    form.place.choices = [
        each for code, name, districts in places
        for each in options(((f"{code}/{district}", label) for district, label in districts), name)
    ]  # fmt: skip
    districts = {(code, each): label for code, _name, found in places for each, label in found}
    form.jamoat.choices = options([
        ("", _("None")),
        *((each.id, f"{districts[each.region, each.district]}: {place_name(each.names, language())}")
          for each in jamoats()),
    ])  # fmt: skip
    return form


def words() -> dict:
    """The words and rules that the templates of this room use."""
    day = clock.today()

    def state_of(each: Provider) -> Licence:
        return licence_state(each.licensed_from, each.licensed_until, day)

    places = regions(language())
    return {
        "name_of": lambda names: place_name(names, language()),
        "state_of": state_of,
        "region_names": {code: name for code, name, _districts in places},
        "district_names": {(code, each): label for code, _name, districts in places for each, label in districts},
        "weekday_names": [each.capitalize() for each in WEEKDAYS.get(language(), WEEKDAYS["en"])],
        "equipment": EQUIPMENT,
        "layouts": LAYOUTS,
        "tenures": TENURES,
        "audiences": AUDIENCES,
        "largest_class": LARGEST_CLASS,
        "least_area": LEAST_AREA,
        "kinds": PROVIDERS,
        "licences": LICENCES,
        "licence_states": LICENCE_STATES,
    }
