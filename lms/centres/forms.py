"""Forms of centres and rooms."""

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import FloatField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from lms.centres.messages import EQUIPMENT, LAYOUTS
from lms.core.languages import NAMES
from lms.web.forms import ChangeForm, options

SHORT = Length(max=120)


class RoomForm(ChangeForm):
    """A room."""

    name = StringField(
        _l("Name or number of the room"),
        [DataRequired(_l("Please enter the name or number of the room.")), Length(max=60)],
    )
    area = FloatField(
        _l("Area for trainees in square metres"),
        [InputRequired(_l("Please enter the area.")), NumberRange(min=0, max=100_000)],
        description=_l("Without the trainer's place. One person needs one square metre."),
        render_kw={"inputmode": "decimal"},
    )
    equipment = SelectMultipleField(
        _l("What is there?"), choices=options(EQUIPMENT.items()), option_widget=CheckboxInput(), widget=ListWidget()
    )
    layouts = SelectMultipleField(
        _l("How can the chairs stand?"), choices=options(LAYOUTS.items()), option_widget=CheckboxInput(),
        widget=ListWidget(),
    )  # fmt: skip


class CentreForm(ChangeForm):
    """A centre. Fields `name_tg`, `address_tg` and so on for each language of the pages."""

    place = SelectField(_l("District or town"))
    serves_regions = SelectMultipleField(
        _l("Residents of which regions come here first?"), option_widget=CheckboxInput(), widget=ListWidget()
    )

    def worded(self, kind: str) -> dict[str, str]:
        """Names ("name") or addresses ("address") by language, as far as they are written."""
        words = ((each, self[f"{kind}_{each}"].data) for each in current_app.config["LANGUAGES"])
        return {language: text.strip() for language, text in words if text and text.strip()}


class NewCentreForm(CentreForm):
    """A centre that is opened: its code is chosen once, its provider too."""

    code = StringField(
        _l("Code"),
        [
            DataRequired(_l("Please enter a code.")),
            Length(max=40),
            Regexp(r"^[a-z][a-z0-9-]*$", message=_l("Please use small Latin letters, digits and hyphens.")),
        ],
        description=_l("A short code that never changes, for example dushanbe-2."),
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    provider = SelectField(_l("Provider"), coerce=int)


def in_languages(kind: type[CentreForm], languages: tuple[str, ...]) -> type[CentreForm]:
    """The form with a name and an address in each of the languages; the first name is required."""
    fields = {}
    for n, each in enumerate(languages):
        needed = [DataRequired(_l("Please enter the name of the centre."))] if n == 0 else []
        fields[f"name_{each}"] = StringField(_l("Name, %(language)s", language=NAMES[each]), [*needed, SHORT])
        fields[f"address_{each}"] = StringField(_l("Address, %(language)s", language=NAMES[each]), [SHORT])
    return type(kind.__name__, (kind,), fields)
