"""One step of the method: both networks learn once from one batch; knows no run, no file and no clock."""

from __future__ import annotations

import torch
from torch import Tensor

from models.training.config import TrainConfig
from models.training.loop.state import TrainState
from models.training.machine.backend import WAYS, Backend


def train_step(
    state: TrainState, source: Tensor, target: Tensor, config: TrainConfig, backend: Backend
) -> dict[str, float]:
    """Update generator, discriminator and average in place; returns the losses by name.

    source, target: (B, 3, H, W) in [-1, 1] on the device, this process' part of the batch. The chance in it (dropout)
    depends on seed and step alone, so a resumed training repeats it. More pictures than state.at_once are taken part by
    part, gradients summed up; the generator then learns from the discriminator as it was before the step, but for the
    last part. Objective: Isola et al. 2017, eq. 3 and 4, with the discriminator's loss halved (section 3.3).
    """
    torch.manual_seed((config.seed * 1_000_003 + state.step) % 2**63)
    discriminator, nets, crew = state.discriminator, state.networks, state.crew
    state.generator_adam.forget_gradients()
    state.discriminator_adam.forget_gradients()
    source, target = (side.contiguous(memory_format=WAYS[state.way].memory) for side in (source, target))
    totals = torch.zeros(3, device=backend.device)
    parts = list(zip(torch.split(source, state.at_once), torch.split(target, state.at_once), strict=True))
    for number, (given, wanted) in enumerate(parts):
        share = len(given) / config.batch_size
        weight = share * crew.size  # gradients are averaged over the processes: their sum is the whole batch's

        # Paint once; both networks learn from this one painting.
        with backend.cast():
            painted = state.paint(given)

        # Teach the discriminator to tell the target from the painting, which it can't change.
        discriminator.requires_grad_(True)
        with backend.cast():
            real, false = state.discriminate(given, wanted, painted.detach())
        prediction = (nets.prediction_loss(real, True) + nets.prediction_loss(false, False)) * 0.5
        torch.autograd.backward(prediction * weight)
        if number == len(parts) - 1:
            state.discriminator_adam.step()

        # Teach the generator to be taken for real and to come close to the target.
        discriminator.requires_grad_(False)  # spares the gradients of weights that do not learn now
        with backend.cast():
            fooled = nets.prediction_loss(discriminator(given, painted), True)
        distance = nets.picture_loss(painted, wanted)
        torch.autograd.backward((fooled + config.l1_weight * distance) * weight)
        totals += torch.stack([distance.detach(), fooled.detach(), prediction.detach()]) * share
    state.generator_adam.step()
    state.step += 1
    state.follow()
    return dict(zip(("l1", "generator", "discriminator"), crew.add(totals).tolist(), strict=True))
