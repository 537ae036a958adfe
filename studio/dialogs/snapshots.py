"""The snapshots of a project by their days, to put one back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.project.snapshots import Snapshot
from studio.dialogs.base import Dialog
from studio.dialogs.choices import Choice, Choices
from studio.widgets.labels import QuietLabel


class Snapshots(Dialog):
    """chosen(Snapshot), after which it has closed."""

    chosen = Signal(Snapshot)

    def __init__(self, snapshots: Sequence[Snapshot], parent: QWidget | None = None) -> None:
        super().__init__("Restore a snapshot", parent)
        self.setMinimumWidth(520)
        none = "This project has no snapshot yet: one is kept after every day of work."
        some = "What you see now is kept beside the project's database. Photos and paintings are never touched."
        self.column.addWidget(QuietLabel(some if snapshots else none))
        if snapshots:
            self.column.addWidget(Choices(choices_of(snapshots, self._on_chosen)))
        self.column.addStretch(1)

    def _on_chosen(self, snapshot: Snapshot) -> None:
        self.close()
        self.chosen.emit(snapshot)


def choices_of(snapshots: Iterable[Snapshot], do: Callable[[Snapshot], object]) -> list[Choice]:
    """A row for each: "Tuesday, 24 November 2026", and when it was taken."""
    return [Choice(one.title, _taken(one), "Restore", partial(do, one)) for one in snapshots]


def _taken(snapshot: Snapshot) -> str:
    try:
        return f"kept at {datetime.fromtimestamp(snapshot.path.stat().st_mtime):%H:%M}"
    except (OSError, ValueError, OverflowError):
        return ""
