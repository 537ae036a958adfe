"""Renames and deletes the project's own encoders: names by edits that undo takes back, files by the bin."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

import resources
from models.errors import ProjectError
from models.events import Changed
from models.files import disk_use
from models.records import EncoderHeader
from models.words import word_bytes
from studio.dialogs.ask_name import ask_new_name
from studio.state.bin import Bin
from studio.state.session import Session


class EncoderEdits(QObject):
    """headers: of the usable encoders, by their file; those that ship with Bottega stay as they are."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._bin = Bin(session.project.folder / "bin")
        self._thrown: dict[str, Path] = {}
        self.headers: Mapping[str, EncoderHeader] = {}
        session.changed.connect(self._on_changed)

    def rename(self, key: str) -> None:
        header = self.headers.get(key)
        if header is None or self._ships(Path(key)):
            return
        if name := ask_new_name(self._window, "Rename encoder", header.title):
            table = self._session.project.encoders
            self._session.edit(f"Rename {header.title}", lambda: table.rename(header.sha256, name))

    def delete(self, key: str) -> None:
        """Its file goes to the bin, paintings made by it stay; undo brings it back."""
        path = Path(key)
        if self._ships(path):
            return
        header = self.headers.get(key)
        title, size = header.title if header is not None else path.name, word_bytes(disk_use(path))
        # a file that can't be read has no hash that is known: the one of its name stands for it
        content = header.sha256 if header is not None else sha256(path.name.encode()).hexdigest()
        self._thrown[content] = path
        self._session.edit_many(
            f"Delete {title}",
            lambda: self._throw(content, path),
            lambda: self._session.say(f"{title} is in the bin ({size})", "Undo", self._session.undo),
        )

    def _ships(self, path: Path) -> bool:
        if path.parent == resources.path("encoders"):
            self._session.say("This encoder ships with Bottega, and stays as it is")
            return True
        return False

    def _throw(self, content: str, path: Path) -> tuple[Changed, Changed]:
        """Runs in a background thread, inside the edit: what can't be moved stays on the shelf."""
        project = self._session.project
        changes = project.encoders.set_deleted(content, True), project.runs.forget_encoder(path.name)
        if not self._bin.throw(path):
            raise ProjectError("this encoder could not be moved to the bin", path=path, why="its file is held")
        return changes

    def _on_changed(self, change: Changed) -> None:
        if self._thrown and "encoders" in change.tables:
            deleted = self._session.project.encoders.deleted()
            self._bin.settle({path for content, path in self._thrown.items() if content not in deleted})
