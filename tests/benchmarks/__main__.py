"""`python -m tests.benchmarks`: bytes on the wire, requests and flows a second, certificates a second.

Starts the real server (granian, two worker processes) on a copy of the demo world in a temporary folder. Prints one
table; the budgets stand beside the figures. Never run by the tests: machines are noisy."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import certificates, load, papers, roll_calls, timetable, trainees, wire, yardstick
from tests.benchmarks.serving import ROOT, served

PORT = 8765


@contextmanager
def served_world():
    """The demo world behind two worker processes; yields its folder and address."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"LMS_INSTANCE": folder, "FLASK_APP": "lms"}
        for command in ("migrate", "curriculum publish", "demo"):
            subprocess.run([sys.executable, "-m", "flask", *command.split()], cwd=ROOT, check=True,
                           env={**os.environ, **settings}, stdout=subprocess.DEVNULL)  # fmt: skip
        with served("lms:create_app", PORT, asks="/healthz", settings=settings) as address:
            yield Path(folder), address


def main() -> None:
    """Measure everything and print the table."""
    started = time.perf_counter()
    rows = [("yardstick: ten million additions", f"{yardstick.loop():.2f} s", "")]
    with served_world() as (folder, address):
        known = trainees.with_pins(folder, load.CLIENTS)
        rows += wire.measure(folder, address)
        rows += load.measure(address, known)
        rows += certificates.measure(folder)
        rows += papers.measure(folder)
        rows += roll_calls.measure(folder)
        rows += timetable.measure(folder)
    print(f"{'what':<58} {'measured':>14} {'budget':>14}")
    for what, measured, budget in rows:
        print(f"{what:<58} {measured:>14} {budget:>14}")
    print(f"\nTook {time.perf_counter() - started:.0f} s on {os.cpu_count()} processors.")


main()
