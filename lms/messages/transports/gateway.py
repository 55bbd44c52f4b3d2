"""SMS by whatever HTTP gateway the country has: a file says where, how, and what its answers mean.

    url = "https://sms.example.tj/send"
    method = "POST"                 # with GET the fields stand in the address
    format = "json"                 # or "form"
    timeout = 10
    [fields]                        # as the gateway calls them; tables may stand in tables
    phone = "{to}"                  # +992901234567; {digits} without the plus sign
    text = "{text}"
    id = "{key}"                    # a gateway that knows the message already must not send it again
    [headers]
    Authorization = "Bearer {secret}"
    [answers]                       # statuses; all others, and silence, mean: try again
    refused = [400, 404, 422]
    known = [409]                   # it has this message already
    [answers.body]                  # for gateways that say 200 and put the verdict into JSON
    field = "result.status"
    accepted = ["ok", "queued"]
    refused = ["bad-number"]
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from lms.messages.actions import Letter
from lms.messages.rules import LONGEST_TIMEOUT, Undeliverable

FORMATS = {"json": "application/json", "form": "application/x-www-form-urlencoded"}
LONGEST_ANSWER = 16 * 1024
PLACEHOLDERS = ("to", "digits", "text", "key", "language", "secret")


class _StayHere(HTTPRedirectHandler):
    """A gateway that sends us elsewhere has not taken the message: following would turn it into a GET."""

    def redirect_request(self, *_args, **_kwargs) -> None:
        return None


_opener = build_opener(_StayHere)


@dataclass(frozen=True, slots=True)
class Gateway:
    """An HTTP gateway for SMS."""

    url: str
    fields: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    format: str = "json"
    timeout: float = 10.0
    refused: frozenset[int] = frozenset({400, 404, 422})
    known: frozenset[int] = frozenset({409})
    verdict: Mapping[str, Any] = field(default_factory=dict)
    secret: str = ""

    @classmethod
    def read(cls, path: Path | str, *, secret: str = "") -> "Gateway":
        """The gateway that a file describes. Raises ValueError with what is wrong in it."""
        try:
            told = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise ValueError(f"LMS_SMS_GATEWAY: {path} cannot be read: {error}") from None
        answers = told.pop("answers", {})
        for name in ("refused", "known"):
            if name in answers:
                told[name] = frozenset(answers[name])
        try:
            made = cls(**told, verdict=answers.get("body", {}), secret=secret)
        except TypeError as error:
            raise ValueError(f"{path}: {error}") from None
        if fault := made.fault():
            raise ValueError(f"{path}: {fault}")
        return made

    def fault(self) -> str | None:
        """What is wrong with the description, if anything."""
        if urlsplit(self.url).scheme not in ("http", "https"):
            return "url must begin with https:// or http://"
        if self.format not in FORMATS:
            return f"format must be one of: {', '.join(FORMATS)}"
        if type(self.timeout) not in (int, float) or not 0 < self.timeout <= LONGEST_TIMEOUT:
            return f"timeout must be a number of at most {LONGEST_TIMEOUT:g} seconds"
        if self.verdict and not (isinstance(self.verdict.get("field"), str) and self.verdict.get("accepted")):
            return "[answers.body] must have a field and what is accepted in it"
        try:
            _filled({"fields": self.fields, "headers": self.headers}, dict.fromkeys(PLACEHOLDERS, ""))
        except (KeyError, IndexError, ValueError):
            return f"in braces there may stand only: {', '.join(PLACEHOLDERS)}"
        return None

    def __call__(self, letter: Letter) -> None:
        """Hand a message over. Raises Undeliverable when the gateway says that it never will deliver it; anything else
        that is raised means that it may be tried again."""
        until = monotonic() + self.timeout
        try:
            with _opener.open(self._request(letter), timeout=self.timeout) as answer:
                self._judge(_body(answer, until) if self.verdict else b"")
        except HTTPError as error:
            status = error.code
            error.close()
            if status in self.refused:
                raise Undeliverable from None
            if status not in self.known:
                raise OSError(f"status {status}") from None

    def _request(self, letter: Letter) -> Request:
        to = letter.address or ""
        values = {
            "to": to, "digits": to.lstrip("+"), "text": letter.body, "key": letter.key, "language": letter.language,
            "secret": self.secret,
        }  # fmt: skip
        fields, headers = _filled(self.fields, values), _filled(self.headers, values)
        if self.method == "GET":
            joint = "&" if urlsplit(self.url).query else "?"
            return Request(f"{self.url}{joint}{urlencode(fields)}", headers=headers, method="GET")
        body = json.dumps(fields, ensure_ascii=False) if self.format == "json" else urlencode(fields)
        headers = {"Content-Type": f"{FORMATS[self.format]}; charset=utf-8", **headers}
        return Request(self.url, data=body.encode(), headers=headers, method=self.method)

    def _judge(self, body: bytes) -> None:
        if not self.verdict:
            return
        said: Any = json.loads(body)
        for name in self.verdict["field"].split("."):
            said = said[int(name)] if isinstance(said, list) else said[name]
        if said in self.verdict.get("refused", ()):
            raise Undeliverable
        if said not in self.verdict.get("accepted", ()):
            raise OSError("the gateway has not taken it")


def _filled(pattern: Any, values: Mapping[str, str]) -> Any:
    if isinstance(pattern, Mapping):
        return {name: _filled(each, values) for name, each in pattern.items()}
    if isinstance(pattern, list):
        return [_filled(each, values) for each in pattern]
    return pattern.format_map(values) if isinstance(pattern, str) else pattern


def _body(answer: HTTPResponse, until: float) -> bytes:
    """The answer, as far as it comes in time: a gateway that drips shall not hold the worker for ever."""
    read = b""
    while len(read) < LONGEST_ANSWER and (piece := answer.read1(LONGEST_ANSWER)):
        read += piece
        if monotonic() > until:
            raise TimeoutError
    return read
