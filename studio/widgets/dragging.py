"""What is dragged inside the window: photos, faces, paintings by number, people by name. JSON, read with suspicion."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

PHOTOS = "application/x-bottega-photos"
FACES = "application/x-bottega-faces"
PEOPLE = "application/x-bottega-people"
PAINTINGS = "application/x-bottega-paintings"

LONGEST = 4_000_000
"""Bytes; other programs may offer anything under these names."""


def packed(kind: str, items: Sequence[int] | Sequence[str]) -> QMimeData:
    """A drag of these numbers (PHOTOS, FACES, PAINTINGS) or names (PEOPLE)."""
    mime = QMimeData()
    mime.setData(kind, json.dumps(list(items)).encode())
    return mime


def numbers(mime: QMimeData, kind: str) -> list[int]:
    """The numbers in a drag of that kind; empty when it holds none."""
    return [item for item in _items(mime, kind) if isinstance(item, int) and not isinstance(item, bool)]


def names(mime: QMimeData) -> list[str]:
    """The people in a drag; empty when it holds none."""
    return [item for item in _items(mime, PEOPLE) if isinstance(item, str)]


def _items(mime: QMimeData, kind: str) -> list[object]:
    if not mime.hasFormat(kind):
        return []
    data = bytes(mime.data(kind).data())
    try:
        found = json.loads(data) if len(data) <= LONGEST else None
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []
