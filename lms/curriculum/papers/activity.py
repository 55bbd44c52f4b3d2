"""One activity on paper, with its cards to cut out, as data for its template."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from lms.core.printing import render_pdf
from lms.curriculum.rules.library import Kept

HERE = Path(__file__).parent


def sheet(found: Kept, language: str, labels: Mapping[str, Any], at: datetime) -> bytes:
    """What a trainer takes along for an activity, A4 (E66)."""
    each = found.activity
    data = {
        "language": language, "title": each.title, "module": found.module.title(language), "about": labels["about"],
        "how": each.how, "version": labels["version"],
        "materials": [labels["materials"], list(each.materials)], "steps": [labels["steps"], list(each.steps)],
        "hard": labels["hard"], "levels": [[str(labels["levels"][level]), said] for level, said in each.levels],
        "cards": [labels["cards"], [[card["name"], card["card"]] for card in each.cards]],
    }  # fmt: skip
    return render_pdf(HERE / "activity.typ", data, at=at)
