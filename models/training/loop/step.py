"""One step of the method: the networks that take part learn once from one batch; knows no run, no file and no clock."""

from __future__ import annotations

import torch
from torch import Tensor

from models.networks.features import feature_distance
from models.training.config import TrainConfig
from models.training.loop.loader import Batch
from models.training.loop.state import TrainState
from models.training.machine.backend import WAYS, Backend

LOSSES = ("l1", "generator", "discriminator", "features")
"""The names of all that a step may tell, in the order of tables."""


def train_step(state: TrainState, batch: Batch, config: TrainConfig, backend: Backend) -> dict[str, float]:
    """Update what takes part by now, and the average, in place; returns the losses by name.

    batch: this process' part of it, on the device. The chance in it (dropout)
    depends on seed and step alone, so a resumed training repeats it. More pictures than state.at_once are taken part by
    part, gradients summed up; the generator then learns from the discriminator as it was before the step, but for the
    last part. Objective: Isola et al. 2017, eq. 3 and 4, with the discriminator's loss halved (section 3.3); until the
    critic joins, and of a generator that nobody judges, closeness alone.
    """
    torch.manual_seed((config.seed * 1_000_003 + state.step) % 2**63)
    state.begin_step()
    losses: dict[str, Tensor] = {}
    parts = _split(batch, state)
    for number, part in enumerate(parts):
        share = len(part.source) / config.batch_size
        weight = share * state.group.size  # gradients are averaged over the processes: their sum is the whole batch's

        # Paint once; both networks learn from this one painting.
        with backend.cast():
            painted = state.paint(part.source)

        # Let the discriminator learn from it, then have it say how far it takes the painting for real.
        told: dict[str, Tensor] = {}
        if state.has_critic:
            last = number == len(parts) - 1
            told["discriminator"], told["generator"] = _judge(state, part, painted, weight, backend, last=last)

        # Teach the generator to come close, and to be taken for real.
        told |= _compare(state, part, painted, config, backend)
        torch.autograd.backward(_objective(told, config) * weight)
        for name, loss in told.items():
            losses[name] = losses.get(name, 0.0) + loss.detach() * share
    state.generator_adam.step()
    state.step += 1
    state.follow()
    names = [name for name in LOSSES if name in losses]
    totals = torch.stack([losses[name] for name in names])
    return dict(zip(names, state.group.add(totals).tolist(), strict=True))


def _judge(
    state: TrainState, part: Batch, painted: Tensor, weight: float, backend: Backend, *, last: bool
) -> tuple[Tensor, Tensor]:
    """The discriminator learns from one painting; returns its loss, and the generator's for not being taken for real.

    last: of the step, so that its weights move.
    """
    given, wanted, people = part
    judge, loss, adam = state.discriminator, state.networks.prediction_loss, state.discriminator_adam
    if judge is None or state.discriminate is None or loss is None or adam is None:
        raise ValueError("this training has no discriminator")

    # Teach the discriminator to tell the target from the painting, which it can't change.
    judge.requires_grad_(True)
    with backend.cast():
        real, false = state.discriminate(given, wanted, painted.detach())
    prediction = (loss(real, True, people) + loss(false, False)) * 0.5
    torch.autograd.backward(prediction * weight)
    if last:
        adam.step()

    # The painting is to be taken for real (for that person, where people are told apart).
    judge.requires_grad_(False)  # spares the gradients of weights that do not learn now
    with backend.cast():
        return prediction, loss(judge(given, painted), True, people)


def _compare(
    state: TrainState, part: Batch, painted: Tensor, config: TrainConfig, backend: Backend
) -> dict[str, Tensor]:
    """How far the painting is from the target, in pixels and, where they count, in features."""
    told = {"l1": state.networks.picture_loss(painted, part.target)}
    if state.features is not None:
        with backend.cast():
            told["features"] = feature_distance(state.features, painted, part.target)
    return told


def _objective(told: dict[str, Tensor], config: TrainConfig) -> Tensor:
    """What the generator is to make small."""
    objective = config.l1_weight * told["l1"]
    if "generator" in told:
        objective = told["generator"] + objective
    if "features" in told:
        objective = objective + config.feature_weight * told["features"]
    return objective


def _split(batch: Batch, state: TrainState) -> list[Batch]:
    """As many pictures per part as fit into memory, in the order of memory that the state computes in."""
    memory = WAYS[state.way].memory
    sides = [side.contiguous(memory_format=memory) for side in (batch.source, batch.target)]
    parts = list(map(Batch, *(torch.split(side, state.at_once) for side in sides)))
    if batch.people is None:
        return parts
    return [
        part._replace(people=people)
        for part, people in zip(parts, torch.split(batch.people, state.at_once), strict=True)
    ]
