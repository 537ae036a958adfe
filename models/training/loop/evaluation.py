"""How good the averaged generator paints the held-out crops; knows no loop and no file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from models.datasets import PairSource
from models.images.colour import tint
from models.images.likeness import ciede2000, psnr, ssim, to_lab
from models.networks.view import WHOLE, View
from models.recipes import is_colourising, shows_colours
from models.records import Pairing, Picture, Scores
from models.training.loop.loader import to_device
from models.training.machine.backend import Backend

_AT_ONCE = 8 * 256 * 320
"""Pixels painted at once: memory stays the same for small and large pictures."""
_COMPARED = 20
"""Pictures whose colours are compared, each 20 ms: an evaluation must not hold a training up, however many are out."""


@torch.inference_mode()
def paint_pictures(
    average: nn.Module, pictures: Sequence[Picture], backend: Backend, view: View = WHOLE
) -> list[Picture]:
    """What the averaged generator makes of inputs, all of one size, with its running batch-norm statistics."""
    painted: list[Picture] = []
    many = max(1, _AT_ONCE // (pictures[0].shape[0] * pictures[0].shape[1])) if pictures else 1
    for start in range(0, len(pictures), many):
        these = pictures[start : start + many]
        given = to_device(np.stack([view.show(picture) for picture in these]), backend.device)
        with backend.cast():
            answers = average(given).float().cpu().numpy()
        painted += map(view.picture_of, answers, these)
    return painted


def score_held_out(average: nn.Module, pairs: PairSource, backend: Backend, view: View = WHOLE) -> Scores | None:
    """Mean scores over all held-out pairs; None when nothing is held out."""
    held_out = [pairs.held_out_pair(number) for number in range(pairs.held_out_count)]
    if not held_out:
        return None
    painted = paint_pictures(average, [source for source, _ in held_out], backend, view)
    rows = [(source, made, target) for (source, target), made in zip(held_out, painted, strict=True)]
    tinted = is_colourising(pairs.recipe)
    shown = [tint(source, made, 1.0) if tinted else made for source, made, _ in rows]
    return Scores(
        psnr=_mean([psnr(made, target) for _, made, target in rows]),
        psnr_input=_mean([psnr(source, target) for source, _, target in rows]),
        ssim=_mean([ssim(made, target) for _, made, target in rows]),
        psnr_luma=_mean([psnr(one, row[2]) for one, row in zip(shown, rows, strict=True)]) if tinted else None,
        variety=variety(painted, [target for _, target in held_out]) if pairs.recipe.pairing is Pairing.SAME else None,
        ciede2000=_apart(shown, [target for *_, target in rows]) if shows_colours(pairs.recipe) else None,
    )


def _apart(shown: Sequence[Picture], targets: Sequence[Picture]) -> float:
    """The mean colour difference, of some of many spread over all of them."""
    every = -(-len(shown) // _COMPARED)
    both = zip(shown[::every], targets[::every], strict=True)
    return _mean([float(ciede2000(to_lab(one), to_lab(other)).mean()) for one, other in both])


def variety(painted: Sequence[Picture], targets: Sequence[Picture]) -> float | None:
    """Mean deviation of a pixel from picture to picture, among the paintings over among the targets; None for one."""
    made, wanted = (float(np.std(np.stack(side).astype(np.float32), axis=0).mean()) for side in (painted, targets))
    return made / wanted if wanted > 0 else None


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
