"""The panel of the Recipe page: everything a recipe is made of, section by section, and whether there is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from models.recipes.variety import FLIP, JITTER, OLD, share_old, with_old
from models.records import WIDTHS, CutFrom, Pairing, Recipe
from studio.look import theme
from studio.panes.base import SidePanel
from studio.panes.filters.chain_editor import ChainEditor
from studio.panes.filters.recipe import words
from studio.panes.filters.recipe.choices import Choices
from studio.panes.filters.recipe.collapsible import Collapsible
from studio.panes.filters.recipe.subset import SubsetEditor
from studio.widgets.form import ParamForm
from studio.widgets.labels import FactList, QuietLabel
from studio.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from studio.state.supply import SupplyReport

WIDE, NARROW = 340, 312

_CUTS = {
    CutFrom.FACES: "The crop of every face that is not rejected.",
    CutFrom.WHOLE: "The middle of every photo, faces or not.",
}


class RecipeForm(SidePanel):
    """changed(recipe) with every change a person makes; pick_wanted() for the page where crops are picked by hand."""

    changed = Signal(Recipe)
    pick_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", WIDE, parent)
        self._recipe: Recipe | None = None
        self._people: words.People = ()
        self._folds: dict[str, Collapsible] = {}
        self._make_editors()
        self._make_folds()
        self._connect()

    def _make_editors(self) -> None:
        self.input = ChainEditor("The picture itself goes in, unchanged.")
        self.target = ChainEditor("The picture itself comes out.")
        self.pairing = Choices([(pairing.value, title) for pairing, title in words.PAIRINGS])
        self.subset = SubsetEditor()
        self.facts = FactList()
        self.verdict = QuietLabel()
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)  # the recipe's name is in it
        self.cut_from = SegmentedControl([("faces", "Faces"), ("whole", "Whole photos")])
        self.cut_help = QuietLabel()
        self.width_choice = SegmentedControl([(str(width), f"{width} × {width * 5 // 4}") for width in WIDTHS])
        self.width_help = QuietLabel()
        self.variety = ParamForm((FLIP, JITTER, OLD))
        self.note = QPlainTextEdit()
        self.note.setAccessibleName("Note")
        self.note.setPlaceholderText("What is it for, what did you see?")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(88)

    def _make_folds(self) -> None:
        self.column.setSpacing(2)
        sections: tuple[tuple[str, str, QWidget, bool], ...] = (
            ("input", "Goes in", self.input, True),
            ("target", "Comes out", self.target, True),
            ("pairing", "Painted from", self.pairing, True),
            ("subset", "Learn from", self.subset, True),
            ("supply", "Enough to learn from?", _stacked(self.facts, self.verdict), True),
            ("variety", "Varied", self.variety, False),
            (
                "size",
                "Cut and size",
                _stacked(_row(self.cut_from), self.cut_help, _row(self.width_choice), self.width_help),
                False,
            ),
            ("note", "Note", self.note, False),
        )
        for key, title, body, is_open in sections:
            self._folds[key] = fold = Collapsible(title, body)
            fold.set_open(is_open)
            self.add(fold)
        self.add_stretch()

    def _connect(self) -> None:
        self.input.changed.connect(lambda chain: self._change(input=chain))
        self.target.changed.connect(lambda chain: self._change(target=chain))
        self.pairing.chosen.connect(lambda key: self._change(pairing=Pairing(key)))
        self.subset.changed.connect(self._on_subset)
        self.subset.pick_wanted.connect(self.pick_wanted)
        self.cut_from.chosen.connect(self._on_cut_from)
        self.width_choice.chosen.connect(lambda key: self._change(width=int(key)))
        self.variety.changed.connect(self._on_variety)
        self.note.textChanged.connect(lambda: self._change(help=self.note.toPlainText()[:2000]))

    # what the page shows

    def show_recipe(self, recipe: Recipe, fresh: bool) -> None:
        """Show this recipe, without changed(); fresh: it is another one than before. Only what differs is touched."""
        self._recipe = None  # nothing that moves while it is shown is a change
        self.input.set_chain(recipe.input)
        self.target.set_chain(recipe.target)
        self.pairing.set_value(recipe.pairing.value)
        self.subset.show_recipe(recipe, fresh)
        self.cut_from.set_value(recipe.cut_from.value)
        self.width_choice.set_value(str(recipe.width))
        self.variety.set_values({"flip": recipe.flip, "jitter": recipe.jitter, "old": share_old(recipe)})
        if self.note.toPlainText() != recipe.help:
            self.note.setPlainText(recipe.help)
        self._recipe = recipe
        self._say()

    def set_people(self, people: words.People) -> None:
        self._people = tuple(people)
        self.subset.set_people(self._people)
        self._say()

    def set_fact_values(self, values: Mapping[str, Sequence[float]]) -> None:
        self.subset.set_fact_values(values)

    def set_supply(self, report: SupplyReport) -> None:
        self.facts.set_facts(report.facts)
        self.verdict.setText(report.sentence)
        verdict = next((fact[1] for fact in report.facts if fact[0] == "Verdict"), "")
        self._folds["supply"].set_words(verdict)

    def reveal(self, key: str) -> None:
        """Unfold a section, bring it into view and put the keyboard there."""
        fold = self._folds[key]
        fold.set_open(True)
        fold.head.setFocus()
        # once the panel has made room for what was unfolded
        QTimer.singleShot(0, self, lambda: self._scroll_to(fold))

    def fold(self, key: str) -> Collapsible:
        return self._folds[key]

    def _scroll_to(self, fold: Collapsible) -> None:
        area = self.findChild(QScrollArea)
        inside = area.widget() if area is not None else None
        column = inside.layout() if inside is not None else None
        if area is not None and column is not None:
            column.activate()
            area.verticalScrollBar().setValue(fold.y() - theme.SPACE_8)

    # what a person does

    def _change(self, **what: Any) -> None:
        if self._recipe is not None:
            changed = replace(self._recipe, **what)
            if changed != self._recipe:
                self._recipe = changed
                self._say()
                self.changed.emit(changed)

    def _on_subset(self) -> None:
        if self._recipe is not None:
            chosen = self.subset.put_into(self._recipe)
            self._change(people=chosen.people, ranges=chosen.ranges, picked=chosen.picked)
            self.subset.show_recipe(chosen)

    def _on_cut_from(self, key: str) -> None:
        # a number picked by hand is that of a face or of a photo: it means nothing among the others
        self._change(cut_from=CutFrom(key), picked=())
        if self._recipe is not None:
            self.subset.show_recipe(self._recipe)

    def _on_variety(self, values: Mapping[str, Any]) -> None:
        if self._recipe is not None:
            aged = with_old(self._recipe, values.get("old", share_old(self._recipe))).augmentation
            self._change(augmentation=aged, **{name: value for name, value in values.items() if name != "old"})

    def _say(self) -> None:
        """Everything that is said about the recipe in words."""
        recipe = self._recipe
        if recipe is None:
            return
        for pairing in Pairing:
            choice = self.pairing.choice(pairing.value)
            choice.setText(words.pairing_title(pairing, recipe))
            choice.set_help(words.pairing_help(pairing, recipe, self._people))
        self.cut_help.setText(_CUTS[recipe.cut_from])
        self.width_help.setText(words.WIDTH_WORDS[recipe.width])
        said = {
            "input": words.chain_words(recipe.input),
            "target": words.chain_words(recipe.target),
            "pairing": words.pairing_title(recipe.pairing, recipe).lower(),
            "subset": words.subset_words(recipe, self._people),
            "variety": words.variety_short(recipe),
            "size": f"{words.thing_of(recipe, 2)}, {words.size_words(recipe)}",
            "note": recipe.help.split("\n")[0],
        }
        for key, text in said.items():
            self._folds[key].set_words(text)


def _stacked(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE_8)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _row(widget: QWidget) -> QWidget:
    """The widget at its own width."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder
