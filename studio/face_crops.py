"""The crops the panes show: a list of where each comes from, and one cut at a time off the GUI thread."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.faces.crops import cut_crop, cut_whole, training_picture
from models.images import read_picture
from models.project import Project
from models.records import Box, CutFrom, Picture

_KEPT = 96  # 256x320 pictures of 245 KB each


@dataclass(frozen=True, slots=True)
class Source:
    """One crop before it is cut: a face on a photo, or the whole photo when there is no box."""

    key: str
    path: Path
    box: Box | None
    person: str
    photo_id: int

    def cut(self) -> Picture:
        """The 320x256x3 picture a network would see. Raises PictureError."""
        picture = read_picture(self.path)
        return cut_whole(picture) if self.box is None else training_picture(cut_crop(picture, self.box))


def list_sources(project: Project) -> tuple[CutFrom, list[Source]]:
    """All faces that may be trained on; while there are none, the whole photos."""
    photos = {photo.id: photo for photo in project.photos.all()}
    faces = [face for face in project.faces.usable() if face.photo_id in photos]
    if faces:
        return CutFrom.FACES, [
            Source(f"f{face.id}", photos[face.photo_id].path, face.box, face.person, face.photo_id) for face in faces
        ]
    return CutFrom.WHOLE, [
        Source(f"p{photo.id}", photo.path, None, photo.person, photo.id)
        for photo in photos.values() if not photo.left_out
    ]


def first_shown(sources: Sequence[Source]) -> Source | None:
    """The crop to begin with: the first one alone on its photo, where a false box is least likely."""
    boxes = Counter(source.photo_id for source in sources)
    return next((source for source in sources if boxes[source.photo_id] == 1), sources[0] if sources else None)


def count_people(sources: Sequence[Source]) -> dict[str, int]:
    """How many crops each person has."""
    return dict(Counter(source.person for source in sources))


class Crops:
    """Crop pictures by source, the latest ones kept: going through faces decodes each photo once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Source, Picture] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, source: Source) -> Picture:
        """The 320x256x3 picture; treat it as read-only. Raises PictureError."""
        with self._lock:
            if source in self._kept:
                self._kept.move_to_end(source)
                return self._kept[source]
        picture = source.cut()
        with self._lock:
            self._kept[source] = picture
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return picture

    def get_some(
        self, sources: list[Source], count: int, each: Callable[[Picture], Picture]
    ) -> list[tuple[str, Picture]]:
        """(key, each(picture)) of the first `count` sources that can be read."""
        found: list[tuple[str, Picture]] = []
        for source in sources:
            if len(found) == count:
                break
            try:
                found.append((source.key, each(self.get(source))))
            except Exception:  # a missing photo is named where it is chosen; here the next one steps in
                continue
        return found
