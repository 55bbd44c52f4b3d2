"""Forms about certificates."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length

from lms.certificates.messages import REVOKED_FOR
from lms.web.forms import Form, options


class CheckForm(Form):
    """The code of a certificate, typed from paper. Changes nothing, so it needs no token."""

    class Meta(Form.Meta):
        csrf = False

    code = StringField(
        _l("Code of the certificate"),
        [DataRequired(_l("Please enter the code.")), Length(max=60)],
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
