"""Files that travel with Bottega: icons, themes, shipped encoders. Knows only where they lie, frozen or not."""

from __future__ import annotations

import sys
from pathlib import Path


def path(name: str = "") -> Path:
    """Where the resource called name ("encoders", "icons/app.svg") lies; it need not exist."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) / "resources" if frozen else Path(__file__).resolve().parent
    return root / name
