"""As what a way from A to B and back is filmed, and into which file; the same for every way to paint that has one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from models.params import Param
from models.workflow.write_film import FPS, KINDS
from studio.look import theme
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.segmented import SegmentedControl
from studio.widgets.sliders import LabelledSlider

LENGTH = Param("length", "float", 4.0, 1, 20, "Of the film", label="Length", unit="s")
_NAMES = {"gif": "GIF", "mp4": "MP4", "webm": "WebM"}


class LoopControls(QWidget):
    """words: what is filmed."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = SegmentedControl([(kind, _NAMES[kind]) for kind in KINDS])
        self.length = LabelledSlider(LENGTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(SectionLabel("Loop"))
        column.addWidget(QuietLabel(words))
        column.addWidget(self.kind, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.length)

    @property
    def frames(self) -> int:
        """How many pictures the film has."""
        return round(float(self.length.value()) * FPS)

    def ask_file(self, stem: str) -> Path | None:
        """Ask where the film goes; None when the person left."""
        kind = self.kind.value()
        name, _ = QFileDialog.getSaveFileName(self, "Export the loop", f"{stem}.{kind}", f"Films (*.{kind})")
        return Path(name).with_suffix(f".{kind}") if name else None
