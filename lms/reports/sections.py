"""What stands on a page of figures: each section's columns, and the chart beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from lms.reports.messages import FIGURES, NOT_KEPT, NOT_KEPT_BY_PROJECT, shown
from lms.reports.rules import PEOPLE, SCORES, STEPS, TRAINING, By, Figure, Row, Share, Table

Bar = tuple[str, float | None, str]


@dataclass(frozen=True)
class Section:
    """Columns of a table, a chart of what matters most in them, and a note where figures cannot be given."""

    title: str
    columns: tuple[Figure, ...]
    chart: str
    bars: Sequence[Bar]
    top: float
    note: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether the table takes the whole width of a desk, so that the chart stands below it."""
        return len(self.columns) > 5


def sections(table: Table) -> list[Section]:
    """The three sections of a page."""
    return [
        Section(
            _("From registering to the certificate"),
            PEOPLE,
            str(FIGURES[Figure.IN_TIME_SHARE]),
            [_share(row, Figure.IN_TIME_SHARE) for row in table.rows],
            1,
        ),
        Section(
            _("In class"),
            TRAINING,
            str(FIGURES[Figure.ATTENDANCE]),
            [_share(row, Figure.ATTENDANCE) for row in table.rows],
            1,
        ),
        Section(
            _("What people thought, from 1 to 5"),
            SCORES,
            _("Mean scores of all answers"),
            [(str(FIGURES[each]), table.total.cell(each).mean, shown(table.total.cell(each))) for each in SCORES],
            5,
            "" if table.scores_kept else str(NOT_KEPT_BY_PROJECT if table.by is By.PROJECT else NOT_KEPT),
        ),
    ]


def way(table: Table) -> list[Bar]:
    """How many people came how far, for the chart of the overview."""
    return [(str(FIGURES[each]), table.total.cell(each), shown(table.total.cell(each))) for each in STEPS]


def _share(row: Row, figure: Figure) -> Bar:
    share = row.cell(figure)
    return (row.label, share.value if isinstance(share, Share) else None, shown(share))
