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
from lms.registration.permissions import centre_of
from lms.registration.rules import shown_number
from lms.registration.views.choices import with_choices
from lms.registration.views.desk import USUAL
from lms.web.access import actor, only, public
from lms.web.legibility import is_legible
from lms.web.locale import language
from lms.web.sentences import refusal


class FieldForm(DeskForm):
    """The desk's questions, answered where there is no network; the request carries the token. The page is kept for
    whoever comes, so it asks for no centre."""

    centre = None

    class Meta(DeskForm.Meta):
        csrf = False


@only(Role.OFFICER, Role.ADMIN)
def field():
    """The page, with network."""
    return render_template("offline/field.html", form=_empty())


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
    right, wrong = [], {}
    for name, form in _forms(sent):
        if form.validate():
            right.append((name, form.person(), form.plan()))
        else:
            wrong[name] = [
                _("%(field)s: %(fault)s", field=form[each].label.text, fault=said[0])
                for each, said in form.errors.items()
            ]
    kept, refused = actions.register_people(
        actor=actor(), people=right, language=language(), at=clock.now(),
        centre_for=lambda region: centre_of(actor()) or current_app.extensions["centre_for"](region),
    )  # fmt: skip
    return jsonify(
        kept={name: {"number": shown_number(number), "alike": alike} for name, (number, alike) in kept.items()},
        refused=wrong | {name: [refusal(reason)] for name, reason in refused.items()},
    )


def _empty() -> DeskForm:
    return with_choices(FieldForm(**USUAL, language=current_app.config["LANGUAGES"][0], formdata=None))


def _forms(sent: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, FieldForm]]:
    for name, answers in sent.items():
        typed = MultiDict((key, text) for key, texts in answers.items() for text in texts if is_legible(text))
        yield name, with_choices(FieldForm(formdata=typed))
