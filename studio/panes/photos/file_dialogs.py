"""The questions of the Photos pane for files and folders, and what their answers start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from models.records import Photo
from studio.panes.photos.actions import PhotoActions
from studio.state.session import Session


def ask_files(session: Session, parent: QWidget) -> None:
    """Let a person choose photos to add."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Add photos")
    if names:
        session.importer.add_photos([Path(name) for name in names])


def ask_folder(session: Session, parent: QWidget) -> None:
    """Let a person choose a folder of photos to add."""
    name = QFileDialog.getExistingDirectory(parent, "Add a folder of photos")
    if name:
        session.importer.add_photos([Path(name)])


def ask_place(actions: PhotoActions, photo: Photo, parent: QWidget) -> None:
    """Ask where a photo's original lies now."""
    name, _ = QFileDialog.getOpenFileName(parent, f"Where is {photo.path.name} now?")
    if name:
        actions.relocate(photo, Path(name))


def ask_where(actions: PhotoActions, parent: QWidget) -> None:
    """Ask below which folder the missing originals are to be looked for."""
    name = QFileDialog.getExistingDirectory(parent, "Where were the photos moved to?")
    if name:
        actions.find_missing(Path(name))
