"""Puts rows into the grid of photos so that nothing jumps: what was selected or looked at stays so, where it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QModelIndex

from studio.panes.photos.photo_choice import DUPLICATES, PhotoChoice, choose, stands_still
from studio.panes.photos.photo_model import PhotoModel
from studio.state.photo_rows import PhotoRow
from studio.widgets.thumb_grid import Place, ThumbnailGrid


class Arranger:
    """The grid and its model as one."""

    def __init__(self, grid: ThumbnailGrid, model: PhotoModel) -> None:
        self._grid = grid
        self._model = model
        self._shown = PhotoChoice()

    def show(self, rows: Mapping[int, PhotoRow], choice: PhotoChoice, moving: Collection[int] = ()) -> None:
        """Choose and order the rows. moving: photos that changed, and may go elsewhere by that."""
        fresh = choose(rows.values(), choice)
        asked, self._shown = choice != self._shown, choice
        place, ids = self._grid.place(moving), [row.photo.id for row in self.selected()]
        self._model.set_grouped(DUPLICATES in (choice.view, choice.show))
        if not self._model.set_rows(fresh) and ids:
            places = (self._model.place_of(photo_id) for photo_id in ids)
            self._grid.select_rows(sorted(one for one in places if one is not None))
        self._go_back(place, asked)

    def replace(self, rows: Mapping[int, PhotoRow], choice: PhotoChoice, ids: Collection[int]) -> bool:
        """Where a few rows changed and none of them moves, put them in their places; False when that can't be."""
        places = {photo_id: self._model.place_of(photo_id) for photo_id in ids}
        known = {one: place for one, place in places.items() if place is not None}
        before = {one: self._model.slice(place, place)[0] for one, place in known.items()}
        if not all(stands_still(before.get(one), rows.get(one), choice) for one in ids):
            return False
        for photo_id, place in known.items():
            self._model.replace(place, rows[photo_id])
        return True

    def selected(self) -> list[PhotoRow]:
        """The selected rows in the order shown."""
        return [row for run in self._grid.selected_runs() for row in self._model.slice(*run)]

    def _go_back(self, place: Place | None, asked: bool) -> None:
        """The photo looked at stays where it was; another filter or order begins at its top."""
        index = self._model.index_of(place.photo_id) if place is not None else QModelIndex()
        if place is not None and index.isValid() and (place.chosen or not asked):
            self._grid.keep(index, place)
        elif asked:
            self._grid.scrollToTop()
