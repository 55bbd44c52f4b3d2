"""Forms of providers, centres, rooms and opening hours."""

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, FloatField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields import TimeField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from lms.centres.messages import AUDIENCES, EQUIPMENT, LAYOUTS, TENURES
from lms.centres.rules import ProviderKind, Site, Tenure
from lms.centres.rules.opening import WEEKDAYS, Hours, Opening
from lms.core.languages import NAMES
from lms.curriculum.messages import PROVIDERS
from lms.web.forms import ChangeForm, Form, options, sensible_year

SHORT = Length(max=120)
CODE = [
    DataRequired(_l("Please enter a code.")),
    Length(max=40),
    Regexp(r"^[a-z][a-z0-9-]*$", message=_l("Please use small Latin letters, digits and hyphens.")),
]
PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


def several(label: object, choices=None, description: object = "") -> SelectMultipleField:
    """Boxes to tick."""
    boxes = {"option_widget": CheckboxInput(), "widget": ListWidget()}
    return SelectMultipleField(label, choices=options(choices.items()) if choices else None,
                               description=description, **boxes)  # fmt: skip


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
    equipment = several(_l("What is there?"), EQUIPMENT)
    layouts = several(_l("How can the chairs stand?"), LAYOUTS)


class PlaceForm(RoomForm):
    """A borrowed place in a village, to which the centre goes for a class."""

    place = SelectField(_l("District or town"))
    jamoat = SelectField(_l("Jamoat"))
    equipment = several(_l("What is there, or comes along?"), EQUIPMENT)
    step_free = BooleanField(_l("One gets in without steps"))

    def __iter__(self):
        """Which place it is and where, first."""
        first = ("name", "place", "jamoat")
        order = {each: n for n, each in enumerate(first)}
        return iter(sorted(super().__iter__(), key=lambda each: order.get(each.name.partition("_")[0], len(first))))

    def names(self) -> dict[str, str]:
        """What it is called in other languages than the first, as far as that is written."""
        words = ((each, self[f"name_{each}"].data) for each in current_app.config["LANGUAGES"][1:])
        return {language: text.strip() for language, text in words if text and text.strip()}


def place_form(languages: tuple[str, ...]) -> type[PlaceForm]:
    """The form of a place with its name in each of the languages, the first of them required: where another is
    left empty, its readers read the first, or one that they know better."""
    name = StringField(
        _l("Name, %(language)s", language=NAMES[languages[0]]),
        [DataRequired(_l("Please write which place it is.")), Length(max=60)],
        description=_l(
            "As people call it: the school, the house of culture, the village. It stands on their slip. Another place "
            "is recorded as a new one."
        ),
    )
    others = {
        f"name_{each}": StringField(_l("Name, %(language)s", language=NAMES[each]), [Length(max=60)])
        for each in languages[1:]
    }
    return type(PlaceForm.__name__, (PlaceForm,), {"name": name, **others})


class NamedForm(ChangeForm):
    """Something with words per language: fields `name_tg`, `address_tg` and so on."""

    def __iter__(self):
        """Its code and words first."""
        first = ("code", "name_", "address_")
        return iter(sorted(super().__iter__(), key=lambda each: not each.name.startswith(first)))

    def worded(self, kind: str) -> dict[str, str]:
        """Names ("name") or addresses ("address") by language, as far as they are written."""
        words = ((each, self[f"{kind}_{each}"].data) for each in current_app.config["LANGUAGES"])
        return {language: text.strip() for language, text in words if text and text.strip()}


class ProviderForm(NamedForm):
    """Who may train whom, where, from when to when."""

    kind = RadioField(_l("Kind of provider"), choices=options(PROVIDERS.items()), default=ProviderKind.STATE.value)
    licence_number = StringField(_l("Number of the licence"), [Optional(), Length(max=60)])
    licensed_from = DateField(
        _l("The licence is valid from"), [DataRequired(_l("Please enter a date.")), sensible_year]
    )
    licensed_until = DateField(
        _l("The licence is valid until"), [Optional(), sensible_year],
        description=_l("Leave empty when it has no end."),
    )  # fmt: skip
    audiences = several(_l("Whom may it train?"), AUDIENCES, _l("Nothing chosen means everybody."))
    regions = several(_l("In which regions?"), description=_l("Nothing chosen means everywhere."))


class NewProviderForm(ProviderForm):
    """A provider that is recorded: its code is chosen once."""

    code = StringField(
        _l("Code"), CODE, description=_l("A short code that never changes, for example dushanbe-2."), render_kw=PLAIN
    )


class CentreForm(NamedForm):
    """A centre."""

    place = SelectField(_l("District or town"))
    jamoat = SelectField(_l("Jamoat"))
    serves_regions = several(_l("Residents of which regions come here first?"))
    tenure = RadioField(
        _l("What kind of place is it?"), choices=options(TENURES.items()), default=Tenure.PERMANENT.value
    )
    rented_from = DateField(_l("Rented from"), [Optional(), sensible_year])
    rented_until = DateField(_l("Rented until"), [Optional(), sensible_year])
    prayer_room = BooleanField(_l("There is a place to pray"))
    child_corner = BooleanField(_l("There is a corner for children"))
    step_free = BooleanField(_l("One gets in without steps"))

    def site(self) -> Site:
        """What kind of place it is; dates of rental only of a rented one."""
        tenure = Tenure(self.tenure.data)
        rented = (self.rented_from.data, self.rented_until.data) if tenure is Tenure.RENTED else (None, None)
        return Site(tenure, *rented, self.prayer_room.data, self.child_corner.data, self.step_free.data)


class NewCentreForm(CentreForm):
    """A centre that is opened: its code is chosen once, its provider too."""

    code = StringField(
        _l("Code"), CODE, description=_l("A short code that never changes, for example dushanbe-2."), render_kw=PLAIN
    )
    provider = SelectField(_l("Provider"), coerce=int)


def named(kind: type[NamedForm], languages: tuple[str, ...], *, missing: object = None) -> type[NamedForm]:
    """The form with a name in each of the languages, the first of them required."""
    missing = missing or _l("Please enter the name of the provider.")
    fields = {}
    for n, each in enumerate(languages):
        needed = [DataRequired(missing)] if n == 0 else []
        fields[f"name_{each}"] = StringField(_l("Name, %(language)s", language=NAMES[each]), [*needed, SHORT])
    return type(kind.__name__, (kind,), fields)


def in_languages(kind: type[CentreForm], languages: tuple[str, ...]) -> type[CentreForm]:
    """The form with a name and an address in each of the languages; the first name is required."""
    found = named(kind, languages, missing=_l("Please enter the name of the centre."))
    addresses = {
        f"address_{each}": StringField(_l("Address, %(language)s", language=NAMES[each]), [SHORT]) for each in languages
    }
    return type(kind.__name__, (found,), addresses)


class _HoursForm(ChangeForm):
    open_on_holidays = BooleanField(
        _l("Also open on public holidays"), description=_l("Otherwise no class can be held on these days.")
    )

    @staticmethod
    def written(hours: Hours) -> dict:
        """The fields as these hours fill them."""
        days = {**hours.weekly, **({"ramadan": hours.ramadan} if hours.ramadan else {})}
        known = {f"{day}_{end}": getattr(each, end) for day, each in days.items() for end in ("opens", "closes")}
        return {**known, "open_on_holidays": hours.open_on_holidays}

    def hours(self) -> Hours:
        """What was entered; a day with both fields empty is closed."""
        found = {day: self._opening(day) for day in (*WEEKDAYS, "ramadan")}
        ramadan = found.pop("ramadan")
        return Hours({day: each for day, each in found.items() if each}, ramadan, self.open_on_holidays.data)

    def _opening(self, day: str) -> Opening | None:
        opens, closes = self[f"{day}_opens"].data, self[f"{day}_closes"].data
        return Opening(opens, closes) if opens and closes else None

    def validate(self, extra_validators=None) -> bool:
        """A day has both times or none."""
        fine = super().validate(extra_validators)
        for day in (*WEEKDAYS, "ramadan"):
            opens, closes = self[f"{day}_opens"], self[f"{day}_closes"]
            if not opens.errors and not closes.errors and bool(opens.data) != bool(closes.data):
                empty = closes if opens.data else opens
                self.refuse(empty.name, str(_l("Please enter both times, or none.")))
                fine = False
        return fine


# `mon_opens`, `mon_closes` … `ramadan_closes`
HoursForm = type(
    "HoursForm", (_HoursForm,),
    {
        f"{day}_{end}": TimeField(label, [Optional()])
        for day in (*WEEKDAYS, "ramadan")
        for end, label in (("opens", _l("Opens")), ("closes", _l("Closes")))
    },
)  # fmt: skip


class ClosedDaysForm(Form):
    """Days on which the centre is closed."""

    first_day = DateField(_l("First day"), [DataRequired(_l("Please enter a date.")), sensible_year])
    last_day = DateField(
        _l("Last day"), [Optional(), sensible_year], description=_l("Leave empty for a single day.")
    )
    why = StringField(_l("Why?"), [DataRequired(_l("Please write why.")), Length(max=200)])
