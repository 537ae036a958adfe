"""Writes what was measured of many crops as a table for spreadsheets (CSV). Measures nothing, knows no project."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from models.files import atomic_write
from models.records import PhotoFacts

HEADER = (
    "number",
    "person",
    "photo",
    "mean_red",
    "mean_green",
    "mean_blue",
    "brightness",
    "dominant",
    "sharpness",
    "blurred",
    "near_duplicate",
    "gray",
    "turned",
    "taken",
    "problem",
    "path",
)
"""The columns, in order; number: of the face, or of the photo where whole photos are cut."""

_FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=[ \u00a0\"']*[=+\-@＝＋－＠])")
"""Where a spreadsheet would begin to calculate: at the start of a text, or behind what another country's settings take

for the end of a cell (half of Europe separates by semicolons, whatever stands between the quotation marks)."""


class CropLine(Protocol):
    """What a line of the table is made from. facts: None where nothing was measured; problem: why, if it is known."""

    @property
    def number(self) -> int: ...
    @property
    def person(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def facts(self) -> PhotoFacts | None: ...
    @property
    def alike(self) -> bool: ...
    @property
    def blurred(self) -> bool: ...
    @property
    def problem(self) -> str: ...


def write_facts_csv(path: Path, crops: Iterable[CropLine]) -> int:
    """Write the table whole or not at all; returns how many lines stand below the header.

    Raises DiskFullError, OSError; a file that was there stays in both cases.
    """
    lines = [_cells(crop) for crop in crops]
    atomic_write(path, encode_csv([HEADER, *lines]))
    return len(lines)


def encode_csv(lines: Iterable[Sequence[str]]) -> bytes:
    """Commas, quotation marks where needed, CR LF (RFC 4180), UTF-8 behind a byte order mark.

    Without the mark Excel reads "Zoë" as "ZoÃ«"; LibreOffice, pandas and R know it. Half of a surrogate pair (a file
    name that is no text) has no UTF-8 and is written as \\udc80.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "backslashreplace")


def disarm(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would take the rest of it for a formula; "=1" is "'=1"."""
    return _FORMULA.sub("'", text)


def _cells(crop: CropLine) -> tuple[str, ...]:
    texts = (str(crop.number), disarm(crop.person), disarm(crop.name))
    return (*texts, *_measured(crop), disarm(crop.problem), disarm(str(crop.path)))


def _measured(crop: CropLine) -> tuple[str, ...]:
    """The columns from mean_red to taken; empty where nothing was measured: a zero would be a lie."""
    facts = crop.facts
    if facts is None:
        return ("",) * 6 + ("", _yes(crop.alike), "", "", "")
    figures = (facts.mean_red, facts.mean_green, facts.mean_blue, facts.brightness)
    flags = (crop.blurred, crop.alike, facts.gray, facts.rotated)
    return (
        *(f"{figure:.2f}" for figure in figures),
        facts.dominant,
        f"{facts.sharpness:.2f}",
        *(_yes(flag) for flag in flags),
        disarm(facts.taken or ""),
    )


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"
