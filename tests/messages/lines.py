"""Real lines on this machine: an HTTP gateway and a mail server that behave as badly as asked."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


class Telephone:
    """What arrived, and how the gateway behaves next: each entry of `moods` is for one request, then it is well."""

    def __init__(self) -> None:
        self.url = ""
        self.moods: list[str] = []
        self.requests: list[dict] = []
        self.taken = threading.Event()  # a request is noted, and its text sent if the mood was not bad
        self.texts: dict[str, str] = {}  # by key: a gateway that honours it sends nothing twice
        self.answer_now = threading.Event()

    def take(self, request: dict) -> str:
        """Note a request, send the text unless the mood is bad before that, and say how to answer."""
        self.requests.append(request)
        mood = self.moods.pop(0) if self.moods else "well"
        if mood in ("well", "twice", "slow") or mood.startswith("{"):
            self.texts.setdefault(request["fields"].get("id", str(len(self.texts))), request["fields"].get("text"))
        self.taken.set()
        return mood


class _Gateway(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        as_json = self.headers.get("Content-Type", "").startswith("application/json")
        self._serve(json.loads(raw) if as_json else dict(parse_qsl(raw)))

    def do_GET(self) -> None:
        self._serve(dict(parse_qsl(urlsplit(self.path).query)))

    def _serve(self, fields: dict) -> None:
        line: Telephone = self.server.line
        mood = line.take({"fields": fields, "headers": dict(self.headers), "method": self.command})
        if mood == "slow":  # it has sent the text, and says so too late
            line.answer_now.wait(30)
        if mood == "hangs up":
            self.connection.close()
            return
        body = (mood if mood.startswith("{") else '{"status": "ok"}').encode()
        status = int(mood) if mood.isdigit() else 200
        for _ in range(2 if mood == "twice" else 1):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", self.server.line.url)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_args) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            pass  # the other end did not wait


@contextmanager
def telephone_line() -> Iterator[Telephone]:
    """A gateway for SMS on a free port."""
    line = Telephone()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Gateway)
    server.line, server.daemon_threads = line, True
    line.url = f"http://127.0.0.1:{server.server_port}/send"
    with _running(server):
        yield line
        line.answer_now.set()


class Mailbox:
    """What arrived by e-mail, and what the server says to recipients next."""

    def __init__(self) -> None:
        self.url = ""
        self.moods: list[str] = []
        self.letters: list[str] = []


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box: Mailbox = self.server.box
        self._say("220 here")
        for raw in self.rfile:
            word = raw.decode().strip().upper()
            if word.startswith("RCPT"):
                self._say(box.moods.pop(0) if box.moods else "250 ok")
            elif word == "DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                box.letters.append(b"".join(lines).decode())
                self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_line() -> Iterator[Mailbox]:
    """A mail server on a free port."""
    box = Mailbox()
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp)
    server.box, server.daemon_threads = box, True
    box.url = f"smtp://127.0.0.1:{server.server_address[1]}"
    with _running(server):
        yield box


@contextmanager
def _running(server) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
