"""What readers are told within a lesson: of a fact past its date, of a page older than that in another language."""

from flask_babel import gettext as _
from markupsafe import Markup

from lms.core.languages import NAMES
from lms.curriculum.rules.ageing import Notes
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.review import last_compared
from lms.web.addresses import address
from lms.web.locale import as_date

NOTE = Markup('<p><small class="aged">{}{}</small></p>\n')


def aged(found: Module, name: str) -> str:
    """What stands at a fact that is past its date: when it was checked, with the way to its source."""
    fact = found.facts[name]
    checked = last_compared({name: fact})
    said = _(
        "“%(value)s”: checked on %(day)s, may have changed.", value=fact["value"], day=as_date(checked),
    ) if checked else _("This may have changed: ask before you rely on it")  # fmt: skip
    where = address("curriculum.lesson", slug=found.slug, **({"region": found.region} if found.region else {}))
    return Markup(' <small class="aged"><a href="{}#sources">{}</a></small>').format(where, said)


def older(found: Module, source: str) -> str:
    """What stands above a screen of a lesson that is older than the same one in the language all is translated from,
    with the way to that page."""
    region = {"region": found.region} if found.region else {}
    page = address("curriculum.lesson", slug=found.slug, **region)
    there = address("web.choose_language", language=source, next=page)
    way = Markup(' <a href="{}">{}</a>').format(there, _("Please look there too."))
    return NOTE.format(_moved_on(source), way)


def older_apart(_found: Module, source: str) -> str:
    """The same where no other page of this site can be reached."""
    return NOTE.format(_moved_on(source), "")


def _moved_on(source: str) -> str:
    if source == "tg":
        return _("In the Tajik text of this page something has changed since.")
    return _("In another language something has changed on this page since: %(language)s.", language=NAMES[source])


READING = Notes(aged=aged, behind=older)
APART = Notes(aged=aged, behind=older_apart)  # kept on a phone, in a pack, or shown by another site
