"""The companion's own service worker: it sees the pages under /companion/ and no others."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from flask import Response

from lms.companion.views.blueprint import blueprint
from lms.web.access import public
from lms.web.assets import asset

WORKER = Path(__file__).parents[1] / "code" / "worker.js"
POLICY = "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
FILES = ("site.css", "icon.svg", "companion.js")


@blueprint.get("/companion/worker.js")
@public
def worker():
    """The worker, told which files every page needs. Its name changes when one of them does."""
    told = json.dumps({"files": [asset(each) for each in FILES]})
    version = hashlib.blake2b((told + _code(WORKER.stat().st_mtime_ns)).encode(), digest_size=6).hexdigest()
    text = f'const SHELF = {told}\nSHELF.version = "{version}"\n{_code(WORKER.stat().st_mtime_ns)}'
    response = Response(text, mimetype="text/javascript")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=2)
def _code(_modified: int) -> str:
    return WORKER.read_text()
