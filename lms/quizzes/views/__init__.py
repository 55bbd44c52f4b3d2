"""Pages of checks and assessments: written ones for the trainee, oral ones for whoever asks."""

from lms.quizzes.views import oral, selection, written
from lms.quizzes.views.blueprint import blueprint

__all__ = ["blueprint", "oral", "selection", "written"]
