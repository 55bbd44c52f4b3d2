"""Bytes on the wire as a cold phone loads them: every response whole, with its headers, compressed."""

import http.client
import json
import re
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode, urlsplit


LESSON = "/course/safe-migration/1"  # the first page of a lesson is open to everybody


def wait_for(address: str) -> None:
    """Until the server answers; raises after half a minute."""
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=1).read()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer")


class Phone:
    """A phone with an empty cache: counts each byte that comes, follows redirects, loads styles, icons and scripts
    once. Pictures of lessons are counted apart."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.cookies: dict[str, str] = {}
        self.kept: set[str] = set()
        self.bytes = self.pictures = self.requests = 0

    def open(self, path: str, data: dict | None = None) -> str:
        """Load a page with all it needs; returns its text."""
        status, headers, body = self._ask(path, data)
        if status in {301, 302, 303}:
            return self.open(headers["Location"].removeprefix(f"http://{self.host}"))
        text = _decoded(headers, body).decode()
        for each in re.findall(r'(?:href|src)="(/(?:static|media|offline/code)/[^"]+)"', text):
            self._load(each)
        return text

    def _load(self, path: str) -> None:
        if path in self.kept:
            return
        self.kept.add(path)
        _status, headers, body = self._ask(path, None, picture=path.startswith("/media/"))
        if headers.get_content_type() == "text/javascript":  # what a module imports it loads, too
            for each in re.findall(r'^import .*"\./([^"]+)"', _decoded(headers, body).decode(), re.M):
                self._load(f"{path.rpartition('/')[0]}/{each}")

    def _ask(self, path: str, data: dict | None, *, picture: bool = False):
        connection = http.client.HTTPConnection(self.host)
        headers = {"Accept-Encoding": "br, gzip", "Accept-Language": "tg",
                   "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}  # fmt: skip
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if data is None else "POST", path, urlencode(data) if data else None, headers)
        response = connection.getresponse()
        body = response.read()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        size = len(body) + sum(len(name) + len(value) + 4 for name, value in response.headers.items()) + 17
        self.requests += 1
        if picture:
            self.pictures += size
        else:
            self.bytes += size
        connection.close()
        return response.status, response.headers, body


def _decoded(headers, body: bytes) -> bytes:
    encoding = headers.get("Content-Encoding")
    if encoding == "br":
        import brotli

        return brotli.decompress(body)
    if encoding == "gzip":
        import gzip

        return gzip.decompress(body)
    return body


def token(text: str) -> str:
    """The form token of a page."""
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)[1]


def sign_in(phone: Phone, folder: Path) -> str:
    """Sign in as the demo's trainee; returns the start page."""
    account = json.loads((folder / "demo.json").read_text())["accounts"]["trainee"]
    return sign_in_as(phone, account["login"], account["password"])


def sign_in_as(phone: Phone, login: str, password: str) -> str:
    """Sign in; returns the start page."""
    page = phone.open("/sign-in")
    return phone.open("/sign-in", {"csrf_token": token(page), "login": login, "password": password})


def measure(folder: Path, address: str) -> list[tuple[str, str, str]]:
    """The two byte budgets of a cold phone."""
    first = Phone(address)
    first.open("/sign-in")
    whole = Phone(address)
    sign_in(whole, folder)
    course = whole.open("/course")
    lesson = re.search(r'href="(/course/[a-z-]+)"', course)[1]
    whole.open(lesson)
    return [
        (f"sign-in page, cold ({first.requests} requests)", f"{first.bytes / 1024:.1f} KB", "15 KB"),
        (f"sign-in, start, course, lesson ({whole.requests} requests)", f"{whole.bytes / 1024:.1f} KB", "30 KB"),
        ("pictures on that way", f"{whole.pictures / 1024:.1f} KB", "apart"),
    ]
