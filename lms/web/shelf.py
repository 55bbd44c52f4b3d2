"""The JavaScript that a room brings along: modules under one address that changes when any of them does, and a service
worker that keeps them on the phone."""

import hashlib
import json
from functools import cached_property
from pathlib import Path

from flask import Response, request

WORKER = "worker.js"
WORKER_POLICY = "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
YEAR = 365 * 86400


class Shelf:
    """The modules in a folder; `worker.js` among them is the service worker. Files change with the program, which is
    started anew then: the folder is looked through once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def modules(self) -> list[str]:
        """The names of the modules that pages load."""
        return sorted(path.name for path in self.folder.glob("*.js") if path.name != WORKER)

    @cached_property
    def version(self) -> str:
        """Changes when a module or the worker does."""
        found = hashlib.blake2b(digest_size=6)
        for path in sorted(self.folder.glob("*.js")):
            found.update(path.name.encode() + b"\0" + path.read_bytes())
        return found.hexdigest()

    def module(self, name: str, version: str) -> Response | None:
        """A module, None when there is none of that name. Whatever version is asked for, the present one comes, as in
        `static/`."""
        if name not in self.modules:
            return None
        response = Response((self.folder / name).read_text(), mimetype="text/javascript")
        response.set_etag(f"{name}-{self.version}")
        kept = f"public, max-age={YEAR}, immutable" if version == self.version else "no-cache"
        response.headers["Cache-Control"] = kept
        return response.make_conditional(request)

    def worker(self, **told: object) -> Response:
        """The service worker, told what to keep on the phone. Its version changes with the code and with what is told:
        what was kept under another one goes."""
        version = hashlib.blake2b(f"{self.version} {json.dumps(told)}".encode(), digest_size=6).hexdigest()
        shelf = json.dumps({"version": version, **told})
        response = Response(f"const SHELF = {shelf}\n{(self.folder / WORKER).read_text()}", mimetype="text/javascript")
        response.headers["Content-Security-Policy"] = WORKER_POLICY
        response.headers["Cache-Control"] = "no-cache"
        return response
