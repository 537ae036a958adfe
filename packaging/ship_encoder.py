"""Puts an encoder of one's own among those that ship: the same weights under another title and licence line.

python packaging/ship_encoder.py FILE NAME TITLE LICENCE
"""

from __future__ import annotations

import sys
from pathlib import Path

import resources
from models.container import open_container, write_container
from models.painting.encoder_file import KIND, SUFFIX, read_network


def ship(source: Path, name: str, title: str, licence: str) -> Path:
    """Write resources/encoders/NAME; the file is read back whole, so that a damaged one never ships."""
    found = open_container(source, KIND)
    target = resources.path("encoders") / f"{name}{SUFFIX}"
    write_container(target, KIND, {**found.header, "title": title, "licence": licence}, found.members)
    read_network(target)
    return target


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    print(ship(Path(sys.argv[1]), *sys.argv[2:]))
