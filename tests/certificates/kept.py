"""What of ISO 19005-2 (PDF/A), level A, a file can be asked without a validator: each fault with its clause.

No validator that can be installed here knows the standard, so `docs/certificate-paper.md` goes through it clause by
clause, and this asks of every change what can be asked of the file itself."""

import re
import struct
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject, StreamObject, TextStringObject

FORBIDDEN = {  # name → clause
    "/AA": "6.5.1", "/OpenAction": "6.5.1", "/JS": "6.5.1", "/JavaScript": "6.5.1", "/Launch": "6.5.1",
    "/AcroForm": "6.4", "/XFA": "6.4", "/EmbeddedFiles": "6.8", "/OCProperties": "6.9",
    "/AlternatePresentations": "6.10", "/PresSteps": "6.10", "/Requirements": "6.11",
    "/Perms": "6.1.12", "/OPI": "6.2.9", "/PS": "6.2.9", "/Ref": "6.2.9",
    "/TR": "6.2.5", "/HTP": "6.2.5", "/Alternates": "6.2.8", "/SMask": "6.2.10", "/FFilter": "6.1.7", "/Annots": "6.3",
}  # fmt: skip
OPERATORS = set(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re "
    "RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
STANDARD = set(
    "/Document /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private /P /H /H1 /H2 /H3 /H4 "
    "/H5 /H6 /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot /Span /Quote /Note /Reference /BibEntry /Code "
    "/Link /Annot /Figure /Formula /Form".split()
)
DEEPEST, LONGEST_NAME, LONGEST_STRING = 28, 127, 32_767
XMP = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
}  # fmt: skip


def faults(body: bytes) -> list[str]:
    """Clause and thing, for everything that is not as it must be."""
    pdf = PdfReader(BytesIO(body))
    parts = (_frame(body, pdf), _objects(pdf), _colour(pdf), _xmp(pdf), _structure(pdf), _pages(pdf))
    return sorted({each for part in parts for each in part})


def _frame(body: bytes, pdf: PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", body):
        yield "6.1.2 header"
    if not body.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "6.1.3 after the end"
    if len(pdf.trailer.get("/ID", ())) != 2:
        yield "6.1.3 ID"
    if "/Encrypt" in pdf.trailer:
        yield "6.1.3 Encrypt"


def _objects(pdf: PdfReader) -> Iterator[str]:
    for number in range(1, pdf.trailer["/Size"]):
        yield from _within(pdf.get_object(IndirectObject(number, 0, pdf)))
    for name in ("/OpenAction", "/AA"):
        if name in pdf.trailer["/Root"]:
            yield f"6.5.1 {name}"


def _within(found: object) -> Iterator[str]:
    if isinstance(found, DictionaryObject):
        yield from (f"{FORBIDDEN[name]} {name}" for name in found.keys() & FORBIDDEN.keys())
        if found.get("/S") in ("/JavaScript", "/Launch"):
            yield f"6.5.1 {found['/S']}"
        filters = found.get("/Filter", [])
        if isinstance(found, StreamObject):
            named = {filters} if isinstance(filters, str) else set(filters)
            yield from (f"6.1.7 {name}" for name in named & {"/LZWDecode", "/Crypt"})
            yield from ["6.1.7 /F"] if "/F" in found else ()
        yield from (f"6.1.13 {name}" for name in found if len(name) > LONGEST_NAME + 1)
    below = found.values() if isinstance(found, DictionaryObject) else found if isinstance(found, list) else ()
    for each in below:
        if isinstance(each, str) and len(each.encode()) > LONGEST_STRING:
            yield "6.1.13 string"
        if not isinstance(each, IndirectObject):
            yield from _within(each)


def _colour(pdf: PdfReader) -> Iterator[str]:
    intents = [each.get_object() for each in pdf.trailer["/Root"].get("/OutputIntents", ())]
    meant = [each for each in intents if each["/S"] == "/GTS_PDFA1"]
    if len(meant) != 1:
        yield "6.2.3 OutputIntent"
        return
    profile = meant[0]["/DestOutputProfile"].get_object()
    data = profile.get_data()
    if (data[12:16], data[16:20], data[36:40], profile["/N"]) != (b"mntr", b"RGB ", b"acsp", 3) or data[8] > 4:
        yield "6.2.3 profile"
    if len(data) != int.from_bytes(data[:4]):
        yield "6.2.3 profile cut short"


def _xmp(pdf: PdfReader) -> Iterator[str]:
    kept = pdf.trailer["/Root"].get("/Metadata")
    if kept is None or "/Filter" in kept.get_object():
        yield "6.6.2.1 metadata"
        return
    text = kept.get_object().get_data().decode()
    if re.search(r"<\?xpacket begin[^?]*(bytes|encoding)=", text):
        yield "6.6.2.1 packet"
    tree, info = ElementTree.fromstring(text), pdf.metadata
    told = {name: tree.findtext(f".//{name}", namespaces=XMP) for name in (
        "pdfaid:part", "pdfaid:conformance", "xmp:CreateDate", "xmp:ModifyDate", "xmp:CreatorTool",
    )}  # fmt: skip
    if (told["pdfaid:part"], told["pdfaid:conformance"]) != ("2", "A"):
        yield "6.6.4 part and conformance"
    for name, other in (("xmp:CreateDate", info.creation_date), ("xmp:ModifyDate", info.modification_date)):
        if told[name] != other.isoformat():
            yield f"6.6.3 {name}"
    title = tree.findtext(".//dc:title/rdf:Alt/rdf:li", namespaces=XMP)
    if (title, told["xmp:CreatorTool"]) != (info.title, info.creator):
        yield "6.6.3 title or creator"
    declared = {each.text for each in tree.iterfind(".//schema:prefix", XMP)}
    if "pdfuaid:part" in text and "pdfuaid" not in declared:
        yield "6.6.2.3 extension schema"


def _structure(pdf: PdfReader) -> Iterator[str]:
    root = pdf.trailer["/Root"]
    marked = root.get("/MarkInfo", {})
    said = [getattr(marked.get(name), "value", False) for name in ("/Marked", "/Suspects")]
    if said != [True, False] or "/StructTreeRoot" not in root:
        yield "6.7.2 marked"
        return
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", root.get("/Lang", "")):
        yield "6.7.4 Lang"
    tree = root["/StructTreeRoot"]
    roles = tree.get("/RoleMap", {})
    if "/ParentTree" not in tree:
        yield "6.7.2 ParentTree"
    for tag in tags_below(tree):
        kind = tag["/S"]
        if roles.get(kind, kind) not in STANDARD:
            yield f"6.7.3 {kind}"
        if kind in ("/Figure", "/Formula") and not (tag.get("/Alt") or tag.get("/ActualText")):
            yield f"6.7.5 {kind}"
        if "/Lang" in tag and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag["/Lang"]):
            yield "6.7.4 Lang"


def tags_below(tag: DictionaryObject) -> Iterator[DictionaryObject]:
    """Everything tagged below a node of the structure."""
    below = tag.get("/K", [])
    for each in below if isinstance(below, list) else [below]:
        each = each.get_object()
        if isinstance(each, dict) and "/S" in each:
            yield each
            yield from tags_below(each)


def _pages(pdf: PdfReader) -> Iterator[str]:
    for page in pdf.pages:
        if "/Group" in page and "/CS" not in page["/Group"]:
            yield "6.2.10 Group"
        resources = page["/Resources"]
        for name, space in resources.get("/ColorSpace", {}).items():
            if space.get_object()[0] not in ("/ICCBased", "/CalRGB", "/CalGray", "/Lab"):
                yield f"6.2.4 {name}"
        for state in resources.get("/ExtGState", {}).values():
            if any(state.get_object().get(name, 1) != 1 for name in ("/CA", "/ca")):
                yield "6.2.10 transparency"
        used, wrong = _painted(ContentStream(page["/Contents"], pdf))
        yield from wrong
        for name, codes in used.items():
            yield from _font(resources["/Font"][name].get_object(), frozenset(codes))


def _painted(content: ContentStream) -> tuple[dict[str, set[int]], list[str]]:
    """The codes shown in each font, and what is wrong with the operators."""
    used: dict[str, set[int]] = {}
    wrong, font, depth, deepest = [], "", 0, 0
    for operands, operator in content.operations:
        done = operator.decode()
        wrong += [f"6.2.2 {done}"] if done not in OPERATORS else []
        wrong += [f"6.2.4 {done}"] if done in ("k", "K") else []
        depth += {"q": 1, "Q": -1}.get(done, 0)
        deepest = max(deepest, depth)
        if done == "Tf":
            font = operands[0]
        shown = operands[0] if done == "TJ" else operands if done in ("Tj", "'", '"') else ()
        for text in shown:
            if isinstance(text, TextStringObject | bytes):
                raw = text if isinstance(text, bytes) else text.original_bytes
                used.setdefault(font, set()).update(struct.unpack(f">{len(raw) // 2}H", raw))
    return used, [*wrong, *(["6.1.13 q"] if deepest > DEEPEST else []), *(["6.2.2 Q"] if depth else [])]


def _font(font: DictionaryObject, codes: frozenset[int]) -> Iterator[str]:
    inner = font["/DescendantFonts"][0].get_object()
    about = inner["/FontDescriptor"]
    if "/FontFile2" not in about:
        yield "6.2.11.4 not inside"
        return
    if (font["/Encoding"], inner["/CIDToGIDMap"]) != ("/Identity-H", "/Identity"):
        yield "6.2.11.3 codes are not glyphs"
    widths = _widths_in(about["/FontFile2"].get_data())
    told = _widths_of(inner["/W"])
    if 0 in codes:
        yield "6.2.11.8 .notdef"
    if max(codes) >= len(widths):
        yield "6.2.11.4 glyph not inside"
    yield from (f"6.2.11.5 width of {n}" for n in codes if n < len(widths) and abs(told.get(n, 0) - widths[n]) > 1)
    named = about["/CIDSet"].get_data() if "/CIDSet" in about else None
    if named is not None and not all(named[n // 8] >> (7 - n % 8) & 1 for n in range(len(widths))):
        yield "6.2.11.4 CIDSet"
    if "/ToUnicode" not in font:
        yield "6.2.11.7 ToUnicode"
        return
    letters = _letters(font["/ToUnicode"].get_data().decode())
    yield from (f"6.2.11.7 {n} has no letter" for n in codes - letters.keys())
    yield from (f"6.2.11.7 private letter {n}" for n in codes & letters.keys() if _is_no_letter(letters[n]))


def _is_no_letter(text: str) -> bool:
    return any(each in "\0\ufeff\ufffe" or "\ue000" <= each <= "\uf8ff" for each in text)


@cache
def _widths_in(font: bytes) -> tuple[float, ...]:
    """Of a TrueType font, the width of each glyph in thousandths."""
    tables = {}
    for n in range(int.from_bytes(font[4:6])):
        name, _sum, at, length = struct.unpack(">4sLLL", font[12 + 16 * n : 28 + 16 * n])
        tables[name] = font[at : at + length]
    unit, count = int.from_bytes(tables[b"head"][18:20]), int.from_bytes(tables[b"hhea"][34:36])
    glyphs = int.from_bytes(tables[b"maxp"][4:6])
    wide = [int.from_bytes(tables[b"hmtx"][4 * n : 4 * n + 2]) * 1000 / unit for n in range(count)]
    return tuple(wide + wide[-1:] * (glyphs - count))


def _widths_of(told: list) -> dict[int, float]:
    """The same as the file says, from "first last width" and "first [widths]"."""
    found, rest = {}, list(told)
    while rest:
        first, after = int(rest.pop(0)), rest.pop(0)
        if isinstance(after, list):
            found |= {first + n: float(each) for n, each in enumerate(after)}
        else:
            found |= dict.fromkeys(range(first, int(after) + 1), float(rest.pop(0)))
    return found


def _letters(said: str) -> dict[int, str]:
    """What letters each code stands for."""
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", said, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", said, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            found |= {n: chr(int(text, 16) + n - int(first, 16)) for n in range(int(first, 16), int(last, 16) + 1)}
    return found
