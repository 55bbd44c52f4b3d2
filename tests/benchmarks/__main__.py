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

ROOT = Path(__file__).parents[2]
PORT = 8765


@contextmanager
def served_world():
    """The demo world behind two worker processes; yields its folder and address."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LMS_INSTANCE": folder, "FLASK_APP": "lms"}
        for command in ("migrate", "curriculum publish", "demo"):
            subprocess.run([sys.executable, "-m", "flask", *command.split()], cwd=ROOT, env=environment, check=True,
                           stdout=subprocess.DEVNULL)  # fmt: skip
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1",
             "--port", str(PORT), "--log-level", "error", "--factory", "lms:create_app"], cwd=ROOT, env=environment,
        )  # fmt: skip
        try:
            wire.wait_for(f"http://127.0.0.1:{PORT}/healthz")
            yield Path(folder), f"http://127.0.0.1:{PORT}"
        finally:
            server.terminate()
            server.wait(10)


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
