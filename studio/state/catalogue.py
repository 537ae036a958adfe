"""The rows of all photos with what is counted over them, kept up to date row by row. Plain values, no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.records import USABLE, FaceState
from studio.state.photo_rows import PhotoRow


class Catalogue:
    """rows: by the photo's number; states: how many boxes are in each state; suggested: doubt by the face's number.

    All counts follow the rows that are put, so that none is ever counted over all photos again.
    """

    def __init__(self) -> None:
        self.rows: dict[int, PhotoRow] = {}
        self.states: Counter[FaceState] = Counter()
        self.suggested: dict[int, float] = {}
        self._people: Counter[str] = Counter()
        self._photo_of: dict[int, int] = {}
        self._left_out = self._usable = 0

    def put(self, rows: Iterable[PhotoRow], read: Iterable[int] = ()) -> frozenset[int]:
        """Take these rows; photos that were read and have none are gone. Returns the photos whose row is another now.

        A row that equals the one that is there leaves that very object in place.
        """
        fresh = {row.photo.id: row for row in rows}
        changed = {photo_id for photo_id in read if photo_id not in fresh and photo_id in self.rows}
        for photo_id in changed:
            self._forget(self.rows.pop(photo_id))
        for photo_id, row in fresh.items():
            before = self.rows.get(photo_id)
            kept = row if before is None or before.alike == row.alike else replace(row, alike=before.alike)
            if kept != before:
                self._replace(before, kept)
                changed.add(photo_id)
        return frozenset(changed)

    def group(self, alike: Mapping[int, int]) -> frozenset[int]:
        """Note which photos look alike (group numbers by photo); returns those whose group is another now."""
        changed = [row for row in self.rows.values() if row.alike != alike.get(row.photo.id, 0)]
        for row in changed:
            self.rows[row.photo.id] = replace(row, alike=alike.get(row.photo.id, 0))
        return frozenset(row.photo.id for row in changed)

    def photo_of(self, face_id: int) -> int | None:
        """The photo a face is on."""
        return self._photo_of.get(face_id)

    def people(self) -> list[tuple[str, int]]:
        """(name, photos that show them), by name."""
        named = [(name, count) for name, count in self._people.items() if count]
        return sorted(named, key=lambda item: item[0].casefold())

    @property
    def boxes(self) -> int:
        """All boxes, whatever their state."""
        return self.states.total()

    @property
    def to_review(self) -> int:
        return self.states[FaceState.SUGGESTED]

    @property
    def faces(self) -> int:
        """The boxes that are not rejected."""
        return self.boxes - self.states[FaceState.REJECTED]

    @property
    def crops(self) -> int:
        """What may be learned from: the faces on photos that are not left out; the whole photos while there is none."""
        return self._usable or len(self.rows) - self._left_out

    def _replace(self, before: PhotoRow | None, row: PhotoRow) -> None:
        if before is not None:
            self._forget(before)
        self.rows[row.photo.id] = row
        self._people.update(row.people)
        self._count(row, 1)
        for face in row.faces:
            self.states[face.state] += 1
            self._photo_of[face.id] = row.photo.id
            if face.state is FaceState.SUGGESTED:
                self.suggested[face.id] = row.doubts[face.id].score

    def _count(self, row: PhotoRow, by: int) -> None:
        if row.photo.left_out:
            self._left_out += by
        else:
            self._usable += by * sum(face.state in USABLE for face in row.faces)

    def _forget(self, row: PhotoRow) -> None:
        self._people.subtract(row.people)
        self._count(row, -1)
        for face in row.faces:
            self.states[face.state] -= 1
            self._photo_of.pop(face.id, None)
            self.suggested.pop(face.id, None)
