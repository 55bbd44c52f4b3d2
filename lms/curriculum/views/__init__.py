"""Pages of the curriculum: the public library and programmes, their pictures, the author's desk and its backlog."""

from lms.curriculum.views import author, composing, composing_block, drafts, papers, proposals, public, writing
from lms.curriculum.views.blueprint import blueprint

__all__ = [
    "author", "blueprint", "composing", "composing_block", "drafts", "papers", "proposals", "public", "writing",
]  # fmt: skip
