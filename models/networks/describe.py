"""Describes any network from its module alone: it is run once on torch's meta device, where nothing is computed.

Layers are seen by hooks, skips by following which block every tensor came from; no network is known by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Size, Tensor, nn
from torch.overrides import TorchFunctionMode
from torch.utils.hooks import RemovableHandle

from models.network_records import Block, NetworkDescription
from models.networks.layer_words import FUNCTION_WORDS, has_weights, opens_block, word_layer
from models.networks.view import WHOLE, Layout, View

_SOURCE = -1


def describe_generator(title: str, network: nn.Module, width: int, view: View = WHOLE) -> NetworkDescription:
    """The generator as it paints a picture of that width; the network must lie on the meta device."""
    return _describe(title, network, width, (view.source,), lambda shape: view.target.what)


def describe_discriminator(title: str, network: nn.Module, width: int) -> NetworkDescription:
    """The discriminator as it judges a picture of that width beside what it was painted from; as describe_generator."""
    return _describe(title, network, width, (Layout(3, 1, "Input"), Layout(3, 1, "picture together")), word_prediction)


def word_prediction(shape: Size) -> str:
    """What a discriminator answers, by the shape of its answer: see Prediction."""
    if len(shape) == 4:
        return f"real or painted, for {shape[3]} x {shape[2]} regions"
    if shape[1] == 2:
        return "painted or real, for the whole picture"
    return f"painted, or one of {shape[1] - 1} that are real, for the whole picture"


def _describe(
    title: str, network: nn.Module, width: int, inputs: tuple[Layout, ...], word: Callable[[Size], str]
) -> NetworkDescription:
    shapes = [layout.shape(width, width * 5 // 4) for layout in inputs]
    given = [torch.zeros(1, *shape, device="meta") for shape in shapes]
    trace = _Trace(given)
    handles = list(_watch(network, trace))
    try:
        with torch.no_grad(), trace:
            answer = network.eval()(*given).shape
    finally:
        for handle in handles:
            handle.remove()
    prediction = word(answer)
    words = " and ".join(layout.what for layout in inputs)
    source = Block(words, sum(shape[0] for shape in shapes), *shapes[0][1:], 0)
    return NetworkDescription(title, source, trace.blocks(prediction), tuple(sorted(trace.skips)), prediction)


@dataclass(slots=True)
class _Growing:
    """A block while its layers come by."""

    shape: Size
    words: list[str] = field(default_factory=list)
    parameters: int = 0
    has_weights: bool = False


class _Trace(TorchFunctionMode):
    """Collects blocks, and the skips between them, while a network runs.

    A block begins at a layer with weights, or at what gets things ready for one; what follows belongs to it.
    """

    def __init__(self, given: Iterable[Tensor]) -> None:
        super().__init__()
        self.skips: list[tuple[int, int]] = []
        self._blocks: list[_Growing] = []
        self._origins: dict[int, int] = {}
        self._kept: list[Tensor] = []  # so that no tensor's id is given away while it is known by it
        self._counted: set[nn.Parameter] = set()
        self._inside = 0
        for tensor in given:
            self._know(tensor, _SOURCE)

    def __torch_function__(
        self,
        function: Callable[..., Any],
        _types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """What is computed between the layers: only joins and squashing functions are of interest."""
        made = function(*args, **(kwargs or {}))
        if not self._inside and isinstance(made, Tensor):
            origins = self._origins_of((args, kwargs))
            if origins:
                self._join(origins)
                self._know(made, max(origins))
                words = FUNCTION_WORDS.get(getattr(function, "__name__", ""), "")
                if words and self._blocks:
                    self._blocks[-1].words.append(words)
        return made

    def enter(self, _layer: nn.Module, _given: tuple[Any, ...]) -> None:
        self._inside += 1

    def leave(self, layer: nn.Module, given: tuple[Any, ...], made: Tensor) -> None:
        """A layer has run: part of the newest block or the first of the next."""
        self._inside -= 1
        origins = self._origins_of(given)
        weighs, newest = has_weights(layer), self._blocks[-1] if self._blocks else None
        if newest is None or (newest.has_weights and (weighs or opens_block(layer))):
            newest = _Growing(made.shape)
            # Begun from an older block than the one before: that one's output goes here as well.
            self._join(origins | {len(self._blocks) - 1})
            self._blocks.append(newest)
        else:
            self._join(origins)
        newest.has_weights |= weighs
        newest.shape = made.shape
        newest.words.append(word_layer(layer, given[0].shape, made.shape))
        self._know(made, len(self._blocks) - 1)
        self.count(layer)

    def count(self, module: nn.Module) -> None:
        """Parameters of its own go to the newest block, shared ones once."""
        for parameter in module.parameters(recurse=False):
            if parameter not in self._counted:
                self._counted.add(parameter)
                self._blocks[-1].parameters += parameter.numel()

    def blocks(self, prediction: str) -> tuple[Block, ...]:
        """What was collected, in words: the narrowest place by its name, the last with what it tells."""
        areas = [_frame(block.shape)[1] for block in self._blocks]
        narrow = areas.index(min(areas)) if min(areas) < areas[-1] else None
        joined = {end for _, end in self.skips}
        made = []
        for number, block in enumerate(self._blocks):
            words = ", ".join(word for word in block.words if word)
            words = f"bottleneck: {words}" if number == narrow else words
            words += "; then the skip beside it" if number in joined else ""
            words += f": {prediction}" if number == len(areas) - 1 else ""
            made.append(Block(words[:1].upper() + words[1:], *_frame(block.shape), block.parameters))
        return tuple(made)

    def _know(self, tensor: Tensor, origin: int) -> None:
        self._origins[id(tensor)] = origin
        self._kept.append(tensor)

    def _origins_of(self, values: object) -> set[int]:
        return {self._origins[id(tensor)] for tensor in _tensors(values) if id(tensor) in self._origins}

    def _join(self, origins: set[int]) -> None:
        """Blocks that meet: the newest one is the usual way, the others have skipped what lies between."""
        newest = max(origins, default=_SOURCE)
        self.skips += [(one, newest) for one in sorted(origins - {newest}) if (one, newest) not in self.skips]


def _watch(network: nn.Module, trace: _Trace) -> Iterator[RemovableHandle]:
    """Layers are the modules without modules of their own; the others may still own parameters."""
    for module in network.modules():
        if next(module.children(), None) is None:
            yield module.register_forward_pre_hook(trace.enter)
            yield module.register_forward_hook(trace.leave)
        elif next(module.parameters(recurse=False), None) is not None:
            yield module.register_forward_hook(lambda module, _given, _made: trace.count(module))


def _frame(shape: Size) -> tuple[int, int, int]:
    """Channels, height and width of what has this shape, (B, C, H, W) or (B, C)."""
    return (shape[1], shape[2], shape[3]) if len(shape) == 4 else (shape[-1], 1, 1)


def _tensors(values: object) -> Iterator[Tensor]:
    if isinstance(values, Tensor):
        yield values
    elif isinstance(values, list | tuple):
        for value in values:
            yield from _tensors(value)
    elif isinstance(values, dict):
        yield from _tensors(list(values.values()))
