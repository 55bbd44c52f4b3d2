from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.core.errors import Refused
from lms.core.printing import Reason, qr_svg, render_pdf

NOON = datetime(2026, 11, 21, 7, tzinfo=UTC)
PAGE = """#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "Noto Sans")
#data.title #image(bytes(data.qr), format: "svg", alt: "QR", width: 3cm)
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.typ"
    path.write_text(PAGE)
    return path


def test_letters_of_the_region_are_printed(page):
    title = "Ғанӣ Қӯрғонҳо Ҷамшед Oʻzbekcha Ўткир Ңөү Łódź"
    pdf = PdfReader(BytesIO(render_pdf(page, {"title": title, "qr": qr_svg("123456789")})))
    assert title in pdf.pages[0].extract_text()
    assert pdf.metadata.title == title


def test_what_looks_like_markup_is_printed_as_it_is(page):
    title = '*a* #eval("1 + 1") = $x$ <b> \\'
    pdf = PdfReader(BytesIO(render_pdf(page, {"title": title, "qr": qr_svg("1")})))
    assert title in pdf.pages[0].extract_text()


def test_a_letter_without_a_shape_is_refused(page):
    with pytest.raises(Refused) as refused:
        render_pdf(page, {"title": "Иван 漢", "qr": qr_svg("1")})
    assert (refused.value.reason, refused.value.values) == (Reason.LETTER_NOT_IN_FONT, {"letter": "漢"})


def test_the_same_page_is_the_same_file(page):
    data = {"title": "Рӯйхат", "qr": qr_svg("1")}
    assert render_pdf(page, data, at=NOON) == render_pdf(page, data, at=NOON)
