"""An encoder ready to paint: the network folded, in the fastest numbers that show no difference. Needs torch."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from models.images.chroma import ColourPlan, Point, plan_colours
from models.networks import GENERATORS
from models.networks.view import WHOLE, Answer, Layers, View
from models.painting.encoder_file import read_header, read_network
from models.records import EncoderHeader, Picture

_KEPT = 2
"""Loaded encoders in memory: two are compared side by side."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """The header and the network that paints. Painting is always done on the CPU, one picture at a time:

    so the result does not depend on a batch, nor on whether the machine has a GPU.
    """

    header: EncoderHeader
    network: nn.Module = field(repr=False)
    kind: torch.dtype
    view: View = WHOLE

    def paint(self, picture: Picture, points: Sequence[Point] = (), mirror: bool | None = None) -> Picture:
        """The network's answer to RGB uint8 (H, W, 3), sides in multiples of its recipe's width / 4; same shape."""
        return self.view.picture_of(self._answer(picture, points, mirror), picture)

    def plan(self, filtered: Picture, seen: Picture, points: Sequence[Point], mirror: bool | None) -> ColourPlan:
        """What colours it lays over the picture, for larger versions of it too.

        filtered: what the recipe's input makes of the picture.
        """
        chroma = self.view.chroma_of(self._answer(filtered, points, mirror))
        return plan_colours(seen, chroma, self.header.recipe.width)

    @torch.inference_mode()
    def _answer(self, picture: Picture, points: Sequence[Point], mirror: bool | None) -> Answer:
        answer = self._ask(self.view.show(picture, points))
        if not (self.view.mirrored if mirror is None else mirror):
            return answer
        width = picture.shape[1]
        turned = [Point(width - point.x, point.y, point.chroma) for point in points]
        other = self._ask(self.view.show(np.ascontiguousarray(picture[:, ::-1]), turned))
        return np.ascontiguousarray((answer + other[:, :, ::-1]) / 2)

    def _ask(self, layers: Layers) -> Answer:
        """(C, h, w) of bytes -> (c, h', w') in [-1, 1]."""
        source = torch.from_numpy(layers)[None]
        source = (source.float() / 127.5 - 1).to(self.kind, memory_format=torch.channels_last)
        answer: Answer = self.network(source).float()[0].contiguous().numpy()
        return answer


def read_encoder(path: Path) -> Encoder:
    """Load an encoder file, verified to the last bit. Raises EncoderError."""
    header, network = read_network(path)
    kind = torch.bfloat16 if _has_fast_bf16() else torch.float32
    network = fold_norms(network).to(kind)
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # missing in torch's annotations
    return Encoder(header, network, kind, GENERATORS.get(header.generator).view)


_loaded: OrderedDict[str, Encoder] = OrderedDict()
_lock = threading.Lock()


def load_encoder(path: Path) -> Encoder:
    """The same, but the last two stay in memory, known by their content. Raises EncoderError."""
    with _lock:
        header = read_header(path)
        encoder = _loaded.pop(header.sha256, None) or read_encoder(path)
        _loaded[header.sha256] = encoder
        while len(_loaded) > _KEPT:
            _loaded.popitem(last=False)
        return encoder


def fold_norms(network: nn.Module) -> nn.Module:
    """Put every batch norm into the convolution before it: y = s(Wx - m) + b is itself a convolution."""
    for block in network.modules():
        if isinstance(block, nn.Sequential):
            for index in range(len(block) - 1):
                layer, norm = block[index], block[index + 1]
                if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d) and isinstance(norm, nn.BatchNorm2d):
                    turned = isinstance(layer, nn.ConvTranspose2d)
                    block[index] = fuse_conv_bn_eval(layer, norm, transpose=turned)
                    block[index + 1] = nn.Identity()
    return network


def _has_fast_bf16() -> bool:
    """Whether this CPU multiplies bfloat16 itself; elsewhere it would only be slower."""
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())
