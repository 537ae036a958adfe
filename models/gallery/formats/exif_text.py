"""JSON text inside JPEG and WebP, as the EXIF user comment, where other programs leave it. Knows no recipe."""

from __future__ import annotations

import io
import json

from PIL import Image

_EXIF_IFD = 0x8769
_USER_COMMENT = 0x9286
_ASCII = b"ASCII\x00\x00\x00"
_LONGEST = 60_000
"""Bytes: the whole EXIF block of a JPEG holds 64 kB."""


def exif_with(text: str) -> bytes:
    """An EXIF block with nothing in it but this JSON; empty when it is too long to fit.

    EXIF comments are ASCII: what is not travels as \\uXXXX.
    """
    data = _ASCII + json.dumps(json.loads(text), separators=(",", ":")).encode("ascii")
    if len(data) > _LONGEST:
        return b""
    exif = Image.Exif()
    exif.get_ifd(_EXIF_IFD)[_USER_COMMENT] = data
    return exif.tobytes()


def text_from_exif(data: bytes, kind: str) -> str | None:
    """The JSON text in a picture's user comment, None when there is none. The text is untrusted input."""
    try:
        with Image.open(io.BytesIO(data), formats=(kind,)) as image:
            comment = image.getexif().get_ifd(_EXIF_IFD).get(_USER_COMMENT)
    except Exception:  # metadata is hostile input: whatever it breaks, there is no recipe in it
        return None
    if not isinstance(comment, bytes) or not comment.startswith(_ASCII + b"{"):
        return None
    return comment[len(_ASCII) :].rstrip(b"\x00").decode("ascii", "replace")
