"""Forms of accounts."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from lms.web.forms import ChangeForm, Form


class SignInForm(Form):
    """Login and secret; one form for staff and trainees."""

    login = StringField(
        _l("Registration number or login"),
        [DataRequired(_l("Please enter your registration number or login.")), Length(max=80)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("PIN or password"),
        [DataRequired(_l("Please enter your PIN or password.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class NewPasswordForm(Form):
    """The password set through a one-time link."""

    password = PasswordField(
        _l("New password"),
        [DataRequired(_l("Please enter a password.")), Length(max=200)],
        description=_l("At least 10 characters. Three words that only you would put together are good."),
        render_kw={"autocomplete": "new-password"},
    )


class UserForm(Form):
    """A new account of the staff."""

    name = StringField(_l("Name"), [DataRequired(_l("Please enter the name of the person.")), Length(max=200)])
    login = StringField(
        _l("Login"),
        [
            DataRequired(_l("Please enter a login.")),
            Length(max=80),
            Regexp(r"^[A-Za-z][A-Za-z0-9._-]*$", message=_l("Begin with a letter; use Latin letters and digits only.")),
        ],
        description=_l("Latin letters and digits, for example n.karimova."),
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    language = SelectField(_l("Language"))
    role = SelectField(_l("Role"))
    centre = SelectField(
        _l("Centre"), [Optional()], description=_l("Choose “All centres” for a role that is not bound to one.")
    )


class GrantForm(ChangeForm):
    """The role of an account."""

    role = SelectField(_l("Role"))
    centre = SelectField(
        _l("Centre"), [Optional()], description=_l("Choose “All centres” for a role that is not bound to one.")
    )
