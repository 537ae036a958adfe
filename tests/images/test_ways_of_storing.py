"""The same picture stored in many ways is the same picture; a way that nobody here reads is called what it is."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
import tifffile
from PIL import Image

from models.errors import PictureError
from models.images import list_pages, read_picture
from tests.images.colours import profile_of, shown_as
from tests.images.tiffs import page, tiff

WAYS = (
    {},
    {"byteorder": ">"},
    {"compression": "zlib"},
    {"compression": "zlib", "predictor": True, "byteorder": ">"},
    {"tile": (32, 32)},
    {"rowsperstrip": 7},
    {"bigtiff": True},
)


@pytest.fixture
def photo(astronaut):
    """64 x 80 with a black, a white and a middle pixel in its corner."""
    made = astronaut[40:104, 180:260].copy()
    made[0, :3] = [[0] * 3, [255] * 3, [128] * 3]
    return made


def stored(tmp_path, samples, **how):
    tifffile.imwrite(tmp_path / "stored.tif", samples, **how)
    return tmp_path / "stored.tif"


def written(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def is_shown(path, expected, within=1.0, number=0):
    picture = read_picture(path, number)
    expected = expected if expected.ndim == 3 else np.stack([expected] * 3, axis=-1)
    assert picture.shape == expected.shape
    assert np.abs(picture.astype(float) - expected).mean() <= within


def apart(samples):
    """Each channel by itself."""
    return np.ascontiguousarray(np.moveaxis(samples, -1, 0))


def deep(picture, white=65535):
    return np.round(picture.astype(float) * white / 255).astype(np.uint16)


@pytest.mark.parametrize("how", WAYS)
def test_bytes_and_two_bytes_together_and_apart(tmp_path, photo, how):
    gray = photo[..., 0]
    for samples, kept in ((photo, "contig"), (apart(photo), "separate")):
        is_shown(stored(tmp_path, samples, photometric="rgb", planarconfig=kept, **how), photo)
        is_shown(stored(tmp_path, deep(samples), photometric="rgb", planarconfig=kept, **how), photo)
    for samples, kind in ((gray, "minisblack"), (255 - gray, "miniswhite")):
        is_shown(stored(tmp_path, samples, photometric=kind, **how), gray)
        is_shown(stored(tmp_path, deep(samples), photometric=kind, **how), gray)
    signed = (deep(gray).astype(np.int32) - 0x8000).astype(np.int16)
    is_shown(stored(tmp_path, signed, photometric="minisblack", **how), gray)


@pytest.mark.parametrize("how", WAYS)
def test_colours_of_twelve_bits_in_sixteen_are_as_bright_as_they_are(tmp_path, photo, how):
    is_shown(stored(tmp_path, deep(photo, 4095), photometric="rgb", **how), photo)
    named = [(281, "H", 3, (16383,) * 3, True)]
    is_shown(stored(tmp_path, deep(photo, 16383), photometric="rgb", extratags=named, **how), photo)
    is_shown(stored(tmp_path, deep(photo, 16383), photometric="rgb", **how), photo // 4)
    is_shown(stored(tmp_path, np.zeros_like(photo, np.uint16), photometric="rgb", **how), np.zeros_like(photo))


def test_colours_of_a_later_page_and_of_a_png_are_as_bright_too(tmp_path, photo):
    pages = [(photo, {}), (deep(photo, 4095), {}), (np.rot90(photo), {"extratags": [(274, "H", 1, 6, True)]})]
    with tifffile.TiffWriter(tmp_path / "pages.tif") as file:
        for samples, more in pages:
            file.write(samples, photometric="rgb", **more)
    for number in list_pages(tmp_path / "pages.tif"):
        is_shown(tmp_path / "pages.tif", photo, number=number)
    rows = b"".join(b"\x00" + row.astype(">u2").tobytes() for row in deep(photo, 4095))
    is_shown(written(tmp_path, "deep.png", png(photo, 16, 2, rows)), photo)


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("inverted", [False, True])
def test_one_channel_that_says_it_lies_apart_is_no_negative(tmp_path, photo, order, inverted):
    gray = photo[..., 0]
    for samples in (gray, deep(gray)):
        turned = np.iinfo(samples.dtype).max - samples if inverted else samples
        data = tiff(page(turned, t284=2, t262=int(not inverted)), order=order)
        is_shown(written(tmp_path, "apart.tif", data), gray)


def test_signed_bytes_run_from_their_lowest_or_from_zero(tmp_path, photo):
    gray = photo[..., 0]
    is_shown(stored(tmp_path, (gray.astype(int) - 128).astype(np.int8), photometric="minisblack"), gray)
    is_shown(stored(tmp_path, (gray // 2).astype(np.int8), photometric="minisblack"), gray)


def test_lab_is_the_colours_that_it_names(tmp_path, photo):
    from skimage.color import rgb2lab

    lab = np.round(rgb2lab(photo / 255) * (2.55, 1, 1)).astype(int)
    is_shown(stored(tmp_path, (lab & 255).astype(np.uint8), photometric="cielab"), photo, within=3)


@pytest.mark.parametrize(
    ("kind", "channels", "words"),
    [
        (np.float32, 3, "3 x 32 bits, floating point"),
        (np.float16, 3, "3 x 16 bits, floating point"),
        (np.uint32, 3, "3 x 32 bits"),
        (np.uint16, 2, "2 x 16 bits"),
        (np.float32, 1, "stored in a way"),
    ],
)
def test_what_is_not_read_is_called_what_it_is(tmp_path, kind, channels, words):
    samples = np.ones((20, 24, channels), kind)
    how = {"photometric": "rgb"} if channels == 3 else {"photometric": "minisblack"}
    more = {"extrasamples": ["unassalpha"]} if channels == 2 else {}
    with pytest.raises(PictureError, match=words) as caught:
        read_picture(stored(tmp_path, samples if channels > 1 else samples[..., 0], **how, **more))
    assert caught.value.remedy
    assert "damaged" not in str(caught.value)


def test_other_kinds_of_files_are_called_what_they_are(tmp_path, photo):
    big = stored(tmp_path, photo, photometric="rgb", bigtiff=True, byteorder=">").read_bytes()
    heads = {"big-endian": big, "JPEG XL": b"\xff\x0a" + bytes(90), "OpenEXR": b"v/1\x01" + bytes(90)}
    for words, data in heads.items():
        with pytest.raises(PictureError, match=words):
            read_picture(written(tmp_path, "strange.tif", data))


def test_a_bitmap_whose_fourth_byte_nobody_filled_in_is_seen(tmp_path, photo):
    for alpha in (0, 255):
        pixels = np.dstack([photo[::-1, :, ::-1], np.full(photo.shape[:2], alpha, np.uint8)]).tobytes()
        head = struct.pack("<IiiHHIIiiII", 108, photo.shape[1], photo.shape[0], 1, 32, 3, len(pixels), 0, 0, 0, 0)
        head += struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000) + b"BGRs" + bytes(48)
        file = b"BM" + struct.pack("<IHHI", 14 + len(head) + len(pixels), 0, 0, 14 + len(head)) + head + pixels
        is_shown(written(tmp_path, "unfilled.bmp", file), photo, within=0)


def test_words_and_profiles_of_any_length_do_not_hide_a_png(tmp_path, photo):
    packed = zlib.compress(bytes(6_000_000))
    kinds = ((b"iCCP", b"p\x00\x00" + packed), (b"zTXt", b"words\x00\x00" + packed))
    for kind, body in (
        *kinds,
        (b"iTXt", b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + packed),
        (b"iCCP", b"p\x00\x00junk"),
    ):
        is_shown(written(tmp_path, "long.png", png(photo, 8, 2, _rows(photo), (kind, body))), photo, within=0)


def test_a_long_profile_of_a_png_is_read_and_exif_kept_as_words_too(tmp_path, photo):
    profile = profile_of("Display P3") + bytes(1_500_000)
    data = png(photo, 8, 2, _rows(photo), (b"iCCP", b"p\x00\x00" + zlib.compress(profile)))
    is_shown(written(tmp_path, "long.png", data), shown_as("Display P3", photo) * 255)
    exif = Image.Exif()
    exif[0x0112] = 3
    words = b"\nexif\n" + str(len(exif.tobytes())).encode() + b"\n" + exif.tobytes().hex().encode()
    body = b"Raw profile type exif\x00\x00" + zlib.compress(words)
    is_shown(written(tmp_path, "turned.png", png(photo, 8, 2, _rows(photo), (b"zTXt", body))), photo[::-1, ::-1])


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "AVIF", "MPO", "GIF", "TIFF"])
def test_the_first_of_several_pictures_is_the_photo(tmp_path, photo, kind):
    file = io.BytesIO()
    first, second = (Image.fromarray(one).quantize(250).convert("RGB") for one in (photo, 255 - photo))
    how = {"WEBP": {"lossless": True}, "AVIF": {"quality": 100, "subsampling": "4:4:4"}, "MPO": {"quality": 97}}
    first.save(file, kind, save_all=True, append_images=[second], **how.get(kind, {}))
    is_shown(written(tmp_path, "several", file.getvalue()), np.asarray(first), within=3)


def png(picture, bits, colour, rows, *chunks):
    """The bytes of a PNG with these chunks before its pixels."""
    head = struct.pack(">IIBBBBB", picture.shape[1], picture.shape[0], bits, colour, 0, 0, 0)
    all_chunks = ((b"IHDR", head), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    parts = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in all_chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _rows(picture):
    return b"".join(b"\x00" + row.tobytes() for row in picture)
