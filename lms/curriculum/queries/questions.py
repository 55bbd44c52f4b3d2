"""The questions of a module as its authors see them: the files they are written in, and their versions."""

import tomllib
from collections.abc import Iterable

from lms.curriculum.exchange.merging import ROWS, Stock, words_file
from lms.curriculum.files.questions import with_addresses
from lms.curriculum.files.shapes import shape_of
from lms.curriculum.files.toml import UNREADABLE
from lms.curriculum.models import Draft, Edition
from lms.curriculum.queries import drafts
from lms.curriculum.queries.editions import MODULE, document, history, latest, piece_of
from lms.curriculum.queries.modules import edition_ids_of
from lms.curriculum.rules.layout import folder_of
from lms.curriculum.rules.questions import Question, question_from
from lms.curriculum.rules.shapes import fitted
from lms.curriculum.rules.versions import QuestionVersion, versions_of


class Source:
    """Where an author's questions are taken from: the open draft of a module or of its layer for a region, or else its
    newest edition."""

    def __init__(self, slug: str, region: str | None = None) -> None:
        piece = piece_of(slug, region)
        self.edition: Edition = latest(*piece)
        self.draft: Draft | None = drafts.open_draft(*piece)
        base = self.draft.base if self.draft and self.draft.base else self.edition
        written = drafts.draft_files(self.draft) if self.draft else {}
        self.folder: str = (
            self.draft.folder if self.draft else folder_of(base.kind, base.slug, base.document)
        ).rpartition("/")[2]  # that of its pictures
        self.base_id: int = (self.draft.base_id or 0) if self.draft else base.id
        self.stock = Stock({**base.sources, **written}, document(base.id)["facts"])

    def revision(self, file: str) -> int:
        """How often the file was saved in the draft."""
        return drafts.revision_of(self.draft.id, file) if self.draft else 0


def source(slug: str, region: str | None = None) -> Source | None:
    """The questions as they are being written; None while the draft's own files cannot be read. Raises NotThere."""
    try:
        found = Source(slug, region)
        for file in found.stock.files:
            name = file.rpartition("/")[2]
            if name.endswith(".toml") and name.startswith("questions."):
                _said, wrong = fitted(tomllib.loads(found.stock.files[file]), shape_of(f"modules/-/{name}"))
                if wrong:
                    return None
    except UNREADABLE:
        return None
    return found


def asked(found: Source, language: str) -> list[tuple[Question, dict]]:
    """Every question that has words in a language, with them, facts inserted."""
    words = found.stock.words(language)
    return [
        (question_from(with_addresses(found.folder, found.stock.shown(row))), found.stock.shown(words[row["id"]]))
        for row in found.stock.rows
        if row["id"] in words
    ]


def question_versions(slug: str, questions: Iterable[str]) -> dict[str, list[QuestionVersion]]:
    """Question → its versions over all editions of the module and its layers, the newest first."""
    numbers = {each.id: each.number for each in history(MODULE, slug)}
    editions = [(each, numbers.get(each, 0), document(each)) for each in sorted(edition_ids_of(slug))]
    return {question: versions_of(question, editions) for question in questions}


__all__ = ["ROWS", "Source", "asked", "question_versions", "source", "words_file"]
