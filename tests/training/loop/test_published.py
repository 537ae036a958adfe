"""The method as it was published stays what it was, whatever other networks are trained by the same step."""

from __future__ import annotations

import copy

import pytest
import torch

from models.recipes import RECIPES
from models.training.config import TrainConfig
from models.training.loop.loader import Batch
from models.training.loop.state import TrainState
from models.training.loop.step import train_step
from models.training.machine.backend import Backend
from models.training.usual import usual_config
from tests.training.runs import config_of, small_networks

BACKEND = Backend(torch.device("cpu"), None, "CPU")


def test_the_settings_of_the_method_are_the_published_ones() -> None:
    config = TrainConfig()
    assert (config.generator, config.discriminator, config.is_judged) == ("unet", "patch", True)
    assert (config.learning_rate, config.beta1, config.l1_weight, config.ema) == (2e-4, 0.5, 100.0, 0.999)
    assert (config.batch_size, config.warm_up, config.weight_decay) == (1, 0, 0.0)
    assert (
        usual_config(RECIPES.get("colourise"), {"generator": "unet"})
        == config
        == usual_config(RECIPES.get("average"), {})
    )


@pytest.mark.parametrize("discriminator", ["patch", "categorical"])
def test_steps_are_to_the_bit_those_written_out_from_the_paper(discriminator) -> None:
    config = config_of(seed=3, discriminator=discriminator)
    nets, plain = (small_networks(3, discriminator) for _ in range(2))
    state = TrainState(nets, config, BACKEND)
    paint, judge = (copy.deepcopy(network).train() for network in (plain.generator, plain.discriminator))
    adams = [torch.optim.Adam(one.parameters(), lr=2e-4, betas=(0.5, 0.999), fused=True) for one in (paint, judge)]
    torch.manual_seed(9)
    for step in range(3):
        given, wanted = (torch.rand(2, 3, 320, 256) * 2 - 1 for _ in range(2))
        chance = torch.random.get_rng_state()
        train_step(state, Batch(given, wanted), config, BACKEND)
        torch.manual_seed(config.seed * 1_000_003 + step)
        _published_step(paint, judge, plain.prediction_loss, adams, given, wanted)
        torch.random.set_rng_state(chance)
    for ours, theirs in ((state.generator, paint), (state.discriminator, judge)):
        tensors = theirs.state_dict()
        assert all(torch.equal(tensor, tensors[name]) for name, tensor in ours.state_dict().items())


def _published_step(paint, judge, loss, adams, given, wanted) -> None:
    for adam in adams:
        adam.zero_grad()
    painted = paint(given)
    judge.requires_grad_(True)
    real, false = judge(given, wanted), judge(given, painted.detach())
    ((loss(real, True) + loss(false, False)) * 0.5).backward()
    adams[1].step()
    judge.requires_grad_(False)
    (loss(judge(given, painted), True) + 100.0 * torch.nn.functional.l1_loss(painted, wanted)).backward()
    adams[0].step()
