"""Photographs lose everything but the picture."""

from io import BytesIO

import pytest
from PIL import Image, ImageOps
from PIL.ExifTags import GPS, IFD, Base

from lms.core.pictures import JPEG, PNG, WEBP, NoPicture, kind_of, only_the_picture
from tests.factories.pictures import (
    DAY,
    JPEG_PICTURE,
    MODEL,
    PLACE,
    PNG_PICTURE,
    WEBP_PICTURE,
    jpeg_of_a_phone,
    png_of_a_phone,
    webp_of_a_phone,
)

PHONES = {JPEG: jpeg_of_a_phone(1), PNG: png_of_a_phone(), WEBP: webp_of_a_phone()}
PICTURES = {JPEG: JPEG_PICTURE, PNG: PNG_PICTURE, WEBP: WEBP_PICTURE}


@pytest.mark.parametrize("kind", PHONES)
def test_place_day_and_device_are_gone_and_the_picture_is_whole(kind):
    assert all(trace in PHONES[kind] for trace in (PLACE, MODEL))
    assert only_the_picture(PHONES[kind]) == (kind, PICTURES[kind])


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_without_anything_else_stays_as_it_is(kind):
    assert only_the_picture(PICTURES[kind]) == (kind, PICTURES[kind])


def test_how_a_photograph_is_to_be_turned_is_kept_and_nothing_more():
    _, clean = only_the_picture(jpeg_of_a_phone(6))
    assert not any(trace in clean for trace in (PLACE, MODEL, DAY, b"xmp", b"MPF", b"taken at home"))
    assert b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in clean
    assert only_the_picture(clean) == (JPEG, clean)
    assert len(clean) == len(JPEG_PICTURE) + 36


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_cut_short_is_none(kind):
    whole = PHONES[kind]
    for length in range(0, len(PICTURES[kind]) - 2, 7):
        with pytest.raises(NoPicture):
            only_the_picture(whole[:length] if length < 40 else PICTURES[kind][:length])


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"%PDF-1.7", b"GIF89a", b"\xff\xd8\xff", b"RIFF\x00\x00\x00\x00WEBP", b"\xff" * 999]
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(NoPicture):
        only_the_picture(data)


def test_a_photograph_taken_upright_loses_its_place_and_still_stands_upright():
    """Red above and blue below, as somebody saw it; the sensor lay on its side, as phones hold it."""
    upright = Image.new("RGB", (48, 64), (200, 30, 30))
    upright.paste((30, 30, 200), (0, 32, 48, 64))
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Model] = 6, "Redmi 9A"
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (38.0, 33.0, 36.0)})
    file = BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(file, "JPEG", quality=95, exif=exif)
    assert Image.open(file).getexif().get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] == (38, 33, 36)

    kind, clean = only_the_picture(file.getvalue())
    kept = Image.open(BytesIO(clean))
    assert (kind, dict(kept.getexif()), kept.getexif().get_ifd(IFD.GPSInfo)) == (JPEG, {Base.Orientation: 6}, {})
    seen = ImageOps.exif_transpose(kept)
    top, bottom = seen.getpixel((24, 8)), seen.getpixel((24, 56))
    assert (seen.size, top[0] > 150 > top[2], bottom[2] > 150 > bottom[0]) == ((48, 64), True, True)


def test_the_content_says_what_it_is():
    assert [kind_of(each) for each in (*PICTURES.values(), b"GIF89a", b"")] == [JPEG, PNG, WEBP, None, None]
