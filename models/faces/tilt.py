"""Looks for heads that are not upright: on the photo turned, and from the side. It knows no project."""

from __future__ import annotations

from functools import cached_property

from models.faces.clues import lie_over, odds_alone, suspect
from models.faces.detectors import DETECTORS, Detector
from models.faces.view import View, look
from models.records import NewFace

ANGLES = (-20.0, 20.0, -40.0, 40.0)
"""Degrees clockwise: a cascade still sees a head that is tilted by ten more or less."""
_BELIEVABLE = -2.0
"""Log-odds of an upright box being false below which the photo is not turned: 1 to 7."""
_STRICT = -1.0
"""Log-odds of a tilted box below which it is suggested, without the credit the likeliest upright one has:

six more looks have six more chances to err. On portraits and on photos without people it adds no false box.
"""


_LEAST_SHARE = 20
"""Tilted heads are looked for down to this part of the photo's longer side: where they are smaller than that, many
people are on it, and one of them stands upright. Large photos are turned in half the time."""


class Tilted:
    """The other looks at a photo, taken when they are first asked for."""

    def __init__(self, upright: View, factor: float, smallest: int) -> None:
        self._upright = upright
        self._factor = factor
        self._smallest = max(smallest, round(max(upright.gray.shape) / _LEAST_SHARE))

    def add_to(self, faces: list[NewFace], neighbours: int) -> list[NewFace]:
        """The upright faces and the tilted ones; as they are where one of them is believable."""
        if any(one.log_odds < _BELIEVABLE for one in suspect(faces)):
            return faces
        # the search from the side takes as long as all the turned ones: it is the last resort
        tilted = _believable(self._turned, neighbours) or _believable(self._from_the_side, neighbours)
        return _joined(faces, tilted)

    @cached_property
    def _turned(self) -> list[View]:
        return [self._look(self._upright.detector, angle) for angle in ANGLES]

    @cached_property
    def _from_the_side(self) -> list[View]:
        # who searched for profiles has seen them
        return [] if self._upright.detector.mirrored else [self._look(DETECTORS.get("profileface"), 0.0)]

    def _look(self, detector: Detector, angle: float) -> View:
        up = self._upright
        return look(up.gray, self._factor, up.photo_size, detector, up.scale, self._smallest, angle)


def _believable(views: list[View], neighbours: int) -> list[NewFace]:
    return [face for view in views for face in view.faces(neighbours) if odds_alone(face) < _STRICT]


def _joined(upright: list[NewFace], tilted: list[NewFace]) -> list[NewFace]:
    """The tilted boxes that lie over nothing likelier, and the upright ones that none of these replaces."""
    kept: list[NewFace] = []
    for face in sorted(tilted, key=odds_alone):
        likelier = [other for other in upright if odds_alone(other) <= odds_alone(face)]
        if not any(lie_over(face.box, other.box) for other in (*likelier, *kept)):
            kept.append(face)
    left = [face for face in upright if not any(lie_over(face.box, other.box) for other in kept)]
    return sorted([*left, *kept], key=lambda face: (face.box.y, face.box.x))
