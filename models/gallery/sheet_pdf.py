"""A contact sheet as a PDF to print: pages of pictures with captions that can be selected, by Pillow's writer.

Knows pictures and words only.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO

from PIL import Image
from PIL.PdfParser import IndirectReference, PdfDict, PdfName, PdfParser

from models.gallery.captions import caption_font, shorten
from models.records import Picture

PAGE = (595.28, 841.89)
"""A4 in points, 72 to an inch."""
COLUMNS, ROWS = 3, 4
DPI = 200
_EDGE, _GAP, _CAPTION = 36.0, 14.0, 20.0
_WIDTH = (PAGE[0] - 2 * _EDGE - (COLUMNS - 1) * _GAP) / COLUMNS
_PITCH = (PAGE[1] - 2 * _EDGE - 12) / ROWS
_LETTERS, _MEASURED = 8.0, 15.0
"""Size of the captions in points, and at which caption_font() is measured."""


def write_contact_pdf(file: IO[bytes], pictures: Iterable[Picture], captions: Sequence[str]) -> Iterator[int]:
    """Write the pages into an empty file, as this is stepped through; yields how many pictures are down, a page a step.

    pictures are taken one at a time, as many as captions.

    Captions are in the letters of western Europe, others stand as "?". Raises ValueError when there is none.
    """
    if not captions:
        raise ValueError("a contact sheet needs at least one picture")
    pdf = PdfParser(f=file, mode="w+b")
    pdf.start_writing()
    pdf.write_header()
    count = -(-len(captions) // (COLUMNS * ROWS))
    refs = [pdf.next_object_id(0) for _ in range(count)]
    pdf.pages += refs
    pdf.write_catalog()
    font = pdf.write_obj(
        None,
        Type=PdfName(b"Font"),
        Subtype=PdfName(b"Type1"),
        BaseFont=PdfName(b"Helvetica"),
        Encoding=PdfName(b"WinAnsiEncoding"),
    )
    left, words = iter(pictures), iter(captions)
    for number, ref in enumerate(refs, start=1):
        part = list(islice(words, COLUMNS * ROWS))
        _write_page(pdf, ref, font, zip(left, part, strict=False), f"{number} / {count}")
        yield min(number * COLUMNS * ROWS, len(captions))
    pdf.write_xref_and_trailer()


def _write_page(
    pdf: PdfParser, ref: IndirectReference, font: IndirectReference, cells: Iterable[tuple[Picture, str]], foot: str
) -> None:
    images, drawn = {}, [_text(foot, PAGE[0] - _EDGE - 30, _EDGE - 12)]
    for place, (picture, caption) in enumerate(cells):
        x = _EDGE + place % COLUMNS * (_WIDTH + _GAP)
        bottom = PAGE[1] - _EDGE - (place // COLUMNS + 1) * _PITCH
        image = _fitted(picture, _WIDTH, _PITCH - _CAPTION - 4)
        wide, tall = (side * 72 / DPI for side in image.size)
        images[f"I{place}"] = _write_image(pdf, image)
        top = bottom + _CAPTION + (_PITCH - _CAPTION - 4 - tall)
        drawn.append(f"q {wide:.2f} 0 0 {tall:.2f} {x + (_WIDTH - wide) / 2:.2f} {top:.2f} cm /I{place} Do Q".encode())
        fits = shorten(caption, caption_font(), int(_WIDTH * _MEASURED / _LETTERS))
        drawn.append(_text(fits, x, bottom + _CAPTION - 10))
    contents = pdf.write_obj(None, stream=b"\n".join(drawn))
    resources = PdfDict(XObject=PdfDict(images), Font=PdfDict(F=font))
    pdf.write_page(ref, Resources=resources, MediaBox=[0, 0, *PAGE], Contents=contents)


def _write_image(pdf: PdfParser, image: Image.Image) -> IndirectReference:
    data = io.BytesIO()
    image.save(data, "JPEG", quality=88, subsampling=0)
    return pdf.write_obj(
        None,
        stream=data.getvalue(),
        Type=PdfName(b"XObject"),
        Subtype=PdfName(b"Image"),
        Width=image.width,
        Height=image.height,
        Filter=PdfName(b"DCTDecode"),
        BitsPerComponent=8,
        ColorSpace=PdfName(b"DeviceRGB"),
    )


def _text(words: str, x: float, y: float) -> bytes:
    data = words.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        data = data.replace(sign, b"\\" + sign)
    return f"BT /F {_LETTERS:g} Tf 0.2 g {x:.2f} {y:.2f} Td (".encode() + data + b") Tj ET"


def _fitted(picture: Picture, width: float, height: float) -> Image.Image:
    """The picture as large as so many points hold at DPI, enlarged where it is small: it covers its place."""
    image = Image.fromarray(picture)
    factor = min(width * DPI / 72 / image.width, height * DPI / 72 / image.height)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
