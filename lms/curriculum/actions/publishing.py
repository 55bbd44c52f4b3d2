"""Publishing: what is in `courses/` becomes new editions, never a change of old ones."""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from lms.core import clock
from lms.core.database import db, held_anew
from lms.curriculum import queries
from lms.curriculum.files.faults import Broken
from lms.curriculum.files.folder import Courses, Piece
from lms.curriculum.files.rewriting import rewrite
from lms.curriculum.models import Edition
from lms.curriculum.queries.checking import read_over
from lms.curriculum.rules.agreements import LAPSED, moved_in, without_lapsed


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing a folder: the new editions, the files whose older texts were left alone, and how many
    recordings and pictures it brought along: these are announced once the change is committed."""

    made: list[Edition]
    older: list[str]
    brought: int = 0


def publish_folder(*, folder: Path, media: Path, by: int | None, at: datetime) -> Published:
    """Publish `courses/` over what is in service. A file that authors have changed in the browser since is not brought
    back to an older text: only what was really changed in the folder counts. Raises Broken."""
    hold()
    courses, older = read_over(folder, media)
    made = publish(courses=courses, by=by, at=at)
    return Published(made, older, current_app.extensions["bring_uploads"](folder=folder, by=by, at=at))


def hold() -> None:
    """Let one publish at a time: the next waits here, and then reads what this one has made."""
    first = select(func.min(Edition.id)).scalar_subquery()
    db.session.execute(held_anew(select(Edition.id).where(Edition.id == first), key_share=True))


def publish(*, courses: Courses, by: int | None, at: datetime) -> list[Edition]:
    """Make an edition of every piece that differs from its newest one; returns them. A programme gets a new edition
    also when a module it teaches did. Raises Broken when anything is wrong: the old editions stay in service."""
    if courses.faults:
        raise Broken(courses.faults)
    made = []
    for kind in ("settings", "country", "module", "layer", "instrument", "test", "phrasebook"):
        for piece in courses.read(kind):
            made += _publish_piece(piece, by=by, at=at)
    pins, layers = queries.latest_ids(queries.MODULE), _layers(courses)
    for piece in courses.of("programme").values():
        taught = _taught(piece)
        document = {
            **piece.document,
            "pins": {slug: pins[slug] for slug in taught},
            "layers": {slug: layers[slug] for slug in taught if slug in layers},
        }
        made += _publish_piece(Piece(piece.kind, piece.slug, piece.sources, document), by=by, at=at)
    return made


def _layers(courses: Courses) -> dict[str, dict[str, int]]:
    """Module → region or country → edition that those bound for it read instead."""
    found = queries.latest_layers(courses.of("layer"))
    newest = queries.latest_ids(queries.MODULE)
    for piece in courses.of("module").values():
        if base := piece.document["base"]:
            over_land = found.get(piece.slug, {})  # what the regions of that country read instead of its own
            found.setdefault(base, {}).update({piece.document["country"]: newest[piece.slug], **over_land})
    return found


def _taught(piece: Piece) -> list[str]:
    slugs = {slug for each in piece.document.get("extra", ()) for slug in each["lessons"]}
    for variant in piece.document["variants"]:
        slugs |= set(variant["online"])
        for day in variant["days"]:
            slugs |= {slug for item in day["agenda"] for slug in item.get("modules", ())}
    return sorted(slugs)


def _publish_piece(piece: Piece, *, by: int | None, at: datetime) -> list[Edition]:
    before = queries.newest(piece.kind, piece.slug)
    document = without_lapsed(piece.document, before.document if before else None, clock.local(at).date())
    sources = _told_in(piece.sources, document)
    digest = _digest(sources, document)
    if before and before.digest == digest:
        return []
    edition = Edition(
        kind=piece.kind,
        slug=piece.slug,
        number=before.number + 1 if before else 1,
        digest=digest,
        sources=sources,
        document=document,
        published_at=at,
        published_by_id=by,
    )
    db.session.add(edition)
    db.session.flush()
    queries.look_again()
    return [edition]


def _told_in(sources: dict[str, str], document: dict[str, Any]) -> dict[str, str]:
    """The files of a module, its own and those below, with the agreements that have lapsed told so: what is exported
    says it to a house that begins with these files."""
    if not document.get(LAPSED):
        return sources
    return {
        file: rewrite(text, moved_in(tomllib.loads(text), document)) if file.endswith("module.toml") else text
        for file, text in sources.items()
    }


def _digest(sources: dict[str, str], document: dict[str, Any]) -> str:
    content = json.dumps([sources, document], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
