"""What is known of the encoder that paints, at the foot of every way's panel."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records import EncoderHeader
from studio.look import theme
from studio.panes.paint.words import learned_from, score_words
from studio.widgets.labels import FactList, QuietLabel, SectionLabel


class MadeWith(QWidget):
    """The encoder in four rows, and a warning where its score is worse than doing nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = FactList()
        self.warning = QuietLabel("It scored below the untouched input: let it learn for longer.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_8, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(SectionLabel("Made with"))
        column.addWidget(self.facts)
        column.addWidget(self.warning)
        column.addSpacing(theme.SPACE_8)
        column.addWidget(QuietLabel("Every painting goes to the Gallery with the recipe that made it."))
        self.show_encoder(None)

    def show_encoder(self, header: EncoderHeader | None) -> None:
        """None: there is none yet."""
        scores = None if header is None else header.scores
        self.warning.setVisible(scores is not None and scores.psnr < scores.psnr_input)
        if header is None:
            self.facts.set_facts([("Encoder", "none yet")])
            return
        self.facts.set_facts(
            [
                ("Encoder", header.title),
                ("Learned from", learned_from(header)),
                ("Held-out score", *score_words(header)),
                ("Size", header.size),
            ]
        )
