"""The checkpoints of a run: written whole, the newest, the best and the pinned kept, a damaged one passed over."""

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

FOLDER = "checkpoints"

_KIND = "checkpoint"
_NAME = re.compile(r"step-(\d{8,12})\.(checkpoint|pinned)")
_KEPT = 3


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
    """Put the state at header["step"] on the disk, then drop what is no longer needed.

    Kept: the last three, the best by held-out score (header["best_step"]) and the pinned ones.
    Raises DiskFullError, OSError; then everything is as it was.
    """
    step = int(header["step"])
    path = folder / FOLDER / f"step-{step:08d}.checkpoint"
    path.parent.mkdir(exist_ok=True)
    write_container(path, _KIND, header, members)
    there = list_checkpoints(folder)
    # Files of later steps are damaged ones that were passed over: that future is trained again.
    kept = {*[number for number in there if number <= step][-_KEPT:], header.get("best_step")}
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
    for path in reversed(list_checkpoints(folder).values()):
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


def load_best(folder: Path, keep: Collection[str] | None = None) -> Checkpoint | None:
    """The checkpoint that painted the held-out crops best; the newest when none was judged or that one is damaged.

    Raises as load_checkpoint.
    """
    newest = load_checkpoint(folder, keep=())
    if newest is None:
        return None
    path = list_checkpoints(folder).get(newest.header.get("best_step", -1))
    if path is not None:
        try:
            container = open_container(path, _KIND, keep)
            return Checkpoint(path, container.header, container.members)
        except EncoderError:
            pass
    return load_checkpoint(folder, keep)


def has_checkpoint(folder: Path) -> bool:
    return bool(list_checkpoints(folder))


def list_checkpoints(folder: Path) -> dict[int, Path]:
    """The files of a run by step, in order."""
    return _by_step(folder, "checkpoint")


def _by_step(folder: Path, suffix: str) -> dict[int, Path]:
    found = {}
    for path in (folder / FOLDER).glob(f"step-*.{suffix}"):
        match = _NAME.fullmatch(path.name)
        if match:
            found[int(match.group(1))] = path
    return dict(sorted(found.items()))
