"""A form whose sign-in ended, or began anew, while it was open: what was typed comes back on a page from which it is
sent again. It is kept nowhere else."""

from urllib.parse import SplitResult, urlsplit

from flask import current_app, g, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from lms.web.addresses import here

SECRETS = frozenset({"password", "old", "pin", "one_time_code"})  # in no page, not even in the one that was sent
MOST = 200_000  # letters; whoever sends more sends no form of ours


def typed() -> list[tuple[str, str]]:
    """What somebody typed into a form of ours, its secrets left out; nothing when another site may have sent it, when
    a program did, or when files are with it, which no page can give back."""
    if not _from_here() or "text/html" not in request.headers.get("Accept", "") or request.files:
        return []
    found = [each for each in request.form.items(multi=True) if each[0] not in {*SECRETS, "csrf_token"}]
    return found if any(value for _, value in found) and sum(len(value) for _, value in found) <= MOST else []


def had_secrets() -> bool:
    """Whether a password, a PIN or a code was typed."""
    return any(request.form.get(each) for each in SECRETS)


def came_from() -> str | None:
    """The page to which the form belongs, when it can be opened again."""
    if (address := here()) != url_for("home.start"):
        return address
    before = _split(request.referrer)
    if before.netloc != request.host or before.path in (request.path, "", "/"):
        return None
    try:
        current_app.create_url_adapter(request).match(before.path, "GET")
    except HTTPException:
        return None
    return before.path + (f"?{before.query}" if before.query else "")


def page(fields: list[tuple[str, str]], status: int, *, must_sign_in: bool):
    """What was typed, ready to be sent again; no browser keeps it."""
    somebody = g.get("actor")
    name = current_app.extensions["account_names"]([somebody.user_id])[somebody.user_id] if somebody else None
    drawn = render_template(
        "web/kept.html", fields=fields, must_sign_in=must_sign_in, name=name, return_to=url_for("home.start")
    )
    response = make_response(drawn, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _split(address: str | None) -> SplitResult:
    try:
        return urlsplit(address or "")
    except ValueError:  # no address at all
        return urlsplit("")


def _from_here() -> bool:
    """Whether one of our own pages sent this: browsers say so, and no other site can make them say it."""
    told = request.headers.get("Sec-Fetch-Site")
    return told == "same-origin" if told else _split(request.headers.get("Origin")).netloc == request.host
