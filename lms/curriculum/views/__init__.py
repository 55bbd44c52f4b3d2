"""Pages of the curriculum: the public library and programmes, their pictures, and the author's desk."""

from lms.curriculum.views import author, papers, public
from lms.curriculum.views.blueprint import blueprint

__all__ = ["author", "blueprint", "papers", "public"]
