"""Pages of the curriculum: the public library and programmes, their pictures, the author's desk and its backlog."""

from lms.curriculum.views import author, drafts, papers, proposals, public, writing
from lms.curriculum.views.blueprint import blueprint

__all__ = ["author", "blueprint", "drafts", "papers", "proposals", "public", "writing"]
