"""Counted things in words, as people read them, and the words that people give to things."""

from __future__ import annotations

import unicodedata

from models.errors import UsageError

_LONGEST_TITLE = 120


def plural(count: int, noun: str, nouns: str = "") -> str:
    """ "1 face", "1,204 faces"; nouns: several of them, where that takes more than an s ("boxes", "people")."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"


def word_bytes(count: int) -> str:
    """ "214 MB", "1.3 GB"; what is less than a thousand is "under 1 KB"."""
    for size, unit in ((1e9, "GB"), (1e6, "MB"), (1e3, "KB")):
        if count >= size:
            return f"{count / size:.1f} {unit}" if count < 10 * size else f"{count / size:,.0f} {unit}"
    return "under 1 KB"


def clean_title(text: str) -> str:
    """A name for a run or an encoder: NFC, no control characters, no space too many. Raises UsageError for none."""
    plain = unicodedata.normalize("NFC", text)
    title = " ".join("".join(one if one.isprintable() else " " for one in plain).split())
    if not title:
        raise UsageError("a name needs at least one letter")
    if len(title) > _LONGEST_TITLE:
        raise UsageError("this name is too long", remedy=f"It may have {_LONGEST_TITLE} letters")
    return title
