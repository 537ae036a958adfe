"""Everything a training changes, and how it goes to bytes and back bit for bit; knows no file and no loop."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn

from models.errors import EncoderError
from models.networks import DISCRIMINATORS, GENERATORS
from models.networks.losses import picture_loss
from models.networks.network import VerdictLoss
from models.records import Scores
from models.training.checkpoint import AVERAGE
from models.training.config import TrainConfig

_WARM_UP = 10.0


@dataclass(frozen=True, slots=True)
class Networks:
    """What is trained and what it is judged by: handed to the trainer, which knows none by name."""

    generator: nn.Module
    discriminator: nn.Module
    verdict_loss: VerdictLoss
    picture_loss: Callable[[Tensor, Tensor], Tensor] = picture_loss


def build_networks(config: TrainConfig, width: int) -> Networks:
    """The networks the settings name, for pictures of the recipe's width, their first weights drawn from the seed."""
    generator, discriminator = GENERATORS.get(config.generator), DISCRIMINATORS.get(config.discriminator)
    torch.manual_seed(config.seed)
    return Networks(
        generator.build(config.base_channels, width),
        discriminator.build(config.base_channels, width),
        discriminator.loss,
    )


class TrainState:
    """Networks, optimisers, the averaged generator, and how far the training is.

    rate: factor on the learning rate, halved after every roll back; part: pictures per forward pass, halved when
    memory runs out (the batch is then accumulated); scores: the newest ones.
    """

    def __init__(self, networks: Networks, config: TrainConfig, device: torch.device) -> None:
        self.networks = networks
        self.generator = networks.generator.to(device).train()
        self.discriminator = networks.discriminator.to(device).train()
        self.average = copy.deepcopy(self.generator).eval().requires_grad_(False)
        self.step = 0
        self.seconds = 0.0
        self.rate = 1.0
        self.part = config.batch_size
        self.scores: Scores | None = None
        self._config = config
        self.generator_adam = self._adam(self.generator)
        self.discriminator_adam = self._adam(self.discriminator)

    def _adam(self, network: nn.Module) -> torch.optim.Adam:
        betas = (self._config.beta1, 0.999)
        return torch.optim.Adam(network.parameters(), lr=self._config.learning_rate, betas=betas, fused=True)

    def set_rate(self, rate: float) -> None:
        """Learn at this share of the configured rate from now on."""
        self.rate = rate
        for adam in (self.generator_adam, self.discriminator_adam):
            for group in adam.param_groups:
                group["lr"] = self._config.learning_rate * rate

    @torch.no_grad()
    def follow(self) -> None:
        """Let the average follow the generator, running batch-norm statistics included.

        decay min(ema, (1 + n) / (10 + n)): the first steps would otherwise weigh on it for a thousand more.
        """
        decay = min(self._config.ema, (1.0 + self.step) / (_WARM_UP + self.step))
        for mean, now in zip(_tensors(self.average), _tensors(self.generator), strict=True):
            if mean.is_floating_point():
                mean.lerp_(now, 1.0 - decay)
            else:
                mean.copy_(now)

    @torch.no_grad()
    def is_finite(self) -> bool:
        """Whether every weight is a number."""
        tensors = [*_tensors(self.generator), *_tensors(self.discriminator), *_tensors(self.average)]
        return all(bool(torch.isfinite(tensor).all()) for tensor in tensors)

    def pack(self) -> tuple[dict[str, Any], dict[str, bytes]]:
        """Header (JSON values) and members (safetensors) of a checkpoint."""
        header = {
            "step": self.step,
            "seconds": self.seconds,
            "rate": self.rate,
            "part": self.part,
            "scores": dataclasses.asdict(self.scores) if self.scores else None,
        }
        members = {
            "generator": save(_named(self.generator)),
            "discriminator": save(_named(self.discriminator)),
            AVERAGE: save(_named(self.average)),
            "generator-adam": save(_adam_tensors(self.generator_adam)),
            "discriminator-adam": save(_adam_tensors(self.discriminator_adam)),
        }
        return header, members

    def unpack(self, header: Mapping[str, Any], members: Mapping[str, bytes]) -> None:
        """Become what was packed; raises EncoderError when it does not fit these networks."""
        try:
            self.generator.load_state_dict(load(members["generator"]))
            self.discriminator.load_state_dict(load(members["discriminator"]))
            self.average.load_state_dict(load(members[AVERAGE]))
            _load_adam(self.generator_adam, load(members["generator-adam"]))
            _load_adam(self.discriminator_adam, load(members["discriminator-adam"]))
            self.step, self.seconds, self.part = int(header["step"]), float(header["seconds"]), int(header["part"])
            self.scores = Scores(**header["scores"]) if header["scores"] else None
            self.set_rate(float(header["rate"]))
        except (KeyError, TypeError, ValueError, RuntimeError, SafetensorError) as error:
            why = str(error).strip().split("\n")[0][:200]
            raise EncoderError("the checkpoint does not fit this run", why=why) from error


def _tensors(network: nn.Module) -> list[Tensor]:
    return [*network.parameters(), *network.buffers()]


def _named(network: nn.Module) -> dict[str, Tensor]:
    return {name: tensor.detach().cpu().contiguous() for name, tensor in network.state_dict().items()}


def _adam_tensors(adam: torch.optim.Adam) -> dict[str, Tensor]:
    """Both moments and the count of every parameter, by its number: "3.exp_avg"."""
    values = adam.state_dict()["state"]
    return {
        f"{number}.{name}": tensor.detach().cpu().contiguous()
        for number, entry in values.items()
        for name, tensor in entry.items()
    }


def _load_adam(adam: torch.optim.Adam, tensors: Mapping[str, Tensor]) -> None:
    entries: dict[int, dict[str, Tensor]] = {}
    for key, tensor in tensors.items():
        number, name = key.split(".")
        entries.setdefault(int(number), {})[name] = tensor
    adam.load_state_dict({"state": entries, "param_groups": adam.state_dict()["param_groups"]})
