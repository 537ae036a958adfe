"""What a training says and does when its numbers or its memory fail. Knows no file."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch

from models.errors import DeviceError, TrainingError
from models.training.loop.state import TrainState
from models.training.machine.process_group import ProcessGroup
from models.words import plural

TRIES = 3
"""How often the same stretch is tried again, each time at half the rate."""

_NAMED = 3


def tell_roll_back(step: int, failed: int, photos: Sequence[str], rate: float) -> str:
    """What happened, for a person. photos: of the batch that gave no numbers."""
    return (
        f"The losses were no longer numbers at step {failed}, learning from {_names(photos)}: "
        f"back to step {step}, at {rate:.3g} of the learning rate."
    )


def give_up(step: int, failed: int, photos: Sequence[str]) -> TrainingError:
    """The error when going back has not helped."""
    return TrainingError(
        "the training broke down again and again: its losses are no longer numbers",
        why=f"step {failed} failed {TRIES + 1} times, also at {1 / 2**TRIES:.3g} of the learning rate, "
        f"learning from {_names(photos)}",
        remedy=f"The state after step {step} is kept. Look at these photos, or start anew with a lower learning rate",
    )


def halve_part(state: TrainState, batch_size: int, error: MemoryError) -> str:
    """Take half as many pictures at once from now on; says so. Raises DeviceError when that is not possible."""
    if state.part == 1 or state.group.size > 1:
        raise no_memory(state.group, error) from error
    state.part = math.ceil(state.part / 2)
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return f"Out of memory: taking {plural(state.part, 'picture')} at once, and adding up to a batch of {batch_size}."


def no_memory(group: ProcessGroup, error: MemoryError) -> DeviceError:
    """Memory ran out beyond help. One of several processes can't take less: the others wait for it in mid-step."""
    if group.size == 1:
        return DeviceError("there is not enough memory for one picture", why=str(error), remedy="Train a smaller size")
    return DeviceError(
        f"process {group.rank + 1} of {group.size} has not enough memory for its part of the batch",
        why=str(error),
        remedy="Resume the run with more processes, or start anew with a smaller batch or size",
    )


def _names(photos: Sequence[str]) -> str:
    """ "a.jpg, b.jpg and 6 more"; each once."""
    names = list(dict.fromkeys(photos))
    shown, more = names[:_NAMED], len(names) - _NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
