"""The Collection page at work: the project's crops as rows, measured when it is looked at; the table as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from models.photos.facts_csv import write_facts_csv
from models.recipes.supply import is_blurred
from models.records import Picture
from models.workflow.project_crops import ProjectCrop
from studio.jobs import Questions, unsaid
from studio.panes.filters.collection.crop_columns import CropColumns
from studio.panes.filters.collection.crop_rows import CropRow
from studio.panes.filters.collection.page import CollectionPage
from studio.state.crops import Crops

if TYPE_CHECKING:
    from studio.state.session import Session


class CollectionController(QObject):
    """opened(ProjectCrop): show it in the bank; subset_wanted(ranges or numbers): learn from those."""

    opened = Signal(ProjectCrop)
    subset_wanted = Signal(tuple)

    def __init__(self, session: Session, crops: Crops, page: CollectionPage, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._crops = crops
        self._page = page
        self._by_key: dict[str, ProjectCrop] = {}
        self._arrived: CropColumns | None = None
        self._questions = Questions(session.background, self)
        self._arranging = self._questions.answered_by(self._on_arranged)
        self._looking = self._questions.answered_by(self._on_looked, failed=unsaid)
        self._writing = self._questions.answered_by(self._on_written)
        page.picture_wanted.connect(self._on_picture_wanted)
        page.opened.connect(self._on_opened)
        page.subset_wanted.connect(self.subset_wanted)
        page.export_wanted.connect(self._on_export)
        crops.measuring.connect(page.set_measuring)

    @property
    def settled(self) -> bool:
        return self._arrived is None and self._page.settled() and not self._questions.busy

    def show_crops(self) -> None:
        """The crops, or what is known of them, are other ones; what is not known yet is measured."""
        crops, library = self._crops.collection.of(), self._session.library.rows
        alike = frozenset(photo_id for photo_id, row in library.items() if row.near_duplicate)
        self._arranging.ask(_arrange, crops, alike, dict(self._crops.refused))
        self._crops.measure(self._crops.collection.cut_from)

    def _on_arranged(self, answer: tuple[dict[str, ProjectCrop], CropColumns]) -> None:
        self._by_key, self._arrived = answer
        self._show_arrived()

    def _show_arrived(self) -> None:
        """The first time after one turn of the event loop for each plot."""
        if self._page.make_plot():
            QTimer.singleShot(0, self, self._show_arrived)
        elif self._arrived is not None:
            columns, self._arrived = self._arrived, None
            self._page.set_columns(columns)

    def _on_picture_wanted(self, key: str) -> None:
        crop = self._by_key.get(key)
        if crop is not None:
            self._looking.ask(lambda: (key, self._crops.picture(crop)))

    def _on_looked(self, answer: tuple[str, Picture]) -> None:
        self._page.set_picture(*answer)

    def _on_opened(self, key: str) -> None:
        if key in self._by_key:
            self.opened.emit(self._by_key[key])

    def _on_export(self) -> None:
        beside = str(Path.home() / f"{self._session.project.name}.csv")
        name, _ = QFileDialog.getSaveFileName(self._page, "Export the table", beside, "Tables (*.csv)")
        if name:
            self.export_to(Path(name if name.lower().endswith(".csv") else name + ".csv"))

    def export_to(self, path: Path) -> None:
        """Write the rows as they are shown."""
        rows = self._page.rows_shown()
        self._writing.ask(lambda: (path, write_facts_csv(path, rows)))

    def _on_written(self, answer: tuple[Path, int]) -> None:
        path, lines = answer
        self._session.say(f"{lines:,} rows written to {path.name}")


def _arrange(
    crops: Sequence[ProjectCrop], alike: frozenset[int], refused: Mapping[Path, str]
) -> tuple[dict[str, ProjectCrop], CropColumns]:
    """The crops by key, and as the table's columns with everything that is looked at first: any thread.

    What draws the plots is loaded here too: too long a moment for the window's thread.
    """
    import_module("studio.panes.filters.collection.plots")
    columns = CropColumns([_row(crop, crop.photo_id in alike, refused) for crop in crops])
    columns.prepare()
    return {crop.key: crop for crop in crops}, columns


def _row(crop: ProjectCrop, alike: bool, refused: Mapping[Path, str]) -> CropRow:
    facts, path = (crop.facts if crop.measured else None), crop.path
    problem = "" if crop.measured else refused.get(path, "")
    blurred = facts is not None and is_blurred(facts)
    name = crop.source.photo.name
    return CropRow(crop.key, crop.source.number, crop.person, name, path, facts, alike, blurred, problem)
