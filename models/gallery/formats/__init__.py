"""How a painting leaves the house: one file per format. To add one, write its file and name it in this list."""

# ruff: noqa: I001  the order of this list is the order people see
from __future__ import annotations

from models.gallery.formats import png, jpeg, webp, tiff  # noqa: F401
from models.gallery.formats.format import FORMATS, Format

__all__ = ["FORMATS", "Format"]
