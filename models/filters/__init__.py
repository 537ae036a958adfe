"""crop -> filtered crop: one file per filter. To add one, write its file and name it in this list."""

# ruff: noqa: I001  the order of this list is the order people see
from __future__ import annotations

from models.filters import original, gray, binary, posterise  # noqa: F401
from models.filters import contours, canny, sobel, sketch, halftone  # noqa: F401
from models.filters import blur, downscale, old, mask, noise  # noqa: F401
from models.filters.chain import apply_chain, apply_lasting, apply_step, format_chain, parse_chain, step, title_chain
from models.filters.filter import FILTERS, Filter

__all__ = [
    "FILTERS",
    "Filter",
    "apply_chain",
    "apply_lasting",
    "apply_step",
    "format_chain",
    "parse_chain",
    "step",
    "title_chain",
]
