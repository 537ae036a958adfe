"""A container read whole, for the tests of what lies in one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.container import open_container


def read_container(path: Path, kind: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Header and members, all verified. Raises EncoderError."""
    container = open_container(path, kind)
    return container.header, container.members
