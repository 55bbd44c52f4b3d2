"""Forms of accounts."""

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import DateField, PasswordField, SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from lms.accounts.messages import WHY_RESET
from lms.core import phones
from lms.web.forms import ChangeForm, Form, options, sensible_year

EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$"
PHONE_WRONG = _l("This cannot be a telephone number. Please write it like this: 90 123 45 67.")


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


class CodeForm(Form):
    """The code of the app, or one of the recovery codes."""

    one_time_code = StringField(
        _l("Code"),
        [DataRequired(_l("Please enter the code.")), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"},
    )


def new_password() -> PasswordField:
    """A password that is being chosen."""
    return PasswordField(
        _l("New password"),
        [DataRequired(_l("Please enter a password.")), Length(max=200)],
        description=_l("At least 10 characters. Three words that only you would put together are good."),
        render_kw={"autocomplete": "new-password"},
    )


def own_password() -> PasswordField:
    """The password somebody has."""
    return PasswordField(
        _l("Your password now"),
        [DataRequired(_l("Please enter the password you have now.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


def said_where(_form: Form, field: SelectField) -> None:
    """A role counts everywhere only when somebody said so: a form without this field gives nothing away."""
    if not field.raw_data:
        raise ValidationError(_l("Please choose where the role counts."))


def place() -> SelectField:
    """What a role is limited to."""
    return SelectField(
        _l("Limited to"), [said_where],
        description=_l("A provider, a district or a region means all its centres, later ones too."),
    )  # fmt: skip


def last_day() -> DateField:
    """The last day of the contract."""
    return DateField(
        _l("Last day of the contract"), [Optional(), sensible_year],
        description=_l("On the day after, the account is closed by itself. Leave empty for no end."),
    )  # fmt: skip


class NewPasswordForm(Form):
    """The password set through a one-time link."""

    password = new_password()


class ChangePasswordForm(Form):
    """A new password for somebody who knows the old one."""

    old = own_password()
    password = new_password()


class PasswordForm(Form):
    """The password, before something that only the owner may do."""

    password = own_password()


class ResetForm(Form):
    """Why somebody's second factor is taken away."""

    why = SelectField(
        _l("Reason"), [DataRequired()], choices=options([("", _l("Please choose")), *WHY_RESET.items()])
    )  # fmt: skip


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
    place = place()
    expires_on = last_day()


class GrantForm(ChangeForm):
    """Role and last day of an account."""

    role = SelectField(_l("Role"))
    place = place()
    expires_on = last_day()


class SeveralForm(ChangeForm):
    """Which of their roles somebody who has several keeps, and the last day."""

    kept = SelectMultipleField(
        _l("Roles this person keeps"),
        [InputRequired(_l("At least one role must stay. To take all of them away, close the account."))],
        option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False),
        description=_l("A role without a tick is taken away."),
    )  # fmt: skip
    expires_on = last_day()


class ContactForm(ChangeForm):
    """Where somebody of the staff is reached, and in which language."""

    phone = StringField(
        _l("Telephone"), [Length(max=40)], render_kw={"inputmode": "tel", "autocomplete": "tel"},
        description=_l("For messages about the work: a refresher or appraisal that falls due, a licence that ends."),
    )  # fmt: skip
    email = StringField(
        _l("E-mail"),
        [
            Optional(), Length(max=200),
            Regexp(EMAIL, message=_l("This cannot be an e-mail address. Please look again.")),
        ],
        filters=[lambda typed: typed.strip() if typed else typed],
        render_kw={"inputmode": "email", "autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"},
        description=_l("When both are here, messages go to the e-mail address."),
    )  # fmt: skip
    language = SelectField(_l("Language of the messages"))

    def validate_phone(self, field: StringField) -> None:
        """Say when it cannot be a telephone number."""
        if (field.data or "").strip() and self.standard_phone is None:
            raise ValidationError(str(PHONE_WRONG))

    @property
    def standard_phone(self) -> str | None:
        """The number in international form."""
        return phones.standard(self.phone.data, current_app.config["ORIGIN"]) if self.phone.data else None
