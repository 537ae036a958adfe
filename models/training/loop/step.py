"""One step of the method: both networks learn once from one batch; knows no run, no file and no clock."""

from __future__ import annotations

import torch
from torch import Tensor

from models.training.config import TrainConfig
from models.training.loop.loader import Batch
from models.training.loop.state import TrainState
from models.training.machine.backend import WAYS, Backend


def train_step(state: TrainState, batch: Batch, config: TrainConfig, backend: Backend) -> dict[str, float]:
    """Update generator, discriminator and average in place; returns the losses by name.

    batch: this process' part of it, on the device. The chance in it (dropout)
    depends on seed and step alone, so a resumed training repeats it. More pictures than state.at_once are taken part by
    part, gradients summed up; the generator then learns from the discriminator as it was before the step, but for the
    last part. Objective: Isola et al. 2017, eq. 3 and 4, with the discriminator's loss halved (section 3.3); of a
    generator that nobody judges the distance alone.
    """
    torch.manual_seed((config.seed * 1_000_003 + state.step) % 2**63)
    state.begin_step()
    group = state.group
    names = ("l1", "generator", "discriminator") if state.discriminator is not None else ("l1",)
    totals = torch.zeros(len(names), device=backend.device)
    parts = _split(batch, state)
    for number, part in enumerate(parts):
        share = len(part.source) / config.batch_size
        weight = share * group.size  # gradients are averaged over the processes: their sum is the whole batch's

        # Paint once; both networks learn from this one painting.
        with backend.cast():
            painted = state.paint(part.source)
        distance = state.networks.picture_loss(painted, part.target)
        loss, told = config.l1_weight * distance, [distance.detach()]

        # Let the discriminator learn from it, then have it say how far it takes the painting for real.
        if state.discriminator is not None:
            prediction, fooled = _judge(state, part, painted, weight, backend, last=number == len(parts) - 1)
            loss = fooled + loss
            told += [fooled.detach(), prediction.detach()]

        # Teach the generator to come close, and to be taken for real.
        torch.autograd.backward(loss * weight)
        totals += torch.stack(told) * share
    state.generator_adam.step()
    state.step += 1
    state.follow()
    return dict(zip(names, group.add(totals).tolist(), strict=True))


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
