"""What the folder of a run tells, read off the GUI thread: its history piece by piece, its sheets, its checkpoints."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import EncoderError
from models.training.run_folder.checkpoint import list_checkpoints
from models.training.run_folder.history_reader import HistoryPart, HistoryReader
from models.training.run_folder.run_file import read_run_file
from models.training.run_folder.samples import list_samples
from studio.jobs import Background, Questions, unsaid
from studio.panes.train.live.run_curves import RunCurves

_AGAIN_MS = 100  # ten looks a second seem continuous; more would only cost
_SHARE = 15  # showing what came takes never more than a fifteenth of the window's time


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


class RunFolderReader(QObject):
    """Reads one run's folder. came(HistoryPart): the curves are longer; kept(Kept): what else lies there.

    curves: all that was read of its history.
    """

    came = Signal(HistoryPart)
    kept = Signal(Kept)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self.curves = RunCurves()
        self._reader: HistoryReader | None = None
        self._questions = Questions(background, self)
        self._history = self._questions.answered_by(self._on_history, failed=unsaid)
        self._rest = self._questions.answered_by(self._on_rest, failed=unsaid)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._read_history)

    @property
    def busy(self) -> bool:
        return self._questions.busy or self._again.isActive()

    def open(self, folder: Path | None) -> None:
        """Turn to another run's folder, or to none; nothing is read until `read_on`."""
        self._history.forget()
        self._rest.forget()
        self._again.stop()
        self.folder, self.curves = folder, RunCurves()
        self._reader = HistoryReader(folder) if folder is not None else None

    def look_again(self) -> None:
        """The history has become longer: read on, soon."""
        if not self._again.isActive():
            self._again.start()

    def read_on(self) -> None:
        """Read what is new of everything."""
        if self.folder is not None:
            self._read_history()
            self._rest.ask(_look, self.folder)

    def _read_history(self) -> None:
        if self._reader is not None:
            self._history.ask(_read, self._reader)

    def _on_history(self, answer: tuple[HistoryReader, HistoryPart]) -> None:
        reader, part = answer
        if reader is not self._reader:
            return
        if part.more:
            self._history.ask(_read, reader)
        if part.begun or len(part.steps) or part.scores or part.broken:
            began = time.perf_counter()
            self.curves.take(part)
            self.came.emit(part)
            self._again.setInterval(max(_AGAIN_MS, round(_SHARE * (time.perf_counter() - began) * 1000)))

    def _on_rest(self, answer: tuple[Path, Kept]) -> None:
        if answer[0] == self.folder:
            self.kept.emit(answer[1])


def _read(reader: HistoryReader) -> tuple[HistoryReader, HistoryPart]:
    return reader, reader.read()


def _look(folder: Path) -> tuple[Path, Kept]:
    return folder, read_kept(folder)
