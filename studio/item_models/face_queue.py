"""The order in which faces are reviewed, as pure functions over rows. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from models.faces.doubt import doubt
from models.photos.thumbnails import thumbnail_path
from models.project import Project
from models.records import Face, FaceState, Photo


@dataclass(frozen=True, slots=True)
class PhotoFaces:
    """One stop of the queue: a photo and its boxes."""

    photo: Photo
    thumbnail: Path
    faces: tuple[Face, ...]

    @property
    def to_review(self) -> tuple[Face, ...]:
        return tuple(face for face in self.faces if face.state is FaceState.SUGGESTED)

    @property
    def waits(self) -> bool:
        """Whether a person should look: boxes to review, or no box at all after the search."""
        return bool(self.to_review) or (self.photo.searched and not self.faces)

    def doubt(self) -> float:
        """Of the photo: 1 without any face, else that of its most doubtful box still to review."""
        if self.photo.searched and not self.faces:
            return 1.0
        return max((doubt(face, self.faces).score for face in self.to_review), default=0.0)


def read_queue(project: Project) -> list[PhotoFaces]:
    """Every photo with its boxes, by person and path; meant for a background thread."""
    boxes: dict[int, list[Face]] = {}
    for face in project.faces.all():
        boxes.setdefault(face.photo_id, []).append(face)
    return [
        PhotoFaces(photo, thumbnail_path(project, photo.sha256), tuple(in_reading_order(boxes.get(photo.id, ()))))
        for photo in project.photos.all()
    ]


def order_queue(photos: Iterable[PhotoFaces], order: str) -> list[PhotoFaces]:
    """order: "doubt" (doubtful first, done last), "photo" (by file name) or "person"."""
    if order == "doubt":
        return sorted(photos, key=lambda one: (not one.waits, -one.doubt(), one.photo.person, one.photo.path.name))
    if order == "photo":
        return sorted(photos, key=lambda one: (one.photo.path.name.casefold(), one.photo.id))
    return sorted(photos, key=lambda one: (one.photo.person.casefold(), one.photo.path.name))


def keep_order(before: Sequence[PhotoFaces], fresh: Iterable[PhotoFaces], order: str) -> list[PhotoFaces]:
    """Fresh rows in the order of before, new photos behind them: a review never jumps under one's hands."""
    by_id = {one.photo.id: one for one in fresh}
    kept = [by_id.pop(one.photo.id) for one in before if one.photo.id in by_id]
    return kept + order_queue(by_id.values(), order)


def with_faces(stop: PhotoFaces, faces: Iterable[Face]) -> PhotoFaces:
    return replace(stop, faces=tuple(in_reading_order(faces)))


def in_reading_order(faces: Iterable[Face]) -> list[Face]:
    """Row by row, left to right, as one would walk along a group photo; a row is half a median face tall."""
    boxes = list(faces)
    if not boxes:
        return []
    step = max(1.0, median(face.box.height for face in boxes) * 0.75)
    return sorted(boxes, key=lambda face: (round(face.box.centre[1] / step), face.box.centre[0], face.id))


def next_to_review(stop: PhotoFaces, after: int | None, order: str = "photo") -> int | None:
    """The id of the next suggested face of a photo; None when none is left but `after` itself, or none at all.

    By doubt it is the most doubtful one, so that false boxes go first; else the next behind `after`, going round.
    """
    ids = [face.id for face in stop.faces]
    start = ids.index(after) + 1 if after in ids else 0
    turned = [face for face in stop.faces[start:] + stop.faces[:start] if face.state is FaceState.SUGGESTED]
    others = [face for face in turned if face.id != after]
    if not others:
        return None
    if order == "doubt":
        return max(others, key=lambda face: doubt(face, stop.faces).score).id
    return others[0].id
