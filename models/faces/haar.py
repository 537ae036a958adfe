"""Looks for faces on a picture with Haar cascades, and where none stands upright for tilted ones. Knows no project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.faces.detectors import DETECTORS
from models.faces.tilt import Tilted
from models.faces.view import WORKING_SIDE, look, working_copy
from models.params import Param, check_values
from models.records import NewFace, Picture

PARAMS: tuple[Param, ...] = (
    Param("cascade", "choice", "frontalface_default", choices=DETECTORS.names(), help="Which kind of face to look for"),
    Param(
        "scale",
        "float",
        1.1,
        low=1.02,
        high=2.0,
        step=0.01,
        label="Scale factor",
        help="How much larger the window grows from one look to the next: nearer to 1 finds more and takes longer",
    ),
    Param(
        "neighbours",
        "int",
        3,
        low=1,
        high=30,
        help="How many looks must agree: more gives fewer false boxes and misses more faces",
    ),
    Param(
        "min_size",
        "int",
        20,
        low=12,
        high=1000,
        unit="px",
        label="Smallest face",
        help=f"Side of the smallest face, in px of the photo reduced to at most {WORKING_SIDE} px",
    ),
    Param(
        "tilt",
        "bool",
        True,
        label="Try tilted heads",
        help="Where no face stands upright, turn the photo by 20 and 40 degrees and look for faces from the side",
    ),
)


@dataclass(frozen=True, slots=True)
class DetectorSettings:
    """How to look; see PARAMS for bounds and words. The defaults find all 29 faces of the Solvay photo."""

    cascade: str = "frontalface_default"
    scale: float = 1.1
    neighbours: int = 3
    min_size: int = 20
    tilt: bool = True

    @classmethod
    def checked(cls, values: Mapping[str, object]) -> DetectorSettings:
        """Settings from a form or a command line; raises ParameterError."""
        checked = check_values(PARAMS, values)
        neighbours, min_size = (int(checked[name]) for name in ("neighbours", "min_size"))
        return cls(str(checked["cascade"]), float(checked["scale"]), neighbours, min_size, bool(checked["tilt"]))


class Looked:
    """All that a cascade sees on one picture: joined into faces at once, however many windows must agree.

    Not for several threads at a time: what was measured is kept.
    """

    def __init__(self, picture: Picture, settings: DetectorSettings) -> None:
        self.settings = replace(settings, neighbours=1)
        detector = DETECTORS.get(settings.cascade)
        gray, factor = working_copy(picture)
        size = (picture.shape[1], picture.shape[0])
        self._upright = look(gray, factor, size, detector, settings.scale, settings.min_size)
        self._tilted = Tilted(self._upright, factor, settings.min_size) if settings.tilt else None

    def serves(self, settings: DetectorSettings) -> bool:
        """Whether faces(neighbours) answers these settings without another search."""
        return replace(settings, neighbours=1) == self.settings

    def faces(self, neighbours: int) -> list[NewFace]:
        """The faces at least so many windows agree on, top to bottom, as suggested 3:4 boxes that keep their ratio.

        weight: the cascade's confidence in its last stage; on the Solvay photo the 7 false boxes are the 7 lowest.
        """
        upright = self._upright.faces(neighbours)
        return self._tilted.add_to(upright, neighbours) if self._tilted is not None else upright


def find_faces_in(picture: Picture, settings: DetectorSettings | None = None) -> list[NewFace]:
    """The faces that a cascade sees on an upright picture with these settings; see Looked.faces."""
    settings = settings or DetectorSettings()
    return Looked(picture, settings).faces(settings.neighbours)
