"""One way of looking at a photo: its luma, perhaps turned, and all that a cascade sees on it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.faces.boxes import Point, box_about, crop_box_from_haar, same_face, shift_inside
from models.faces.cascades import Gray, Rectangle, Windows, join_windows, look_everywhere, mirror_windows
from models.faces.detectors import Detector
from models.faces.evidence import find_eyes, measure
from models.records import Box, Evidence, NewFace, Picture

WORKING_SIDE = 1400
"""Photos with a longer side are searched on a copy of this size: 20 px is then the same share of all large photos."""

Affine = npt.NDArray[np.float64]
"""(2, 3): where a pixel of one picture lies on another."""
_Measured = tuple[Evidence, tuple[Point, ...]]


@dataclass(frozen=True)
class View:
    """gray: what is searched; to_photo: from its pixels to the photo's; angle: how far it was turned, degrees.

    windows: all that the cascade let through, one entry per side it knows; scale: the scale factor of the search.
    """

    gray: Gray
    to_photo: Affine
    angle: float
    photo_size: tuple[int, int]
    detector: Detector
    scale: float
    windows: tuple[Windows, ...]
    _measured: dict[tuple[Rectangle, int], _Measured] = field(default_factory=dict)

    def faces(self, neighbours: int) -> list[NewFace]:
        """The faces at least so many windows agree on, top to bottom, as suggested 3:4 boxes that keep their ratio.

        weight: the cascade's confidence in its last stage.
        """
        joined = [one for side in self.windows for one in join_windows(side, neighbours)]
        joined.sort(key=lambda item: (item[0][1], item[0][0], item[0][2]))
        faces = [self._face(*one) for one in joined]
        return _without_doubles(faces) if self.detector.mirrored else faces

    def _face(self, box: Rectangle, windows: int, weight: float) -> NewFace:
        # the same boxes come back with every move of a slider
        if (box, windows) not in self._measured:
            evidence = measure(self.gray, box, self.detector, windows, self.scale)
            self._measured[box, windows] = evidence, tuple(find_eyes(self.gray, box))
        evidence, eyes = self._measured[box, windows]
        on_photo = tuple(self._on_photo(eye) for eye in eyes)
        source = f"haar:{self.detector.name}"
        return NewFace(self._crop_box(box), source=source, weight=weight, eyes=on_photo, evidence=evidence)

    def _crop_box(self, box: Rectangle) -> Box:
        factor = float(np.hypot(self.to_photo[0, 0], self.to_photo[1, 0]))
        x, y, side, _ = box
        crop = crop_box_from_haar(x, y, side, side)
        about = box_about(self._on_photo(crop.centre), crop.width * factor, self.angle)
        return shift_inside(about, *self.photo_size)

    def _on_photo(self, point: Point) -> Point:
        x, y = self.to_photo @ (*point, 1.0)
        return float(x), float(y)


def working_copy(picture: Picture) -> tuple[Gray, float]:
    """The luma, reduced if need be, and how much larger the photo is."""
    gray = np.asarray(cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY), np.uint8)
    longer = max(gray.shape)
    if longer <= WORKING_SIDE:
        return gray, 1.0
    size = [max(1, round(side * WORKING_SIDE / longer)) for side in (gray.shape[1], gray.shape[0])]
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8), longer / WORKING_SIDE


def look(
    gray: Gray,
    factor: float,
    photo_size: tuple[int, int],
    detector: Detector,
    scale: float,
    smallest: int,
    angle: float = 0.0,
) -> View:
    """Search a working copy that is `factor` times smaller than the photo (width, height).

    angle: the photo is turned counterclockwise by so many degrees first: heads tilted clockwise by it come upright.
    """
    to_photo = np.array([[factor, 0, 0], [0, factor, 0]], np.float64)
    if angle:
        gray, back = _turn(gray, angle)
        to_photo = factor * back
    windows = [look_everywhere(gray, detector.file, scale, smallest)]
    if detector.mirrored:
        mirrored = look_everywhere(np.ascontiguousarray(gray[:, ::-1]), detector.file, scale, smallest)
        windows.append(mirror_windows(mirrored, gray.shape[1]))
    return View(gray, to_photo, angle, photo_size, detector, scale, tuple(windows))


def _turn(gray: Gray, angle: float) -> tuple[Gray, Affine]:
    """The whole picture turned counterclockwise about its centre, and the way back to its pixels.

    What lies outside is its mean gray: an edge less for the cascade to take for something.
    """
    height, width = gray.shape
    there = np.asarray(cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0), np.float64)
    cosine, sine = abs(there[0, 0]), abs(there[0, 1])
    wide, high = round(width * cosine + height * sine), round(width * sine + height * cosine)
    there[:, 2] += (wide - width) / 2, (high - height) / 2
    turned = cv2.warpAffine(gray, there, (wide, high), flags=cv2.INTER_LINEAR, borderValue=float(gray.mean()))
    return np.asarray(turned, np.uint8), np.asarray(cv2.invertAffineTransform(there), np.float64)


def _without_doubles(faces: list[NewFace]) -> list[NewFace]:
    """One box per face, the surer one, when both sides were searched."""
    kept: list[NewFace] = []
    for face in sorted(faces, key=lambda face: -(face.weight or 0.0)):
        if not any(same_face(face.box, other.box) for other in kept):
            kept.append(face)
    return [face for face in faces if face in kept]
