"""Pages of the curriculum: the public library and programmes, their pictures, the author's desk and its backlog."""

from lms.curriculum.views import (
    agreements, author, composing, composing_block, drafts, history, library, papers, proposals, public, questions,
    sharing, translating, writing,
)  # fmt: skip
from lms.curriculum.views.blueprint import blueprint

__all__ = [
    "agreements", "author", "blueprint", "composing", "composing_block", "drafts", "history", "library", "papers",
    "proposals", "public", "questions", "sharing", "translating", "writing",
]  # fmt: skip
