"""Faces in the order shown: which are selected, which is in front, where keys go from there. Plain values, no Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from studio.panes.faces.grid.face_list import FaceCell


class FaceSelection:
    """cells: in the order shown; current: the face in front, whether it is shown or not; anchor: where ranges begin."""

    def __init__(self) -> None:
        self.cells: list[FaceCell] = []
        self.current = 0
        self.anchor = 0
        self._rows: dict[int, int] = {}
        self._selected: dict[int, None] = {}

    def set_cells(self, cells: Sequence[FaceCell]) -> bool:
        """Show these; what is selected and still there stays selected. Whether some of it is gone."""
        self.cells = list(cells)
        self._rows = {cell.face.id: number for number, cell in enumerate(self.cells)}
        before = len(self._selected)
        self._selected = {face_id: None for face_id in self._selected if face_id in self._rows}
        return len(self._selected) != before

    def replace(self, cells: Iterable[FaceCell]) -> None:
        """Put these in the places of the same faces as they were."""
        for cell in cells:
            self.cells[self._rows[cell.face.id]] = cell

    def row_of(self, face_id: int) -> int | None:
        """Where a face stands; None when it is not shown."""
        return self._rows.get(face_id)

    def __contains__(self, face_id: int) -> bool:
        """Whether it is selected."""
        return face_id in self._selected

    def count(self) -> int:
        return len(self._selected)

    def ids(self) -> list[int]:
        """Those selected, in the order shown."""
        return sorted(self._selected, key=self._rows.__getitem__)

    def every_id(self) -> list[int]:
        """Those shown."""
        return list(self._rows)

    def select(self, ids: Iterable[int]) -> bool:
        """These and no others, as far as they are shown; whether that is another selection."""
        fresh = {face_id: None for face_id in ids if face_id in self._rows}
        changed = fresh.keys() != self._selected.keys()
        self._selected = fresh if changed else self._selected
        return changed

    def with_toggled(self, face_id: int) -> Collection[int]:
        return self._selected.keys() ^ {face_id}

    def span_to(self, face_id: int) -> list[int]:
        """From the anchor to this face, both included."""
        first = self._rows.get(self.anchor, self._rows.get(self.current, self._rows[face_id]))
        low, high = sorted((first, self._rows[face_id]))
        return [cell.face.id for cell in self.cells[low : high + 1]]

    def lead(self) -> int:
        """The face that keys start from; 0 when none is shown or selected."""
        return self.current if self.current in self._rows else next(iter(self._selected), 0)

    def next_waiting(self, after: int, skip: Collection[int] = ()) -> int:
        """The next face that waits behind this one, going round; 0 when no other does."""
        start = self._rows.get(after, -1) + 1
        turned = (self.cells[place % len(self.cells)] for place in range(start, start + len(self.cells)))
        ids = (cell.face.id for cell in turned if cell.waits and cell.face.id != after and cell.face.id not in skip)
        return next(ids, 0)
