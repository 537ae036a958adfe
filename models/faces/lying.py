"""Tells whether a photo on which no face stands upright lies on its side or head. Knows no project.

Only looked at where nothing believable was found, and on a small copy: it makes such a search a sixth longer at most.
"""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.faces.cascades import Gray
from models.faces.clues import suspect
from models.faces.detectors import DETECTORS
from models.faces.view import look, working_copy
from models.records import NewFace, Picture

_SIDE = 320
"""Longer side of the small copy: heads smaller than a sixteenth of it don't say how a photo lies."""
_SMALLEST = 20
_NEIGHBOURS = 3
_UPRIGHT = -2.0
"""Log-odds of a box being false below which somebody stands upright, and the photo is not turned: 1 to 7."""
_SURE = -2.0
"""The same of a box on the turned copy: on portraits turned the wrong way none has been seen below -1.3."""


def stands_upright(faces: list[NewFace]) -> bool:
    """Whether one of the boxes found on a photo is a believable face."""
    return any(one.log_odds < _UPRIGHT for one in suspect(faces))


def find_turn(picture: Picture) -> int:
    """By how many quarters clockwise the picture must be turned so that faces are seen; 0 where that can't be told."""
    gray, _ = working_copy(picture)
    small = _shrink(gray)
    odds = {quarters: _least_odds(np.ascontiguousarray(np.rot90(small, -quarters))) for quarters in (1, 2, 3)}
    seen = [quarters for quarters, least in odds.items() if least < _SURE]
    return seen[0] if len(seen) == 1 else 0


def _shrink(gray: Gray) -> Gray:
    longer = max(gray.shape)
    if longer <= _SIDE:
        return gray
    size = [max(1, round(side * _SIDE / longer)) for side in (gray.shape[1], gray.shape[0])]
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8)


def _least_odds(gray: Gray) -> float:
    """The log-odds of being false of the likeliest face on a small copy; infinite without any."""
    seen = look(gray, 1.0, (gray.shape[1], gray.shape[0]), DETECTORS.get("frontalface_default"), 1.1, _SMALLEST)
    return min((one.log_odds for one in suspect(seen.faces(_NEIGHBOURS))), default=np.inf)
