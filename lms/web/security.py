"""Headers of every response: nothing from elsewhere, nothing inline, nothing kept of a signed-in page."""

from flask import Flask, Response, current_app, g, request

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "media-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip

# A page that other sites may show within theirs: it has no form, and says nothing of anybody.
WITHIN_OTHERS = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *").replace(
    "form-action 'self'", "form-action 'none'"
)

# No page may ask where somebody is, listen (but one), or feel how the phone is held; the camera only reads squares.
NOT_ASKED = ", ".join([
    "camera=(self)",
    *(f"{each}=()" for each in ("geolocation", "microphone", "accelerometer", "gyroscope", "magnetometer", "payment",
                                "usb")),
])  # fmt: skip
WITH_MICROPHONE = NOT_ASKED.replace("microphone=()", "microphone=(self)")  # where authors record

# What a page uses obeys the page's policy, and has none of its own: on a cold phone that is a tenth of all bytes.
# Pictures are no such thing, as a browser opens them by themselves, and a worker says its own.
PARTS = {"text/css", "text/javascript"}


def _headers(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if response.mimetype not in PARTS:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", NOT_ASKED)
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static" and "Cache-Control" not in response.headers:
        # On a shared phone the next person must not get this page by pressing "back".
        view = current_app.view_functions.get(request.endpoint or "")
        kept = not (g.get("actor") or getattr(view, "personal", False))
        response.headers["Cache-Control"] = "no-cache" if kept else "no-store"
    return response


def init_app(app: Flask) -> None:
    """Put the headers on everything."""
    app.after_request(_headers)
