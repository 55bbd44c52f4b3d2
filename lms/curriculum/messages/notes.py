"""What readers are told within a lesson: of a fact past its date, of a page older than that in another language."""

from flask_babel import gettext as _
from markupsafe import Markup

from lms.core.languages import NAMES
from lms.curriculum.rules.ageing import Notes
from lms.curriculum.rules.module import Module
from lms.curriculum.rules.review import last_compared
from lms.web.addresses import address
from lms.web.locale import as_date


def aged(found: Module, name: str) -> str:
    """What stands at a fact that is past its date: when it was checked, with the way to its source."""
    fact = found.facts[name]
    checked = last_compared({name: fact})
    said = _(
        "“%(value)s”: checked on %(day)s, may have changed.", value=fact["value"], day=as_date(checked),
    ) if checked else _("This may have changed: ask before you rely on it")  # fmt: skip
    where = address("curriculum.lesson", slug=found.slug, **({"region": found.region} if found.region else {}))
    return Markup(' <small class="aged"><a href="{}#sources">{}</a></small>').format(where, said)


def older(source: str) -> str:
    """What stands above a screen that is older than the same one in the language all is translated from."""
    said = _(
        "This page is older than the one in %(language)s, where something was changed. Please look there too.",
        language=NAMES.get(source, source),
    )  # fmt: skip
    return Markup('<p><small class="aged">{}</small></p>\n').format(said)


READING = Notes(aged=aged, behind=older)
