"""Requests and whole quiz flows a second, against two worker processes. The load comes from this same machine, so the
figures are what is left over for the server."""

import http.client
import re
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.benchmarks.wire import Phone, sign_in_as, token

CLIENTS, SECONDS = 4, 8
LESSON = "/course/safe-migration/2"


class Wire:
    """One kept-alive connection of one signed-in trainee."""

    def __init__(self, address: str, cookies: dict[str, str]) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc)
        self.headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}

    def send(self, path: str, data: dict[str, str] | None = None) -> tuple[str, str]:
        """One request; where it leads and what it says. Fails on anything but a page or a redirect."""
        headers = self.headers | ({"Content-Type": "application/x-www-form-urlencoded"} if data else {})
        self.connection.request("POST" if data else "GET", path, urlencode(data) if data else None, headers)
        response = self.connection.getresponse()
        body = response.read().decode()
        if response.status not in {200, 302, 303}:
            raise RuntimeError(f"{path} answers {response.status}")
        return response.headers.get("Location", ""), body


def _read_lessons(address: str, cookies: dict[str, str], _csrf: str) -> float:
    wire, done, began = Wire(address, cookies), 0, time.perf_counter()
    while time.perf_counter() < began + SECONDS:
        wire.send(LESSON)
        done += 1
    return done / (time.perf_counter() - began)


def _answer_finals(address: str, cookies: dict[str, str], csrf: str) -> float:
    """Start, answer ten questions, hand in; again and again."""
    wire, done, began = Wire(address, cookies), 0, time.perf_counter()
    while time.perf_counter() < began + SECONDS:
        where, _ = wire.send("/quiz/final/start", {"csrf_token": csrf})
        base = re.search(r"/quiz/\d+", where)[0]
        _, page = wire.send(f"{base}/1")
        for position in range(1, 11):
            option = re.search(r'name="chosen"[^>]*value="([^"]+)"', page)[1]
            _, page = wire.send(f"{base}/{position}", {"csrf_token": csrf, "chosen": option})
        wire.send(f"{base}/finish", {"csrf_token": csrf})
        done += 1
    return done / (time.perf_counter() - began)


def measure(folder: Path, address: str, trainees: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Lesson pages and quiz flows a second, all clients together, each another trainee."""
    signed_in = []
    for login, pin in trainees[:CLIENTS]:
        phone = Phone(address)
        signed_in.append((address, phone, token(sign_in_as(phone, login, pin))))
    arguments = list(zip(*((address, phone.cookies, csrf) for address, phone, csrf in signed_in), strict=True))
    with ProcessPoolExecutor(CLIENTS) as pool:
        pages = sum(pool.map(_read_lessons, *arguments))
        flows = sum(pool.map(_answer_finals, *arguments))
    return [
        ("lesson pages a second, two workers", f"{pages:.0f}/s", "700/s"),
        ("quiz flows (13 requests, 12 commits) a second", f"{flows:.0f}/s", "60/s"),
    ]
