"""Asks another house's validator about a printed certificate: `python -m tests.certificates.preflight certificate.pdf`.

Debian's PDFBox knows PDF/A-1b only. What PDF/A-2 allows and PDF/A-1 does not is changed in a copy first, and nothing
else: the number of the part, profiles of colours of ICC 4, and two things that this validator cannot read although both
are in order (the description of the PDF/UA mark among the metadata, a goal of the table of contents that stands in an
object of its own). It needs the packages libpdfbox2-java, libjaxb-api-java, libactivation-java, default-jre-headless
and icc-profiles-free.
"""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

JARS = Path("/usr/share/java")
NEEDED = ("pdfbox2", "preflight", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api")
VALIDATOR = "org.apache.pdfbox.preflight.Validator_A1b"
PROFILES = {1: Path("/usr/share/color/icc/Gray.icc"), 3: Path("/usr/share/color/icc/sRGB.icc")}  # ICC 2
METADATA = (
    ("<pdfaid:part>2<", "<pdfaid:part>1<"),
    ("<pdfaid:conformance>A<", "<pdfaid:conformance>B<"),
    ("<pdfuaid:part>1</pdfuaid:part>", ""),
)


def as_first_part(body: bytes) -> bytes:
    """A copy of a PDF/A-2 file with what PDF/A-1 asks instead. Raises ValueError when there is nothing to change."""
    copy = PdfWriter(clone_from=BytesIO(body))
    profiles = 0
    for each in copy._objects:
        if isinstance(each, StreamObject) and each.get("/N") in PROFILES:
            each.set_data(PROFILES[each["/N"]].read_bytes())
            profiles += 1
        elif isinstance(each, DictionaryObject) and "/Dest" in each:
            each[NameObject("/Dest")] = each["/Dest"]
    metadata = copy._root_object["/Metadata"].get_object()
    said = metadata.get_data().decode()
    if not profiles or any(each not in said for each, _ in METADATA):
        raise ValueError("this is no certificate as it is printed")
    for before, after in METADATA:
        said = said.replace(before, after)
    metadata.set_data(said.encode())
    made = BytesIO()
    copy.write(made)
    return made.getvalue()


def faults(body: bytes) -> list[str]:
    """What the validator says against a file; nothing when it is PDF/A-1b."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(body)
        file.flush()
        classes = ":".join(str(JARS / f"{each}.jar") for each in NEEDED)
        asked = ["java", "-cp", classes, VALIDATOR, file.name]
        run = subprocess.run(asked, check=False, capture_output=True, text=True)
    said = [each for each in (run.stdout + run.stderr).splitlines() if each.strip()]
    return [] if said and said[-1].endswith("is a valid PDF/A-1b file") else said or ["the validator says nothing"]


def without_fonts(body: bytes) -> bytes:
    """A file of which the fonts were taken out: a validator that says nothing of that is none."""
    spoilt = PdfWriter(clone_from=PdfReader(BytesIO(body)))
    for each in spoilt._objects:
        if isinstance(each, DictionaryObject):
            for font in ("/FontFile2", "/FontFile3"):
                each.pop(font, None)
    made = BytesIO()
    spoilt.write(made)
    return made.getvalue()


def main() -> int:
    """Say of each file whether it stands, and whether the same file without its fonts falls."""
    fell = 0
    for name in sys.argv[1:]:
        body = as_first_part(Path(name).read_bytes())
        found, found_spoilt = faults(body), faults(without_fonts(body))
        print(f"{name}: {'in order' if not found else chr(10).join(found)}")
        print(f"  the same without fonts: {len(found_spoilt)} faults found")
        fell += bool(found) or not found_spoilt
    return fell


if __name__ == "__main__":
    sys.exit(main())
