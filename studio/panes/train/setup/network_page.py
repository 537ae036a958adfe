"""The networks of the chosen recipe and settings as a page: two drawings with their figures, and how both learn."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from models.events import NetworksDescribed
from models.network_records import NetworkDescription
from models.records import Picture, Recipe
from models.training.config import TrainConfig
from studio.look import theme
from studio.panes.train.setup.gan_drawing import GanDrawing
from studio.panes.train.setup.network_drawing import NetworkDrawing, word_count
from studio.widgets.labels import QuietLabel
from studio.widgets.segmented import SegmentedControl

_GENERATOR = "paints what comes out from what goes in: down to a few cells that know the whole, and up again"
_DISCRIMINATOR = "sees what goes in together with a picture, painted or true, and says which of the two it is"
_VIEWS = (("networks", "Generator and discriminator"), ("training", "How they learn"))
_READING = "Reading the networks ..."
_ONE_STEP = (
    "For every batch the discriminator learns first, then the generator; dashed: what each learns from. The painting "
    "is only hinted at here, real ones are on the page Learning."
)


class NetworkPage(QWidget):
    """shown(): the page has come to the front. Above the generator, below its discriminator.

    switch: turns to how both are joined; made here, placed by who has room for it.
    """

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.generator = NetworkDrawing("corrected")  # as their curves in the plot
        self.discriminator = NetworkDrawing("confirmed")
        self.gan = GanDrawing()
        self.generator_words, self.discriminator_words = QLabel(), QLabel()
        self.note = QuietLabel()
        self._figures = ""
        self.switch = SegmentedControl(_VIEWS)
        self.switch.chosen.connect(self._show_view)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_networks())
        self._stack.addWidget(self.gan)
        self.waiting = QuietLabel(_READING)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self.waiting)
        self._stack.setCurrentWidget(self.waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(self._stack, 1)
        column.addWidget(self.note)

    def _make_networks(self) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        self._judged = _make_network(self.discriminator_words, _DISCRIMINATOR, self.discriminator)
        column.addWidget(_make_network(self.generator_words, _GENERATOR, self.generator), 5)
        column.addWidget(self._judged, 4)
        return both

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def show_reading(self) -> None:
        """They are being asked; what is drawn stays until they have answered."""
        self.show_trouble(_READING)

    def show_trouble(self, words: str) -> None:
        """They can't be asked, and why."""
        where = self.note if self._figures else self.waiting
        where.setText(words)

    def show_networks(self, recipe: Recipe, config: TrainConfig, described: NetworksDescribed) -> None:
        """Draw what a training of this recipe with these settings would build."""
        self.generator.show_description(described.generator)
        self.generator_words.setText(_headline("Generator", described.generator))
        self._show_judge(described, config)
        self._figures = (
            f"Below each layer its channels and the size of its picture. {recipe.title} sees {recipe.width} x "
            f"{recipe.width * 5 // 4}; {config.size} size begins with {config.base_channels} channels."
        )
        self._show_view()

    def _show_judge(self, described: NetworksDescribed, config: TrainConfig) -> None:
        """The discriminator, and how both learn; nothing of it where the generator learns alone."""
        judge = described.discriminator
        self._judged.setVisible(judge is not None)
        self.switch.setEnabled(judge is not None)
        if judge is not None:
            self.discriminator.show_description(judge)
            self.gan.show_training(described.generator, judge, config.l1_weight)
            self.discriminator_words.setText(_headline("Discriminator", judge))

    def _show_view(self) -> None:
        if self._figures:
            together = self.switch.value() == "training" and self.switch.isEnabled()
            self._stack.setCurrentIndex(int(together))
            self.note.setText(_ONE_STEP if together else self._figures)

    def show_pictures(self, pictures: tuple[Picture, Picture] | None) -> None:
        """What goes in and must come out, on the user's own face."""
        source, target = pictures if pictures is not None else (None, None)
        self.generator.show_pictures(source, target)
        self.gan.show_pictures(source, target)


def _make_network(words: QLabel, help: str, drawing: NetworkDrawing) -> QWidget:
    """A drawing below its words."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE_8)
    words.setFont(theme.font("title"))
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_16)
    row.addWidget(words)
    row.addWidget(QuietLabel(help), 1)
    column.addLayout(row)
    column.addWidget(drawing, 1)
    return made


def _headline(role: str, network: NetworkDescription) -> str:
    return f"{role}: {network.title}, {word_count(network.parameters)} parameters"
