"""When a photo was taken, by its EXIF: only what a camera or scanner wrote, in the ways that cameras write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from PIL import Image

_EXIF_IFD = 0x8769
_DATE_TAGS = (0x9003, 0x9004)
"""Taken, digitized. DateTime is left out: it is the day of the last edit, whatever program made it."""
_FIRST_PHOTO = 1826
_DAY = r"(\d{4})(?:[-:/. ](\d{1,2})(?:[-:/. ](\d{1,2}))?)?|(\d{4})(\d{2})(\d{2})"
_TIME = r"(\d{1,2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d*)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?"
_WRITTEN = re.compile(rf"(?:{_DAY})(?:[T ]\s*(?:{_TIME})?)?", re.ASCII | re.IGNORECASE)
_LONGEST = 64


def date_taken(image: Image.Image) -> str | None:
    """The date as ISO text, as much of it as is known ("1993-08"); None when there is none or it is no date."""
    try:
        values = image.getexif().get_ifd(_EXIF_IFD)
    except Exception:  # metadata is hostile input: whatever it breaks, the pixels still count
        return None
    return next((found for tag in _DATE_TAGS if (found := parse_date(values.get(tag)))), None)


def parse_date(value: object) -> str | None:
    """A date as cameras and programs write it, as ISO text in the camera's own time, without fraction and zone."""
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value or "")
    text = text.strip("\x00 \t\r\n")
    found = _WRITTEN.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    numbers = [int(part) if part else 0 for part in found.groups()]
    year, month, day = numbers[:3] if numbers[0] else numbers[3:6]
    if not _FIRST_PHOTO <= year <= datetime.now(UTC).year + 1:
        return None
    return _day_text(year, month, day, _time_text(*numbers[6:9]) if found.group(7) else "")


def _day_text(year: int, month: int, day: int, clock: str) -> str | None:
    """As much of a date as is known: a month or day of zero is not."""
    if month == 0:
        return f"{year}"
    try:
        known = date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    return known + clock if day else known[:7]


def _time_text(hour: int, minute: int, second: int) -> str:
    """ "T12:13:14"; empty when it is no time: the day is still right."""
    try:
        return f"T{time(hour, minute, second).isoformat()}"
    except ValueError:
        return ""
