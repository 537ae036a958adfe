"""What the last set-up vouches for: where .venv lies, which parts it holds, and for which files it was made.

Standard library only, and parsed by a Python 3.8 too. Installs nothing.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "bottega-set-up"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def fingerprint() -> str:
    """Changes when the wanted packages do, when the folder moves and when the Python beneath .venv does."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "packaging/constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    digest.update(os.fsencode(ROOT))
    digest.update(os.fsencode(os.path.realpath(PYTHON)))
    return digest.hexdigest()


def is_set_up(wanted: set[str]) -> bool:
    """Whether the last set-up ended well, was for these very files, and holds every part wanted now."""
    return PYTHON.exists() and finished_parts() >= wanted | {"engine"}


def finished_parts() -> set[str]:
    """The parts the stamp vouches for; none where it is missing or of another set-up."""
    try:
        mark, *parts = STAMP.read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return set()
    return set(parts) if mark == fingerprint() else set()


def write_stamp(parts: set[str]) -> None:
    """Vouch for these parts; written last, so a set-up cut short is never taken for a whole one."""
    STAMP.write_text(" ".join([fingerprint(), *sorted(parts | {"engine"})]), encoding="utf-8")
