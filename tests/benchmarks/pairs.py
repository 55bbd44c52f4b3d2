"""`python -m tests.benchmarks.pairs`: how well records of one person are told from those of two, over pairs.csv."""

import csv
import time
from collections.abc import Iterator
from datetime import date

from lms.registration.rules.likeness import Known, compare
from tests.benchmarks.make_pairs import FIELDS, FILE


def pairs() -> Iterator[tuple[bool, Known, Known]]:
    """Whether the two are one person, and the two records."""
    with FILE.open(newline="") as file:
        for row in csv.DictReader(file):
            yield row["same"] == "1", _known(row, "a"), _known(row, "b")


def _known(row: dict[str, str], side: str) -> Known:
    found = {name: row[f"{side}_{name}"] or None for name in FIELDS}
    return Known(**{**found, "birth_date": date.fromisoformat(found["birth_date"])})


def measure() -> tuple[float, float]:
    """Precision and recall."""
    right = wrong = missed = 0
    for same, one, other in pairs():
        said = compare(one, other).is_probable
        right, wrong, missed = right + (said and same), wrong + (said and not same), missed + (same and not said)
    return right / (right + wrong), right / (right + missed)


def main() -> None:
    """Print what was measured."""
    began = time.process_time()
    precision, recall = measure()
    print(f"precision {precision:.4f} (0.98), recall {recall:.4f} (0.95), {time.process_time() - began:.1f} s")


if __name__ == "__main__":
    main()
