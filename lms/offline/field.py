"""Registering in the field: the page for devices without network, and the door for the people they send."""

from collections.abc import Iterator

from flask import abort, current_app, g, jsonify, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from lms.core import clock
from lms.core.actors import Role
from lms.offline import actions
from lms.offline.rules import read_people
from lms.registration.forms.desk import DeskForm
from lms.registration.messages import CHOOSE
from lms.registration.rules import shown_number
from lms.registration.views.choices import (
    centre_chosen, centres_to_choose, with_centres, with_centres_of, with_choices, with_choices_of,
)  # fmt: skip
from lms.registration.views.desk import USUAL
from lms.web.access import actor, only, public
from lms.web.forms import options
from lms.web.legibility import is_legible
from lms.web.locale import language
from lms.web.sentences import refusal


class FieldForm(DeskForm):
    """The desk's questions, answered where there is no network; the request carries the token. The page is kept for
    whoever comes: the device knows from the last visit with network which centres it has to offer."""

    class Meta(DeskForm.Meta):
        csrf = False


@only(Role.OFFICER, Role.ADMIN)
def field():
    """The page, with network."""
    return render_template("offline/field.html", form=_empty(), centres=centres_to_choose())


@public
def field_page(language: str):
    """The page as a device keeps it; it says nothing of anybody."""
    if language not in current_app.config["LANGUAGES"]:
        abort(404)
    g.language, g.actor = language, None
    with force_locale(language):
        return render_template("offline/field_page.html", form=_empty())


@only(Role.OFFICER, Role.ADMIN)
def take_people():
    """Register whom a device sends, each once. Whom the server has, the device forgets."""
    sent = read_people(request.get_json(silent=True))
    if sent is None:
        abort(400)
    right, wrong, centres = [], {}, {}
    for name, form in _forms(sent):
        if form.validate():
            person = form.person()
            right.append((name, person, form.plan()))
            centres[name] = centre_chosen(form) or current_app.extensions["centre_for"](person.region)
        else:
            wrong[name] = [
                _("%(field)s: %(fault)s", field=form[each].label.text, fault=said[0])
                for each, said in form.errors.items()
            ]
    kept, refused = actions.register_people(
        actor=actor(), people=right, centres=centres, language=language(), at=clock.now()
    )
    return jsonify(
        kept={name: {"number": shown_number(number), "alike": alike} for name, (number, alike) in kept.items()},
        refused=wrong | {name: [refusal(reason)] for name, reason in refused.items()},
    )


def _empty() -> DeskForm:
    form = with_choices(FieldForm(**USUAL, language=current_app.config["LANGUAGES"][0], formdata=None))
    form.centre.choices = options([("", CHOOSE)])
    return form


def _forms(sent: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, FieldForm]]:
    ready = with_centres(with_choices(FieldForm(formdata=None)))
    for name, answers in sent.items():
        typed = MultiDict((key, text) for key, texts in answers.items() for text in texts if is_legible(text))
        yield name, with_centres_of(ready, with_choices_of(ready, FieldForm(formdata=typed)))
