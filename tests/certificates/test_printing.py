"""The printed certificate."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from lms.certificates import printing
from lms.certificates.rules import Reason, shown_code
from lms.core.errors import Refused
from lms.core.printing import Reason as PrintReason
from tests.certificates.kept import FORBIDDEN, faults, tags_below
from tests.factories.certificates import make_certificate

LONG = "Абдурраҳмонҷонзода"


def pages_of(*certificates) -> list[str]:
    """The words of each page."""
    body = printing.pdf(certificates, site="https://lms.example")
    return [page.extract_text() for page in PdfReader(BytesIO(body)).pages]


def test_it_names_the_person_in_her_own_letters_and_as_in_the_passport(db_session):
    found = make_certificate(
        family_name="Ғаффорова", given_name="Ҷамила", patronymic="Қурбоновна Ӯктамӣ Ҳ",
        family_name_latin="GHAFFOROVA", given_name_latin="JAMILA",
    )  # fmt: skip
    (text,) = pages_of(found)
    for words in (
        "Ғаффорова Ҷамила Қурбоновна Ӯктамӣ Ҳ", "GHAFFOROVA JAMILA", "Омодагии тосафарӣ: як рӯз",
        "Pre-departure orientation: one day", "6.5", found.serial, shown_code(found.code), "lms.example/check",
        "Баҳром Ашӯров",
    ):  # fmt: skip
        assert words in text


@pytest.mark.source
@pytest.mark.parametrize("language", ["tg", "ru", "en", "uz", "ky"])
def test_the_longest_names_stay_on_one_page(db_session, language):
    found = make_certificate(language=language)
    found.name = f"{LONG} {LONG} {LONG} {LONG} {LONG} {LONG} {LONG} {LONG} {LONG} {LONG} {LONG} {LONG} {LONG}"[:300]
    found.latin_name = "ABDURRAHMONJONZODA " * 11
    assert len(pages_of(found)) == 1


@pytest.mark.source
def test_a_class_is_one_file_with_a_page_for_each(db_session):
    found = [make_certificate() for _ in range(3)]
    pages = pages_of(*found)
    assert [each.serial in text for each, text in zip(found, pages, strict=True)] == [True, True, True]


@pytest.mark.source
def test_printing_again_gives_the_same_bytes(db_session):
    found = make_certificate()
    one, two = (printing.pdf([found], site="https://lms.example") for _ in "12")
    assert one == two


def test_a_letter_that_cannot_be_printed_is_refused_and_named(db_session):
    found = make_certificate()
    found.name = "王 Раҳимова"
    with pytest.raises(Refused) as refused:
        pages_of(found)
    assert (refused.value.reason, refused.value.values) == (PrintReason.LETTER_NOT_IN_FONT, {"letter": "王"})


@pytest.mark.source
def test_names_are_text_and_never_markup(db_session):
    found = make_certificate()
    found.name = "#panic() *Раҳимова* $x$ \\ [a]"
    assert found.name in pages_of(found)[0]


@pytest.mark.source
def test_days_are_told_one_by_one_and_many_from_the_first_to_the_last():
    days = [date(2027, 3, day) for day in (2, 3, 4, 5)]
    assert [printing.span(each, "en") for each in (days[:2], days)] == [
        "2 March 2027, 3 March 2027", "2 March 2027 – 5 March 2027",
    ]  # fmt: skip


def test_nobody_is_nothing_to_print(app):
    with pytest.raises(Refused) as refused:
        pages_of()
    assert refused.value.reason is Reason.NOTHING_TO_PRINT


@pytest.mark.source
def test_it_may_be_kept_for_years_and_be_read_aloud(db_session):
    """What pypdf sees of PDF/A-2a and PDF/UA-1: the marks of both, tags down to the page, language, title, alternative
    words of the square, fonts inside."""
    found = make_certificate(language="tg")
    pdf = PdfReader(BytesIO(printing.pdf([found], site="https://lms.example")))
    root = pdf.trailer["/Root"]
    marks = root["/Metadata"].get_object().get_data().decode()
    for mark in ("pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert mark in marks
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "tg", True, True,
    )  # fmt: skip
    assert pdf.metadata.title == f"Сертификат {found.serial}"
    assert [each.get_object()["/S"] for each in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    tags = list(tags_below(root["/StructTreeRoot"]))
    assert [tag["/S"] for tag in tags if tag["/S"] in ("/H1", "/Figure")] == ["/H1", "/Figure"]  # what it is, first
    assert [f"/check/{shown_code(found.code)}" in tag["/Alt"] for tag in tags if tag["/S"] == "/Figure"] == [True]
    fonts = pdf.pages[0]["/Resources"]["/Font"].values()
    inner = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all("/ToUnicode" in font.get_object() for font in fonts)
    assert all({"/FontFile2", "/FontFile3"} & set(each.get_object()) for each in inner)


PAINTS = {b"Tj", b"TJ", b"'", b'"', b"Do", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh"}


@pytest.mark.source
def test_nothing_is_painted_that_is_neither_read_aloud_nor_marked_as_decoration(db_session):
    """Of a class, too, page by page: what is marked with a number is found from the tags, in their order."""
    found = [make_certificate(language="tg") for _ in range(2)]
    pdf = PdfReader(BytesIO(printing.pdf(found[::-1], site="https://lms.example")))
    root = pdf.trailer["/Root"]
    assert pdf.metadata.title == f"Сертификатҳо {found[0].serial} – {found[1].serial}"
    assert ("/Encrypt" in pdf.trailer, "/ID" in pdf.trailer, "/ParentTree" in root["/StructTreeRoot"]) == (
        False, True, True,
    )  # fmt: skip
    for n, page in enumerate(pdf.pages):
        within, painted, loose = [], 0, 0
        for _words, done in ContentStream(page["/Contents"], pdf).operations:
            if done in (b"BDC", b"BMC"):
                within.append(done)
            elif done == b"EMC":
                within.pop()
            elif done in PAINTS:
                painted, loose = painted + 1, loose + (not within)
        assert (painted > 20, loose, within, page["/Tabs"], page["/StructParents"]) == (True, 0, [], "/S", n)


@pytest.mark.source
@pytest.mark.parametrize("language", ["tg", "ru", "en", "uz", "ky"])
def test_it_is_a_file_to_keep_by_all_clauses_that_can_be_asked(db_session, language):
    """ISO 19005-2, level A: frame, objects, colours, fonts with every glyph shown, metadata, tags (see `kept`)."""
    found = [make_certificate(language=language) for _ in range(2)]
    assert faults(printing.pdf(found, site="https://lms.example")) == []


def _text(root) -> str:
    return root["/Metadata"].get_object().get_data().decode()


def _stream(writer, data: bytes, **more):
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update({NameObject(f"/{name}"): value for name, value in more.items()})
    return writer._add_object(stream)


def _reword(old: str, new: str):
    """In the metadata."""

    def spoil(writer, root):
        assert old in _text(root)
        root[NameObject("/Metadata")] = _stream(writer, _text(root).replace(old, new).encode())

    return spoil


def _paint(more: bytes):
    """Something more on the page; `%s` is the name of a font there."""

    def spoil(writer, _root):
        page = writer.pages[0]
        name = next(iter(page["/Resources"]["/Font"])).encode()
        page[NameObject("/Contents")] = _stream(writer, page.get_contents().get_data() + more.replace(b"%s", name))

    return spoil


def _put(name: str, value):
    """Something in the catalogue, under a name or on a page."""
    return lambda _writer, root: root.__setitem__(NameObject(name), value)


def _stream_with(**more):
    return lambda writer, root: root.__setitem__(NameObject("/Some"), _stream(writer, b"", **more))


def _resource(kind: str, value):
    return lambda writer, _root: writer.pages[0]["/Resources"].__setitem__(
        NameObject(kind), DictionaryObject({NameObject("/Some"): value})
    )


def _profile(change):
    def spoil(writer, root):
        meant = root["/OutputIntents"][0].get_object()
        data = bytearray(meant["/DestOutputProfile"].get_object().get_data())
        meant[NameObject("/DestOutputProfile")] = _stream(writer, bytes(change(data)), N=NumberObject(3))

    return spoil


def _tags(root, *kinds: str):
    return [tag for tag in tags_below(root["/StructTreeRoot"]) if tag["/S"] in kinds]


def _first_font(writer):
    return next(iter(writer.pages[0]["/Resources"]["/Font"].values())).get_object()


def _inner(writer):
    return _first_font(writer)["/DescendantFonts"][0].get_object()


def _letters(writer, words: bytes) -> None:
    _first_font(writer)[NameObject("/ToUnicode")] = _stream(writer, words)


def _private(writer, root) -> None:
    _letters(writer, b"1 beginbfchar <0001> <E000> endbfchar")
    _paint(b" BT /Artifact BMC %s 9 Tf <0001> Tj EMC ET")(writer, root)


def _action(kind: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind)})


LONG_NAME = "/" + "n" * 128
CMYK = ArrayObject([NameObject("/DeviceCMYK")])
SEEN_THROUGH = DictionaryObject({NameObject("/ca"): FloatObject("0.5")})
SPOILT = (
    *((f"{clause} {name}", _put(name, ArrayObject())) for name, clause in FORBIDDEN.items()),
    ("6.1.3 ID", lambda w, _root: setattr(w, "_ID", None)),
    ("6.1.3 Encrypt", lambda w, _root: w.encrypt("")),
    ("6.1.7 /LZWDecode", _stream_with(Filter=NameObject("/LZWDecode"))),
    ("6.1.7 /Crypt", _stream_with(Filter=ArrayObject([NameObject("/Crypt")]))),
    ("6.1.7 /F", _stream_with(F=TextStringObject("elsewhere"))),
    (f"6.1.13 {LONG_NAME}", _put(LONG_NAME, NumberObject(1))),
    ("6.1.13 string", _put("/Some", TextStringObject("s" * 32_768))),
    ("6.1.13 q", _paint(b" q" * 29 + b" Q" * 29)),
    ("6.2.2 Q", _paint(b" q")),
    ("6.2.2 xx", _paint(b" 1 xx")),
    ("6.2.3 OutputIntent", lambda _w, root: root.pop("/OutputIntents")),
    ("6.2.3 profile", _profile(lambda data: data[:16] + b"CMYK" + data[20:])),
    ("6.2.3 profile cut short", _profile(lambda data: data[:-1])),
    ("6.2.4 k", _paint(b" 0 0 0 1 k")),
    ("6.2.4 /Some", _resource("/ColorSpace", CMYK)),
    ("6.2.10 Group", lambda w, _root: w.pages[0].__setitem__(NameObject("/Group"), DictionaryObject())),
    ("6.2.10 transparency", _resource("/ExtGState", SEEN_THROUGH)),
    ("6.2.11.3 codes are not glyphs", lambda w, _root: _first_font(w).__setitem__(
        NameObject("/Encoding"), NameObject("/Identity-V"))),
    ("6.2.11.4 not inside", lambda w, _root: _inner(w)["/FontDescriptor"].pop("/FontFile2")),
    ("6.2.11.4 glyph not inside", _paint(b" BT %s 9 Tf <FFFF> Tj ET")),
    ("6.2.11.4 CIDSet", lambda w, _root: _inner(w)["/FontDescriptor"].__setitem__(
        NameObject("/CIDSet"), _stream(w, bytes(9_000)))),
    ("6.2.11.5 width of 1", lambda w, _root: _inner(w).__setitem__(NameObject("/W"), ArrayObject())),
    ("6.2.11.7 ToUnicode", lambda w, _root: _first_font(w).pop("/ToUnicode")),
    ("6.2.11.7 1 has no letter", lambda w, _root: _letters(w, b"")),
    ("6.2.11.7 private letter 1", _private),
    ("6.2.11.8 .notdef", _paint(b" BT %s 9 Tf <0000> Tj ET")),
    ("6.5.1 /JavaScript", _put("/Some", _action("/JavaScript"))),
    ("6.5.1 /Launch", _put("/Some", _action("/Launch"))),
    ("6.6.2.1 metadata", lambda _w, root: root.pop("/Metadata")),
    ("6.6.2.1 packet", _reword("<?xpacket begin", '<?xpacket begin="" bytes="9"')),
    ("6.6.2.3 extension schema", _reword("prefix>pdfuaid<", "prefix>another<")),
    ("6.6.3 title or creator", lambda w, _root: w.add_metadata({"/Title": "Somebody else's"})),
    ("6.6.3 xmp:CreateDate", _reword("<xmp:CreateDate>2", "<xmp:CreateDate>1")),
    ("6.6.3 xmp:ModifyDate", _reword("<xmp:ModifyDate>2", "<xmp:ModifyDate>1")),
    ("6.6.4 part and conformance", _reword(">A</pdfaid", ">B</pdfaid")),
    ("6.7.2 marked", lambda _w, root: root.pop("/MarkInfo")),
    ("6.7.2 ParentTree", lambda _w, root: root["/StructTreeRoot"].pop("/ParentTree")),
    ("6.7.3 /Heading", lambda _w, root: _tags(root, "/H1")[0].__setitem__(NameObject("/S"), NameObject("/Heading"))),
    ("6.7.4 Lang", lambda _w, root: root.pop("/Lang")),
    ("6.7.4 Lang", lambda _w, root: _tags(root, "/H1")[0].__setitem__(NameObject("/Lang"), TextStringObject("Tajik!"))),
    ("6.7.5 /Figure", lambda _w, root: [tag.pop("/Alt") for tag in _tags(root, "/Figure")]),
)  # fmt: skip


@pytest.mark.source
def test_what_is_spoilt_is_found(db_session):
    """Each guard of the test above can fail."""
    printed = printing.pdf([make_certificate()], site="https://lms.example")
    missed = [fault for fault, spoil in SPOILT if fault not in faults(_spoilt(printed, spoil))]
    framed = [faults(each) for each in (printed.replace(b"%PDF-1.7", b"%PDF-2.0", 1), printed + b"more")]
    assert (missed, framed) == ([], [["6.1.2 header"], ["6.1.3 after the end"]])
    assert not set(faults(_spoilt(printed, lambda _w, _root: None))) & {fault for fault, _spoil in SPOILT}


def _spoilt(printed: bytes, spoil) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(printed))
    spoil(writer, writer.root_object)
    body = BytesIO()
    writer.write(body)
    return body.getvalue()
