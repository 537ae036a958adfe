"""How training pictures differ each time: cut by chance from their crops, mirrored or not, some changed by a filter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.faces.crops import cut_whole
from models.filter_records import Augmentation
from models.filters import apply_lasting, apply_step
from models.records import TRAINING_SIZE, Picture


@dataclass(frozen=True, slots=True)
class Cut:
    """across, down: from 0 (left, top) to just under 1 (right, bottom) of the room there is; flip: mirrored."""

    across: float
    down: float
    flip: bool = False


def draw_cut(generator: np.random.Generator, flip: bool) -> Cut:
    """A cut by chance. Always takes three numbers, so that switching flips off leaves the places as they were."""
    across, down, side = generator.random(3)
    return Cut(across, down, bool(flip and side < 0.5))


def make_roomy(crop: Picture, jitter: int, width: int = TRAINING_SIZE[0]) -> Picture:
    """The central 4:5 of the crop, larger than the network's picture by `jitter` px of 256 (272x340 for 16 of 256);

    without jitter it is what the network sees. Resized straight from the crop with the training picture's own kernel,
    so the random cut loses no sharpness.
    """
    wide = width + round(jitter * width / TRAINING_SIZE[0])
    return cut_whole(crop, (wide, round(wide * 5 / 4)))


def cut_out(roomy: Picture, cut: Cut, width: int = TRAINING_SIZE[0]) -> Picture:
    """The (5/4 width, width, 3) training picture at that place of a roomy one, a new array."""
    height = width * 5 // 4
    top = int(cut.down * (roomy.shape[0] - height + 1))
    left = int(cut.across * (roomy.shape[1] - width + 1))
    window = roomy[top : top + height, left : left + width]
    return np.ascontiguousarray(window[:, ::-1]) if cut.flip else window.copy()


def augment(
    augmentation: Augmentation | None, given: Picture, shown: Picture, generator: np.random.Generator, same: bool
) -> tuple[Picture, Picture]:
    """Both sides of a pair before their chains, changed where chance wants it. same: they are of one crop.

    Another crop than the one that goes in is only changed with `both`: it stands on no paper of the other's.
    """
    if augmentation is None:
        return given, shown
    share, seed = generator.random(), int(generator.integers(2**63))
    if share >= augmentation.share:
        return given, shown
    aged = apply_step(given, augmentation.step, seed)
    if augmentation.both:
        return aged, apply_step(shown, augmentation.step, seed)
    return aged, apply_lasting(shown, augmentation.step, seed) if same else shown
