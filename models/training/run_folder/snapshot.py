"""A copy of a training's state that can be written while the training goes on; knows no network and no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from safetensors.numpy import save
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Snapshot:
    """header: JSON values; members: tensors on the CPU by name, for each part of a checkpoint."""

    header: Mapping[str, Any]
    members: Mapping[str, Mapping[str, Tensor]]

    def pack(self) -> dict[str, bytes]:
        """Every member as safetensors. Any thread may do it: torch computes nothing here, so it wakes no threads."""
        return {
            # save() takes the memory as it lies, so each has to lie as its shape says
            member: save({name: np.array(tensor.numpy(), order="C") for name, tensor in tensors.items()})
            for member, tensors in self.members.items()
        }
