"""How long a class waits for its certificates on paper."""

import os
import time
from pathlib import Path
from statistics import median

from sqlalchemy import select

from lms.app import create_app
from lms.certificates import printing
from lms.certificates.models import Certificate
from lms.core.database import db

CLASS, RUNS = 25, 3


def measure(folder: Path) -> list[tuple[str, str, str]]:
    """One PDF with a certificate for each of 25 people of the demo world, others each time: what was set once is
    remembered."""
    os.environ["LMS_INSTANCE"] = str(folder)
    with create_app().app_context():
        found = db.session.scalars(select(Certificate).order_by(Certificate.id).limit(CLASS * RUNS)).all()
        took = [_seconds(found[at : at + CLASS]) for at in range(0, len(found), CLASS)]
    return [(f"{CLASS} certificates in one PDF", f"{median(took):.2f} s", "0.5 s")]


def _seconds(certificates: list[Certificate]) -> float:
    began = time.perf_counter()
    printing.pdf(certificates, site="https://lms.example")
    return time.perf_counter() - began
