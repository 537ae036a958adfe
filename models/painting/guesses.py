"""Where an encoder guesses colours: how far its answers lie apart when it looks at a photo in several ways."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.painting.encoder import Encoder
from models.painting.network_input import take_out, whole_input
from models.recipes.filtering import filter_input
from models.records import PaintOptions, Picture

Doubt = npt.NDArray[np.float32]
"""(h, w): standard deviation of the colours painted there, in levels of Cr and Cb together."""

_SIZES = (0.75, 1.0, 1.25, 1.5)
"""How large the photo is shown to the network, against its usual size; each also mirrored: eight looks."""


def find_guesses(encoder: Encoder, photo: Picture, options: PaintOptions) -> Doubt:
    """As coarse as the network sees the photo. What all looks agree on is known, what they do not is guessed."""
    framed, size = whole_input(encoder.header.recipe, photo)
    looks = np.stack([chroma for scale in _SIZES for chroma in _look(encoder, framed, options, scale)])
    spread = np.sqrt(looks.var(axis=0).sum(axis=2))
    return np.ascontiguousarray(take_out(spread, size))


def _look(encoder: Encoder, framed: Picture, options: PaintOptions, scale: float) -> list[npt.NDArray[np.float32]]:
    """Cr and Cb of the photo shown in that size, as it is and mirrored, in the size of the framed one."""
    height, width = framed.shape[:2]
    step = encoder.header.recipe.width // 4
    across, down = (max(1, round(side * scale / step)) * step for side in (width, height))
    shown = np.asarray(cv2.resize(framed, (across, down), interpolation=cv2.INTER_AREA), np.uint8)
    filtered = filter_input(encoder.header.recipe, shown, options.seed)
    answers = (encoder.paint(filtered, (), False), encoder.paint(filtered[:, ::-1], (), False)[:, ::-1])
    return [_chroma(np.asarray(cv2.resize(np.ascontiguousarray(one), (width, height)), np.uint8)) for one in answers]


def _chroma(picture: Picture) -> npt.NDArray[np.float32]:
    return cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb)[:, :, 1:].astype(np.float32)
