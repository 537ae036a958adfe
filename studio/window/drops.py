"""What to do with what is dropped or pasted anywhere in the window: photos, encoders, recipes, paintings made here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from models.errors import BottegaError
from models.project import Project
from models.records import PaintingRecipe
from studio.jobs.background import OutdatedError
from studio.state.session import Session
from studio.window.offered import read_offer

ENCODER_SUFFIX = ".bottega"
RECIPE_SUFFIX = ".recipe.json"
PAINTING_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
MOST_LOOKED_INTO = 60
"""Files that are looked into for a recipe; of more, the import passes paintings over."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Dropped files by what they are. paintings: pictures that carry the recipe they were painted by."""

    photos: tuple[Path, ...] = ()
    encoders: tuple[Path, ...] = ()
    paintings: tuple[tuple[Path, PaintingRecipe], ...] = ()
    recipes: tuple[Path, ...] = ()


def sort_files(paths: Sequence[Path]) -> Sorted:
    """Encoders and recipes by their ending; pictures are looked into for how they were painted. Reads files: not in

    the GUI thread.
    """
    encoders = tuple(path for path in paths if path.suffix.lower() == ENCODER_SUFFIX and path.is_file())
    recipes = tuple(path for path in paths if path.name.lower().endswith(RECIPE_SUFFIX) and path.is_file())
    others = [path for path in paths if path not in {*encoders, *recipes}]
    inside = {path: recipe_in(path) for path in others} if len(others) <= MOST_LOOKED_INTO else {}
    paintings = tuple((path, recipe) for path, recipe in inside.items() if recipe is not None)
    return Sorted(tuple(path for path in others if inside.get(path) is None), encoders, paintings, recipes)


def recipe_in(path: Path) -> PaintingRecipe | None:
    """How this picture was painted by Bottega; None where it was not, or that can't be read."""
    from models.gallery.painting_file import read_painting_recipe

    if path.suffix.lower() not in PAINTING_SUFFIXES:
        return None
    try:
        return read_painting_recipe(path)
    except (BottegaError, OSError):
        return None


def _sort_all(project: Project, paths: Sequence[Path], images: Sequence[QImage]) -> Sorted:
    from studio.window.pasting import save_pictures  # late: it brings the picture libraries

    return sort_files([*paths, *save_pictures(project, images)])


class Drops(QObject):
    """Sorts what comes off the GUI thread, then starts what each kind needs; nothing is lost when more comes."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._window = window

    def take_dropped(self, mime: QMimeData) -> None:
        self._take(mime, typed=False, nothing="There is no photo in what was dropped")

    def take_pasted(self, mime: QMimeData) -> None:
        self._take(mime, typed=True, nothing="There is no photo in the clipboard")

    def _take(self, mime: QMimeData, *, typed: bool, nothing: str) -> None:
        offered = read_offer(mime, typed=typed)
        if offered.files or offered.images:
            session = self._session
            session.background.ask(self._on_sorted, _sort_all, session.project, offered.files, offered.images)
        if offered.links and not offered.images:
            was = "was a web link" if offered.links == 1 else "were web links"
            left = f"{offered.links:,} {was} and left out" if offered.files else "A web link holds no picture"
            self._session.say(f"{left}: save the picture first, then drop its file")
        elif not offered:
            self._session.say(nothing)

    def _on_sorted(self, files: object, error: Exception | None) -> None:
        if isinstance(files, Sorted):
            self._start(files)
        elif not isinstance(error, OutdatedError):
            self._session.failed.emit(error)

    def _start(self, files: Sorted) -> None:
        if files.encoders:
            self._session.go("paint", files=files.encoders)
        if files.photos:
            self._session.go("photos")
            self._session.importer.add_photos(files.photos)
        if files.recipes:
            self._session.go("filters", recipe_files=files.recipes)
        if len(files.paintings) == 1:
            self._open_recipe(files.paintings[0][1])
        elif files.paintings:
            self._ask_which(files.paintings)

    def _open_recipe(self, recipe: PaintingRecipe) -> None:
        self._session.go("paint", recipe=recipe)

    def _ask_which(self, paintings: Sequence[tuple[Path, PaintingRecipe]]) -> None:
        from studio.dialogs.dropped_paintings import DroppedPaintings

        dialog = DroppedPaintings(paintings, self._window)
        dialog.chosen.connect(self._open_recipe)
        dialog.open()
