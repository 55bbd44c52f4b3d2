"""The printed certificate: A4, in the person's language and in English."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from flask_babel import force_locale, format_decimal
from flask_babel import gettext as _

from lms.certificates.messages import assessed
from lms.certificates.models import Certificate
from lms.certificates.rules import Reason, shown_code
from lms.certificates.rules.record import as_token
from lms.core import clock, languages
from lms.core.errors import Refused
from lms.core.printing import qr_svg, render_pdf
from lms.registration.rules import shown_number

TEMPLATE = Path(__file__).parent / "certificate.typ"
ENGLISH = "en"


def pdf(certificates: Sequence[Certificate], *, site: str) -> bytes:
    """One PDF with a page for each certificate; below the address `site` anybody checks it. The same certificates
    always give the same bytes. Raises Refused(NOTHING_TO_PRINT) and what `render_pdf` raises."""
    if not certificates:
        raise Refused(Reason.NOTHING_TO_PRINT)
    words = {each: _words(each) for each in {ENGLISH, *(one.language for one in certificates)}}
    sheets = [_sheet(each, words, site) for each in certificates]
    newest = max(each.issued_at for each in certificates)
    return render_pdf(TEMPLATE, {"sheets": sheets, "title": _title(certificates)}, at=newest, to_keep=True)


def _title(certificates: Sequence[Certificate]) -> str:
    serials = [each.serial for each in certificates]
    first, last = min(serials), max(serials)
    with force_locale(certificates[0].language):
        return f"{_('Certificate')} {first}" if first == last else f"{_('Certificates')} {first} – {last}"


def _sheet(certificate: Certificate, words: dict[str, dict[str, str]], site: str) -> dict[str, Any]:
    spoken = list(dict.fromkeys((certificate.language, ENGLISH)))
    lines = {each: _lines(certificate, each) for each in spoken}
    return {
        "languages": spoken,
        "words": [words[each] for each in spoken],
        "name": certificate.name,
        "latin_name": certificate.latin_name,
        "programme": [_in(certificate.evidence["titles"], each) for each in spoken],
        "number": shown_number(certificate.evidence["registration_number"]),
        "lines": [[line, [lines[each][line] for each in spoken]] for line in lines[ENGLISH]],
        "serial": certificate.serial,
        "code": shown_code(certificate.code),
        "address": f"{site.partition('://')[2]}/check",
        "qr": qr_svg(scan_address(certificate, site)),
    }


def span(days: Sequence[date], language: str) -> str:
    """A few days one by one; of many the first and the last."""
    few = len(days) < 4
    said = (languages.written_date(day, language) for day in (days if few else (days[0], days[-1])))
    return (", " if few else " – ").join(said)


def scan_address(certificate: Certificate, site: str) -> str:
    """What the square says: an address with the signed record in it. All in capitals, as far as the site allows, for
    then a third fewer dots hold it."""
    plain = site.upper() if site.count("/") == 2 else site
    return f"{plain}/C/{as_token(certificate.signed)}"


def _lines(certificate: Certificate, language: str) -> dict[str, str]:
    """What stands below the programme, in one language, by the key of its label."""
    evidence = certificate.evidence
    days = sorted({date.fromisoformat(block["on"]) for block in evidence["blocks"]})
    centres = dict.fromkeys(_in(block["centre"], language) for block in evidence["blocks"])
    trainers = dict.fromkeys(block["trainer"] for block in evidence["blocks"] if block["trainer"])
    return {
        "version": f"{_in(evidence['variant_titles'], language)} · {evidence['edition']}",
        "hours": _in_locale(language, evidence["minutes"] / 60),
        "dates": span(days, language),
        "centre": ", ".join(centres),
        "trainer": ", ".join(trainers),
        "assessed": _assessed(certificate, language),
        "valid": " – ".join(
            languages.written_date(day, language)
            for day in (clock.local(certificate.issued_at).date(), certificate.expires_on)
        ),
    }


def _words(language: str) -> dict[str, str]:
    with force_locale(language):
        return {
            "certificate": _("Certificate"),
            "certifies": _("This certifies that"),
            "attended": _("took part in the whole course"),
            "number": _("Registration number"),
            "version": _("Variant and version"),
            "hours": _("Hours of training"),
            "dates": _("Days of training"),
            "centre": _("Centre"),
            "trainer": _("Trainer"),
            "assessed": _("Assessed by"),
            "valid": _("Valid"),
            "serial": _("Certificate number"),
            "check": _("Anybody can check this certificate here:"),
            "stamp": _("Signature and stamp"),
        }


def _assessed(certificate: Certificate, language: str) -> str:
    with force_locale(language):
        return assessed(certificate.evidence)


def _in_locale(language: str, number: float) -> str:
    with force_locale(language):
        return format_decimal(round(number, 2))


def _in(names: dict[str, str], language: str) -> str:
    return languages.best(names, language)
