"""The encoder file: a checked container of header, sample sheet and weights. The header is read without torch."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from models.container import MAX_HEADER, Container, open_container, write_container
from models.errors import EncoderError
from models.painting.encoder_header import header_from_json, header_to_json
from models.params import Value
from models.records import EncoderHeader, Recipe, Scores

if TYPE_CHECKING:
    from torch import Tensor, nn

Numbers = npt.NDArray[Any]

SUFFIX = ".bottega"
KIND = "encoder"
LICENCE = "Made with Bottega; the weights belong to whoever trained them"

MAX_FILE = 192 << 20
"""Bytes: the widest network of the most channels there are takes 168 MB, were all its weights kept as float32."""

_SHEET = "sheet.png"
_WEIGHTS = "weights"


def write_encoder(
    path: Path,
    weights: Mapping[str, Tensor | Numbers],
    *,
    title: str,
    recipe: Recipe,
    size: str,
    base_channels: int,
    generator: str = "unet",
    scores: Scores | None = None,
    summary: Mapping[str, Value] | None = None,
    licence: str = LICENCE,
    sheet: bytes = b"",
) -> EncoderHeader:
    """Write a generator's state_dict (tensors or arrays) and its header to path, whole or not at all; returns that.

    Convolutions are kept as float16 (half the size; 2^-11 of each weight is far under one gray level), the small
    vectors of batch norm as float32. Raises EncoderError for weights that are not finite, ValueError for a header
    that could not be read again, DiskFullError.
    """
    header = EncoderHeader(
        path, "", title, recipe, size, base_channels, scores, dict(summary or {}), licence, sheet, generator
    )
    members = {_WEIGHTS: _pack(path, weights), _SHEET: sheet}
    if sum(map(len, members.values())) > MAX_FILE - MAX_HEADER:
        raise _bad(path, "it would be too large to be read again")
    sha256 = write_container(path, KIND, header_to_json(header), members)
    return dataclasses.replace(header, sha256=sha256)


def read_header(path: Path) -> EncoderHeader:
    """What the file says of itself, after every byte was verified; torch stays unloaded. Raises EncoderError."""
    container = _open(path, keep=(_SHEET,))
    return header_from_json(path, container.sha256, container.header, container.members.get(_SHEET, b""))


def read_network(path: Path) -> tuple[EncoderHeader, nn.Module]:
    """Header and generator in float32, ready to paint (dropout off, running statistics). Raises EncoderError."""
    container = _open(path)
    header = header_from_json(path, container.sha256, container.header, container.members.get(_SHEET, b""))
    network = _build(header)
    network.load_state_dict(_unpack(header, container.members.get(_WEIGHTS, b""), network), assign=True)
    return header, network.eval().requires_grad_(False)


def _open(path: Path, keep: Collection[str] | None = None) -> Container:
    """The file, refused before it is read when it is larger than any encoder."""
    with contextlib.suppress(OSError):  # what can't be looked at can't be read: that is told better there
        size = path.stat().st_size
        if size > MAX_FILE:
            raise _bad(path, f"its {size >> 20} MB are more than any encoder takes")
    return open_container(path, KIND, keep)


def _pack(path: Path, weights: Mapping[str, Tensor | Numbers]) -> bytes:
    """The weights as safetensors, by way of NumPy: the window keeps encoders too, and must not load torch."""
    from safetensors.numpy import save

    packed = {}
    for name, tensor in weights.items():
        plain = tensor if isinstance(tensor, np.ndarray) else tensor.detach().cpu().numpy()
        wide = plain.astype(np.float32) if plain.dtype.kind == "f" else plain
        with np.errstate(over="ignore"):
            small = wide.astype(np.float16) if plain.dtype.kind == "f" and plain.ndim > 1 else wide
        packed[name] = np.array(small if np.isfinite(small).all() else wide, order="C")
        if not np.isfinite(packed[name]).all():
            raise _bad(path, f"{name} holds numbers that are not finite")
    data: bytes = save(packed)
    return data


def _build(header: EncoderHeader) -> nn.Module:
    """The network the header names; the random numbers of a training going on beside it stay as they were."""
    import torch

    from models.errors import UnknownNameError
    from models.networks import GENERATORS

    try:
        with torch.random.fork_rng(devices=[]):
            return GENERATORS.get(header.generator).build(header.base_channels, header.recipe.width)
    except UnknownNameError as error:
        what = "this encoder needs a network that is not here"
        remedy = "Update Bottega: a newer one made it"
        raise EncoderError(what, path=header.path, why=error.what, remedy=remedy) from error


def _unpack(header: EncoderHeader, data: bytes, network: nn.Module) -> dict[str, Tensor]:
    """The weights as the network wants them; names, shapes, kinds and finiteness checked."""
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load

    try:
        weights = load(data)
    except (SafetensorError, ValueError, KeyError, RuntimeError, OverflowError) as error:
        raise _bad(header.path, f"the weights can't be read ({str(error)[:120]})") from error
    wanted = network.state_dict()
    if weights.keys() != wanted.keys():
        odd = sorted(weights.keys() ^ wanted.keys())[0]
        network_of = f"the network {header.generator!r} for pictures {header.recipe.width} px wide"
        raise _bad(header.path, f"the weights don't fit {network_of} ({odd[:80]})")
    for name, tensor in weights.items():
        if tensor.shape != wanted[name].shape:
            raise _bad(header.path, f"{name} is {tuple(tensor.shape)} and should be {tuple(wanted[name].shape)}")
        fitting = (torch.float16, torch.float32) if wanted[name].is_floating_point() else (wanted[name].dtype,)
        if tensor.dtype not in fitting:
            raise _bad(header.path, f"{name} holds numbers of the kind {tensor.dtype}")
        if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
            raise _bad(header.path, f"{name} holds numbers that are not finite")
    return {name: tensor.to(wanted[name].dtype) for name, tensor in weights.items()}


def _bad(path: Path, why: str) -> EncoderError:
    return EncoderError("this encoder can't be used", path=path, why=why)
