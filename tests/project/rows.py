"""Rows for tests that need a project but no picture."""

from __future__ import annotations

import hashlib
from pathlib import Path

from models.records import NewPhoto, PhotoFacts


def new_photo(name: str, *, person: str = "Family", sha256: str = "") -> NewPhoto:
    """A photo whose content is known by its name."""
    facts = PhotoFacts(120, 100, 80, 100, "red", 50, "0" * 16, False, False)
    sha256 = sha256 or hashlib.sha256(name.encode()).hexdigest()
    return NewPhoto(Path("/nowhere") / name, sha256, 400, 300, "JPEG", 1000, person, facts)
