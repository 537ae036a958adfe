"""Names of exported files from a template like "{encoder} {source} {number}". Pure words; touches no disk."""

from __future__ import annotations

import re
import string
import unicodedata

from models.errors import UsageError

TEMPLATE = "{encoder} {source} {number}"
FIELDS = ("encoder", "source", "person", "number", "date")
LONGEST = 120
"""Characters of a name without its ending: under 255 bytes even where each takes two."""

_FORBIDDEN = frozenset('<>:"/\\|?*')
_PORTS = frozenset(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10))
_RESERVED = _PORTS | {"con", "prn", "aux", "nul"}


def check_template(template: str) -> str:
    """The template itself. Raises UsageError for unknown fields, folders, and names that would all be the same."""
    remedy = "Use " + ", ".join(f"{{{field}}}" for field in FIELDS)
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        raise UsageError(f"{template!r} is not a name template", why=str(error), remedy=remedy) from error
    fields = [field for _, field, _, _ in parts if field is not None]
    for _, field, form, conversion in parts:
        if field is not None and (field not in FIELDS or form or conversion):
            raise UsageError(f"a name can't hold {{{field}}}", remedy=remedy)
    if any(character in _FORBIDDEN for literal, *_ in parts for character in literal):
        raise UsageError(f"{template!r} is not a name template", why=f"a file's name can't hold {' '.join(_FORBIDDEN)}")
    if not fields:
        raise UsageError(f"{template!r} gives every painting the same name", remedy=remedy)
    return template


def fill_template(template: str, **values: str) -> str:
    """A safe file name without ending; fields that are empty leave no gap."""
    filled = check_template(template).format(**{field: values.get(field, "") for field in FIELDS})
    return safe_name(filled)


def slug(title: str, instead: str) -> str:
    """The title in small letters and dashes, for a name that is typed; `instead` when nothing of it is left."""
    plain = unicodedata.normalize("NFC", title).lower()
    return safe_name(re.sub(r"[^\w-]+", "-", plain).strip("-"), instead)


def named_after(source: str, ending: str) -> str:
    """A safe name for what is made of a file: its own name, cut where it is long, and an ending that is kept whole."""
    kept = safe_name(ending)[:LONGEST]
    return safe_name(_cut(safe_name(source), len(kept.encode())) + kept)


def safe_name(text: str, instead: str = "painting") -> str:
    """The text as one file's name that every system takes; `instead` when nothing of it is left."""
    plain = unicodedata.normalize("NFC", text)
    clean = "".join(" " if one in _FORBIDDEN or not one.isprintable() else one for one in plain)
    clean = _cut(" ".join(clean.split()).strip(" ."))
    if clean.split(".")[0].casefold() in _RESERVED:
        clean = f"{clean.split('.')[0]}_"
    return clean or instead


def _cut(text: str, room: int = 0) -> str:
    """As much of the text as a name may have, with room for so many more bytes."""
    while len(text.encode("utf-8", "replace")) > 2 * LONGEST - room or len(text) > LONGEST - room:
        text = text[:-1].rstrip(" .")
    return text
