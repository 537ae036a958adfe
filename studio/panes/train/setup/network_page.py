"""The networks of the chosen recipe, size and judge as a page: two drawings and their figures."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.errors import BottegaError
from models.records import Picture, Recipe
from models.training.config import TrainConfig
from models.training.network_description import NetworkDescription, sketch_discriminator, sketch_generator
from studio.look import theme
from studio.panes.train.setup.network_drawing import NetworkDrawing, word_count
from studio.widgets.labels import QuietLabel

_PAINTER = "paints what comes out from what goes in: down to a few cells that know the whole, and up again"
_JUDGE = "sees what goes in together with a picture, painted or true, and says which of the two it is"


class NetworkPage(QWidget):
    """Above the painter (generator), below its judge (discriminator)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.painter = NetworkDrawing("corrected")  # as their curves in the plot
        self.judge = NetworkDrawing("confirmed")
        self.painter_words, self.judge_words = QLabel(), QLabel()
        self.note = QuietLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        for words, help, drawing, share in (
            (self.painter_words, _PAINTER, self.painter, 5),
            (self.judge_words, _JUDGE, self.judge, 4),
        ):
            words.setFont(theme.font("title"))
            quiet = QuietLabel(help)
            row = QHBoxLayout()
            row.setSpacing(theme.SPACE_16)
            row.addWidget(words)
            row.addWidget(quiet, 1)
            column.addLayout(row)
            column.addWidget(drawing, share)
        column.addWidget(self.note)

    def show_networks(self, recipe: Recipe, config: TrainConfig) -> None:
        """Draw what a training of this recipe with these settings would build."""
        try:
            painter = sketch_generator(config.generator, config.base_channels, recipe.width)
            judge = sketch_discriminator(config.discriminator, config.base_channels, recipe.width)
        except BottegaError as error:
            self.note.setText(str(error))
            return
        self.painter.show_sketch(painter)
        self.judge.show_sketch(judge)
        self.painter_words.setText(_headline("Painter", painter))
        self.judge_words.setText(_headline("Judge", judge))
        self.note.setText(
            f"Below each layer its channels and the size of its picture. {recipe.title} sees {recipe.width} x "
            f"{recipe.width * 5 // 4}; {config.size} size begins with {config.base_channels} channels."
        )

    def show_pictures(self, pictures: tuple[Picture, Picture] | None) -> None:
        """What goes in and must come out, on the user's own face."""
        source, target = pictures if pictures is not None else (None, None)
        self.painter.show_pictures(source, target)


def _headline(role: str, sketch: NetworkDescription) -> str:
    return f"{role}: {sketch.title}, {word_count(sketch.parameters)} parameters"
