"""Looks for faces on a picture with Haar cascades. It knows no project and does not judge what it finds."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.errors import BottegaError
from models.faces.boxes import Square, crop_box_from_haar, same_face, shift_inside
from models.faces.detectors import DETECTORS, EYES_FILE, Detector
from models.params import Param, check_values
from models.records import NewFace, Picture

Gray = npt.NDArray[np.uint8]

WORKING_SIDE = 1400
"""Photos with a longer side are searched on a copy of this size: 20 px is then the same share of all large photos."""

_EYE_WIDTH = 96
"""The upper half of a face is looked at in this width for eyes: a hint must be cheap."""

PARAMS: tuple[Param, ...] = (
    Param("cascade", "choice", "frontalface_default", choices=DETECTORS.names(), help="Which kind of face to look for"),
    Param("scale", "float", 1.1, low=1.02, high=2.0, step=0.01, label="Scale factor",
          help="How much larger the window grows from one look to the next: nearer to 1 finds more and takes longer"),
    Param("neighbours", "int", 3, low=1, high=30,
          help="How many looks must agree: more gives fewer false boxes and misses more faces"),
    Param("min_size", "int", 20, low=12, high=1000, unit="px", label="Smallest face",
          help=f"Side of the smallest face, in px of the photo reduced to at most {WORKING_SIDE} px"),
)


@dataclass(frozen=True, slots=True)
class DetectorSettings:
    """How to look; see PARAMS for bounds and words. The defaults find all 29 faces of the Solvay photo."""

    cascade: str = "frontalface_default"
    scale: float = 1.1
    neighbours: int = 3
    min_size: int = 20

    @classmethod
    def checked(cls, values: Mapping[str, object]) -> DetectorSettings:
        """Settings from a form or a command line; raises ParameterError."""
        checked = check_values(PARAMS, values)
        whole = (int(checked[name]) for name in ("neighbours", "min_size"))
        return cls(str(checked["cascade"]), float(checked["scale"]), *whole)


def find_faces_in(picture: Picture, settings: DetectorSettings | None = None) -> list[NewFace]:
    """The faces a cascade sees on an upright picture, top to bottom, as suggested 3:4 boxes that keep their ratio.

    weight: the cascade's confidence in its last stage; on the Solvay photo the 7 false boxes are the 7 lowest.
    """
    settings = settings or DetectorSettings()
    detector = DETECTORS.get(settings.cascade)
    height, width = picture.shape[:2]
    gray, factor = _working_copy(picture)
    source = f"haar:{detector.name}"
    faces = []
    for (x, y, w, h), weight in _search(gray, detector, settings):
        box = shift_inside(crop_box_from_haar(x * factor, y * factor, w * factor, h * factor), width, height)
        eyes = tuple((u * factor, v * factor) for u, v in _find_eyes(gray, (x, y, w, h)))
        faces.append(NewFace(box, source=source, weight=weight, eyes=eyes))
    return _without_doubles(faces) if detector.mirrored else faces


def _working_copy(picture: Picture) -> tuple[Gray, float]:
    """The luma, reduced if need be, and how much larger the photo is."""
    gray = np.asarray(cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY), np.uint8)
    longer = max(gray.shape)
    if longer <= WORKING_SIDE:
        return gray, 1.0
    size = [max(1, round(side * WORKING_SIDE / longer)) for side in (gray.shape[1], gray.shape[0])]
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8), longer / WORKING_SIDE


def _search(gray: Gray, detector: Detector, settings: DetectorSettings) -> list[tuple[Square, float]]:
    """Boxes and weights, top to bottom: an order that does not depend on how the cascade went about it."""
    found = _run_cascade(gray, detector.file, settings)
    if detector.mirrored:
        width = gray.shape[1]
        turned = _run_cascade(np.ascontiguousarray(gray[:, ::-1]), detector.file, settings)
        found += [((width - x - w, y, w, h), weight) for (x, y, w, h), weight in turned]
    return sorted(found, key=lambda item: (item[0][1], item[0][0], item[0][2]))


def _run_cascade(gray: Gray, file: str, settings: DetectorSettings) -> list[tuple[Square, float]]:
    smallest = (settings.min_size, settings.min_size)
    boxes, _, weights = classifier(file).detectMultiScale3(
        gray, settings.scale, settings.neighbours, 0, smallest, (0, 0), True
    )
    return [
        ((float(x), float(y), float(w), float(h)), float(weight))
        for (x, y, w, h), weight in zip(boxes, np.ravel(weights), strict=True)
    ]


def _find_eyes(gray: Gray, face: Square) -> list[tuple[float, float]]:
    """At most two centres of what the eye cascade sees in the upper 60 % of a face."""
    x, y, w, h = (int(value) for value in face)
    part = gray[y:y + int(h * 0.6), x:x + w]
    factor = w / _EYE_WIDTH
    small = cv2.resize(part, (_EYE_WIDTH, max(1, round(part.shape[0] / factor))), interpolation=cv2.INTER_LINEAR)
    boxes, _, weights = classifier(EYES_FILE).detectMultiScale3(small, 1.1, 3, 0, (14, 14), (48, 48), True)
    best = sorted(zip(np.ravel(weights), boxes, strict=True), key=lambda item: -float(item[0]))[:2]
    middles = [(float(u) + float(a) / 2, float(v) + float(b) / 2) for _, (u, v, a, b) in best]
    return sorted((x + u * factor, y + v * factor) for u, v in middles)


def _without_doubles(faces: list[NewFace]) -> list[NewFace]:
    """One box per face, the surer one, when both sides were searched."""
    kept: list[NewFace] = []
    for face in sorted(faces, key=lambda face: -(face.weight or 0.0)):
        if not any(same_face(face.box, other.box) for other in kept):
            kept.append(face)
    return [face for face in faces if face in kept]


_of_thread = threading.local()


def classifier(file: str) -> cv2.CascadeClassifier:
    """This thread's own classifier: one shared by threads gives wrong boxes. Raises BottegaError without its file."""
    loaded: dict[str, cv2.CascadeClassifier] = _of_thread.__dict__.setdefault("classifiers", {})
    if file not in loaded:
        loaded[file] = _load(Path(cv2.__file__).parent / "data" / file)
    return loaded[file]


def _load(path: Path) -> cv2.CascadeClassifier:
    """From its text: OpenCV itself can't open paths with letters beyond ASCII on Windows."""
    made = cv2.CascadeClassifier()
    try:
        storage = cv2.FileStorage(path.read_text(), cv2.FILE_STORAGE_READ | cv2.FILE_STORAGE_MEMORY)
        read = made.read(storage.getFirstTopLevelNode())
    except (OSError, cv2.error):
        read = False
    if not read or made.empty():
        raise BottegaError("the face cascade is missing or damaged", path=path, remedy="Install Bottega again")
    return made
