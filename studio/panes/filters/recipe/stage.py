"""The middle of the Recipe page: name, the recipe as a sentence, one pair large, twelve as training draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from models.project.recipes import LONGEST_TITLE
from models.records import Picture, Recipe
from studio.look import theme
from studio.panes.filters.recipe.pair_view import PairView
from studio.panes.filters.recipe.pairs_grid import PairsGrid
from studio.panes.filters.recipe.words import chain_words, sentence, sentence_html
from studio.widgets.controls import link_button
from studio.widgets.doctor_line import DoctorLine
from studio.widgets.doubtful_links import DoubtfulLinks
from studio.widgets.labels import ElidedLabel, SectionLabel

if TYPE_CHECKING:
    from studio.state.supply import SupplyReport

TWELVE = 12


class RecipeStage(QWidget):
    """title_typed(text), reseed_wanted(); asked(key) when a piece of the sentence was pressed: where is it set?"""

    title_typed = Signal(str)
    reseed_wanted = Signal()
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe: Recipe | None = None
        self._subset = ""
        self._one: tuple[Picture | None, Picture | None] = (None, None)
        self._pairs: list[tuple[Picture, Picture]] = []
        self._make_head()
        self.pair = PairView()
        self.grid = PairsGrid(TWELVE)
        self.grid.setAccessibleName("Twelve pairs as training draws them")
        self.grid.setToolTip("Press a pair to see it large")
        self.reseed = link_button("Other twelve")
        self.reseed.setToolTip("Draw twelve other pairs of this recipe")
        self._lay_out()
        self.title.textEdited.connect(self.title_typed)
        self.title.editingFinished.connect(self._show_title)
        self.sentence.linkActivated.connect(self.asked)
        self.reseed.clicked.connect(self.reseed_wanted)
        self.grid.chosen.connect(self._show_pair)
        theme.signals.changed.connect(self._show_sentence)

    def _make_head(self) -> None:
        self.title = QLineEdit()
        self.title.setProperty("role", "value")
        self.title.setFont(theme.font("title"))
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setAccessibleName("Name of the recipe")
        self.title.setPlaceholderText("Name of the recipe")
        self.title.setToolTip("Name of the recipe: type another one")
        self.title.setTextMargins(-4, 0, 0, 0)  # the name begins where the sentence does
        self.whose = ElidedLabel()
        self.whose.setProperty("role", "quiet")
        self.whose.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        font = theme.font("title")
        font.setWeight(font.Weight.Normal)
        self.sentence.setFont(font)
        self.verdict = DoctorLine()
        self.doubtful = DoubtfulLinks()

    def _lay_out(self) -> None:
        name = QHBoxLayout()
        name.addWidget(self.title, 1)
        name.addWidget(self.whose, 1)
        head = QVBoxLayout()
        head.setSpacing(theme.SPACE_4)
        head.addLayout(name)
        head.addWidget(self.sentence)
        head.addWidget(self.verdict)
        head.addWidget(self.doubtful)
        label = QHBoxLayout()
        label.addWidget(SectionLabel("Twelve pairs as training draws them"))
        label.addStretch(1)
        label.addWidget(self.reseed)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_16)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(head)
        column.addSpacing(theme.SPACE_4)
        column.addWidget(self.pair, 11)
        column.addLayout(label)
        column.addWidget(self.grid, 10)

    # what the page shows

    def show_recipe(self, recipe: Recipe, own: bool) -> None:
        """The words of this recipe; a name that is being typed is left alone."""
        self._recipe = recipe
        if not self.title.hasFocus():
            self._show_title()
        self.whose.setText("" if own else "Ready: a change makes your own copy")
        self._show_sentence()
        self._show_pair()

    def set_subset_words(self, text: str) -> None:
        self._subset = text
        self._show_sentence()

    def set_supply(self, report: SupplyReport) -> None:
        self.verdict.say(report.light, report.sentence)
        self.doubtful.show_count(report.doubtful, taken=report.taken)

    def set_one(self, source: Picture | None, target: Picture | None) -> None:
        """One face through the recipe, neither mirrored nor shifted."""
        self._one = (source, target)
        self._show_pair()

    def set_pairs(self, pairs: Sequence[tuple[Picture, Picture]]) -> None:
        """The twelve, or those of them that have come."""
        self._pairs = list(pairs)
        if self.grid.current() >= len(self._pairs):
            self.grid.set_current(-1)
        self.grid.set_pairs(self._pairs)
        self._show_pair()

    def sentence_text(self) -> str:
        """The sentence as it is read."""
        return "" if self._recipe is None else sentence(self._recipe, self._subset)

    def _show_title(self) -> None:
        if self._recipe is not None and self.title.text() != self._recipe.title:
            self.title.setText(self._recipe.title)
            self.title.setCursorPosition(0)

    def _show_sentence(self) -> None:
        if self._recipe is not None:
            said, quiet = theme.text_colour("text"), theme.text_colour("quiet")
            self.sentence.setText(sentence_html(self._recipe, self._subset, said, quiet))
            self.sentence.setAccessibleName(self.sentence_text())

    def _show_pair(self) -> None:
        number = self.grid.current()
        closer = 0 <= number < len(self._pairs)
        self.pair.set_pictures(*(self._pairs[number] if closer else self._one))
        if self._recipe is not None:
            which = f"pair {number + 1}, " if closer else ""
            goes, comes = chain_words(self._recipe.input), chain_words(self._recipe.target)
            self.pair.set_labels(f"{which}goes in: {goes}", f"{which}comes out: {comes}")
