"""Forms of advisories."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from lms.advisories.rules import LONGEST_REASON, LONGEST_SOURCE, LONGEST_TEXT, LONGEST_TITLE, Notice, Topic
from lms.core import clock
from lms.core.languages import NAMES
from lms.web.forms import Form, options, sensible_year

TITLE, TEXT, DRAFT = "title_", "text_", "draft/"
_SAY = _l("Please say it in this language too.")


class DatedForm(Form):
    """What an advisory and a piece of news have, whatever the languages; made ready by `worded`."""

    starts_on = DateField(_l("Stands from"), [DataRequired(_l("Please say from which day it stands.")), sensible_year])
    ends_on = DateField(_l("Stands until"), [DataRequired(_l("Please say until which day it stands.")), sensible_year])
    place = SelectField(_l("For whom"), description=_l("Trainees bound for the country or region. Trainers see all."))
    reason = StringField(
        _l("Why is it corrected?"), [Length(max=LONGEST_REASON)],
        description=_l("Stands with the older one, which this one replaces once it is approved."),
    )  # fmt: skip
    seen = HiddenField()

    def validate_ends_on(self, field: DateField) -> None:
        """The last day is not before the first."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_l("The last day is before the first. Please look at both again."))


class AdvisoryForm(DatedForm):
    """At the top of which modules, and what an emergency brings along."""

    modules = SelectMultipleField(
        _l("At the top of these modules"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    lesson = SelectField(
        _l("A lesson to read at once"),
        description=_l(
            "In an emergency: everybody on a course can read it at once, in whatever version their course is. A text "
            "that is with the reviewers is signed and published together with this advisory."
        ),
    )
    tells = BooleanField(
        _l("Also tell everybody who is on a course, before they leave"),
        description=_l("By message, once it stands. The message says only that there is important news."),
    )


class NewsForm(DatedForm):
    """What news is about, and where it is from."""

    topic = SelectField(_l("What is it about?"), [DataRequired()])
    source = StringField(
        _l("Where does it come from?"),
        [DataRequired(_l("Please say where it comes from: an office, a law, a page.")), Length(max=LONGEST_SOURCE)],
    )
    checked_on = DateField(
        _l("Checked there on"), [DataRequired(_l("Please say on which day you looked there.")), sensible_year]
    )

    def validate_checked_on(self, field: DateField) -> None:
        """Nobody has looked anywhere tomorrow."""
        if field.data and field.data > clock.today():
            raise ValidationError(_l("You cannot have looked there after today. Please look at the day again."))


class WithdrawForm(Form):
    """Why an advisory is taken back."""

    because = StringField(
        _l("Why is it withdrawn?"),
        [DataRequired(_l("Please say why: it stays on record.")), Length(max=LONGEST_REASON)],
    )


def worded(
    kind: type[DatedForm], languages: Iterable[str], places: Iterable[tuple[str, str]], **values: Any
) -> DatedForm:
    """A form of this kind with a title and a text in each language, and the places that may be chosen."""
    fields = {}
    for code in languages:
        named = {"language": NAMES.get(code, code)}
        fields[TITLE + code] = StringField(
            _l("Title (%(language)s)", **named), [DataRequired(_SAY), Length(max=LONGEST_TITLE)],
            render_kw={"lang": code},
        )  # fmt: skip
        fields[TEXT + code] = TextAreaField(
            _l("Text (%(language)s)", **named), [DataRequired(_SAY), Length(max=LONGEST_TEXT)],
            render_kw={"lang": code, "rows": 5},
        )  # fmt: skip
    form = type(f"Worded{kind.__name__}", (kind,), fields)(data=values)
    form.place.choices = [*options([("", _l("All trainees"))]), *options(places)]
    return form


def notice_of(form: DatedForm, languages: Iterable[str], slugs: Mapping[int, str]) -> Notice:
    """What the form says; `slugs` are the names of the lessons whose drafts may be chosen."""
    country, _, region = form.place.data.partition("/")
    return Notice(
        words={
            code: {"title": form[TITLE + code].data.strip(), "text": form[TEXT + code].data.strip()}
            for code in languages
        },
        starts_on=form.starts_on.data, ends_on=form.ends_on.data, country=country or None, region=region or None,
        **(_news_of(form) if isinstance(form, NewsForm) else _advisory_of(form, slugs)),
    )  # fmt: skip


def _news_of(form: NewsForm) -> dict[str, Any]:
    return {
        "topic": Topic(form.topic.data), "source": form.source.data.strip(), "checked_on": form.checked_on.data,
    }  # fmt: skip


def _advisory_of(form: AdvisoryForm, slugs: Mapping[int, str]) -> dict[str, Any]:
    drafted = form.lesson.data.startswith(DRAFT)
    draft_id = int(form.lesson.data.removeprefix(DRAFT)) if drafted else None
    return {
        "modules": tuple(form.modules.data), "tells": form.tells.data, "draft_id": draft_id,
        "lesson": slugs[draft_id] if drafted else form.lesson.data or None,
    }  # fmt: skip


def values_of(found: Any, open_drafts: Collection[int]) -> Mapping[str, Any]:
    """What the form shows of an advisory: of its lesson what is published, once the draft is none of `open_drafts`."""
    drafted = found.draft_id in open_drafts
    words = {}
    for code, said in found.words.items():
        words |= {TITLE + code: said["title"], TEXT + code: said["text"]}
    place = "/".join(filter(None, (found.country, found.region)))
    return {
        **words, "starts_on": found.starts_on, "ends_on": found.ends_on, "place": place, "modules": found.modules,
        "lesson": f"{DRAFT}{found.draft_id}" if drafted else found.lesson or "", "tells": found.tells,
        "topic": found.topic, "source": found.source, "checked_on": found.checked_on,
    }  # fmt: skip
