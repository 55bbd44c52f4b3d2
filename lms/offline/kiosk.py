"""Packs for the computers and memory cards of places without network, and texts for the radio: where officers take
them."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from flask import Response, current_app, g, render_template, request
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from lms.advisories import queries as advisories
from lms.companion import queries as companion
from lms.core import clock
from lms.core.actors import Role
from lms.core.errors import NotThere
from lms.core.languages import best, direction, written_date
from lms.curriculum import queries as curriculum
from lms.curriculum.messages.notes import APART
from lms.curriculum.papers.tree import tree
from lms.curriculum.rules.module import Module, for_country
from lms.curriculum.rules.phrases import Phrasebook
from lms.curriculum.rules.review import last_compared
from lms.media.queries import sounds_of
from lms.offline.course import kilobytes
from lms.offline.pressing import Pressed, as_text, beside, mark_of, pressed, script
from lms.web.access import only
from lms.web.assets import STATIC
from lms.web.locale import language

TAKERS = (Role.OFFICER, Role.AUTHOR, Role.ADMIN)


@only(*TAKERS)
def packs():
    """What there is to take along for a country in a language: each with its version and its size."""
    countries, spoken = curriculum.countries("destination"), _spoken(request.args.get("in", language()))
    wanted = request.args.get("country", "RU").upper()
    chosen = next((each for each in countries if each["iso"] == wanted), countries[0])
    return render_template(
        "offline/packs.html", countries=countries, chosen=chosen, spoken=spoken, kilobytes=kilobytes,
        place_name=curriculum.place_name, plain=_pack(chosen["iso"], spoken), scripts=_scripts(chosen["iso"], spoken),
        heard=_pack(chosen["iso"], spoken, heard=True) if _heard(chosen["iso"], spoken) else None,
    )  # fmt: skip


@only(*TAKERS)
def kiosk_pack(iso: str, spoken: str):
    """The pack of a country; with `sound`, what is recorded too."""
    found = curriculum.destination(iso).country["iso"]
    heard = bool(request.args.get("sound"))
    return _zip(_pack(found, _spoken(spoken), heard=heard), f"pack-{iso}-{spoken}{'-sound' if heard else ''}")


@only(*TAKERS)
def radio_scripts(iso: str, spoken: str):
    """The lessons of a country as texts to be read aloud."""
    return _zip(_scripts(curriculum.destination(iso).country["iso"], _spoken(spoken)), f"radio-{iso}-{spoken}")


def _spoken(asked: str) -> str:
    if asked not in current_app.config["LANGUAGES"]:
        raise NotThere
    return asked


def _zip(found: Pressed, name: str) -> Response:
    response = Response(found.data, mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.zip"'
    return response


def _modules(iso: str) -> list[Module]:
    return [each for each in for_country(curriculum.modules(), iso) if not each.is_of_the_house]


def _books(iso: str) -> list[Phrasebook]:
    return [each for each in companion.books() if iso in each.countries]


def _heard(iso: str, spoken: str) -> list[str]:
    """The addresses of everything recorded that belongs to the pack."""
    modules = [each for each in _modules(iso) if spoken in each.words]
    return [
        *(address for each in modules for address in sounds_of(each.words[spoken], spoken).values()),
        *(address for book in _books(iso) for address in companion.sounds(book).values()),
    ]


def _pack(iso: str, spoken: str, *, heard: bool = False) -> Pressed:
    here, stands = current_app.config["SQLALCHEMY_DATABASE_URI"], advisories.standing(clock.today())
    mark = mark_of(
        [(each.slug, each.edition_id) for each in _modules(iso)],
        [(each.language, each.number) for each in _books(iso)],
        companion.frequent(spoken), [str(each) for each in stands], _heard(iso, spoken) if heard else (),
    )  # fmt: skip
    return _made(iso, spoken, heard, mark, clock.today(), here)


@lru_cache(maxsize=4)  # somebody looks at the size of a pack, and then takes it
def _made(iso: str, spoken: str, heard: bool, mark: str, today: date, _database: str) -> Pressed:
    version = _version(today, mark, spoken)
    with _speaking(spoken):
        files = _files(iso, spoken, version, heard=heard)
    files |= {f"radio/{slug}.txt": text for slug, text in _texts(iso, spoken, version).items()}
    return pressed(files, version)


def _scripts(iso: str, spoken: str) -> Pressed:
    mark = mark_of([(each.slug, each.edition_id) for each in _modules(iso)])
    return _read_aloud(iso, spoken, mark, clock.today(), current_app.config["SQLALCHEMY_DATABASE_URI"])


@lru_cache(maxsize=4)
def _read_aloud(iso: str, spoken: str, mark: str, today: date, _database: str) -> Pressed:
    version = _version(today, mark, spoken)
    return pressed({f"{slug}.txt": text for slug, text in _texts(iso, spoken, version).items()}, version)


def _version(today: date, mark: str, spoken: str) -> str:
    with force_locale(spoken):
        return _("Version of %(day)s, %(mark)s", day=written_date(today, spoken), mark=mark)


class _speaking:
    """Pages in one language, whatever the officer reads."""

    def __init__(self, spoken: str) -> None:
        self.spoken, self.locale = spoken, force_locale(spoken)

    def __enter__(self) -> None:
        self.before = language()
        g.language = self.spoken
        self.locale.__enter__()

    def __exit__(self, *fault: object) -> None:
        self.locale.__exit__(*fault)
        g.language = self.before


def _files(iso: str, spoken: str, version: str, *, heard: bool) -> dict[str, bytes]:
    modules, books, country = _modules(iso), _books(iso), curriculum.country(iso)
    known = [each.slug for each in modules]
    shared = {
        "language": spoken, "direction": direction(spoken), "version": version, "place_name": curriculum.place_name,
    }  # fmt: skip
    place, sounds = curriculum.place_name(country["names"], spoken), {}
    files: dict[str, bytes] = {"style.css": (STATIC / "site.css").read_bytes()}

    def put(path: str, template: str, **more: Any) -> None:
        up = "../" * path.count("/")
        page = render_template(f"offline/kiosk/{template}.html", up=up, **shared, **more)
        files[path] = beside(page, known, up).encode()

    stages = {each["id"]: curriculum.place_name(each["names"], spoken) for each in curriculum.stages()}
    by_stage = [(stages[stage], [(each.slug, each.title(spoken)) for each in modules if each.stage == stage])
                for stage in dict.fromkeys(each.stage for each in modules)]  # fmt: skip
    titles = [(each.slug, each.title(spoken)) for each in modules]
    put("index.html", "index", place=place, stages=by_stage, books=books, scripts=titles)
    told = {"known": known, "asked": (), "emergency": (), "advice": ()}
    put("country.html", "advice", **told | {
        "heading": place, "emergency": country.get("emergency", ()), "advice": companion.advice(spoken, iso),
    })  # fmt: skip
    put("everywhere.html", "advice", **told | {
        "heading": _("Advice for every country"), "advice": companion.advice(spoken, None),
    })  # fmt: skip
    put("questions.html", "advice", **told | {"heading": _("What people ask"), "asked": companion.frequent(spoken)})
    for book in books:
        sounds |= (of_book := companion.sounds(book) if heard else {})
        put(f"phrases/{book.language}.html", "phrases", book=book, sounds=of_book)
    return files | _lessons(modules, spoken, put, files, heard=heard, more=sounds.values(), iso=iso)


def _lessons(
    modules, spoken: str, put, files: dict[str, bytes], *, heard: bool, more: Iterable[str], iso: str
) -> Mapping:
    """The pages of all lessons, and the files that they and the phrasebooks show and play."""
    stands, wanted, numbers = advisories.standing(clock.today()), set(more), curriculum.emergency_numbers(iso)
    for module in modules:
        words, code = curriculum.said_on(module, clock.today(), APART, spoken), module.spoken(spoken)
        sounds = sounds_of(module.words[code], code) if heard else {}
        put(
            f"lessons/{module.slug}.html", "lesson", words=words, sounds=sounds, checked=last_compared(module.facts),
            notices=advisories.at_top_of(module, stands), sensitive=module.sensitive, numbers=numbers,
        )  # fmt: skip
        wanted |= {screen["picture"]["src"] for screen in words["screens"] if screen["picture"]} | set(sounds.values())
    found = ((address, curriculum.media_file(address)) for address in wanted)
    return {address.removeprefix("/"): path.read_bytes() for address, path in found if path.is_file()}


def _texts(iso: str, spoken: str, version: str) -> dict[str, bytes]:
    """Module → its text for the radio."""
    with force_locale(spoken):
        said = {
            "minutes": lambda n: ngettext("About %(num)s minute on the air", "About %(num)s minutes on the air", n),
            "pause": lambda: _("(Pause)"),
            "source": lambda: _("%(site)s, %(version)s", site=current_app.config["SITE_NAME"], version=version),
        }
        return {each.slug: as_text(_script(each, spoken, said)) for each in _modules(iso)}


def _script(module: Module, spoken: str, said: Mapping[str, Any]) -> str:
    words = best(module.words, spoken)
    screens = [(each["title"], tree(each["html"])) for each in words["screens"]]
    return script(words["title"], words["summary"], screens, said)
