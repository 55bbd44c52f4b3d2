"""Requests and whole quiz flows a second, against two worker processes. The load comes from this same machine, so what
it costs is measured too: one process asks for all, over raw sockets, with requests put together once, and reads nothing
of a page but what the next step needs. (A process for each phone cost as little time, but left the workers' caches
cold.) The kernel deals the connections out by chance: of four, all fall to one worker every eighth time, and the other
one rests. Of sixteen hardly ever fewer than a quarter fall to either."""

import re
import selectors
import socket
import time
import zlib
from collections.abc import Callable, Generator
from statistics import median
from urllib.parse import quote, urlsplit

from tests.benchmarks import yardstick
from tests.benchmarks.wire import LESSON, Phone, sign_in_as, token

CLIENTS, SECONDS, RUNS = 16, 8, 3
WARM = 2  # seconds: a worker that has just started reads the curriculum first
OPTION = re.compile(r'name="chosen"[^>]*value="([^"]+)"')
SELECT = re.compile(r"<select name=\"chosen\".*?</select>", re.S)
OFFERED = re.compile(r'<option[^>]*? value="([^"]+)"')
GZIP = 31  # what stands around what is packed
LENGTH = re.compile(rb"(?i)content-length: (\d+)")
Row = tuple[str, str, str]
# What one phone does, again and again: asks with (the bytes of a request, the status it expects), is given the head and
# the body of the answer, and asks with None when one round is done.
Round = Generator[tuple[bytes, bytes] | None, tuple[bytes, bytes], None]


class Line:
    """One kept-alive connection of one signed-in trainee, who accepts compressed pages as every browser does."""

    def __init__(self, address: str, cookies: dict[str, str], csrf: str, does: Callable[["Line"], Round]) -> None:
        where = urlsplit(address)
        self.socket = socket.create_connection((where.hostname, where.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.headers = f"Host: {where.netloc}\r\nAccept-Encoding: gzip, deflate, br\r\nCookie: {cookie}\r\n"
        self.form = f"csrf_token={quote(csrf)}"
        self.does, self.came, self.rounds = does(self), b"", 0
        self._ask(next(self.does))

    def get(self, path: str) -> tuple[bytes, bytes]:
        """A request for a page."""
        return f"GET {path} HTTP/1.1\r\n{self.headers}\r\n".encode(), b"200"

    def post(self, path: str, typed: str = "", status: bytes = b"200") -> tuple[bytes, bytes]:
        """A form that is sent."""
        body = self.form + typed
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return f"POST {path} HTTP/1.1\r\n{self.headers}{kind}\r\n{body}".encode(), status

    def go_on(self) -> None:
        """Take what came; when the answer is whole, take the next step. Fails on any other status than is expected."""
        self.came += self.socket.recv(65536)
        head, whole, body = self.came.partition(b"\r\n\r\n")
        if not whole or len(body) < int(LENGTH.search(head)[1]):
            return
        if head[9:12] != self.expected:
            raise RuntimeError(f"instead of {self.expected.decode()} the answer is {head[9:12].decode()}")
        self.came = b""
        step = self.does.send((head, body))
        while step is None:
            self.rounds += 1
            step = next(self.does)
        self._ask(step)

    def _ask(self, step: tuple[bytes, bytes]) -> None:
        request, self.expected = step
        self.socket.sendall(request)


def _reads_lessons(line: Line) -> Round:
    """One page of a lesson."""
    page = line.get(LESSON)
    while True:
        yield page
        yield None


def _answers_final(line: Line) -> Round:
    """Start the assessment, answer its ten questions, hand it in."""
    while True:
        head, _ = yield line.post("/quiz/final/start", status=b"303")
        attempt = re.search(rb"/quiz/\d+", head)[0].decode()
        _, page = yield line.get(f"{attempt}/1")
        for position in range(1, 11):
            answer = "".join(f"&chosen={quote(each)}" for each in _an_answer(zlib.decompress(page, GZIP).decode()))
            _, page = yield line.post(f"{attempt}/{position}", answer)
        yield line.post(f"{attempt}/finish", status=b"303")
        yield None


def _an_answer(page: str) -> list[str]:
    """The first option, another place for each line, or a number: whatever the page asks for."""
    if found := OPTION.search(page):
        return [found[1]]
    lists = [OFFERED.findall(each) for each in SELECT.findall(page)]
    return [offered[place % len(offered)] for place, offered in enumerate(lists)] or ["1"]


def measure(address: str, trainees: list[tuple[str, str]]) -> list[Row]:
    """Lesson pages and quiz flows a second, all phones together, each another trainee."""
    signed_in = []
    for login, pin in trainees[:CLIENTS]:
        phone = Phone(address)
        signed_in.append((phone.cookies, token(sign_in_as(phone, login, pin))))
    with yardstick.beside() as bare:
        rates = [rate for rate, _ in _together(_reads_lessons, bare, signed_in)]
    rows = [("yardstick: pages a second of a bare Flask, one row each", f"{median(rates):.0f}/s", "")]
    for what, task, budget in (
        ("lesson pages a second, two workers", _reads_lessons, "700/s"),
        ("quiz flows (13 requests, 12 commits) a second", _answers_final, "60/s"),
    ):
        runs = _together(task, address, signed_in)
        rows.append((what, f"{median(rate for rate, _ in runs):.0f}/s", budget))
        rows.append(("  of both processors, asking took", f"{median(cost for _, cost in runs) / 2:.0%}", ""))
    return rows


def _together(does: Callable[[Line], Round], address: str, signed_in: list) -> list[tuple[float, float]]:
    """Of each run: rounds a second of all lines together, and the share of one processor that asking took."""
    with selectors.DefaultSelector() as waiting:
        lines = [Line(address, cookies, csrf, does) for cookies, csrf in signed_in]
        for line in lines:
            waiting.register(line.socket, selectors.EVENT_READ, line)
        _ask_for(WARM, waiting)
        runs = []
        for _ in range(RUNS):
            rounds, worked = _rounds(lines), time.process_time()
            took = _ask_for(SECONDS, waiting)
            runs.append(((_rounds(lines) - rounds) / took, (time.process_time() - worked) / took))
        for line in lines:
            line.socket.close()
    return runs


def _rounds(lines: list[Line]) -> int:
    return sum(line.rounds for line in lines)


def _ask_for(seconds: float, waiting: selectors.BaseSelector) -> float:
    """Take what comes and ask on for that long. How long it took."""
    began = time.perf_counter()
    while time.perf_counter() < began + seconds:
        for key, _ in waiting.select(seconds):
            key.data.go_on()
    return time.perf_counter() - began
