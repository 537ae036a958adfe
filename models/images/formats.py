"""Which file formats are photos, told by their first bytes: the name's ending proves nothing."""

from __future__ import annotations

from functools import cache

from models.errors import PictureError

HEAD_BYTES = 64
"""How much of a file is enough to tell its format."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"BM", "BMP"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)
_BIG_TIFF_OF_OTHERS = b"MM\x00+"
"""The decoder knows files of more than 4 GB in the other byte order only."""
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_RAW_BRAND = b"crx "
_RAW_SIGNATURES: tuple[tuple[int, bytes], ...] = (
    (8, b"CR\x02\x00"),
    (0, b"FUJIFILMCCD-RAW"),
    (0, b"IIU\x00"),
    (0, b"IIRO"),
    (0, b"IIRS"),
    (0, b"MMOR"),
    (0, b"FOVb"),
    (0, b"\x00MRM"),
    (6, b"HEAPCCDR"),
    (8, b"IIII"),
)
"""Raw files of cameras that show themselves in their head (offset, bytes); most others are TIFFs, see pages."""
RAW_SUFFIXES = (
    *(".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".iiq", ".kdc", ".mef", ".mos", ".mrw"),
    *(".nef", ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f"),
)
"""Names of raw files that are TIFFs by their head."""
_KNOWN_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"%!PS", "a PostScript drawing"),
    (b"\xc5\xd0\xd3\xc6", "a PostScript drawing"),
    (b"8BPS", "a Photoshop file"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 file"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 file"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL file"),
    (b"\xff\x0a", "a JPEG XL file"),
    (b"v/1\x01", "an OpenEXR file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<svg", "an SVG drawing"),
    (b"\x00\x05\x16\x07", "a macOS side file without a picture"),
    (b"PK\x03\x04", "a ZIP archive"),
)
_ACCEPTED = "Bottega reads JPEG, PNG, WebP, TIFF, BMP, GIF and AVIF"


def readable_formats() -> tuple[str, ...]:
    """The formats that can be read here, HEIF among them only when its plug-in is installed."""
    return ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF") + (("HEIF",) if heif_is_installed() else ())


@cache
def heif_is_installed() -> bool:
    """Whether the optional plug-in is there; it registers itself with the reader on the first call."""
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.register_heif_opener()
    return True


def tell_format(head: bytes) -> str:
    """The format of a file by its first HEAD_BYTES; raises PictureError for anything that is not a photo."""
    if any(head[place : place + len(mark)] == mark for place, mark in _RAW_SIGNATURES):
        raise camera_raw()
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        return _tell_iso_format(head)
    if head.startswith(_BIG_TIFF_OF_OTHERS):
        raise PictureError(
            "this kind of TIFF (BigTIFF, big-endian) is not read here", remedy="Save it as an ordinary TIFF"
        )
    _refuse_empty(head)
    raise PictureError(_describe_stranger(head), remedy=_ACCEPTED)


def _tell_iso_format(head: bytes) -> str:
    """AVIF, HEIF or a video: they share one container and differ by the brands it declares."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12]} | {head[start : start + 4] for start in range(16, end - 3, 4)}
    if _RAW_BRAND in brands:
        raise camera_raw()
    if brands & _AVIF_BRANDS:
        return "AVIF"
    if not brands & _HEIC_BRANDS:
        raise PictureError("this is a video or another container, not a photo", remedy=_ACCEPTED)
    if not heif_is_installed():
        raise PictureError(
            "HEIC photos need a plug-in that is not installed here",
            remedy="Install it with: pip install pillow-heif, or export the photo as JPEG",
        )
    return "HEIF"


def camera_raw() -> PictureError:
    """What to say of a camera's raw file: the small picture in it is not the photo."""
    return PictureError(
        "this is a camera's raw file, not a finished photo",
        remedy="Save it as JPEG or TIFF with the camera's own program, darktable or RawTherapee, and add that",
    )


def _refuse_empty(head: bytes) -> None:
    if not head:
        raise PictureError("the file is empty")
    if not head.strip(b"\x00"):
        raise PictureError("the file begins with nothing but zeros, as an interrupted copy leaves it")


def _describe_stranger(head: bytes) -> str:
    lowered = head.lstrip().lower()
    for signature, words in _KNOWN_STRANGERS:
        if head.startswith(signature) or lowered.startswith(signature):
            return f"this is {words}, not a photo"
    return "this is not a photo, or not in a format Bottega knows"
