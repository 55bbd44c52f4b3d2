"""A test client that looks at every page it opens, as a careful reader would."""

import re
import secrets as random
from collections import Counter
from html import unescape
from itertools import pairwise

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from lms.accounts import actions as accounts
from lms.accounts.models import User
from lms.accounts.sessions import COOKIE_FIELD
from lms.core import clock
from lms.core.database import db

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SVG_VOID = {"path", "rect", "circle", "line", "use", "ellipse", "polygon", "polyline"}
RAW = {"script", "style"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
FIELDS = {"input", "select", "textarea"}
# A tag; of scripts, styles and remarks the whole, since what stands in them is no tag.
TAG = re.compile(
    r"""<!--.*?-->|<(?P<raw>script|style)\b(?P<about>[^>]*)>.*?</(?P=raw)\s*>"""
    r"""|<(?P<end>/?)(?P<tag>[a-z][^\s/>]*)(?P<have>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")


class Page:
    """What a reader, a screen reader and a browser find on a page. Read tag by tag: a parser takes three times as long,
    and tests open many thousand pages."""

    def __init__(self, html: str) -> None:
        self.html, self.lang, self.direction, self.title = html, None, None, ""
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[tuple[str, dict]] = []
        self.faults: list[str] = []
        self.open: list[str] = []
        for found in TAG.finditer(html):
            if found["end"]:
                self._close(found["tag"].lower())
            elif tag := found["tag"] or found["raw"]:
                self._begin(tag.lower(), attributes_in(found["have"] or found["about"] or ""), found.end())

    def _begin(self, tag: str, have: dict[str, str | None], end: int) -> None:
        if tag not in VOID and tag not in SVG_VOID and tag not in RAW:
            self.open.append(tag)
        if tag == "title" and "svg" not in self.open:
            self.title += unescape(self.html[end : self.html.find("<", end)])
        if tag == "html":
            self.lang, self.direction = have.get("lang"), have.get("dir")
        if tag in HEADINGS:
            self.headings.append(int(tag[1]))
        if "id" in have:
            self.ids.append(have["id"])
        if tag == "label" and have.get("for"):
            self.labelled.add(have["for"])
        if tag in FIELDS and have.get("type") not in {"hidden", "submit"}:
            self.fields.append((tag, have))
        self._check_tag(tag, have)

    def _check_tag(self, tag: str, have: dict[str, str | None]) -> None:
        if tag == "img" and have.get("alt") is None:
            self.faults.append(f"a picture without words: {have.get('src')}")
        if "style" in have or any(name.startswith("on") for name in have):
            self.faults.append(f"inline style or script on <{tag}>: the policy forbids it")
        if tag == "form" and (have.get("method") or "get").lower() == "post" and "csrf_token" not in self.html:
            self.faults.append("a form without a token")

    def _close(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    @property
    def text(self) -> str:
        """The words of the page, without tags."""
        body = re.sub(r"<(script|style|title)\b.*?</\1>", " ", self.html, flags=re.S)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()

    def check(self) -> list[str]:
        """Everything that is wrong with the page."""
        faults = list(self.faults)
        if self.headings.count(1) != 1:
            faults.append(f"{self.headings.count(1)} main headings instead of one")
        if self.headings[:1] != [1] or any(below > above + 1 for above, below in pairwise(self.headings)):
            faults.append(f"headings out of order: {self.headings}")
        if not self.title.split("·")[0].strip():
            faults.append("no title")
        if not self.lang or self.direction not in {"ltr", "rtl"}:
            faults.append("no language or direction")
        faults += [f"the id “{each}” stands {n} times" for each, n in Counter(self.ids).items() if n > 1]
        for tag, have in self.fields:
            if not (have.get("id") in self.labelled or have.get("aria-label") or have.get("aria-labelledby")):
                faults.append(f"<{tag} name={have.get('name')}> has no label")
        return faults


def attributes_in(text: str) -> dict[str, str | None]:
    """The attributes of a tag; None is one that only stands there."""
    return {
        name.lower(): unescape(value[1:-1] if value[0] in "\"'" else value) if value else None
        for name, value in ATTRIBUTE.findall(text)
    }


class CheckingClient(FlaskClient):
    """Opens pages, adds the token to forms, and fails on a page that is not in order."""

    def open(self, *args, **kwargs):
        db.session.flush()
        with self.application.app_context():  # a fresh one, as in a real server: nothing in `g` survives
            response = super().open(*args, **kwargs)
            response.get_data()
        db.session.expire_all()
        looked_at = response.request.method not in {"HEAD", "OPTIONS"}
        if looked_at and response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 307, 308}:
            response.page = Page(response.get_data(as_text=True))
            faults = response.page.check()
            assert not faults, f"{response.request.path}: {'; '.join(faults)}"
        return response

    def post(self, path: str, data: dict | bytes | None = None, **kwargs):
        """Send a form as a browser would: with the token of the page it stands on."""
        if kwargs.get("json") is None and not isinstance(data, bytes):
            data = {"csrf_token": self.token(), **(data or {})}
        return super().post(path, data=data, **kwargs)

    def token(self) -> str:
        """A valid form token of this session, as a page would carry it."""
        with self.session_transaction() as cookie:
            secret = cookie.setdefault("csrf_token", random.token_hex(20))
        return URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(secret)

    def sign_in(self, user: User) -> None:
        """Be this person from now on."""
        token = accounts.open_session(user_id=user.id, at=clock.now())
        with self.session_transaction() as cookie:
            cookie.clear()
            cookie[COOKIE_FIELD] = token

    def speak(self, language: str) -> None:
        """Read pages in this language from now on."""
        self.get(f"/language/{language}")
