"""Everything a training changes, and how it is copied and becomes what was saved; knows no file and no loop."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor, nn

from models.errors import EncoderError
from models.networks import DISCRIMINATORS, GENERATORS
from models.networks.features import load_features
from models.networks.losses import picture_loss
from models.networks.network import PredictionLoss
from models.networks.view import WHOLE, View
from models.records import Scores
from models.training.config import TrainConfig
from models.training.kernels.adam import Adam
from models.training.kernels.gemm_convolution import offer_products, use_products
from models.training.loop.schedule import critic_joins, rate_at
from models.training.machine.backend import WAYS, Backend
from models.training.machine.process_group import ALONE, ProcessGroup
from models.training.run_folder.checkpoint import AVERAGE
from models.training.run_folder.snapshot import Snapshot

_WARM_UP = 10.0


@dataclass(frozen=True, slots=True)
class Networks:
    """What is trained and what it is judged by: handed to the trainer, which knows none by name.

    discriminator: None where closeness to the target is all there is to learn from; view: how the generator sees
    pictures; way: how its steps are computed, empty to measure it.
    """

    generator: nn.Module
    discriminator: nn.Module | None
    prediction_loss: PredictionLoss | None
    picture_loss: Callable[[Tensor, Tensor], Tensor] = picture_loss
    view: View = WHOLE
    way: str = ""


def build_networks(config: TrainConfig, width: int, people: int = 1) -> Networks:
    """The networks the settings name, for pictures of the recipe's width, their first weights drawn from the seed.

    people: how many there are on the crops, for a discriminator that tells them apart.
    """
    generator = GENERATORS.get(config.generator)
    judge = DISCRIMINATORS.get(config.discriminator) if config.is_judged else None
    torch.manual_seed(config.seed)
    built = generator.build(config.base_channels, width)
    if judge is None:
        return Networks(built, None, None, view=generator.view, way=generator.way)
    categories = people + 1 if config.names_people else 2
    discriminator = judge.build(config.base_channels, width, categories=categories, pooling=config.pooling)
    return Networks(built, discriminator, judge.loss, view=generator.view, way=generator.way)


class BothPredictions(nn.Module):
    """The discriminator on the target and on the painting, in one call: what it learns from in a step."""

    def __init__(self, discriminator: nn.Module) -> None:
        super().__init__()
        self.discriminator = discriminator

    def forward(self, source: Tensor, target: Tensor, painted: Tensor) -> tuple[Tensor, Tensor]:
        return self.discriminator(source, target), self.discriminator(source, painted)


class TrainState:
    """Networks, optimisers, the averaged generator, and how far the training is.

    way: one of WAYS, how its steps are computed; rate: factor on the learning rate, halved after
    every roll back; part: pictures per forward pass, halved when memory runs out (the batch is then accumulated);
    failed_at, tries: the step that last gave no numbers, and how often in a row; scores: the newest ones;
    critic_since: the step from which on the discriminator takes part, -1 until then; best_step, best_psnr: when the
    held-out crops were painted best, since then; group: the processes that train this together; paint, discriminate:
    the networks as they learn, their gradients averaged over the group; features: what pictures are compared in beside
    their pixels, if anything.
    """

    def __init__(self, networks: Networks, config: TrainConfig, backend: Backend, group: ProcessGroup = ALONE) -> None:
        self.networks = networks
        self.group = group
        adapted = [
            offer_products(group.adapt(network, config.batch_size, backend.device)).to(backend.device).train()
            for network in (networks.generator, networks.discriminator)
            if network is not None
        ]
        self.generator, self.discriminator = adapted[0], adapted[1] if len(adapted) == 2 else None
        self.average = copy.deepcopy(self.generator).eval().requires_grad_(False)
        self.step = 0
        self.seconds = 0.0
        self.rate = 1.0
        self.part = config.batch_size
        self.failed_at, self.tries = -1, 0
        self.critic_since = 0 if critic_joins(config, 0, 0.0) else -1
        self.scores: Scores | None = None
        self.best_step, self.best_psnr = -1, float("-inf")
        self._config = config
        self._device = backend.device
        self._copies: dict[str, Tensor] = {}
        likens = config.feature_weight > 0 and not networks.view.colour_only
        self.features = load_features().to(backend.device) if likens else None
        self.arrange(backend.way)
        self.paint = group.wrap(self.generator)
        self.discriminate = group.wrap(BothPredictions(self.discriminator)) if self.discriminator is not None else None

    def arrange(self, way: str) -> None:
        """Compute that way from now on; the optimisers begin anew."""
        self.way = way
        for network in (*self._networks(), *([self.features] if self.features is not None else [])):
            network.to(memory_format=WAYS[way].memory)  # type: ignore[call-overload]
            use_products(network, WAYS[way].products)
        self.generator_adam = self._adam(self.generator)
        self.discriminator_adam = self._adam(self.discriminator) if self.discriminator is not None else None
        self.set_rate(self.rate)

    def _networks(self) -> list[nn.Module]:
        return [one for one in (self.generator, self.discriminator, self.average) if one is not None]

    def _adam(self, network: nn.Module) -> Adam:
        config = self._config
        return Adam(network, config.learning_rate, config.beta1, config.weight_decay)

    def _adams(self) -> list[Adam]:
        return [one for one in (self.generator_adam, self.discriminator_adam) if one is not None]

    @property
    def at_once(self) -> int:
        """Pictures per forward pass; one of several processes takes all of its own."""
        return self.part if self.group.size == 1 else self._config.batch_size

    def set_rate(self, rate: float) -> None:
        """Learn at this share of the configured rate from now on, beside what the schedule says."""
        self.rate = rate
        self._keep_pace()

    def begin_step(self) -> None:
        """No gradients yet, and the rate of this step."""
        for adam in self._adams():
            adam.forget_gradients()
        self._keep_pace()

    def _keep_pace(self) -> None:
        share = self.rate * rate_at(self._config, self.step, critic=self.has_critic)
        for adam in self._adams():
            adam.set_rate(self._config.learning_rate * share)

    @property
    def has_critic(self) -> bool:
        """Whether the discriminator, if there is one, takes part by now."""
        return self.discriminator is not None and self.critic_since >= 0

    def join_critic(self) -> None:
        """The discriminator takes part from now on. What was best without it is another kind of best."""
        self.critic_since = self.step
        self.best_step, self.best_psnr = -1, float("-inf")

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
        """Whether every weight is a number: a sum takes one pass over the memory and shows each that is none."""
        tensors = [tensor for network in self._networks() for tensor in _tensors(network)]
        sums = [tensor.sum(dtype=torch.float32) for tensor in tensors if tensor.is_floating_point()]
        return bool(torch.isfinite(torch.stack(sums)).all())

    def note_scores(self, scores: Scores) -> bool:
        """Remember the newest scores; whether they are the best so far."""
        self.scores = scores
        quality = scores.psnr if scores.psnr_luma is None else scores.psnr_luma
        if quality <= self.best_psnr:
            return False
        self.best_step, self.best_psnr = self.step, quality
        return True

    @torch.no_grad()
    def snapshot(self) -> Snapshot:
        """A copy of everything, in memory that is used again for the next one: let no snapshot outlive its writing."""
        members: dict[str, dict[str, Tensor]] = {}
        for member, tensors in self._members().items():
            members[member] = {}
            for name, tensor in tensors.items():
                members[member][name] = self._copy(f"{member}.{name}", tensor)
        if self._device.type != "cpu":
            torch.accelerator.synchronize(self._device)
        return Snapshot(self._header(), members)

    def _copy(self, key: str, tensor: Tensor) -> Tensor:
        kept = self._copies.get(key)
        if kept is None or kept.stride() != tensor.stride():
            kept = self._copies[key] = torch.empty_like(tensor, device="cpu")
        return kept.copy_(tensor, non_blocking=True)

    def _header(self) -> dict[str, Any]:
        names = ("step", "seconds", "rate", "part", "failed_at", "tries", "way", "critic_since", "best_step")
        return {name: getattr(self, name) for name in names} | {
            "best_psnr": self.best_psnr if self.best_step >= 0 else None,
            "scores": dataclasses.asdict(self.scores) if self.scores else None,
            "device": self._device.type,
            "config": dataclasses.asdict(self._config),
        }

    def _members(self) -> dict[str, dict[str, Tensor]]:
        members = {
            "generator": _named(self.generator),
            AVERAGE: _named(self.average),
            "generator-adam": dict(self.generator_adam.moments()),
        }
        if self.discriminator is not None and self.discriminator_adam is not None:
            members["discriminator"] = _named(self.discriminator)
            members["discriminator-adam"] = dict(self.discriminator_adam.moments())
        return members

    def restore(self, header: Mapping[str, Any], members: Mapping[str, bytes]) -> None:
        """Become what was saved; raises EncoderError when it does not fit these networks."""
        try:
            way = header.get("way", self.way)
            if header.get("device") == self._device.type and way != self.way:
                self.arrange(way)  # another order of sums would be another training
            self.generator.load_state_dict(load(members["generator"]))
            self.average.load_state_dict(load(members[AVERAGE]))
            self.generator_adam.restore(load(members["generator-adam"]))
            if self.discriminator is not None and self.discriminator_adam is not None:
                self.discriminator.load_state_dict(load(members["discriminator"]))
                self.discriminator_adam.restore(load(members["discriminator-adam"]))
            self._restore_numbers(header)
        except (KeyError, TypeError, ValueError, RuntimeError, SafetensorError) as error:
            why = str(error).strip().split("\n")[0][:200]
            raise EncoderError("the checkpoint does not fit this run", why=why) from error

    def _restore_numbers(self, header: Mapping[str, Any]) -> None:
        """What is new in this version has its first value in an older checkpoint."""
        self.step, self.seconds, self.part = int(header["step"]), float(header["seconds"]), int(header["part"])
        self.failed_at, self.tries = int(header.get("failed_at", -1)), int(header.get("tries", 0))
        self.critic_since = int(header.get("critic_since", 0))
        self.scores = Scores(**header["scores"]) if header["scores"] else None
        self.best_step = int(header.get("best_step", -1))
        self.best_psnr = float("-inf") if header.get("best_psnr") is None else float(header["best_psnr"])
        self.set_rate(float(header["rate"]))


def _tensors(network: nn.Module) -> list[Tensor]:
    return [*network.parameters(), *network.buffers()]


def _named(network: nn.Module) -> dict[str, Tensor]:
    return {name: tensor.detach() for name, tensor in network.state_dict().items()}
