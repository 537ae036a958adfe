"""How fast this computer trains, told by a few real steps on random pictures. Loads torch only when it is asked."""

from __future__ import annotations

import statistics
import time
from collections.abc import Generator
from dataclasses import replace

from models.errors import DeviceError
from models.events import Event, Probed, Progress
from models.records import TRAINING_SIZE
from models.training.config import Size, TrainConfig, check_config
from models.training.machine.devices import wait_calmly
from models.training.usual import with_generator

_SECONDS = 3.0
"""What the whole measurement may take once torch is loaded; one step of the largest network alone can take as long."""

_STEPS, _MOST = 4, 12
"""So many steps of a batch should have time, and no more are timed."""


def probe_training(
    size: Size,
    width: int = TRAINING_SIZE[0],
    batch_size: int | None = None,
    device: str = "auto",
    *,
    generator: str = "unet",
    seconds: float = _SECONDS,
) -> Generator[Event]:
    """Measure here and now, in about so many seconds: Progress after every step, one Probed at the end.

    batch_size: None for the usual one. A child process can run it. Raises DeviceError, ParameterError, ValueError.
    A batch too large to be measured in time is told from the largest that is not, as if every picture took as long:
    up to a tenth too slow, never too fast.
    """
    wait_calmly()
    config = with_generator(TrainConfig(size=size, device=device), generator)
    batch_size = config.batch_size if batch_size is None else batch_size
    config = replace(config, batch_size=batch_size)
    check_config(config)
    from models.training.loop.tuning import random_step, tune
    from models.training.machine.backend import naming_out_of_memory
    from models.training.machine.device_selection import open_backend

    backend = tune(open_backend(config))
    began = time.perf_counter()
    try:
        with naming_out_of_memory():
            yield Progress(0, 0, "getting ready")
            step = random_step(replace(config, batch_size=1), width, backend)
            step()  # the first one of a shape chooses its kernels
            times = [step()]
            many = max(1, min(batch_size, int(seconds / _STEPS / times[0])))
            if many > 1:
                step = random_step(replace(config, batch_size=many), width, backend)
                step()
                times = [step()]
            while len(times) < _MOST and time.perf_counter() - began < seconds:
                yield Progress(len(times), 0, "steps")
                times.append(step())
    except MemoryError as error:
        raise DeviceError(
            f"there is not enough memory to train {size} with {batch_size} pictures of {width} at once",
            why=str(error),
            remedy="Choose a smaller size, smaller pictures or a smaller batch",
        ) from error
    each = statistics.median(times) / many
    yield Probed(size, width, batch_size, 1 / each, each * batch_size, backend.text)
