"""The server as an installation runs it, with two worker processes."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.wire import wait_for

ROOT = Path(__file__).parents[2]
# As docs/operating.md says.
SERVER = "--interface wsgi --workers 2 --blocking-threads 1 --runtime-mode st --http 1 --log-level error --factory"


@contextmanager
def served(factory: str, port: int, *, asks: str, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """What `factory` makes, behind the server; yields its address once it answers to `asks`."""
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "granian", *SERVER.split(), "--port", str(port), factory]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(settings or {})})
    try:
        wait_for(address + asks)
        yield address
    finally:
        server.terminate()
        server.wait(10)
