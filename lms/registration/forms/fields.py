"""Fields that ask for a day, a name, a phone or yes and no."""

from collections.abc import Callable
from datetime import date

from flask import current_app
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import Field, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired

from lms.core import clock
from lms.registration import phones
from lms.registration.messages import CHOOSE, CHOOSE_ONE, DAY_MISSING, NO_SUCH_DAY
from lms.registration.rules import Reason, name_fault
from lms.web.forms import options
from lms.web.sentences import sentence

# Signs that only turn the direction of writing: copied along with a name, they turn the whole line on other pages.
UNSEEN = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
PARTS = (("day", _l("Day"), 2), ("month", _l("Month"), 2), ("year", _l("Year"), 4))


class NameField(StringField):
    """A name; `latin` as in the passport. It may be left empty unless a sentence for `missing` is given. Spaces around
    and doubled are taken away."""

    def __init__(self, label=None, *, latin: bool = False, missing=None, **kwargs) -> None:
        keep = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "words"}
        super().__init__(label, render_kw=keep, **kwargs)
        self.latin, self.missing = latin, missing
        if missing is None:
            self.flags.optional = True

    def process_formdata(self, valuelist) -> None:
        super().process_formdata(valuelist)
        self.data = " ".join(self.data.translate(UNSEEN).split()) if self.data else ""

    def pre_validate(self, form) -> None:
        """Say what is wrong with the name."""
        if not self.data:
            if self.missing:
                raise ValidationError(self.missing)
            return
        if fault := name_fault(self.data, latin=self.latin):
            raise ValidationError(sentence(fault))


class PhoneField(StringField):
    """A phone, typed as people like; `standard` is its international form."""

    standard: str | None = None

    def __init__(self, label=None, **kwargs) -> None:
        super().__init__(label, render_kw={"inputmode": "tel", "autocomplete": "tel"}, **kwargs)
        self.flags.optional = True

    def _value(self) -> str:
        return phones.shown(self.data) if (self.data or "").startswith("+") and not self.raw_data else self.data or ""

    def pre_validate(self, form) -> None:
        """Say when it cannot be a phone."""
        self.standard = phones.standard(self.data, current_app.config["ORIGIN"])
        if (self.data or "").strip() and self.standard is None:
            raise ValidationError(sentence(Reason.PHONE_WRONG))


class DayField(Field):
    """A date in three small boxes: easier on an old phone than a calendar. `fault` is the rule it must pass."""

    def __init__(self, label=None, *, fault: Callable[[date, date], Reason | None] | None = None, **kwargs) -> None:
        super().__init__(label, **kwargs)
        self.fault = fault
        self.typed = ("", "", "")

    def process(self, formdata, data=None, extra_filters=None) -> None:
        """Read the three boxes."""
        self.data = data if isinstance(data, date) else None
        self.typed = (str(data.day), str(data.month), str(data.year)) if self.data else ("", "", "")
        self.process_errors = []
        if formdata and any(box in formdata for box in self.boxes):
            self.typed = tuple(formdata.get(box, "").strip()[:10] for box in self.boxes)
            self.data = _day(self.typed)

    def pre_validate(self, form) -> None:
        """Say what is wrong with the day."""
        if not any(self.typed):
            raise ValidationError(DAY_MISSING)
        if self.data is None:
            raise ValidationError(NO_SUCH_DAY)
        if self.fault and (fault := self.fault(self.data, clock.today())):
            raise ValidationError(sentence(fault))

    @property
    def boxes(self) -> list[str]:
        """The names of the three boxes."""
        return [f"{self.name}-{part}" for part, _, _ in PARTS]

    @property
    def parts(self) -> list[tuple[str, object, int, str]]:
        """Name, label, length and value of each box."""
        return [
            (box, label, size, typed)
            for box, (_, label, size), typed in zip(self.boxes, PARTS, self.typed, strict=True)
        ]

    def __call__(self, **kwargs) -> Markup:
        """The boxes are drawn by the page, see registration/parts.html."""
        return Markup()


class OptionalDayField(DayField):
    """A day that may stay unknown."""

    def __init__(self, label=None, **kwargs) -> None:
        super().__init__(label, **kwargs)
        self.flags.optional = True

    def pre_validate(self, form) -> None:
        """Say what is wrong with the day, if one was written."""
        if any(self.typed):
            super().pre_validate(form)


def one_of(label, named, **kwargs) -> SelectField:
    """A select that must be answered; the first option is none."""
    return SelectField(label, [InputRequired(CHOOSE_ONE)], choices=options([("", CHOOSE), *named]), **kwargs)


def yes_no(label, *, yes, no, **kwargs) -> RadioField:
    """Two answers, "yes" and "no", worded as people say them."""
    return RadioField(label, [InputRequired(CHOOSE_ONE)], choices=options([("yes", yes), ("no", no)]), **kwargs)


def _day(typed: tuple[str, ...]) -> date | None:
    try:
        day, month, year = (int(part) for part in typed if part.isascii())
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
