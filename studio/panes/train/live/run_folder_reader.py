"""What the folder of a run tells, read off the GUI thread: its course piece by piece, its sheets, its checkpoints."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from models.errors import EncoderError
from models.training.run_folder.checkpoint import list_checkpoints
from models.training.run_folder.history_reader import HistoryPart, HistoryReader
from models.training.run_folder.run_file import read_run_file
from models.training.run_folder.samples import list_samples
from studio.jobs import Background, Latest


@dataclass(frozen=True, slots=True)
class Kept:
    """sheets: samples by step; pinned: how many rows of them are pinned faces; checkpoints: their steps."""

    sheets: list[tuple[int, Path]]
    pinned: int
    checkpoints: tuple[int, ...]


def read_kept(folder: Path) -> Kept:
    pinned = 0
    with contextlib.suppress(EncoderError):  # resuming names the damage; looking at the curves needs no pins
        pinned = len(read_run_file(folder).pinned_crops())
    steps = tuple(step for step in list_checkpoints(folder) if step > 0)
    return Kept(list_samples(folder), pinned, steps)


class RunFolder(QObject):
    """Reads one run's folder. came(HistoryPart): the next piece of its course; kept(Kept): what else lies there."""

    came = Signal(object)
    kept = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self._reader: HistoryReader | None = None
        self._course = Latest(background, self)
        self._course.answered.connect(self._on_course)
        self._rest = Latest(background, self)
        self._rest.answered.connect(self._on_rest)

    @property
    def busy(self) -> bool:
        return self._course.busy or self._rest.busy

    def open(self, folder: Path | None) -> None:
        """Turn to another run's folder, or to none; nothing is read until `read_on`."""
        self._course.forget()
        self._rest.forget()
        self.folder = folder
        self._reader = HistoryReader(folder) if folder is not None else None

    def read_on(self) -> None:
        """Read what is new."""
        if self._reader is not None and self.folder is not None:
            self._course.ask(_read, self._reader)
            self._rest.ask(_look, self.folder)

    def _on_course(self, answer: tuple[HistoryReader, HistoryPart]) -> None:
        reader, course = answer
        if reader is self._reader:
            self.came.emit(course)
            if course.more:
                self._course.ask(_read, reader)

    def _on_rest(self, answer: tuple[Path, Kept]) -> None:
        if answer[0] == self.folder:
            self.kept.emit(answer[1])


def _read(reader: HistoryReader) -> tuple[HistoryReader, HistoryPart]:
    return reader, reader.read()


def _look(folder: Path) -> tuple[Path, Kept]:
    return folder, read_kept(folder)
