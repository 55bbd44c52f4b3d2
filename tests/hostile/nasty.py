"""What nobody should send, percent-encoded where it is not text."""

from io import BytesIO

TEXTS = (
    "", " ", "-1", "0", "1.5", "1e9", str(10**30), "9" * 5000, "x" * 300, "я" * 3000, "a " * 3000, "\x00", "Али\x00",
    "\x1b[31m", "\r\nSet-Cookie: a=b", "\t", "\x85", "\ufffd", "\u202eАли", "١٢٣", "½", "²", "𝟙", "🙂",
    "Z\u0301" * 100, "NaN", "sNaN", "Infinity", "-Infinity", "1e100000", "0001-01-01", "9999-12-31", "9999-12",
    "0001-01", "2026-02-30", "2026-W01", "../../etc/passwd", "'; drop table account; --", "%", "%s%n", "{{7*7}}",
    "<script>alert(1)</script>", "[]", "null", "true", "//evil.example", "/\\evil.example", "javascript:alert(1)",
)  # fmt: skip
GREAT = str(10**30)  # has no room in a column of any database, and SQLite's driver says so in its own way
NUMBERS = [
    text for text in TEXTS if text and (text[0] in "-019²١" or text.lower().lstrip("-s") in ("nan", "infinity"))
]
BYTES = ("%ff", "%00", "%ed%a0%80", "%c0%ae%c0%ae", "%", "%zz", "%u0041", "%25%30%30", "%e2%80%ae")
IN_PATHS = (
    "-1", "0", str(10**30), "9" * 5000, "x" * 3000, "%00", "%ff", "%ed%a0%80", "%d9%a1", "1.5", "nothing", "..",
    "..%2f..%2f..%2fetc%2fpasswd", "%27%3b%20drop%20table%20account%3b", "%0d%0aSet-Cookie:%20a=b", "%7B%7B7*7%7D%7D",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%20", "%f0%9f%99%82",
)  # fmt: skip


def file():
    """A file where words are expected."""
    return BytesIO(b"\x89PNG\r\n\x1a\n\x00\xff"), "photo.png"
