"""Damages a database as a failing disk does: one page of it filled with noise or zeros, or with some wrong bytes."""

from __future__ import annotations

import random
from pathlib import Path

PAGE = 4096


def damage_page(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data) // PAGE) * PAGE
    kind = chance.choice(["noise", "zeros", "bytes"])
    if kind == "bytes":
        for _ in range(chance.choice([1, 5, 40])):
            data[start + chance.randrange(PAGE)] = chance.randrange(256)
    else:
        data[start : start + PAGE] = chance.randbytes(PAGE) if kind == "noise" else bytes(PAGE)
    path.write_bytes(data)
