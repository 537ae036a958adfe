"""Some faces of A and of B, small: who is in the averages, and whose face is painted again and again."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.datasets.crop_store import Key
from models.errors import PictureError
from models.records import Picture
from models.workflow.project_crops import ProjectCrop
from studio.panes.paint.average.groups import Group
from studio.state.crops import Crops
from studio.widgets.fitted_image import FittedImage

Faces = tuple[tuple[Key, Picture], ...]


@dataclass
class Wall:
    """groups: whose faces these are; chosen: the place of the one that is painted again, of each."""

    groups: tuple[Group | None, Group | None] = (None, None)
    faces: tuple[Faces, Faces] = ((), ())
    images: tuple[Sequence[FittedImage | None], Sequence[FittedImage | None]] = ((), ())
    chosen: list[int | None] = field(default_factory=lambda: [None, None])
    wanted: tuple[Group | None, Group | None] = (None, None)

    def wants(self, first: Group, second: Group | None) -> bool:
        """Whether it shows others, and these were not asked for yet."""
        if self.wanted == (first, second):
            return False
        self.wanted = (first, second)
        return True

    def choose(self, which: int, place: int) -> None:
        self.chosen[which] = place

    def face(self, which: int) -> tuple[Key, Picture | None]:
        """The one that is painted again: of A, and of B; where there is no B, the next one of A."""
        if which == 1 and self.groups[1] is None:
            others = [face for place, face in enumerate(self.faces[0]) if place != self.chosen[0]]
            return others[0] if others else (b"", None)
        place = self.chosen[which]
        return self.faces[which][place] if place is not None else (b"", None)


def read_wall(crops: Crops, first: Group, second: Group | None, count: int, width: int) -> Wall:
    """The first faces of A and of B, twice as many of A alone; any thread may ask."""
    read = _read(crops, first, count if second is not None else 2 * count, width)
    other = _read(crops, second, count, width) if second is not None else ()
    images = [FittedImage(picture) for _, picture in read], [FittedImage(picture) for _, picture in other]
    chosen: list[int | None] = [0 if faces else None for faces in (read, other)]
    return Wall((first, second), (read, other), images, chosen, (first, second))


def _read(crops: Crops, group: Group, count: int, width: int) -> Faces:
    faces = []
    for crop in _spread(group.crops, count):
        with contextlib.suppress(PictureError):
            faces.append((crop.source.key, crops.picture(crop, width)))
    return tuple(faces)


def _spread(crops: tuple[ProjectCrop, ...], count: int) -> list[ProjectCrop]:
    """So many of them, from all over."""
    if len(crops) <= count:
        return list(crops)
    return [crops[place * len(crops) // count] for place in range(count)]
