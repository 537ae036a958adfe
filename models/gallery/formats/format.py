"""What every export format is registered as, and the registry; knows no particular format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.records import Picture
from models.registry import Registry

Encode = Callable[[Picture, str, int], bytes]
"""(picture, JSON text that travels inside, quality 1 to 100) -> the bytes of a file."""


@dataclass(frozen=True, slots=True)
class Format:
    """kind: as models.images tells a file's format; read_text: the JSON text inside such bytes, None without one.

    What read_text finds is untrusted input; it raises PictureError for bytes that are no whole file.
    """

    name: str
    help: str
    suffix: str
    kind: str
    encode: Encode
    read_text: Callable[[bytes], str | None]


FORMATS: Registry[Format] = Registry("export format")
