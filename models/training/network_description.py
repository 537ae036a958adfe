"""The networks a training builds, as plain figures: layers, shapes, parameters. No torch: a window can draw them.

Tests hold every figure equal to the real networks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.errors import UnknownNameError
from models.records import TRAINING_SIZE, WIDTHS

_KERNEL = 4 * 4
_Known = dict[str, Callable[[int, int], "NetworkDescription"]]


@dataclass(frozen=True, slots=True)
class Block:
    """One layer with what belongs to it. what: in words; channels, height, width: of what comes out of it."""

    what: str
    channels: int
    height: int
    width: int
    parameters: int


@dataclass(frozen=True, slots=True)
class NetworkDescription:
    """source: what goes in, no layer; blocks: in order; skips: (from, to) numbers of blocks, the one's output going

    also into the layer behind the other; prediction: what comes out, in words.
    """

    title: str
    source: Block
    blocks: tuple[Block, ...]
    skips: tuple[tuple[int, int], ...] = ()
    prediction: str = ""

    @property
    def parameters(self) -> int:
        return sum(block.parameters for block in self.blocks)


def sketch_generator(name: str, base: int, width: int = TRAINING_SIZE[0]) -> NetworkDescription:
    """The generator of that name. Raises UnknownNameError, ValueError for a width that is none of WIDTHS."""
    return _sketch(_GENERATORS, name, base, width)


def sketch_discriminator(name: str, base: int, width: int = TRAINING_SIZE[0]) -> NetworkDescription:
    """The discriminator of that name; it sees input and picture together. Raises as sketch_generator."""
    return _sketch(_DISCRIMINATORS, name, base, width)


def _sketch(known: _Known, name: str, base: int, width: int) -> NetworkDescription:
    if width not in WIDTHS:
        raise ValueError(f"a network sees pictures of the widths {WIDTHS}, not {width}")
    if name not in known:
        raise UnknownNameError(f"there is no drawing of the network {name}")
    return known[name](base, width)


def _depth(width: int) -> int:
    """How often a picture of that width is halved until 5x4 cells are left."""
    return (width // 4).bit_length() - 1


def _widths(base: int, count: int) -> list[int]:
    return [base * min(2**number, 8) for number in range(count)]


def _layer(before: int, after: int, *, norm: bool) -> int:
    """Parameters of a 4x4 convolution and its batch norm, or its bias."""
    return _KERNEL * before * after + (2 * after if norm else after)


def _unet(base: int, width: int) -> NetworkDescription:
    depth, height = _depth(width), width * 5 // 4
    blocks, before, outward = [], 3, _widths(base, depth - 1)
    for number, after in enumerate(outward):
        norm = number > 0
        what = "Convolution 4x4, half the size" + (", batch norm" if norm else "") + ", LeakyReLU 0.2"
        blocks.append(Block(what, after, height >> number + 1, width >> number + 1, _layer(before, after, norm=norm)))
        before = after
    what = "Bottleneck: convolution 4x4, half the size, ReLU"
    blocks.append(Block(what, 8 * base, height >> depth, width >> depth, _layer(before, 8 * base, norm=False)))
    before = 8 * base
    for number, after in enumerate(reversed(outward)):
        dropout = ", dropout 0.5" if number == 0 else ""
        what = f"Transposed convolution 4x4, twice the size, batch norm{dropout}, ReLU; then the skip beside it"
        down = depth - 1 - number
        blocks.append(Block(what, after, height >> down, width >> down, _layer(before, after, norm=True)))
        before = 2 * after
    blocks.append(
        Block(
            "Transposed convolution 4x4, twice the size, tanh: the painting",
            3,
            height,
            width,
            _layer(before, 3, norm=False),
        )
    )
    skips = tuple((number, 2 * (depth - 1) - number) for number in range(depth - 1))
    return NetworkDescription("U-Net", Block("What goes in", 3, height, width, 0), tuple(blocks), skips, "the painting")


def _patch(base: int, width: int) -> NetworkDescription:
    height = width * 5 // 4
    blocks, before, size = [], 6, (height, width)
    for number, after in enumerate((base, 2 * base, 4 * base, 8 * base, 8 * base, 1)):
        halves, norm = number < 4, 0 < number < 5
        size = (size[0] // 2, size[1] // 2) if halves else (size[0] - 1, size[1] - 1)
        what = "Convolution 4x4" + (", half the size" if halves else "") + (", batch norm" if norm else "")
        what += ", LeakyReLU 0.2" if number < 5 else ": real or painted, region by region"
        blocks.append(Block(what, after, *size, _layer(before, after, norm=norm)))
        before = after
    prediction = f"real or painted, for {size[1]} x {size[0]} regions"
    return NetworkDescription(
        "Patch", Block("Input and picture together", 6, height, width, 0), tuple(blocks), (), prediction
    )


def _categorical(base: int, width: int) -> NetworkDescription:
    depth, height = _depth(width), width * 5 // 4
    blocks, before = [], 6
    for number, after in enumerate(_widths(base, depth)):
        norm = number > 0
        what = "Convolution 4x4, half the size" + (", batch norm" if norm else "") + ", LeakyReLU 0.2"
        blocks.append(Block(what, after, height >> number + 1, width >> number + 1, _layer(before, after, norm=norm)))
        before = after
    cells = blocks[-1].height * blocks[-1].width
    what = "Dropout 0.3 and one linear layer: a probability per category"
    blocks.append(Block(what, 2, 1, 1, before * cells * 2 + 2))
    source = Block("Input and picture together", 6, height, width, 0)
    return NetworkDescription("Categorical", source, tuple(blocks), (), "painted or real, for the whole picture")


_GENERATORS: _Known = {"unet": _unet}
_DISCRIMINATORS: _Known = {"patch": _patch, "categorical": _categorical}
