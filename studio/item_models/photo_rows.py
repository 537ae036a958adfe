"""A photo as the panes see it, and which of them to show in which order. Plain values, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from models.faces.doubt import Doubt, doubts
from models.faces.judge import Judge
from models.project import Project
from models.records import Face, FaceState, Photo

BLURRED_BELOW = 120.0
"""Variance of the Laplacian of the 256 px thumbnail: soft portraits lie under it, plainly sharp ones over 300."""
DARK_BELOW = 70.0


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo with its faces and what is to be said of them.

    thumbnail: where its thumbnail lies, or would lie; faces: in reading order; doubts: by the number of the face;
    doubt: of the photo, 1 where a person must look for a face, else that of its most doubtful box still to review;
    alike: the number of its group of near-duplicates, 0 when it has none.
    """

    photo: Photo
    thumbnail: Path
    faces: tuple[Face, ...]
    doubts: Mapping[int, Doubt]
    missing: bool
    doubt: float
    alike: int = 0

    @property
    def to_review(self) -> tuple[Face, ...]:
        return tuple(face for face in self.faces if face.state is FaceState.SUGGESTED)

    @property
    def face_count(self) -> int:
        """The boxes that are not rejected."""
        return sum(face.state is not FaceState.REJECTED for face in self.faces)

    @property
    def lacks_face(self) -> bool:
        """Whether the search found no box at all and nobody has looked yet."""
        return self.photo.searched and not self.faces and not self.photo.faceless

    @property
    def waits(self) -> bool:
        """Whether a person should look."""
        return self.lacks_face or any(face.state is FaceState.SUGGESTED for face in self.faces)

    @property
    def no_face(self) -> bool:
        return self.photo.searched and self.face_count == 0

    @property
    def near_duplicate(self) -> bool:
        return self.alike != 0


def make_row(photo: Photo, faces: Iterable[Face], thumbnail: Path, judge: Judge | None, missing: bool) -> PhotoRow:
    """The row of a photo with these boxes."""
    ordered = tuple(in_reading_order(faces))
    judged = doubts(ordered, judge)
    lacks_face = photo.searched and not ordered and not photo.faceless
    waiting = [judged[face.id].score for face in ordered if face.state is FaceState.SUGGESTED]
    return PhotoRow(photo, thumbnail, ordered, judged, missing, 1.0 if lacks_face else max(waiting, default=0.0))


def judge_again(rows: Iterable[PhotoRow], judge: Judge | None) -> list[tuple[PhotoRow, PhotoRow]]:
    """(before, after) of the rows whose doubts another judge sees differently."""
    changed = []
    for row in rows:
        fresh = make_row(row.photo, row.faces, row.thumbnail, judge, row.missing)
        if fresh.doubts != row.doubts:
            changed.append((row, fresh))
    return changed


def read_rows(project: Project, ids: Sequence[int] | None, judge: Judge | None) -> list[PhotoRow]:
    """The rows of these photos (None: of all); photos that are gone have none. Any thread may ask."""
    from models.photos.thumbnails import thumbnail_path  # late: it brings the picture libraries

    photos = project.photos.all() if ids is None else project.photos.some(ids)
    boxes: dict[int, list[Face]] = {photo.id: [] for photo in photos}
    for face in project.faces.all() if ids is None else project.faces.of_photos(ids):
        if face.photo_id in boxes:
            boxes[face.photo_id].append(face)
    return [
        make_row(photo, boxes[photo.id], thumbnail_path(project, photo.sha256), judge, not photo.path.exists())
        for photo in photos
    ]


def in_reading_order(faces: Iterable[Face]) -> list[Face]:
    """Row by row, left to right, as one would walk along a group photo; a row is 3/4 of a median face tall."""
    boxes = list(faces)
    if len(boxes) < 2:
        return boxes
    step = max(1.0, median(face.box.height for face in boxes) * 0.75)
    return sorted(boxes, key=lambda face: (round(face.box.centre[1] / step), face.box.centre[0], face.id))


SHOWS: dict[str, Callable[[PhotoRow], bool]] = {
    "gray": lambda row: row.photo.facts.gray,
    "blurred": lambda row: row.photo.facts.sharpness < BLURRED_BELOW,
    "dark": lambda row: row.photo.facts.brightness < DARK_BELOW,
    "left_out": lambda row: row.photo.left_out,
    "missing": lambda row: row.missing,
    "to_review": lambda row: bool(row.to_review),
    "no_face": lambda row: row.no_face,
    "duplicates": lambda row: row.near_duplicate,
}

ORDERS: dict[str, tuple[str, Callable[[PhotoRow], tuple[object, ...]]]] = {
    "doubt": ("doubt", lambda row: (-row.doubt, row.photo.person, row.photo.path.name)),
    "name": ("name", lambda row: (row.photo.path.name.casefold(), row.photo.id)),
    "person": ("person", lambda row: (row.photo.person.casefold(), row.photo.path.name)),
    "taken": ("date taken", lambda row: (row.photo.facts.taken is None, row.photo.facts.taken or "", row.photo.id)),
    "added": ("newest added", lambda row: (-row.photo.id,)),
    "brightness": ("brightness", lambda row: (row.photo.facts.brightness,)),
    "sharpness": ("sharpness", lambda row: (row.photo.facts.sharpness,)),
}
"""Order -> (words, sort key). "doubt": photos without a face and with doubtful boxes come first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rows, in which order. person, show, view: "" for all; words: each must occur in person, name or date."""

    person: str = ""
    show: str = ""
    view: str = ""
    words: str = ""
    order: str = "person"


def choose(rows: Sequence[PhotoRow], wish: Wish) -> list[PhotoRow]:
    """The rows that are wished for, in order."""
    tests = [SHOWS[name] for name in (wish.show, wish.view) if name]
    words = wish.words.casefold().split()
    chosen = [
        row
        for row in rows
        if (not wish.person or row.photo.person == wish.person)
        and all(test(row) for test in tests)
        and all(word in _searched_text(row.photo) for word in words)
    ]
    return sorted(chosen, key=ORDERS[wish.order][1])  # type: ignore[arg-type]


def _searched_text(photo: Photo) -> str:
    return f"{photo.person} {photo.path.name} {photo.facts.taken or ''}".casefold()
