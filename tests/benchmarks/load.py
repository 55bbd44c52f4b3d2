"""Requests and whole quiz flows a second, against two worker processes. The load comes from this same machine, so what
it costs is measured too: raw sockets, requests put together once, nothing read of a page but what the next step
needs. The kernel deals the connections out by chance: of four, all fall to one worker every eighth time, and the other
one rests. Of sixteen hardly ever fewer than a quarter fall to either."""

import re
import socket
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from urllib.parse import quote, urlsplit

import brotli

from tests.benchmarks import yardstick
from tests.benchmarks.wire import LESSON, Phone, sign_in_as, token

CLIENTS, SECONDS, RUNS = 16, 8, 3
OPTION = re.compile(r'name="chosen"[^>]*value="([^"]+)"')
ATTEMPT = re.compile(r'action="(/quiz/\d+)/1"')
SELECT = re.compile(r"<select name=\"chosen\".*?</select>", re.S)
OFFERED = re.compile(r'<option[^>]*? value="([^"]+)"')
Row = tuple[str, str, str]


class Line:
    """One kept-alive connection of one signed-in trainee, who accepts compressed pages as every browser does."""

    def __init__(self, address: str, cookies: dict[str, str]) -> None:
        where = urlsplit(address)
        self.socket = socket.create_connection((where.hostname, where.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.headers = f"Host: {where.netloc}\r\nAccept-Encoding: br\r\nCookie: {cookie}\r\n"

    def get(self, path: str) -> bytes:
        """The bytes of a request for a page."""
        return f"GET {path} HTTP/1.1\r\n{self.headers}\r\n".encode()

    def post(self, path: str, body: str) -> bytes:
        """The bytes of a form that is sent."""
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return f"POST {path} HTTP/1.1\r\n{self.headers}{kind}\r\n{body}".encode()

    def send(self, request: bytes, status: bytes = b"200") -> tuple[bytes, bytes]:
        """The head and the body of the answer. Fails on any other status."""
        self.socket.sendall(request)
        head, _, body = self.socket.recv(65536).partition(b"\r\n\r\n")
        if head[9:12] != status:
            raise RuntimeError(f"{request.split(maxsplit=2)[1].decode()} answers {head[9:12].decode()}")
        length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
        while len(body) < length:
            body += self.socket.recv(65536)
        return head, body


def _read_lessons(line: Line, _csrf: str) -> Callable[[], None]:
    """One page of a lesson."""
    page = line.get(LESSON)
    return lambda: line.send(page)


def _answer_final(line: Line, csrf: str) -> Callable[[], None]:
    """Start the assessment, answer its ten questions, hand it in."""
    form = f"csrf_token={quote(csrf)}"

    def flow() -> None:
        _, page = line.send(line.post("/quiz/final/start", form))
        attempt = ATTEMPT.search(brotli.decompress(page).decode())[1]
        for position in range(1, 11):
            answer = "".join(f"&chosen={quote(each)}" for each in _an_answer(brotli.decompress(page).decode()))
            _, page = line.send(line.post(f"{attempt}/{position}", form + answer))
        line.send(line.post(f"{attempt}/finish", form), b"303")

    return flow


def _an_answer(page: str) -> list[str]:
    """The first option, another place for each line, or a number: whatever the page asks for."""
    if found := OPTION.search(page):
        return [found[1]]
    lists = [OFFERED.findall(each) for each in SELECT.findall(page)]
    return [offered[place % len(offered)] for place, offered in enumerate(lists)] or ["1"]


def _repeat(task: Callable, address: str, cookies: dict[str, str], csrf: str) -> tuple[float, float]:
    """Do it again and again for some seconds: how many a second, and the share of one processor that asking took."""
    once, done = task(Line(address, cookies), csrf), 0
    once()  # a worker that has just started reads the curriculum first
    began, worked = time.perf_counter(), time.process_time()
    while time.perf_counter() < began + SECONDS:
        once()
        done += 1
    took = time.perf_counter() - began
    return done / took, (time.process_time() - worked) / took


def measure(address: str, trainees: list[tuple[str, str]]) -> list[Row]:
    """Lesson pages and quiz flows a second, all clients together, each another trainee."""
    signed_in = []
    for login, pin in trainees[:CLIENTS]:
        phone = Phone(address)
        signed_in.append((phone.cookies, token(sign_in_as(phone, login, pin))))
    with ProcessPoolExecutor(CLIENTS, mp_context=get_context("spawn")) as pool:
        with yardstick.served() as bare:
            rates = [_together(pool, _read_lessons, bare, signed_in)[0] for _ in range(RUNS)]
        rows = [("yardstick: pages a second of a bare Flask, one row each", f"{median(rates):.0f}/s", "")]
        for what, task, budget in (
            ("lesson pages a second, two workers", _read_lessons, "700/s"),
            ("quiz flows (12 requests, each with its commit) a second", _answer_final, "60/s"),
        ):
            runs = [_together(pool, task, address, signed_in) for _ in range(RUNS)]
            rows.append((what, f"{median(rate for rate, _ in runs):.0f}/s", budget))
            rows.append(("  of both processors, asking took", f"{median(cost for _, cost in runs) / 2:.0%}", ""))
    return rows


def _together(pool: ProcessPoolExecutor, task: Callable, address: str, signed_in: list) -> tuple[float, float]:
    found = [pool.submit(_repeat, task, address, cookies, csrf) for cookies, csrf in signed_in]
    rates, costs = zip(*(each.result() for each in found), strict=True)
    return sum(rates), sum(costs)
