"""Forms about certificates."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import DataRequired, Length, Optional

from lms.certificates.messages import REVOKED_FOR, WAYS
from lms.web.forms import Form, options


class CheckForm(Form):
    """The code of a certificate, typed from paper, or what its square says. Changes nothing, so it needs no token."""

    class Meta(Form.Meta):
        csrf = False

    code = StringField(
        _l("Code of the certificate"),
        [DataRequired(_l("Please enter the code.")), Length(max=500)],
        description=_l("It stands under the square, for example 7KQ4-M2XD-9TBA."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class RevokeForm(Form):
    """Why a certificate is taken back."""

    reason = RadioField(
        _l("Why is it revoked?"),
        choices=options(REVOKED_FOR.items()),
        validators=[DataRequired(_l("Please choose a reason."))],
    )


class NamesForm(Form):
    """What the person says about the names as the page showed them."""

    name, latin_name = HiddenField(), HiddenField()

    @property
    def seen(self) -> tuple[str, str]:
        """The names that the page showed."""
        return self.name.data or "", self.latin_name.data or ""


class NamesAtDeskForm(NamesForm):
    """What the person says about the names, written down at the desk."""

    way = RadioField(
        _l("How did you make sure?"),
        choices=options(WAYS.items()),
        validators=[DataRequired(_l("Please choose how."))],
    )
    note = StringField(
        _l("Note"),
        [Optional(), Length(max=200)],
        description=_l("For example who spoke for the person. It is kept encrypted."),
    )


class NamesOfClassForm(Form):
    """How the people of a class made sure that their names are right."""

    way = RadioField(
        _l("How did you make sure?"),
        choices=options(WAYS.items()),
        validators=[DataRequired(_l("Please choose how."))],
    )
