"""One step of the method: both networks learn once from one batch; knows no run, no file and no clock."""

from __future__ import annotations

import torch

from models.training.config import TrainConfig
from models.training.loop.loader import Batch
from models.training.loop.state import TrainState
from models.training.machine.backend import WAYS, Backend


def train_step(state: TrainState, batch: Batch, config: TrainConfig, backend: Backend) -> dict[str, float]:
    """Update generator, discriminator and average in place; returns the losses by name.

    batch: this process' part of it, on the device. The chance in it (dropout)
    depends on seed and step alone, so a resumed training repeats it. More pictures than state.at_once are taken part by
    part, gradients summed up; the generator then learns from the discriminator as it was before the step, but for the
    last part. Objective: Isola et al. 2017, eq. 3 and 4, with the discriminator's loss halved (section 3.3).
    """
    torch.manual_seed((config.seed * 1_000_003 + state.step) % 2**63)
    discriminator, nets, group = state.discriminator, state.networks, state.group
    state.generator_adam.forget_gradients()
    state.discriminator_adam.forget_gradients()
    totals = torch.zeros(3, device=backend.device)
    parts = _split(batch, state)
    for number, (given, wanted, people) in enumerate(parts):
        share = len(given) / config.batch_size
        weight = share * group.size  # gradients are averaged over the processes: their sum is the whole batch's

        # Paint once; both networks learn from this one painting.
        with backend.cast():
            painted = state.paint(given)

        # Teach the discriminator to tell the target from the painting, which it can't change.
        discriminator.requires_grad_(True)
        with backend.cast():
            real, false = state.discriminate(given, wanted, painted.detach())
        prediction = (nets.prediction_loss(real, True, people) + nets.prediction_loss(false, False)) * 0.5
        torch.autograd.backward(prediction * weight)
        if number == len(parts) - 1:
            state.discriminator_adam.step()

        # Teach the generator to be taken for real (for that person, where people are told apart), and to come close.
        discriminator.requires_grad_(False)  # spares the gradients of weights that do not learn now
        with backend.cast():
            fooled = nets.prediction_loss(discriminator(given, painted), True, people)
        distance = nets.picture_loss(painted, wanted)
        torch.autograd.backward((fooled + config.l1_weight * distance) * weight)
        totals += torch.stack([distance.detach(), fooled.detach(), prediction.detach()]) * share
    state.generator_adam.step()
    state.step += 1
    state.follow()
    return dict(zip(("l1", "generator", "discriminator"), group.add(totals).tolist(), strict=True))


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
