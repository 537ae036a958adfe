"""The cascades that can look for faces, by name: this is the place to add one."""

from __future__ import annotations

from dataclasses import dataclass

from models.registry import Registry


@dataclass(frozen=True, slots=True)
class Detector:
    """A cascade that ships with OpenCV. mirrored: it knows one side only, so the mirrored photo is searched too."""

    name: str
    title: str
    help: str
    file: str
    mirrored: bool = False


DETECTORS: Registry[Detector] = Registry("detector")

for _detector in (
    Detector("frontalface_default", "Frontal", "Finds the most faces, and the most things that are none",
             "haarcascade_frontalface_default.xml"),
    Detector("alt", "Frontal, strict", "Fewer false boxes, misses small and turned faces",
             "haarcascade_frontalface_alt.xml"),
    Detector("alt2", "Frontal, balanced", "Between the other two", "haarcascade_frontalface_alt2.xml"),
    Detector("profileface", "Profile", "Faces seen from the side, left and right", "haarcascade_profileface.xml",
             mirrored=True),
):
    DETECTORS.add(_detector.name, _detector)

EYES_FILE = "haarcascade_eye.xml"
