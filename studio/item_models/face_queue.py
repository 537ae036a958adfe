"""The order in which faces are reviewed, and what makes a box doubtful, as pure functions over rows. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from models.faces.boxes import haar_from_crop_box, intersection_over_union
from models.photos.thumbnails import thumbnail_path
from models.project import Project
from models.records import Face, FaceState, Photo

SURE_BELOW = 0.3
"""Boxes less doubtful than this are accepted by "Accept the rest"."""
SURE_WEIGHT = 4.0
"""A cascade weight from which on false boxes are rare."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """score: 0 (surely a face) to 1; reasons: in words."""

    score: float
    reasons: tuple[str, ...] = ()


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


def doubt(face: Face, faces: Sequence[Face]) -> Doubt:
    """How likely a suggested box is no face, judged by itself and by the other boxes of its photo.

    Boxes that a person made or decided on carry no doubt.
    """
    if face.state is not FaceState.SUGGESTED or face.weight is None:
        return Doubt(0.0)
    others = [other for other in faces if other.id != face.id and other.state is not FaceState.REJECTED]
    found: list[tuple[float, str]] = []
    if face.weight < SURE_WEIGHT:
        found.append((0.5 * (1 - max(0.0, face.weight) / SURE_WEIGHT), f"Detector unsure (weight {face.weight:.1f})"))
    if len(face.eyes) < 2:
        found.append((0.2, "No eyes found inside") if not face.eyes else (0.05, "Only one eye found"))
    found += _against(face, others)
    return Doubt(min(1.0, sum(score for score, _ in found)), tuple(words for score, words in found if score >= 0.1))


def _against(face: Face, others: Sequence[Face]) -> list[tuple[float, str]]:
    """What the neighbours say: overlapping, or of quite another size."""
    found: list[tuple[float, str]] = []
    square = haar_from_crop_box(face.box)
    if any(intersection_over_union(square, haar_from_crop_box(other.box)) > 0.1 for other in others):
        found.append((0.3, "Overlaps another box"))
    if others:
        share = face.box.width / median(other.box.width for other in others)
        if share < 0.6:
            found.append((0.3, "Much smaller than its neighbours"))
        elif share > 1.8 and len(others) > 1:
            found.append((0.3, "Much larger than its neighbours"))
    return found


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
