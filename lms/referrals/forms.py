"""Forms of the directory and of referrals."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from lms.core.languages import NAMES
from lms.referrals.messages import KINDS
from lms.referrals.rules import About
from lms.web.forms import ChangeForm, Form, options, sensible_year

CODE = r"^[a-z][a-z0-9-]*$"
_PLAIN = {"autocomplete": "off"}


class ServiceForm(ChangeForm):
    """What the directory says of an office."""

    kinds = SelectMultipleField(
        _l("For which help"), [InputRequired(_l("Please choose at least one kind of help."))],
        choices=options(KINDS.items()), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False),
    )  # fmt: skip
    district = SelectField(_l("For whom"), [Optional()])
    address = StringField(_l("Address"), [Length(max=200)], render_kw=_PLAIN)
    phone = StringField(
        _l("Telephone"), [Length(max=60)], render_kw={"inputmode": "tel", **_PLAIN},
        description=_l("Only a number that somebody has called or read at the office. Leave it empty otherwise."),
    )  # fmt: skip
    checked_on = DateField(
        _l("Looked at on"), [DataRequired(_l("Please say on which day somebody looked that this is right.")),
                             sensible_year],
    )  # fmt: skip

    def about(self) -> About:
        """The answers. Only of a valid form."""
        names = {name.removeprefix("name_"): field.data.strip() for name, field in self._fields.items()
                 if name.startswith("name_") and (field.data or "").strip()}  # fmt: skip
        return About(
            names=names, kinds=tuple(self.kinds.data), district=self.district.data or None,
            address=(self.address.data or "").strip() or None, phone=(self.phone.data or "").strip() or None,
            checked_on=self.checked_on.data,
        )  # fmt: skip


def in_languages(languages: tuple[str, ...], *, new: bool) -> type[ServiceForm]:
    """The form with a name in each of the languages, the first of them required; of a `new` office with its code."""
    missing = DataRequired(_l("Please enter the name of the office."))
    fields: dict[str, object] = {
        f"name_{each}": StringField(
            _l("Name, %(language)s", language=NAMES[each]), [*([missing] if n == 0 else []), Length(max=120)],
            render_kw=_PLAIN,
        )
        for n, each in enumerate(languages)
    }  # fmt: skip
    if new:
        fields["code"] = StringField(
            _l("Code"),
            [DataRequired(_l("Please fill this in.")), Length(max=40),
             Regexp(CODE, message=_l("Use small Latin letters, digits and hyphens."))],
            description=_l("A short word that never changes, for example “legal-aid-khujand”."), render_kw=_PLAIN,
        )  # fmt: skip
    return type("ServiceForm", (ServiceForm,), fields)


class ReferForm(Form):
    """To whom somebody is sent, and for what help. There is no field for words: what troubles somebody is not kept."""

    kind = RadioField(
        _l("For what help"), [InputRequired(_l("Please choose the kind of help."))], choices=options(KINDS.items())
    )
    service = SelectField(_l("Office"), coerce=int)
    agreed = BooleanField(
        _l("The person says yes"),
        description=_l("to being sent there, and to a note of the day, the office and the kind of help."),
    )
    form_token = HiddenField(validators=[Length(max=64)])
