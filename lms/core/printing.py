"""Paper: PDFs set by Typst in this program's own fonts, so that every installation prints the same page.

What is printed is handed over as data and never becomes markup; a letter the fonts lack is refused, never printed
as a box or a question mark. PDF/UA-1 makes the pages readable aloud."""

import json
import re
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst

from lms.core.errors import Refused

FONTS = Path(__file__).parent / "fonts"
UNKNOWN_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')


class Reason(StrEnum):
    """Why something cannot be printed."""

    LETTER_NOT_IN_FONT = "letter-not-in-font"


def render_pdf(
    template: Path | str,
    data: dict[str, Any],
    *,
    at: datetime | None = None,
    to_keep: bool = False,
    tagged: bool = True,
) -> bytes:
    """The PDF of a Typst `template`, which reads `data` by `json(bytes(sys.inputs.data))` and must set a title.

    `at` is the moment written into the file. What is `to_keep` for years is PDF/A-2a, too: everything needed to show it
    is inside. What is made of other PDFs cannot be `tagged`. Raises Refused(LETTER_NOT_IN_FONT)."""
    template = Path(template)
    try:
        return typst.compile(
            str(template),
            root=str(template.parent),
            format="pdf",
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=["ua-1", *(["a-2a"] if to_keep else [])] if tagged else [],
            timestamp=int(at.timestamp()) if at else None,
        )
    except typst.TypstError as error:
        if unknown := UNKNOWN_LETTER.search(str(error)):
            raise Refused(Reason.LETTER_NOT_IN_FONT, letter=unknown[1]) from None
        raise


def qr_svg(text: str) -> str:
    """`text` as a QR code: an SVG drawing to hand to a template as data, with its quiet zone."""
    drawing = BytesIO()
    # Weighing all eight masks takes most of the time of a class's certificates, and readers read any of them.
    segno.make(text, error="m", micro=False, mask=3).save(
        drawing, kind="svg", xmldecl=False, omitsize=True, svgclass=None, lineclass=None, border=4
    )
    return drawing.getvalue().decode()
