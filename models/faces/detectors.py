"""The cascades that can look for faces, by name: this is the place to add one."""

from __future__ import annotations

from dataclasses import dataclass

from models.registry import Registry


@dataclass(frozen=True, slots=True)
class Detector:
    """A cascade that ships with OpenCV. mirrored: it knows one side only, so the mirrored photo is searched too.

    second: the independent cascades that are asked about what this one found; weight_floor: the least weight it gives,
    its last stage's threshold; weight_sure: the weight from which on false boxes are rare.
    """

    name: str
    title: str
    help: str
    file: str
    second: tuple[str, ...]
    weight_floor: float
    weight_sure: float
    mirrored: bool = False


DETECTORS: Registry[Detector] = Registry("detector")

_STRICT, _BALANCED = "haarcascade_frontalface_alt.xml", "haarcascade_frontalface_alt2.xml"
_FRONTAL, _PROFILE = "haarcascade_frontalface_default.xml", "haarcascade_profileface.xml"

for _detector in (
    Detector(
        "frontalface_default",
        "Frontal",
        "Finds the most faces, and the most things that are none",
        _FRONTAL,
        (_BALANCED, _STRICT),
        -3.0,
        4.0,
    ),
    # their last stages are decision trees, whose weights begin at the threshold and rise by little
    Detector(
        "alt",
        "Frontal, strict",
        "Fewer false boxes, misses small and turned faces",
        _STRICT,
        (_BALANCED, _FRONTAL),
        105.8,
        107.2,
    ),
    Detector("alt2", "Frontal, balanced", "Between the other two", _BALANCED, (_STRICT, _FRONTAL), 53.8, 55.2),
    Detector(
        "profileface",
        "Profile",
        "Faces seen from the side, left and right",
        _PROFILE,
        (_BALANCED, _STRICT),
        -1.3,
        3.0,
        mirrored=True,
    ),
):
    DETECTORS.add(_detector.name, _detector)

EYES_FILE = "haarcascade_eye.xml"
