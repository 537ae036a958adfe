"""The checkpoints of a run: written whole, the last two kept, the older one read when the newer is damaged."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.container import open_container, write_container
from models.errors import EncoderError

AVERAGE = "average"
"""The member that holds the averaged generator, as safetensors: what an encoder is made of."""

_KIND = "checkpoint"
_FOLDER = "checkpoints"
_NAME = re.compile(r"step-(\d{8,12})\.checkpoint")
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A verified checkpoint. notes: sentences about newer ones that had to be passed over."""

    path: Path
    header: dict[str, Any]
    members: dict[str, bytes]
    notes: tuple[str, ...] = ()

    @property
    def step(self) -> int:
        return int(self.header["step"])


def save_checkpoint(folder: Path, header: Mapping[str, Any], members: Mapping[str, bytes]) -> Path:
    """Put the state at header["step"] on the disk, then drop all but the last two. Raises DiskFullError, OSError."""
    step = int(header["step"])
    path = folder / _FOLDER / f"step-{step:08d}.checkpoint"
    path.parent.mkdir(exist_ok=True)
    write_container(path, _KIND, header, members)
    there = _by_step(folder)
    # Files of later steps are damaged ones that were passed over: that future is trained again.
    kept = sorted(number for number in there if number <= step)[-_KEPT:]
    for number, stale in there.items():
        if number not in kept:
            stale.unlink(missing_ok=True)
    return path


def load_checkpoint(folder: Path, keep: Collection[str] | None = None) -> Checkpoint | None:
    """The newest checkpoint that is whole, with the members named by keep (None: all); None when none was written.

    Raises EncoderError when there are some but not one can be read: a run is never begun anew for that.
    """
    notes: list[str] = []
    reasons: list[str] = []
    for _, path in sorted(_by_step(folder).items(), reverse=True):
        try:
            container = open_container(path, _KIND, keep)
        except EncoderError as error:
            reasons.append(f"{path.name}: {error.why or error.what}")
            notes.append(f"The checkpoint {path.name} is damaged ({error.why or error.what}): using the one before.")
            continue
        return Checkpoint(path, container.header, container.members, tuple(notes))
    if reasons:
        raise EncoderError(
            "no checkpoint of this run can be read",
            path=folder,
            why="; ".join(reasons),
            remedy="Nothing was changed. Put back a copy of its checkpoints folder, or start a new run",
        )
    return None


def has_checkpoint(folder: Path) -> bool:
    return bool(_by_step(folder))


def _by_step(folder: Path) -> dict[int, Path]:
    found = {}
    for path in (folder / _FOLDER).glob("step-*.checkpoint"):
        match = _NAME.fullmatch(path.name)
        if match:
            found[int(match.group(1))] = path
    return found
