"""How good the averaged generator paints the held-out crops; knows no loop and no file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from skimage.metrics import structural_similarity
from torch import nn

from models.datasets import PairSource
from models.images.colour import tint
from models.recipes import is_colourising
from models.records import Pairing, Picture, Scores
from models.training.loop.loader import to_pictures, to_tensor
from models.training.machine.backend import Backend

_AT_ONCE = 8 * 256 * 320
"""Pixels painted at once: memory stays the same for small and large pictures."""
_MOST = 100.0
"""dB reported for pictures that are equal."""


@torch.inference_mode()
def paint_pictures(average: nn.Module, pictures: Sequence[Picture], backend: Backend) -> list[Picture]:
    """What the averaged generator makes of inputs, all of one size, with its running batch-norm statistics."""
    painted: list[Picture] = []
    many = max(1, _AT_ONCE // (pictures[0].shape[0] * pictures[0].shape[1])) if pictures else 1
    for start in range(0, len(pictures), many):
        given = to_tensor(pictures[start : start + many], backend.device)
        with backend.cast():
            painted += to_pictures(average(given))
    return painted


def score_held_out(average: nn.Module, pairs: PairSource, backend: Backend) -> Scores | None:
    """Mean scores over all held-out pairs; None when nothing is held out."""
    held_out = [pairs.held_out_pair(number) for number in range(pairs.held_out_count)]
    if not held_out:
        return None
    painted = paint_pictures(average, [source for source, _ in held_out], backend)
    rows = [(source, made, target) for (source, target), made in zip(held_out, painted, strict=True)]
    tinted = [psnr(tint(source, made, 1.0), target) for source, made, target in rows]
    return Scores(
        psnr=_mean([psnr(made, target) for _, made, target in rows]),
        psnr_input=_mean([psnr(source, target) for source, _, target in rows]),
        ssim=_mean([_ssim(made, target) for _, made, target in rows]),
        psnr_luma=_mean(tinted) if is_colourising(pairs.recipe) else None,
        variety=variety(painted, [target for _, target in held_out]) if pairs.recipe.pairing is Pairing.SAME else None,
    )


def variety(painted: Sequence[Picture], targets: Sequence[Picture]) -> float | None:
    """Mean deviation of a pixel from picture to picture, among the paintings over among the targets; None for one."""
    made, wanted = (float(np.std(np.stack(side).astype(np.float32), axis=0).mean()) for side in (painted, targets))
    return made / wanted if wanted > 0 else None


def psnr(picture: Picture, target: Picture) -> float:
    """Peak signal-to-noise ratio over all pixels and channels in dB: 10 log10(255^2 / MSE), 100 at most."""
    error = float(np.mean(np.square(picture.astype(np.float32) - target.astype(np.float32))))
    return min(_MOST, 10 * float(np.log10(255.0**2 / error))) if error else _MOST


def _ssim(picture: Picture, target: Picture) -> float:
    single = [side.astype(np.float32) for side in (picture, target)]  # half the work of the double it would take
    return float(structural_similarity(*single, channel_axis=2, data_range=255))  # type: ignore[no-untyped-call]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
