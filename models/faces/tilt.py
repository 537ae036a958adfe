"""Looks for heads that are not upright: on the photo turned, and from the side. It knows no project."""

from __future__ import annotations

from functools import cached_property

from models.faces.clues import lie_over, odds_alone, suspect
from models.faces.detectors import DETECTORS
from models.faces.view import View, look
from models.records import NewFace

ANGLES = (-20.0, 20.0, -40.0, 40.0)
"""Degrees: a cascade sees a head that is tilted by ten more or less."""
_BELIEVABLE = -1.0
"""Log-odds of an upright box below which a photo is not turned: 1 to 3 against."""
_STRICT = -1.0
"""Log-odds of a tilted box below which it is suggested: with nine looks each may err only a ninth as often."""


class Tilted:
    """The other looks at a photo, taken when they are first asked for."""

    def __init__(self, upright: View, factor: float, smallest: int) -> None:
        self._upright = upright
        self._factor = factor
        self._smallest = smallest

    def add_to(self, faces: list[NewFace], neighbours: int) -> list[NewFace]:
        """The upright faces and the tilted ones; as they are where one of them is believable."""
        if any(one.log_odds < _BELIEVABLE for one in suspect(faces)):
            return faces
        tilted = [face for view in self._views for face in view.faces(neighbours) if odds_alone(face) < _STRICT]
        return _one_each([*faces, *tilted])

    @cached_property
    def _views(self) -> list[View]:
        up = self._upright
        profile = DETECTORS.get("profileface")
        looks = [(up.detector, angle) for angle in ANGLES]
        if not up.detector.mirrored:
            looks.append((profile, 0.0))
        return [
            look(up.gray, self._factor, up.photo_size, detector, up.scale, self._smallest, angle)
            for detector, angle in looks
        ]


def _one_each(faces: list[NewFace]) -> list[NewFace]:
    """Of boxes that lie over one another the likeliest, top to bottom."""
    kept: list[NewFace] = []
    for face in sorted(faces, key=odds_alone):
        if not any(lie_over(face.box, other.box) for other in kept):
            kept.append(face)
    return sorted(kept, key=lambda face: (face.box.y, face.box.x))
