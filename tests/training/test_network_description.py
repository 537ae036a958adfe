"""What is drawn of a network is what is built: every layer's shape, every parameter, at every size and width."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch
from torch import nn

from models.errors import UnknownNameError
from models.networks import DISCRIMINATORS, GENERATORS, parameter_count
from models.records import WIDTHS
from models.training.config import BASE_CHANNELS
from models.training.network_description import sketch_discriminator, sketch_generator

LAYERS = (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)
EVERY = [(base, width) for base in BASE_CHANNELS.values() for width in WIDTHS]


def _real_layers(build, base, width, inputs):
    """(channels, height, width) of what comes out of every layer with weights; computed without computing."""
    with torch.device("meta"):
        network = build(base, width)
        shapes = []
        for layer in network.modules():
            if isinstance(layer, LAYERS):
                layer.register_forward_hook(lambda _module, _given, made: shapes.append(tuple(made.shape[1:])))
        network.eval()(*[torch.zeros(1, 3, width * 5 // 4, width) for _ in range(inputs)])
    return network, shapes


@pytest.mark.parametrize(("base", "width"), EVERY)
@pytest.mark.parametrize("name", GENERATORS.names())
def test_a_generator_is_drawn_as_it_is(name, base, width) -> None:
    network, shapes = _real_layers(GENERATORS.get(name).build, base, width, 1)
    sketch = sketch_generator(name, base, width)
    assert [(block.channels, block.height, block.width) for block in sketch.blocks] == shapes
    assert sketch.parameters == parameter_count(network)
    for start, end in sketch.skips:  # what is put beside each other is of one size
        one, other = sketch.blocks[start], sketch.blocks[end]
        assert (one.channels, one.height, one.width) == (other.channels, other.height, other.width)


@pytest.mark.parametrize(("base", "width"), EVERY)
@pytest.mark.parametrize("name", DISCRIMINATORS.names())
def test_a_discriminator_is_drawn_as_it_is(name, base, width) -> None:
    network, shapes = _real_layers(DISCRIMINATORS.get(name).build, base, width, 2)
    sketch = sketch_discriminator(name, base, width)
    drawn = [(block.channels, block.height, block.width) for block in sketch.blocks]
    assert [shape if len(shape) == 3 else (*shape, 1, 1) for shape in shapes] == drawn
    assert sketch.parameters == parameter_count(network)


def test_the_figures_of_the_method() -> None:
    assert round(sketch_generator("unet", 64).parameters / 1e6, 1) == 29.2
    assert round(sketch_discriminator("patch", 64).parameters / 1e6, 1) == 7.0


def test_what_can_not_be_drawn_is_named() -> None:
    with pytest.raises(UnknownNameError, match="nothing"):
        sketch_generator("nothing", 64)
    with pytest.raises(ValueError, match="100"):
        sketch_discriminator("patch", 64, 100)


def test_drawing_needs_no_torch() -> None:
    code = "import sys, models.training.network_description; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
