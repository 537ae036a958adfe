"""One of the processes of a training: torchrun -m tests.training.member FOLDER STEPS [double] [resume] [stop] [nan]

[people] [phases]. double: networks in fp64, where sums in another order differ by nothing one could see; stop: paused
after step 5; nan: the generator gives no numbers once, at step 3; people: the discriminator names who is on a picture;
phases: it joins after half of the steps. Notes are printed.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import torch
from torch import nn

from models.events import Noted, StepDone
from models.training.loop import trainer
from models.training.loop.state import Networks
from models.training.loop.trainer import train
from models.training.loop.worker import assist
from models.training.machine.process_group import join_group, leave_group
from tests.training.runs import PEOPLE, PHASES, config_of, pairs_of, people_networks, small_networks

BATCH, PAUSE = 4, 5


class Double(nn.Module):
    """A network that computes in fp64 whatever it is given."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network.double()

    def forward(self, *pictures: torch.Tensor) -> torch.Tensor:
        return self.network(*(picture.double() for picture in pictures))


class NoNumbers(nn.Module):
    """A network that gives none at one call."""

    def __init__(self, network: nn.Module, call: int) -> None:
        super().__init__()
        self.network = network
        self._left = call

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        self._left -= self.training
        painted = self.network(picture)
        return painted * float("nan") if self._left == 0 and self.training else painted


def networks_of(words: list[str]) -> Networks:
    networks = people_networks() if "people" in words else small_networks()
    if "double" in words:
        doubled = {"generator": Double(networks.generator), "discriminator": Double(networks.discriminator)}
        networks = dataclasses.replace(networks, **doubled)
    if "nan" in words:
        networks = dataclasses.replace(networks, generator=NoNumbers(networks.generator, 3))
    return networks


def main(folder: Path, steps: int, words: list[str]) -> None:
    trainer._STEP_EVENTS = 0.0
    more = (PEOPLE if "people" in words else {}) | (PHASES if "phases" in words else {})
    config = config_of(steps, batch_size=BATCH, precision="fp32", **more)
    group = join_group()
    pairs = pairs_of(folder, config)
    if not group.is_first:
        assist(config, pairs, folder, group, networks=networks_of(words))
    else:
        events = train(config, pairs, folder, resume="resume" in words, networks=networks_of(words), group=group)
        for event in events:
            if isinstance(event, Noted):
                print(event.text, flush=True)
            if "stop" in words and isinstance(event, StepDone) and event.step == PAUSE:
                break
        events.close()  # type: ignore[attr-defined]
    leave_group()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
