"""All faces of the project in the order of the review, kept up to date photo by photo. Plain values, no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.records import Face, FaceState, Photo
from studio.state.photo_rows import PhotoRow


@dataclass(frozen=True, slots=True)
class FaceCell:
    """A face, where its picture comes from, and how much it is doubted."""

    face: Face
    photo: Photo
    thumbnail: Path
    doubt: float = 0.0

    @property
    def key(self) -> tuple[object, ...]:
        """Another box, or another picture of the photo, is another picture."""
        return self.face.id, self.face.box, self.photo.key

    @property
    def waits(self) -> bool:
        return self.face.state is FaceState.SUGGESTED

    @property
    def words(self) -> str:
        doubt = f", doubt {self.doubt:.2f}" if self.waits else ""
        return f"{self.photo.name}, {self.face.person}, {self.face.state.value}{doubt}"


STATES: dict[str, frozenset[FaceState]] = {
    "all": frozenset(FaceState),
    "waiting": frozenset({FaceState.SUGGESTED}),
    "accepted": frozenset({FaceState.CONFIRMED, FaceState.CORRECTED}),
    "rejected": frozenset({FaceState.REJECTED}),
}

_ORDERS: dict[str, Callable[[FaceCell], tuple[object, ...]]] = {
    "doubt": lambda cell: (not cell.waits, -cell.doubt),
    "photo": lambda cell: (cell.photo.name.casefold(), cell.face.photo_id),
    "person": lambda cell: (cell.face.person.casefold(), cell.photo.name.casefold(), cell.face.photo_id),
}


def cells_of(row: PhotoRow) -> list[FaceCell]:
    """The faces of a photo, in reading order."""
    return [FaceCell(face, row.photo, row.thumbnail, _doubt(row, face)) for face in row.faces]


def _doubt(row: PhotoRow, face: Face) -> float:
    return row.doubts[face.id].score if face.id in row.doubts else 0.0


class FaceList:
    """Which faces there are, in a settled order: what is decided stays where it is until `reorder`."""

    def __init__(self) -> None:
        self._cells: dict[int, FaceCell] = {}  # in the order shown
        self._of_photo: dict[int, tuple[int, ...]] = {}
        self._numbers: Counter[tuple[str, FaceState]] = Counter()

    def reorder(self, rows: Mapping[int, PhotoRow], order: str) -> None:
        """Take all anew. order: "doubt" (of faces, not of photos), "photo" or "person"."""
        by_photo = {photo_id: cells_of(row) for photo_id, row in rows.items()}
        cells = [cell for photo_id in sorted(by_photo) for cell in by_photo[photo_id]]
        self._cells = {cell.face.id: cell for cell in sorted(cells, key=_ORDERS[order])}
        self._of_photo = {photo_id: _ids(found) for photo_id, found in by_photo.items()}
        self._numbers = Counter(map(_kind, cells))

    def update(self, rows: Mapping[int, PhotoRow], photo_ids: Iterable[int]) -> tuple[list[FaceCell], list[int]]:
        """These photos changed: their faces keep their places, new ones come last. Returns those and the ids gone."""
        changed: list[FaceCell] = []
        gone: list[int] = []
        for photo_id in photo_ids:
            row = rows.get(photo_id)
            fresh = cells_of(row) if row is not None else []
            before, now = self._of_photo.get(photo_id, ()), _ids(fresh)
            self._numbers.subtract(_kind(self._cells[face_id]) for face_id in before)
            self._numbers.update(map(_kind, fresh))
            for face_id in set(before).difference(now):
                gone.append(face_id)
                del self._cells[face_id]
            changed += fresh
            self._cells.update((cell.face.id, cell) for cell in fresh)
            self._of_photo[photo_id] = now
        return changed, gone

    def shown(self, show: str = "all", person: str = "") -> list[FaceCell]:
        """The faces in these states (see STATES) of one person, or of everyone."""
        return [cell for cell in self._cells.values() if is_shown(cell, show, person)]

    def counts(self, person: str = "") -> dict[str, int]:
        """How many faces of a person, or of everyone, there are by the names of STATES."""
        found = [(state, count) for (name, state), count in self._numbers.items() if not person or name == person]
        return {name: sum(count for state, count in found if state in states) for name, states in STATES.items()}

    def people(self) -> list[tuple[str, int]]:
        """(name, faces that are not rejected), by name."""
        found: Counter[str] = Counter()
        for (name, state), count in self._numbers.items():
            found[name] += count if state is not FaceState.REJECTED else 0
        named = [(name, count) for name, count in found.items() if count]
        return sorted(named, key=lambda item: item[0].casefold())


def is_shown(cell: FaceCell, show: str, person: str) -> bool:
    """Whether a face is in these states (see STATES) and of that person, or of anyone."""
    return cell.face.state in STATES[show] and (not person or cell.face.person == person)


def _kind(cell: FaceCell) -> tuple[str, FaceState]:
    return cell.face.person, cell.face.state


def _ids(cells: Sequence[FaceCell]) -> tuple[int, ...]:
    return tuple(cell.face.id for cell in cells)
