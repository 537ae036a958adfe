"""The Gallery's right side: one painting large, how it was made, what can be done with it, how it leaves the house."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from models.errors import UsageError
from models.file_names import FIELDS, TEMPLATE, check_template
from models.gallery.export import SHEETS, ExportOptions, export_name
from models.gallery.formats import FORMATS
from models.images import read_picture
from models.params import Param
from models.records import Painting
from studio.jobs import Questions, unsaid
from studio.look.qt_images import to_image
from studio.panes.base import SidePanel
from studio.panes.gallery.words import facts_of, how_it_was_made
from studio.state.session import Session
from studio.widgets.controls import plain_button, soft_button
from studio.widgets.labels import FactList, QuietLabel, SectionLabel
from studio.widgets.picture_view import PictureView
from studio.widgets.sliders import ChoiceRow, SwitchRow

_WIDTH = 280
_PICTURE = _WIDTH - 32
FORMAT = Param(
    "format", "choice", "png", choices=FORMATS.names(), help="\n".join(f"{one.name}: {one.help}" for one in FORMATS)
)
NAMES = Param(
    "keep_names",
    "bool",
    False,
    help="Whether the photo's and the person's name travel in the file",
    label="Names and places",
)
SHEET = Param(
    "sheet",
    "choice",
    "none",
    choices=("none", *SHEETS),
    titles=("none", "PNG", "PDF"),
    help="All exported paintings on one sheet too: a picture for the screen, or pages to print",
    label="Contact sheet",
)
PAGE = Param(
    "page",
    "bool",
    False,
    help="A folder with a web page too, on which a line is moved between photo and painting; it needs no network",
    label="Before and after page",
)


def load_large(painting: Painting, width: int) -> QImage:
    """The painting for a panel of this width, sharp on a screen of twice the density."""
    image = to_image(read_picture(painting.path))
    if image.width() <= 2 * width:
        return image
    return image.scaledToWidth(2 * width, Qt.TransformationMode.SmoothTransformation)


class GalleryDetails(SidePanel):
    """paint_again(), star(bool), bin(), others() for what is selected; albums_asked(button)."""

    paint_again = Signal()
    star = Signal(bool)
    bin = Signal()
    others = Signal()
    albums_asked = Signal(QWidget)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("right", _WIDTH, parent)
        self._session = session
        self._shown: list[Painting] = []
        self.picture = PictureView(_PICTURE)
        self.how = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.facts = FactList()
        self.again = soft_button("Paint again")
        self.star_button = plain_button("Star")
        self.bin_button = plain_button("Delete")
        self.others_button = plain_button("Same on others")
        self.album_button = plain_button("Albums ...")
        self.format = ChoiceRow(FORMAT)
        self.names = SwitchRow(NAMES)
        self.sheet = ChoiceRow(SHEET)
        self.page = SwitchRow(PAGE)
        self.template = QLineEdit(session.preferences.text("export_template", TEMPLATE))
        self._lay_out()
        self._large = Questions(session.background, self).answered_by(self.picture.set_image, failed=unsaid)
        self.again.clicked.connect(self.paint_again)
        self.star_button.clicked.connect(self._on_star)
        self.bin_button.clicked.connect(self.bin)
        self.others_button.clicked.connect(self.others)
        self.album_button.clicked.connect(lambda: self.albums_asked.emit(self.album_button))
        self.template.textEdited.connect(self._on_template)
        for row in (self.format, self.names):
            row.changed.connect(lambda *_: self._show_preview())
        self.show_paintings([])

    def _lay_out(self) -> None:
        self.nothing = QuietLabel("Select a painting to see how it was made.")
        self.add(self.nothing)
        self.how_label, self.facts_label = SectionLabel("How it was made"), SectionLabel("Facts")
        self.add(self.picture)
        self.add_space()
        widget: QWidget
        for widget in (self.how_label, self.how):
            self.add(widget)
        self.add_space()
        for widget in (self.facts_label, self.facts):
            self.add(widget)
        self.add_space()
        self.add_row(self.again, self.star_button, self.bin_button)
        self.add_row(self.others_button, self.album_button)
        self.add_space()
        self.add(SectionLabel("Export"))
        for widget in (self.format, self.names, self.sheet, self.page):
            self.add(widget)
        self.add(QuietLabel("Name of each file"))
        self.add(self.template)
        self.template.setAccessibleName("Name of each file")
        self.template.setToolTip("These words are filled in: " + ", ".join(f"{{{field}}}" for field in FIELDS))
        self.preview, self.problem = QuietLabel(), QuietLabel()
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.add(self.preview)
        self.add(self.problem)
        self.add(QuietLabel("The recipe always travels inside the file."))
        self.add_stretch()
        self._on_template(self.template.text())

    def show_paintings(self, paintings: Sequence[Painting]) -> None:
        """The selected ones: one in full, several by their number."""
        before, self._shown = self._shown[:1], list(paintings)
        first = self._shown[0] if self._shown else None
        one = len(self._shown) == 1
        self.nothing.setText(
            f"{len(self._shown):,} paintings selected."
            if len(self._shown) > 1
            else "Select a painting to see how it was made."
        )
        self.nothing.setVisible(not one)
        for widget in (
            self.picture,
            self.how_label,
            self.how,
            self.facts_label,
            self.facts,
            self.again,
            self.others_button,
        ):
            widget.setVisible(one)
        for button in (self.star_button, self.bin_button, self.album_button):
            button.setVisible(bool(self._shown))
        self.star_button.setText("Unstar" if self._all_starred else "Star")
        self._show_preview()
        if first is not None and one:
            self.how.setText(how_it_was_made(first.recipe))
            self.facts.set_facts(facts_of(first))
            if [painting.path for painting in before] != [first.path]:
                self._large.ask(partial(load_large, first, _PICTURE))

    @property
    def _all_starred(self) -> bool:
        return bool(self._shown) and all(painting.starred for painting in self._shown)

    def options(self) -> ExportOptions:
        """How to export; the template is the last good one that was typed."""
        return ExportOptions(
            format=str(self.format.value()),
            template=self._session.preferences.text("export_template", TEMPLATE),
            keep_names=bool(self.names.value()),
            sheet="" if self.sheet.value() == "none" else str(self.sheet.value()),
            page=bool(self.page.value()),
        )

    def _show_preview(self) -> None:
        """What the first of the selected ones would be called."""
        options = self.options()
        names = [export_name(one, number, options) for number, one in enumerate(self._shown[:2], start=1)]
        suffix = FORMATS.get(options.format).suffix
        more = " ..." if len(self._shown) > 2 else ""
        self.preview.setText(", ".join(f"{name}{suffix}" for name in names) + more)
        self.preview.setVisible(bool(names))

    def _on_star(self) -> None:
        self.star.emit(not self._all_starred)

    def _on_template(self, text: str) -> None:
        try:
            check_template(text)
        except UsageError as error:
            self.problem.setText(f"{error.reason}. The last good name is used.")
        else:
            self.problem.setText("")
            self._session.preferences.set_text("export_template", text)
        self.problem.setVisible(bool(self.problem.text()))
        self._show_preview()
