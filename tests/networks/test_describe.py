"""A network's description is its module: every shape, every parameter and every skip, at every size and width."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from models.networks import DISCRIMINATORS, GENERATORS, parameter_count
from models.networks.categorical import CategoricalDiscriminator
from models.networks.describe import describe_discriminator, describe_generator
from models.records import WIDTHS
from models.training.config import BASE_CHANNELS

EVERY = [(base, width) for base in BASE_CHANNELS.values() for width in WIDTHS]
SMALL = [(4, width) for width in WIDTHS]


def on_meta(build, *args, **options) -> nn.Module:
    with torch.device("meta"):
        return build(*args, **options)


def real_shapes(network: nn.Module, *inputs: tuple[int, int, int]) -> list[tuple[int, ...]]:
    """(channels, height, width) of what comes out of each layer with weights, by really computing it."""
    shapes = []
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
            layer.register_forward_hook(lambda _module, _given, made: shapes.append((*made.shape[1:], 1, 1)[:3]))
    network.eval()(*[torch.zeros(1, *shape) for shape in inputs])
    return shapes


def drawn_shapes(description) -> list[tuple[int, ...]]:
    return [(block.channels, block.height, block.width) for block in description.blocks]


@pytest.mark.parametrize(("base", "width"), EVERY)
@pytest.mark.parametrize("generator", GENERATORS, ids=lambda item: item.name)
def test_every_parameter_of_a_generator_is_in_its_drawing(generator, base, width) -> None:
    network = on_meta(generator.build, base, width)
    description = describe_generator(generator.name, network, width, generator.view)
    assert description.parameters == parameter_count(network)
    assert drawn_shapes(description)[-1] == generator.view.target.shape(width, width * 5 // 4)
    for start, end in description.skips:  # what is put beside each other is of one size
        assert drawn_shapes(description)[start][1:] == drawn_shapes(description)[end][1:]


@pytest.mark.parametrize(("base", "width"), EVERY)
@pytest.mark.parametrize("discriminator", DISCRIMINATORS, ids=lambda item: item.name)
def test_every_parameter_of_a_discriminator_is_in_its_drawing(discriminator, base, width) -> None:
    network = on_meta(discriminator.build, base, width)
    description = describe_discriminator(discriminator.name, network, width)
    assert description.parameters == parameter_count(network)
    assert description.source.channels == 6
    assert description.prediction
    assert description.blocks[-1].what.endswith(f": {description.prediction}")


@pytest.mark.parametrize(("base", "width"), SMALL)
@pytest.mark.parametrize("generator", GENERATORS, ids=lambda item: item.name)
def test_a_generator_is_drawn_as_it_computes(generator, base, width) -> None:
    description = describe_generator(generator.name, on_meta(generator.build, base, width), width, generator.view)
    seen = generator.view.source.shape(width, width * 5 // 4)
    assert drawn_shapes(description) == real_shapes(generator.build(base, width), seen)


@pytest.mark.parametrize(("base", "width"), SMALL)
@pytest.mark.parametrize("discriminator", DISCRIMINATORS, ids=lambda item: item.name)
def test_a_discriminator_is_drawn_as_it_computes(discriminator, base, width) -> None:
    description = describe_discriminator(discriminator.name, on_meta(discriminator.build, base, width), width)
    assert drawn_shapes(description) == real_shapes(discriminator.build(base, width), *2 * [(3, width * 5 // 4, width)])


@pytest.mark.parametrize(("width", "depth"), [(128, 5), (256, 6), (512, 7)])
def test_the_u_net_hands_every_halving_but_the_last_to_the_doubling_of_its_size(width, depth) -> None:
    description = describe_generator("U-Net", on_meta(GENERATORS.get("unet").build, 8, width), width)
    assert description.skips == tuple((number, 2 * (depth - 1) - number) for number in range(depth - 1))
    words = [block.what for block in description.blocks]
    assert words[0] == "Convolution 4x4, half the size, LeakyReLU 0.2"
    assert words[depth - 1] == "Bottleneck: convolution 4x4, half the size, ReLU"
    transposed = "Transposed convolution 4x4, twice the size"
    assert words[depth] == f"{transposed}, batch norm, dropout 0.5, ReLU; then the skip beside it"
    assert words[-1] == f"{transposed}, tanh: the painting"


def test_the_figures_of_the_method() -> None:
    painter = describe_generator("U-Net", on_meta(GENERATORS.get("unet").build, 64), 256)
    judge = describe_discriminator("Patch", on_meta(DISCRIMINATORS.get("patch").build, 64), 256)
    assert round(painter.parameters / 1e6, 1) == 29.2
    assert round(judge.parameters / 1e6, 1) == 7.0
    assert judge.prediction == "real or painted, for 14 x 18 regions"


@pytest.mark.parametrize("pooling", [False, True])
@pytest.mark.parametrize(
    ("categories", "words"),
    [
        (2, "painted or real, for the whole picture"),
        (5, "painted, or one of 4 that are real, for the whole picture"),
    ],
)
def test_a_categorical_discriminator_says_how_it_halves_and_what_it_tells_apart(pooling, categories, words) -> None:
    network = on_meta(CategoricalDiscriminator, 8, categories, depth=5, pooling=pooling)
    description = describe_discriminator("Categorical", network, 128)
    assert description.parameters == parameter_count(network)
    assert description.prediction == words
    assert len(description.blocks) == 6
    assert (description.blocks[0].height, description.blocks[0].width) == (80, 64)
    assert drawn_shapes(description)[-1] == (categories, 1, 1)
    assert all(("max pooling 2x2, half the size" in block.what) is pooling for block in description.blocks[:-1])
    assert description.blocks[-1].what == f"Flattened, dropout 0.3, linear layer: {words}"


class Unseen(nn.Module):
    """What no network here has: a sum instead of a concatenation, the source once more, a weight of its own, shared

    layers and enlarging.
    """

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1, 8, 1, 1))
        self.first = nn.Conv2d(3, 8, 3, 2, 1)
        self.again = nn.Conv2d(8, 8, 3, 1, 1)
        self.larger = nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(8, 5, 3, 1, 1), nn.SiLU())
        self.last = nn.Conv2d(8, 3, 1)

    def forward(self, picture: Tensor) -> Tensor:
        small = self.first(picture)
        small = small * self.scale + self.again(self.again(small))
        return torch.sigmoid(self.last(torch.cat([self.larger(small), picture], dim=1)))


def test_a_network_nobody_has_thought_of_is_described_all_the_same() -> None:
    network = on_meta(Unseen)
    description = describe_generator("Unseen", network, 128)
    assert description.parameters == parameter_count(network)
    assert drawn_shapes(description) == [(8, 80, 64), (8, 80, 64), (8, 80, 64), (5, 160, 128), (3, 160, 128)]
    assert description.skips == ((-1, 3), (0, 2))
    assert description.blocks[3].what == "Enlarged, twice the size, convolution 3x3, SiLU; then the skip beside it"
    assert description.blocks[4].what == "Convolution 1x1, sigmoid: the painting"
