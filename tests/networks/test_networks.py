"""Every registered network does what the trainer and the painter count on."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from models.errors import UnknownNameError
from models.networks import DISCRIMINATORS, GENERATORS, parameter_count
from models.networks.categorical import CategoricalDiscriminator
from models.networks.losses import category_loss, map_loss, picture_loss
from models.networks.network import start_weights
from models.networks.patch import PatchDiscriminator
from models.records import WIDTHS
from tests.networks.method import MethodUNet

BASE = 4
PICTURE = (2, 3, 320, 256)


def picture_of(width: int, count: int = 2) -> tuple[int, int, int, int]:
    return count, 3, width * 5 // 4, width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("generator", GENERATORS, ids=lambda item: item.name)
def test_a_generator_takes_and_gives_what_its_view_says_for_any_cells(generator, width) -> None:
    network = generator.build(BASE, width).eval()
    cell = width // 4
    for count, across, down in ((2, width, 5 * cell), (1, cell, 2 * cell)):
        seen, said = (layout.shape(across, down) for layout in (generator.view.source, generator.view.target))
        painted = network(torch.rand(count, *seen) * 2 - 1)
        assert painted.shape == (count, *said)
        assert painted.abs().max() <= 1


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda item: item.name)
def test_a_view_shows_pictures_to_its_network_and_makes_pictures_of_its_answers(generator) -> None:
    given = np.random.default_rng(0).integers(0, 256, (320, 256, 3), np.uint8)
    assert generator.view.show(given).shape == generator.view.source.shape(256, 320)
    answer = np.zeros(generator.view.target.shape(256, 320), np.float32)
    painted = generator.view.picture_of(answer, given)
    assert (painted.shape, painted.dtype) == (given.shape, given.dtype)
    assert generator.view.chroma_of(answer).shape == (*answer.shape[1:], 2)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("generator", GENERATORS, ids=lambda item: item.name)
def test_every_weight_of_a_generator_learns(generator, width) -> None:
    network = generator.build(BASE, width)
    seen, said = (layout.shape(width, width * 5 // 4) for layout in (generator.view.source, generator.view.target))
    picture_loss(network(torch.rand(2, *seen) * 2 - 1), torch.zeros(2, *said)).backward()
    still = [name for name, weight in network.named_parameters() if weight.grad is None or not weight.grad.any()]
    assert still == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("discriminator", DISCRIMINATORS, ids=lambda item: item.name)
def test_every_weight_of_a_discriminator_learns(discriminator, width) -> None:
    network = discriminator.build(BASE, width)
    discriminator.loss(network(torch.rand(picture_of(width)), torch.rand(picture_of(width))), True).backward()
    still = [name for name, weight in network.named_parameters() if weight.grad is None or not weight.grad.any()]
    assert still == []


@pytest.mark.parametrize("width", [0, -256, 64, 192, 1024, 1 << 40])
def test_a_network_for_pictures_nobody_may_ask_for_is_not_built(width) -> None:
    for network in (GENERATORS.get("unet"), DISCRIMINATORS.get("categorical")):
        with pytest.raises(ValueError, match=str(width)):
            network.build(BASE, width)


@pytest.mark.parametrize("width", [128, 256])
@pytest.mark.parametrize("discriminator", DISCRIMINATORS, ids=lambda item: item.name)
def test_a_discriminator_can_be_taught_what_is_real(discriminator, width) -> None:
    torch.manual_seed(0)
    network = discriminator.build(BASE, width)
    adam = torch.optim.Adam(network.parameters(), lr=2e-3)
    shape = picture_of(width)
    source, real, painted = torch.zeros(shape), torch.rand(shape) * 2 - 1, torch.zeros(shape)
    losses = []
    for _ in range(12):
        adam.zero_grad()
        loss = discriminator.loss(network(source, real), True) + discriminator.loss(network(source, painted), False)
        loss.backward()
        adam.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0] / 2


def test_the_sizes_are_those_of_the_method() -> None:
    with torch.device("meta"):
        assert parameter_count(GENERATORS.get("unet").build(64)) == pytest.approx(29.2e6, rel=0.01)
        assert parameter_count(GENERATORS.get("unet").build(32)) == pytest.approx(7.3e6, rel=0.01)
        assert parameter_count(GENERATORS.get("unet").build(16)) == pytest.approx(1.83e6, rel=0.01)
        assert parameter_count(GENERATORS.get("chroma").build(32)) == pytest.approx(1.54e6, rel=0.01)
        assert parameter_count(DISCRIMINATORS.get("patch").build(64)) == pytest.approx(7.0e6, rel=0.01)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bottleneck_has_five_by_four_cells(width) -> None:
    network = GENERATORS.get("unet").build(BASE, width)
    seen = []
    network.bottleneck.register_forward_hook(lambda *stage: seen.append(stage[2].shape))
    network(torch.zeros(picture_of(width, 1)))
    assert seen == [(1, 8 * BASE, 5, 4)]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_categorical_discriminator_flattens_five_by_four_cells(width) -> None:
    network = DISCRIMINATORS.get("categorical").build(BASE, width)
    seen = []
    network.layers.register_forward_hook(lambda *stage: seen.append(stage[2].shape))
    network(torch.zeros(picture_of(width, 2)), torch.zeros(picture_of(width, 2)))
    assert seen == [(2, 8 * BASE, 5, 4)]


@pytest.mark.parametrize("base", [2, 4, 32])
def test_the_usual_network_is_to_the_bit_the_one_that_encoders_were_trained_with(base) -> None:
    """Same names in the same order, same first weights, same answer: else no older encoder or run could be read."""
    torch.manual_seed(11)
    network = GENERATORS.get("unet").build(base)
    torch.manual_seed(11)
    known = start_weights(MethodUNet(base))
    ours, theirs = network.state_dict(), known.state_dict()
    assert list(ours) == list(theirs)
    assert all(torch.equal(tensor, theirs[name]) for name, tensor in ours.items())
    given = torch.rand(picture_of(256, 1)) * 2 - 1
    assert torch.equal(network.eval()(given), known.eval()(given))


def test_a_width_more_or_less_is_one_widest_layer_more_or_less() -> None:
    with torch.device("meta"):
        counts = [parameter_count(GENERATORS.get("unet").build(64, width)) for width in WIDTHS]
    # of 8 base channels: a convolution, a transposed one that also sees its skip, two batch norms
    widest = 512 * 512 * 16 + 1024 * 512 * 16 + 4 * 512
    assert [after - before for before, after in itertools.pairwise(counts)] == [widest, widest]


def test_weights_start_small_and_the_same_for_a_seed() -> None:
    first, second = (_weights_from(7) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))
    large = torch.cat([weight.flatten() for weight in first if weight.ndim > 1])
    assert large.std() == pytest.approx(0.02, rel=0.02)


def _weights_from(seed: int) -> list[torch.Tensor]:
    torch.manual_seed(seed)
    return [weight.detach() for weight in GENERATORS.get("unet").build(BASE).parameters()]


def test_the_patch_discriminator_answers_with_a_map() -> None:
    assert PatchDiscriminator(BASE)(torch.zeros(PICTURE), torch.zeros(PICTURE)).shape == (2, 1, 18, 14)


@pytest.mark.parametrize("pooling", [False, True])
@pytest.mark.parametrize("categories", [2, 5])
def test_the_categorical_discriminator_answers_per_category(pooling: bool, categories: int) -> None:
    network = CategoricalDiscriminator(BASE, categories, pooling=pooling)
    assert network(torch.zeros(PICTURE), torch.zeros(PICTURE)).shape == (2, categories)


def test_an_unknown_network_says_what_was_meant() -> None:
    with pytest.raises(UnknownNameError, match="patch"):
        DISCRIMINATORS.get("pach")


def test_losses_are_small_for_the_right_answer_only() -> None:
    sure = torch.full((2, 1, 3, 3), 9.0)
    assert map_loss(sure, True) < 0.01
    assert map_loss(sure, False) > 5
    people = torch.tensor([[-9.0, 0.0, 0.0, 4.0]])  # painted is out of the question, whoever it is
    assert category_loss(people, True) < 0.01
    assert category_loss(people, False) > 5


def test_picture_loss_is_the_mean_distance() -> None:
    assert picture_loss(torch.full((1, 3, 2, 2), 0.5), torch.zeros(1, 3, 2, 2)).item() == 0.5
