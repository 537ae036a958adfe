"""A photo as the panes see it: with its faces and what is to be said of them. Plain values, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from models.faces.doubt import Doubt, doubts
from models.faces.judge import Judge
from models.faces.merge import is_way_up_known
from models.project import Project
from models.records import Face, FaceState, Photo


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo with its faces and what is to be said of them.

    thumbnail: where its thumbnail lies, or would lie; faces: in reading order; doubts: by the number of the face;
    doubt: of the photo, 1 where a person must look for a face, else that of its most doubtful box still to review;
    alike: the number of its group of near-duplicates, 0 when it has none; changed: its file has another size now.
    """

    photo: Photo
    thumbnail: Path
    faces: tuple[Face, ...]
    doubts: Mapping[int, Doubt]
    missing: bool
    doubt: float
    alike: int = 0
    changed: bool = False

    @property
    def to_review(self) -> tuple[Face, ...]:
        return tuple(face for face in self.faces if face.state is FaceState.SUGGESTED)

    @property
    def people(self) -> frozenset[str]:
        """Whom it shows: its own person, and everyone a face on it was given to."""
        of_faces = (face.person for face in self.faces if face.state is not FaceState.REJECTED)
        return frozenset((self.photo.person, *of_faces))

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
    def proposed_turn(self) -> int:
        """By how many quarters clockwise it seems to have to be turned, as long as nobody has decided on that."""
        return 0 if is_way_up_known(self.photo, self.faces) else self.photo.proposed_turn

    @property
    def no_face(self) -> bool:
        return self.photo.searched and self.face_count == 0

    @property
    def near_duplicate(self) -> bool:
        return self.alike != 0


def make_row(
    photo: Photo,
    faces: Iterable[Face],
    thumbnail: Path,
    judge: Judge | None,
    missing: bool = False,
    changed: bool = False,
) -> PhotoRow:
    """The row of a photo with these boxes."""
    ordered = tuple(in_reading_order(faces))
    judged = doubts(ordered, judge)
    lacks_face = photo.searched and not ordered and not photo.faceless
    waiting = [judged[face.id].score for face in ordered if face.state is FaceState.SUGGESTED]
    doubt = 1.0 if lacks_face else max(waiting, default=0.0)
    return PhotoRow(photo, thumbnail, ordered, judged, missing, doubt, changed=changed)


def look_at(photo: Photo) -> tuple[bool, bool]:
    """Whether its file is missing, and whether it is plainly another one: any reader of it compares every byte."""
    try:
        return False, photo.path.stat().st_size != photo.file_size
    except (OSError, ValueError):
        return True, False


def judge_again(rows: Iterable[PhotoRow], judge: Judge | None) -> list[tuple[PhotoRow, PhotoRow]]:
    """(before, after) of the rows whose doubts another judge sees differently."""
    changed = []
    for row in rows:
        fresh = make_row(row.photo, row.faces, row.thumbnail, judge, row.missing, row.changed)
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
        make_row(
            photo,
            boxes[photo.id],
            thumbnail_path(project.thumbnails_folder, photo.key),
            judge,
            *look_at(photo),
        )
        for photo in photos
    ]


def in_reading_order(faces: Iterable[Face]) -> list[Face]:
    """Row by row, left to right, as one would walk along a group photo; a row is 3/4 of a median face tall."""
    boxes = list(faces)
    if len(boxes) < 2:
        return boxes
    step = max(1.0, median(face.box.height for face in boxes) * 0.75)
    return sorted(boxes, key=lambda face: (round(face.box.centre[1] / step), face.box.centre[0], face.id))
