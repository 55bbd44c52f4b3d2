"""Which language a page speaks, and how it writes dates and numbers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, current_app, g, request
from flask_babel import Babel, Domain, format_decimal, get_locale, get_translations
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from lms.core import clock, languages
from lms.web.catalogues import catalogue, faults

COOKIE = "language"


def language() -> str:
    """The language of this page: chosen on this device, else the person's own, else the browser's, else the first."""
    if (known := g.get("language")) is None:
        offered = current_app.config["LANGUAGES"]
        chosen = request.cookies.get(COOKIE) if request else None
        own = g.actor.language if g.get("actor") else None
        known = g.language = next((each for each in (chosen, own) if each in offered), None) or _asked(offered)
    return known


def _asked(offered: Sequence[str]) -> str:
    return request.accept_languages.best_match(offered, offered[0]) if request else offered[0]


def choices() -> tuple[str, ...]:
    """In which languages somebody reads what is not written in that of the page: the page's, the person's own, the
    phone's. English is the language of many a phone whose owner reads none; it comes last of itself."""
    own = g.actor.language if g.get("actor") else None
    return _choices(language(), own, request.headers.get("Accept-Language", "") if request else "")


@lru_cache(maxsize=1024)
def _choices(chosen: str, own: str | None, header: str) -> tuple[str, ...]:
    phones = [each.partition("-")[0] for each in parse_accept_header(header, LanguageAccept).values()]
    return tuple(dict.fromkeys((chosen, *filter(None, [own]), *(each for each in phones if each != "en"))))


def tongue_picked() -> bool:
    """Whether the reader has a language of their own or has picked one on this device: then the others can wait."""
    return bool(g.get("actor")) or request.cookies.get(COOKIE) in current_app.config["LANGUAGES"]


def remember(response, chosen: str) -> None:
    """Keep the language on this device for a year."""
    response.set_cookie(COOKIE, chosen, max_age=365 * 86400, httponly=True, samesite="Lax")


def as_date(day: date | datetime | None) -> str:
    """A date as the reader writes it; a moment is first moved to the centre's clock."""
    return languages.written_date(_day(day), _spoken()) if day else ""


def as_short_date(day: date | datetime) -> str:
    """Day and month."""
    return languages.short_date(_day(day), _spoken())


def as_weekday(day: date | datetime) -> str:
    """The day of the week."""
    return languages.weekday(_day(day), _spoken())


def as_short_weekday(day: date | datetime) -> str:
    """The day of the week in two or three letters."""
    return languages.short_weekday(_day(day), _spoken())


def as_month(day: date | datetime) -> str:
    """Month and year."""
    return languages.written_month(_day(day), _spoken())


def as_time(moment: datetime) -> str:
    """The time on the centre's clock."""
    return languages.written_time(clock.local(moment))


def as_number(value: float) -> str:
    """A number with the reader's separators."""
    return format_decimal(value)


def as_percent(part: float, whole: float) -> str:
    """A share as a whole percentage, "—" of nothing."""
    return f"{round(100 * part / whole)}\N{NO-BREAK SPACE}%" if whole else "—"


class Sentences(Domain):
    """The sentences of the program. What nobody has translated into a language yet is said in the one that its readers
    know next, sentence by sentence (languages.INSTEAD); English stands in the program itself."""

    def get_translations(self) -> NullTranslations:
        """Those of the language of the page, and behind them those that stand in for them."""
        locale = get_locale()
        if locale is None:
            return NullTranslations()
        if (key := str(locale)) not in self.cache:
            self.cache[key] = self._whole(locale.language)
        return self.cache[key]

    def _whole(self, spoken: str) -> NullTranslations:
        """The sentences of a language; for what is not among them those of others, in their order."""
        found, *instead = [
            catalogue(folder, each, self.domain[0])
            for each in (spoken, *languages.INSTEAD.get(spoken, ()))
            for folder in self.translation_directories
        ]
        for each in instead:
            found.add_fallback(each)
        return found


class Speech(Babel):
    """Babel with sentences that are never missing."""

    @cached_property
    def domain_instance(self) -> Domain:
        """Where sentences come from."""
        return Sentences(domain=self.domain)


def in_words(texts: Mapping[str, str]) -> str:
    """A name that is written in several languages, as the reader of the page reads it."""
    return languages.best(texts, language()) if texts else ""


def as_name(texts: Mapping[str, str]) -> str:
    """The same in the language in which is written just now."""
    return languages.best(texts, _spoken())


def said(sentence: str, **values: object) -> Markup:
    """A sentence in the language of the page, its values escaped: what templates call `_`. Jinja's own looks its way
    anew for each sentence, which took a tenth of the time of a page."""
    found = _translated(get_locale().language, sentence)
    return found % values if "%" in found else found


@lru_cache(maxsize=8192)
def _translated(_language: str, sentence: str) -> Markup:
    return Markup(get_translations().ugettext(sentence))


def _day(day: date | datetime) -> date:
    return clock.local(day).date() if isinstance(day, datetime) else day


@lru_cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def _spoken() -> str:
    # Also right inside force_locale, when a slip is written in another person's language.
    return str(get_locale() or language()).split("_")[0]


def init_app(app: Flask) -> None:
    """Babel, and the filters that templates write dates and numbers with."""
    for fault in faults(app.config["BABEL_TRANSLATION_DIRECTORIES"], app.config["LANGUAGES"]):
        app.logger.warning(fault)
    Speech(app, locale_selector=lambda: _locale(language()), timezone_selector=lambda: app.config["TIMEZONE"])
    app.jinja_env.filters.update(
        date=as_date,
        short_date=as_short_date,
        weekday=as_weekday,
        short_weekday=as_short_weekday,
        month=as_month,
        time=as_time,
        number=as_number,
        in_words=in_words,
    )
    app.jinja_env.globals.update(
        _=said,
        gettext=said,
        percent=as_percent,
        choices=choices,
        language_names=languages.NAMES,
        languages=app.config["LANGUAGES"],
        site_name=app.config["SITE_NAME"],
    )
    app.context_processor(
        lambda: {"language": language(), "direction": languages.direction(language()), "visitor": g.get("actor")}
    )
