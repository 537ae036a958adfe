"""Which way of computing a step is the fastest on this device: measured once by real steps, then remembered."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import platformdirs
import torch

from models.errors import DeviceError
from models.files import atomic_write
from models.records import TRAINING_SIZE
from models.training.config import TrainConfig
from models.training.loop.loader import Batch
from models.training.loop.state import TrainState, build_networks
from models.training.loop.step import train_step
from models.training.machine.backend import WAYS, Backend
from models.training.machine.process_group import ProcessGroup

_ROUNDS = 4
_GAIN = 0.95
"""Another way than torch's own has to take less than this share of its time: less is not worth a decision."""

_USUAL, _WIDTH = TrainConfig(size="studio", batch_size=1), TRAINING_SIZE[0]
"""What most people train; the way that wins there has won at every size and batch that was measured."""

_MAX = 1 << 20


def tune_together(backend: Backend, group: ProcessGroup, way: str = "") -> Backend:
    """As tune; several processes compute on the same kind of device in the same way. Raises DeviceError.

    way: what these networks are known to be fastest by; then nothing is measured.
    """
    if group.is_first:
        backend = dataclasses.replace(backend, way=way) if way else tune(backend)
    kinds, ways = ("cpu", "cuda", "xpu", "mps"), tuple(WAYS)
    kind = kinds[group.share(kinds.index(backend.device.type))]
    if kind != backend.device.type:
        raise DeviceError(
            f"process {group.rank + 1} of {group.size} would train on {backend.text}, the first one on {kind}",
            why=backend.note,
            remedy=f"Start fewer processes, or train all of them with --device {backend.device.type}",
        )
    return dataclasses.replace(backend, way=ways[group.share(ways.index(backend.way))])


def tune(backend: Backend) -> Backend:
    """The backend with the way that trains fastest on it. Takes a few seconds the first time, then nothing.

    A run that is resumed keeps the way it began with, whatever is said here: see TrainState.restore.
    """
    way = known_way(backend)
    if way is None:
        way = _measure(backend)
        _write(_read() | {_describe(backend): way})
    return dataclasses.replace(backend, way=way)


def known_way(backend: Backend) -> str | None:
    """The way that was measured before; None where tune has to measure."""
    way = _read().get(_describe(backend))
    return way if way in WAYS else None


def _measure(backend: Backend) -> str:
    ways = [name for name, way in WAYS.items() if backend.device.type == "cpu" or not way.products]
    return pick_fastest({way: random_step(_USUAL, _WIDTH, dataclasses.replace(backend, way=way)) for way in ways})


def pick_fastest(steps: Mapping[str, Callable[[], float]], usual: str = "plain") -> str:
    """The name of the step that takes the fewest seconds, each in turn several times; the usual one when in doubt.

    The fastest time of each counts: other programs only ever make one slower. One that raises has lost.
    """
    times = dict.fromkeys(steps, float("inf"))
    for number in range(_ROUNDS + 1):
        for name in list(times):
            try:
                seconds = steps[name]()
            except RuntimeError:
                del times[name]
                continue
            if number:  # the first one chooses kernels
                times[name] = min(times[name], seconds)
    best = min(times, key=lambda name: times[name], default=usual)
    return best if usual not in times or times[best] < _GAIN * times[usual] else usual


def random_step(config: TrainConfig, width: int, backend: Backend) -> Callable[[], float]:
    """A step of fresh networks on pictures of noise, as the trainer does it; calling it tells its seconds."""
    networks = build_networks(config, width)
    state = TrainState(networks, config, backend)
    layouts = networks.view.source, networks.view.target
    shapes = [(config.batch_size, *layout.shape(width, width * 5 // 4)) for layout in layouts]
    batch = Batch(*(torch.rand(shape, device=backend.device) * 2 - 1 for shape in shapes))

    def step() -> float:
        began = time.perf_counter()
        train_step(state, batch, config, backend)  # ends with losses on the CPU: nothing is under way then
        return time.perf_counter() - began

    return step


def _describe(backend: Backend) -> str:
    """What the answer depends on."""
    return f"{backend.text}; torch {torch.__version__}; {backend.half or torch.float32}"


def _file() -> Path:
    return Path(platformdirs.user_cache_dir("bottega", appauthor=False)) / "ways.json"


def _read() -> dict[str, str]:
    """What was measured before; nothing when it can't be read or makes no sense."""
    with contextlib.suppress(OSError, ValueError):
        path = _file()
        if path.stat().st_size <= _MAX:
            values = json.loads(path.read_bytes())
            if isinstance(values, dict):
                return {str(key): str(value) for key, value in values.items()}
    return {}


def _write(values: dict[str, str]) -> None:
    """Remember it; a cache that can't be written costs a second at the next start."""
    with contextlib.suppress(Exception):
        _file().parent.mkdir(parents=True, exist_ok=True)
        atomic_write(_file(), json.dumps(values, indent=1).encode())
