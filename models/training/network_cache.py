"""Remembers descriptions of networks in the user's cache folder, as long as the code that built them is the same.

Loads no torch: what was described once is drawn at once, by any later window.
"""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import platformdirs
from pydantic import BaseModel

from models.events import NetworksDescribed
from models.files import atomic_write
from models.network_records import NetworkDescription
from models.training.config import NETWORK_SETTINGS, TrainConfig

_MAX = 1 << 22
_SOURCES = ("networks/*.py", "network_names.py", "network_records.py", "training/loop/state.py")
"""What a description follows from, beside torch itself."""


class _File(BaseModel):
    """stamp: of the code; known: generator and discriminator by network_key."""

    stamp: str
    known: dict[str, tuple[NetworkDescription, NetworkDescription | None]]


def network_key(config: TrainConfig, width: int) -> str:
    """The same for all settings that build the same networks."""
    return ", ".join(f"{name} {getattr(config, name)}" for name in NETWORK_SETTINGS) + f", width {width}"


def recall_networks(config: TrainConfig, width: int) -> NetworksDescribed | None:
    """What was described before; None where it has to be asked of the networks themselves."""
    found = _read().known.get(network_key(config, width))
    return NetworksDescribed(*found) if found is not None else None


def remember_networks(config: TrainConfig, width: int, described: NetworksDescribed) -> None:
    """For later windows; a cache that can't be written costs seconds at the next start."""
    file = _read()
    file.known[network_key(config, width)] = (described.generator, described.discriminator)
    with contextlib.suppress(Exception):
        _path().parent.mkdir(parents=True, exist_ok=True)
        atomic_write(_path(), file.model_dump_json().encode())


def _read() -> _File:
    """The file; an empty one where it can't be read, makes no sense or is of other code."""
    with contextlib.suppress(OSError, ValueError):
        path = _path()
        if path.stat().st_size <= _MAX:
            file = _File.model_validate_json(path.read_bytes())
            if file.stamp == _stamp():
                return file
    return _File(stamp=_stamp(), known={})


def _path() -> Path:
    return Path(platformdirs.user_cache_dir("bottega", appauthor=False)) / "networks.json"


@cache
def _stamp() -> str:
    """Versions, and the sources where they lie here: a packed program has none, and a version of its own."""
    digest = hashlib.sha256()
    for name in ("bottega", "torch"):
        with contextlib.suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}\n".encode())
    folder = Path(__file__).parents[1]
    for path in sorted(path for pattern in _SOURCES for path in folder.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
