"""Sentences that belong to no domain."""

from flask_babel import lazy_gettext as _l

from lms.core.freshness import Reason as Freshness
from lms.core.printing import Reason as Printing

SENTENCES = {
    Freshness.CHANGED_MEANWHILE: _l(
        "Somebody else changed this while you were writing, so nothing of yours was saved. Please open the page again, "
        "look at it, and make your change once more."
    ),
    Printing.LETTER_NOT_IN_FONT: _l(
        "The letter “%(letter)s” cannot be printed. Please write the name in Tajik, Russian or Latin letters."
    ),
}
