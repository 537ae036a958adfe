"""What comes first in a new training: the ready set of settings, when the critic joins, what it begins from.

Shows and emits; it knows no project.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.params import Param
from models.training.config import TrainConfig
from models.training.presets import PRESET
from studio.look import theme
from studio.panes.train import words
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.segmented import SegmentedControl
from studio.widgets.sliders import ChoiceRow

_NOTHING = "nothing"


class Start(NamedTuple):
    """An encoder to begin from. help: what is said of it; usual: what one begins from unless another is chosen."""

    path: Path
    title: str
    help: str
    usual: bool


def _starts_param(starts: Sequence[Start]) -> Param:
    helps = ("The first weights are drawn by chance", *(start.help for start in starts))
    return Param(
        "start",
        "choice",
        _NOTHING,
        choices=(_NOTHING, *(str(start.path) for start in starts)),
        titles=("Nothing", *(start.title for start in starts)),
        helps=helps,
        label="Begins from",
        help="An encoder of the same recipe and networks, whose learning goes on here; one that ships, where it fits",
    )


class OrderOfThings(QWidget):
    """preset_chosen(name): its settings are wanted; changed(): another encoder to begin from, or none, was chosen."""

    preset_chosen = Signal(str)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._starts: tuple[Start, ...] = ()
        self.warm = True
        self._chosen: Path | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_8)
        self._column.addWidget(SectionLabel("The order of things"))
        self.preset = SegmentedControl(list(zip(PRESET.choices, PRESET.titles, strict=True)))
        for key, help in zip(PRESET.choices, PRESET.helps, strict=True):
            self.preset.button(key).setToolTip(help)
        self.preset.chosen.connect(self.preset_chosen)
        self._column.addWidget(self.preset)
        self.phases = QuietLabel()
        self.phases.setFont(theme.font("small"))
        self.phases.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.phases.setMinimumHeight(2 * self.phases.fontMetrics().lineSpacing())  # what is below stays where it is
        self._column.addWidget(self.phases)
        self.begins = ChoiceRow(_starts_param(()))
        self._column.addWidget(self.begins)

    def show_config(self, config: TrainConfig, preset: str) -> None:
        """What these settings mean, and the preset they are, if any; without a signal."""
        self.preset.set_value(preset or None)
        self.phases.setText(words.word_phases(config))
        if config.warm_start is not self.warm:
            self.warm = config.warm_start
            self._show_start()

    def show_starts(self, starts: Sequence[Start]) -> None:
        """What this recipe with these networks may begin from, the usual one first; what was chosen stays chosen."""
        if tuple(starts) != self._starts:
            self._starts = tuple(starts)
            self._column.removeWidget(self.begins)
            self.begins.hide()
            self.begins.deleteLater()
            self.begins = ChoiceRow(_starts_param(starts))
            self.begins.changed.connect(self._on_start_chosen)
            self._column.addWidget(self.begins)
        self._show_start()

    def start(self) -> Path | None:
        """The encoder a person chose to begin from; None for the usual one, or where nothing is begun from."""
        return self._chosen if self.warm and self._chosen in [start.path for start in self._starts] else None

    def _show_start(self) -> None:
        usual = next((start.path for start in self._starts if start.usual), _NOTHING)
        self.begins.set_value(str(self.start() or usual) if self.warm else _NOTHING)
        self.begins.setVisible(bool(self._starts))

    def _on_start_chosen(self, value: object) -> None:
        self.warm = value != _NOTHING
        self._chosen = Path(str(value)) if self.warm else None
        self.changed.emit()
