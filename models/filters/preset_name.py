"""What a preset may be called."""

from __future__ import annotations

import unicodedata

from models.schema import printable

LONGEST_NAME = 50
"""Characters: with four bytes each and an ending still a file's name everywhere."""


def clean_preset_name(name: str) -> str:
    """The name in one line, with single spaces. Raises ValueError when nothing, or too much, is left of it."""
    clean = printable(" ".join(unicodedata.normalize("NFC", name).split()))
    if not clean:
        raise ValueError("a preset needs a name")
    if len(clean) > LONGEST_NAME:
        raise ValueError(f"the name is longer than {LONGEST_NAME} characters")
    return clean
