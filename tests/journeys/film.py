"""Registration cards and squares of certificates as a camera sees them: turned, leaning, in uneven light."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from random import Random

import typst
from PIL import Image, ImageChops, ImageFilter

from lms.core.printing import qr_svg

SIZE = (640, 480)
FRAMES = 15  # of each card, five a second
# Where the four corners of a card lie in the picture, clockwise: once nearly straight, once turned and leaning.
HANDS = (
    ((90, 70), (560, 50), (580, 390), (80, 420)),
    ((330, 30), (590, 250), (370, 460), (90, 200)),
)
# The same of a square: straight, turned by an eighth, upside down, and leaning to two sides.
HELD = (
    ((120, 40), (520, 40), (520, 440), (120, 440)),
    ((330, 20), (560, 250), (330, 470), (100, 240)),
    ((520, 440), (120, 440), (120, 40), (520, 40)),
    ((110, 60), (540, 40), (500, 450), (140, 420)),
    ((150, 30), (480, 70), (540, 450), (100, 400)),
)


def card(number: str) -> Image.Image:
    """The left half of a card with the code that is printed on it."""
    drawn = typst.compile(
        b"#set page(width: 80mm, height: 52mm, margin: 6mm)\n"
        b"#stack(dir: ltr, image(bytes(sys.inputs.code), height: 32mm), text(size: 12pt, sys.inputs.number))",
        format="png", ppi=200, sys_inputs={"code": qr_svg(number), "number": number},
    )  # fmt: skip
    return Image.open(BytesIO(drawn)).convert("L")


def seen(number: str, hand: int) -> Image.Image:
    """What the camera sees of it."""
    return held(card(number), HANDS[hand % len(HANDS)])


def square(text: str) -> Image.Image:
    """The square that is printed for a text."""
    drawn = typst.compile(
        b"#set page(width: 50mm, height: 50mm, margin: 1mm)\n#image(bytes(sys.inputs.code), height: 48mm)",
        format="png", ppi=200, sys_inputs={"code": qr_svg(text)},
    )  # fmt: skip
    return Image.open(BytesIO(drawn)).convert("L")


def held(flat: Image.Image, corners: Sequence[tuple[int, int]], *, grain: float = 0) -> Image.Image:
    """A paper in a hand, its corners there in the picture; `grain` is how bad the camera is in the dark."""
    across = [(0, 0), (flat.width, 0), flat.size, (0, flat.height)]
    seen = flat.transform(SIZE, Image.Transform.PERSPECTIVE, _leaning(corners, across), Image.Resampling.BICUBIC, 1, 90)
    light = Image.linear_gradient("L").resize(SIZE).point(lambda value: 130 + value // 2)
    seen = ImageChops.multiply(seen, light).filter(ImageFilter.GaussianBlur(0.8))
    if not grain:
        return seen
    noise = Image.frombytes("L", SIZE, Random(1).randbytes(SIZE[0] * SIZE[1]))
    return ImageChops.add(seen, noise.point(lambda value: int(128 + (value - 128) * grain)), 1, -128)


def film(path: Path, numbers: Sequence[str]) -> Path:
    """A film of these cards, one after the other, as Chromium takes it for its camera."""
    with path.open("wb") as file:
        file.write(b"YUV4MPEG2 W%d H%d F5:1 Ip A1:1 C420jpeg\n" % SIZE)
        for hand, number in enumerate(numbers):
            grey = seen(number, hand).tobytes() + b"\x80" * (SIZE[0] * SIZE[1] // 2)
            file.write((b"FRAME\n" + grey) * FRAMES)
    return path


def _leaning(corners: Sequence[tuple[int, int]], flat: Sequence[tuple[int, int]]) -> list[float]:
    """The eight figures that take each corner in the picture to its corner of the flat card."""
    rows = []
    for (x, y), (u, v) in zip(corners, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [each / rows[at][at] for each in rows[at]]
        for row in range(8):
            if row != at:
                rows[row] = [one - rows[row][at] * other for one, other in zip(rows[row], rows[at], strict=True)]
    return [row[8] for row in rows]
