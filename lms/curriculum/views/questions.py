"""The questions of a module: how each does, and out and in as GIFT, Moodle XML or a spreadsheet."""

from contextlib import closing
from io import BytesIO

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import NotThere, Refused
from lms.curriculum import queries
from lms.curriculum.actions.questions import take_questions
from lms.curriculum.exchange import gift, moodle, sheet
from lms.curriculum.exchange.items import TRUE_FALSE, Note
from lms.curriculum.exchange.merging import merged, strange_tags
from lms.curriculum.exchange.messages import CELLS, COLUMNS, GUIDE, KINDS, LEFT, PARTS, STATUS, UNREAD
from lms.curriculum.exchange.reading import Unreadable, read_file
from lms.curriculum.permissions import AUTHORS
from lms.curriculum.queries import questions as bank
from lms.curriculum.rules.module import Module
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import actor, only
from lms.web.locale import language
from lms.web.sentences import refusal

TYPES = {
    "gift": "text/plain; charset=utf-8", "xml": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@blueprint.get("/author/modules/<slug>/questions")
@only(*AUTHORS)
def author_questions(slug: str):
    """Every question with its answers, its versions and how they do."""
    return _page(slug)


@blueprint.get("/author/modules/<slug>/questions/<any(gift,xml,xlsx):form>")
@only(*AUTHORS)
def questions_file(slug: str, form: str):
    """All questions in one language, as a file."""
    module, spoken = _module(slug), _spoken(request.args.get("language"))
    content, _notes = _written(form, _source(module).stock.items(spoken), module, spoken)
    return _file(content, form, f"{slug}-{spoken}.{'gift.txt' if form == 'gift' else form}")


@blueprint.get("/author/modules/<slug>/questions/empty.xlsx")
@only(*AUTHORS)
def empty_questions(slug: str):
    """The sheet to fill in, with its explanations."""
    content, _notes = _written("xlsx", [], _module(slug), language())
    return _file(content, "xlsx", f"{slug}-empty.xlsx")


@blueprint.post("/author/modules/<slug>/questions")
@only(*AUTHORS)
def read_questions(slug: str):
    """Look at what a file would change and what of it cannot be taken: nothing is written yet."""
    module, spoken = _module(slug), _spoken(request.form.get("language"))
    source = _source(module)
    try:
        with closing(request.files.get("file") or BytesIO()) as file:
            read = read_file(file.read(), _cell_words(module), {each["id"] for each in source.stock.rows})
    except Unreadable as unreadable:
        return _page(slug, refused=str(UNREAD[unreadable.why])), 422
    if not read.items:
        return _page(slug, notes=_gathered(read.notes)), 422
    chosen = request.form.get("objective")
    found = merged(
        source.stock, read.items, language=spoken, languages=list(module.words), objectives=module.objectives,
        objective=chosen if chosen in module.objectives else module.objectives[0],
    )  # fmt: skip
    return render_template(
        "curriculum/questions_read.html", module=module, found=found, spoken=spoken,
        notes=_gathered([*read.notes, *strange_tags(read.items, module.objectives)]),
        revisions={file: source.revision(file) for file in found.files}, base_id=source.base_id, statuses=STATUS,
        parts=PARTS, changes=sum(each.status != "same" for each in found.changes),
    )  # fmt: skip


@blueprint.post("/author/modules/<slug>/questions/take")
@only(*AUTHORS)
def take_questions_of(slug: str):
    """Write what was looked at into the module's draft."""
    module, spoken = _module(slug), _spoken(request.form.get("language"))
    files = {}
    for file in (bank.ROWS, bank.words_file(spoken)):
        text, revision = request.form.get(file), request.form.get(f"revision-{file}", type=int)
        if text is None or revision is None:
            raise NotThere
        files[file] = (text, revision)
    try:
        take_questions(
            slug=module.slug, region=module.region, base_id=request.form.get("base", 0, type=int), files=files,
            by=actor().user_id, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _page(slug, refused=refusal(refused)), 409
    flash(_("The questions stand in the module's draft. They are asked once the draft is published."))
    return redirect(url_for(".author_questions", slug=slug, region=module.region), 303)


def _page(slug: str, *, refused: str = "", notes: list | None = None):
    module, spoken = _module(slug), _spoken(request.values.get("language"))
    source = bank.source(slug, module.region)
    asked = bank.asked(source, spoken) if source else []
    items = source.stock.items(spoken) if source else []
    return render_template(
        "curriculum/author_questions.html",
        module=module, source=source, asked=asked, spoken=spoken, refused=refused, notes=notes or [], kinds=KINDS,
        writing=queries.writing_languages(), regions=queries.regions_of(module), place_name=queries.place_name,
        versions=bank.question_versions(slug, [question.id for question, _said in asked]),
        figures=current_app.extensions["item_figures_by_edition"](queries.edition_ids_of(slug)),
        unsayable={form: _sentences(_left(form, items)) for form in TYPES},
    )  # fmt: skip


def _module(slug: str) -> Module:
    """The module, or its layer for the region that is asked for."""
    return queries.newest_module(slug, request.values.get("region"))


def _source(module: Module) -> bank.Source:
    found = bank.source(module.slug, module.region)
    if found is None:
        raise NotThere
    return found


def _spoken(asked: str | None) -> str:
    writing = queries.writing_languages()
    return asked if asked in writing else language() if language() in writing else next(iter(writing))


def _left(form: str, items: list) -> list[Note]:
    said = {"gift": gift, "xml": moodle, "xlsx": sheet}[form].unsayable
    return [Note(item.id, why, item.kind) for item in items for why in said(item)]


def _sentences(notes: list[Note]) -> list[tuple[str, str, bool]]:
    """(where, why, whether the whole question is left out)."""
    return [(each.place, _sentence(each), each.whole) for each in notes]


def _gathered(notes: list[Note]) -> list[tuple[str, str, bool]]:
    """The same, each sentence once: of what is true of every question of a file one line is enough."""
    places: dict[tuple[str, bool], dict[str, None]] = {}
    for place, why, whole in _sentences(notes):
        places.setdefault((why, whole), {})[place] = None
    return [(", ".join(found), why, whole) for (why, whole), found in places.items()]


def _sentence(note: Note) -> str:
    text = str((CELLS if isinstance(note.why, sheet.Cell) else LEFT)[note.why])
    return text % {"what": note.what} if "%" in text else text


def _written(form: str, items: list, module: Module, spoken: str) -> tuple[bytes, list[Note]]:
    if form == "xlsx":
        return _sheet(items, module, spoken)
    text, notes = (gift if form == "gift" else moodle).written(items)
    return text.encode(), notes


def _sheet(items: list, module: Module, spoken: str) -> tuple[bytes, list[Note]]:
    labels = {
        key: str(COLUMNS[name]) % {"n": n} if n else str(COLUMNS[name])
        for key in sheet.COLUMNS
        for name, _line, n in [key.partition("_")]
    }
    guide = {}
    for each in ("tg", "ru", "en"):
        with force_locale(each):
            guide[each] = [str(line) for line in GUIDE]
    return sheet.written(
        items, labels=labels, kinds={kind: str(name) for kind, name in KINDS.items() if kind != "picture"},
        objectives=module.said(spoken)["objectives"], truths=TRUE_FALSE.get(spoken, TRUE_FALSE["en"]), guide=guide,
    )  # fmt: skip


def _cell_words(module: Module) -> sheet.Words:
    """What a cell may say, in any language: whoever fills in the sheet may read another one than whoever sends it."""
    kinds = {str(kind): str(kind) for kind in KINDS}
    for each in queries.writing_languages():
        with force_locale(each):
            kinds |= {str(name).lower(): str(kind) for kind, name in KINDS.items()}
    objectives = {each: each for each in module.objectives}
    for said in module.words.values():
        objectives |= {text.lower(): each for each, text in said["objectives"].items()}
    truths = {word.lower(): not n for words in TRUE_FALSE.values() for n, word in enumerate(words)}
    return sheet.Words(kinds, objectives, truths)


def _file(content: bytes, form: str, name: str) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return current_app.response_class(content, content_type=TYPES[form], headers=disposition)
