"""What a layer is called in a drawing, and which layers belong to the one before them or to the one behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torch import Size, nn

_WORDS: dict[type[nn.Module], Callable[[Any], str]] = {
    nn.Conv2d: lambda layer: f"convolution {_cells(layer.kernel_size)}",
    nn.ConvTranspose2d: lambda layer: f"transposed convolution {_cells(layer.kernel_size)}",
    nn.Linear: lambda layer: "linear layer",
    nn.BatchNorm2d: lambda layer: "batch norm",
    nn.InstanceNorm2d: lambda layer: "instance norm",
    nn.GroupNorm: lambda layer: f"group norm in {layer.num_groups}",
    nn.LeakyReLU: lambda layer: f"LeakyReLU {layer.negative_slope:g}",
    nn.Dropout: lambda layer: f"dropout {layer.p:g}",
    nn.Dropout2d: lambda layer: f"dropout {layer.p:g}",
    nn.MaxPool2d: lambda layer: f"max pooling {_cells(layer.kernel_size)}",
    nn.AvgPool2d: lambda layer: f"average pooling {_cells(layer.kernel_size)}",
    nn.AdaptiveAvgPool2d: lambda layer: "average pooling",
    nn.Flatten: lambda layer: "flattened",
    nn.Upsample: lambda layer: "enlarged",
}
"""Any other layer goes by the name of its class."""

FUNCTION_WORDS = {"tanh": "tanh", "sigmoid": "sigmoid", "relu": "ReLU", "leaky_relu": "LeakyReLU", "softmax": "softmax"}
"""What a network may compute between its layers without a layer for it, by torch's name."""

_OPENING = (nn.Flatten, nn.AdaptiveAvgPool2d, nn.Upsample)


def opens_block(layer: nn.Module) -> bool:
    """Whether the layer, without weights, gets things ready for the weights behind it."""
    return isinstance(layer, _OPENING)


def has_weights(layer: nn.Module) -> bool:
    """Whether it mixes what goes in by what it learned, as a convolution does and a norm does not."""
    return any(parameter.ndim > 1 for parameter in layer.parameters(recurse=False))


def word_layer(layer: nn.Module, before: Size, after: Size) -> str:
    """ "convolution 4x4, half the size"; empty for a layer that leaves this picture as it is (pooling 5x4 to 5x4)."""
    if isinstance(layer, nn.Identity) or (opens_block(layer) and before == after):
        return ""
    words = _WORDS.get(type(layer), lambda layer: type(layer).__name__)(layer)
    if len(before) != 4 or len(after) != 4:
        return words
    if 2 * after[-1] == before[-1]:
        return f"{words}, half the size"
    return f"{words}, twice the size" if after[-1] == 2 * before[-1] else words


def _cells(size: int | tuple[int, int]) -> str:
    height, width = (size, size) if isinstance(size, int) else size
    return f"{height}x{width}"
