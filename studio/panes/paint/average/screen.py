"""Painting averages: A and B are taken from the people, their averages shown and mixed, one goes into the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from models.events import Saved
from models.painting.average import difference
from models.records import TRAINING_SIZE, CutFrom, EncoderHeader, PaintingRecipe
from models.words import plural
from models.workflow.average_faces import AverageWanted, FaceSum, film_average
from models.workflow.paint_photos import paint_average
from models.workflow.paint_requests import paint_preview
from studio.jobs import Questions
from studio.panes.paint.average.groups import Group, who
from studio.panes.paint.average.means import Means
from studio.panes.paint.average.page import IN_WALL, STEPS, TIMES, WAY, AveragePage
from studio.panes.paint.average.panel import AveragePanel
from studio.panes.paint.average.people import People
from studio.panes.paint.average.pictures import BIG, WAY_KIND, Shown, Strip, Subject, mean_image
from studio.panes.paint.average.wall import Wall, read_wall
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.preview_requests import Answer
from studio.panes.paint.sub_screen import SubScreen
from studio.widgets.controls import primary_button
from studio.widgets.empty import EmptyState
from studio.widgets.fitted_image import FittedImage

_STRIPS = ("strip A", "strip B")


class AverageScreen(SubScreen):
    """share: how far what is shown is on the way from A to B, 0 to 1."""

    def __init__(self, desk: PaintDesk) -> None:
        super().__init__(desk)
        self.share = 0.5
        self._own: Path | None = None
        self.people = People(desk.session, self)
        self.page = AveragePage()
        words = "An average is made of faces. Find and review some first."
        self.no_face = EmptyState("ph.user-focus", words, "Go to Faces")
        self.panel: AveragePanel = AveragePanel()
        self.paint_button = primary_button("Paint")
        self.paint_button.setToolTip("Into the Gallery (Ctrl+Enter)")
        self.means = Means(desk.session, self)
        self.shown, self.strips, self.wall = Shown(), (Strip(), Strip()), Wall()
        self._reading = Questions(desk.session.background, self).answered_by(self._on_wall)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.no_face)
        self._connect()

    def _connect(self) -> None:
        session, page = self.desk.session, self.page
        self.no_face.pressed.connect(lambda: session.go("faces"))
        self.people.changed.connect(self._on_people)
        self.people.painted.connect(self._go_to)
        self.means.came.connect(self._show)
        page.chosen.connect(self.people.choose)
        page.slider.valueChanged.connect(lambda step: self._go_to(step / STEPS))
        page.way.chosen.connect(lambda place: self._go_to(place / (WAY - 1)))
        for place, wall in enumerate(page.walls):
            wall.cells.chosen.connect(partial(self._on_face, place))
        page.export.clicked.connect(self._ask_export)
        self.panel.share_moved.connect(self._go_to)
        self.panel.changed.connect(self._show)
        self.panel.encoder_chosen.connect(self._on_encoder)
        self.panel.training_wanted.connect(lambda: session.go("train"))
        self.desk.shelf.chosen.connect(lambda header: self._on_encoder(str(header.path) if header is not None else ""))
        self.paint_button.clicked.connect(self.paint)
        self.desk.painter.answered.connect(self._on_answered)
        QShortcut(QKeySequence("X"), self, self.people.exchange)

    # what the pane asks

    def top_line(self) -> str:
        first, second = self.people.ends()
        if first is None:
            return "Average"
        count = len(first.crops) + (len(second.crops) if second is not None else 0)
        return f"Average of {who(first, second)}, {plural(count, 'face')}"

    def tools(self) -> list[QWidget]:
        return [self.paint_button]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Click", "make those people A"),
            ("Shift click", "make them B, or leave B out again"),
            ("X", "exchange A and B"),
            ("← →", "on the slider or the way: towards A, towards B"),
        ]

    @property
    def shows_strip(self) -> bool:
        return False

    @property
    def shows_shelf(self) -> bool:
        return False

    def settled(self) -> bool:
        busy = self.people.busy or self._reading.busy or not self.means.whole
        return not busy and self.desk.painter.idle

    @property
    def encoder(self) -> EncoderHeader | None:
        """The one that was taken here; until then the newest that learned to average, else the one on the shelf."""
        headers = self.desk.shelf.headers
        own = headers.get(str(self._own))
        learned = (header for header in headers.values() if header.recipe.name == "average")
        return own or next(learned, None) or self.desk.encoder

    def refresh(self) -> None:
        self.people.refresh()
        self._show()

    def open_recipe(self, recipe: PaintingRecipe) -> None:
        self._own = self.desk.encoder.path if self.desk.encoder is not None else None
        self.panel.set_options(recipe.options)
        self.people.take(recipe)

    # by hand

    def _on_people(self) -> None:
        if self.isVisible():
            self.desk.session.crops.measure(CutFrom.FACES)
        self._show()

    def _on_encoder(self, key: str) -> None:
        self._own = Path(key)
        self._show()

    def _go_to(self, share: float) -> None:
        if share != self.share:
            self.share = share
            self._show_share()
            self._want()  # first, since one of the way may be taken as it is
            self._show_pictures()

    def _on_face(self, which: int, place: int) -> None:
        self.wall.choose(which, place)
        self._show()

    # what is shown

    def _show(self) -> None:
        """Show the present choice and have painted what is missing of it; nothing while another screen is in front."""
        if not self.isVisible():
            return
        first, second = self.people.ends()
        self._pages.setCurrentWidget(self.no_face if self.people.known and first is None else self.page)
        self._show_controls(first, second)
        if first is None:
            return
        self.page.show_groups(self.people.groups, first, second)
        self.means.want({group.key: group.ready for group in (first, second) if group is not None}, self._width())
        if self.wall.wants(first, second):
            self._reading.ask(read_wall, self.desk.session.crops, first, second, IN_WALL, self._width())
        self._want()
        self._show_pictures()

    def _width(self) -> int:
        encoder = self.encoder
        return encoder.recipe.width if encoder is not None else TRAINING_SIZE[0]

    def _show_controls(self, first: Group | None, second: Group | None) -> None:
        self.panel.show_encoders(list(self.desk.shelf.headers.values()), self.encoder)
        self.panel.share.setEnabled(second is not None)
        self.paint_button.setEnabled(self.encoder is not None and first is not None)
        self._show_share()
        self.top_line_changed.emit()

    def _show_share(self) -> None:
        self.panel.share.set_value(self.share * 100)
        self.page.set_share(self.share)

    def _sums(self) -> tuple[FaceSum | None, FaceSum | None]:
        width, people = self._width(), self.people
        return self.means.get(people.first, width), self.means.get(people.second, width) if people.second else None

    def _show_pictures(self) -> None:
        page, (first, second) = self.page, self._sums()
        share = self.share if second is not None else 0.0
        per_cent = f"{share:.0%} of the way to B".replace("%", " %") if second is not None else ""
        page.painted.words.setText(per_cent if self.encoder is not None else "no encoder yet: train one")
        page.mean.words.setText("same faces, no encoder" if self.means.whole else "adding faces up …")
        page.mean.cells.set_pictures([mean_image(first, second, share) if first is not None else None])
        page.painted.cells.set_pictures([self.shown.big])
        places = [place / (WAY - 1) for place in range(WAY)]
        words = ["A", *(f"{one:.0%}".replace("%", " %") for one in places[1:-1]), "B"]
        page.way.set_pictures([self.shown.way.get(one) for one in places], words)
        page.way.set_current(round(share * (WAY - 1)))
        page.export.setEnabled(first is not None and second is not None)
        for place, wall in enumerate(page.walls):
            wall.cells.set_pictures(self.wall.images[place])
            wall.cells.set_current(self.wall.chosen[place])
        self._show_strips()

    def _show_strips(self) -> None:
        page, encoder = self.page, self.encoder
        page.again_rows.setVisible(encoder is not None)
        words = ["face", *(str(time) for time in range(1, TIMES))]
        for cells, strip in zip(page.strips, self.strips, strict=True):
            missing: Sequence[FittedImage | None] = [None] * (TIMES - len(strip.images))
            cells.set_pictures([*strip.images, *missing], words)
        pairs = zip(self.strips[0].steps, self.strips[1].steps, strict=False)
        apart = [f"{difference(one, other):.0f}" for one, other in pairs if one.shape == other.shape]
        page.again_words.setText(f"the two differ by {', '.join(apart)} of 255" if apart else "")

    def _on_wall(self, wall: Wall) -> None:
        self.wall = wall
        self._show()

    # what is painted

    def _want(self) -> None:
        """The big average first; the way and the strips while nothing else is wanted."""
        encoder, (first, second) = self.encoder, self._sums()
        ready = encoder is not None and first is not None and (second is not None or not self.people.second)
        if encoder is None or first is None or not ready:
            self.shown.begin(None)
            return
        subject = Subject(encoder.path, self.panel.options(), first, second)
        share = self.share if second is not None else 0.0
        self.shown.begin(subject)
        if self.shown.needs(share):
            self.desk.painter.want(subject.request(share, BIG))
        if self.means.whole:
            self._want_more(encoder.path, subject)

    def _want_more(self, encoder: Path, subject: Subject) -> None:
        for which, strip in enumerate(self.strips):
            strip.begin(encoder, *self.wall.face(which))
        again = (strip.next(kind, TIMES) for kind, strip in zip(_STRIPS, self.strips, strict=True))
        missing = [one for place in range(WAY) if (one := place / (WAY - 1)) not in self.shown.way]
        way = [subject.request(share, WAY_KIND) for share in missing] if subject.second is not None else []
        self.desk.painter.want_extras([*way, *(request for request in again if request is not None)])

    def _on_answered(self, answer: Answer) -> None:
        request = answer.request
        if request.kind in _STRIPS:
            self.strips[_STRIPS.index(request.kind)].take(request.part, answer.after)
        elif request.kind in (BIG, WAY_KIND):
            self.shown.take(request.kind, request.part, answer.after)
        else:
            return
        if self.isVisible():
            self._want()
            self._show_pictures()

    def leave(self) -> None:
        super().leave()
        self.shown.begin(None)

    # what is done with it

    def paint(self) -> None:
        (first, second), encoder = self.people.ends(), self.encoder
        if first is None or encoder is None:
            return
        project, others = self.desk.session.project, second.everything() if second is not None else {}
        share = self.share if second is not None else 0.0
        wanted = AverageWanted(first.everything(), others, share, self.panel.options(), who(first, second))
        person = first.person if second is None else ""
        self.desk.fill_gallery(encoder, lambda drive: paint_average(project, encoder.path, wanted, person, drive))

    def _ask_export(self) -> None:
        if path := self.panel.loop.ask_file("average"):
            self.export(path)

    def export(self, path: Path) -> None:
        """Film the way from A to B and back, as a job."""
        session, encoder, (first, second) = self.desk.session, self.encoder, self._sums()
        if first is None or second is None or first.mean is None or second.mean is None:
            return
        ends, options, file = (first.mean, second.mean), self.panel.options(), encoder.path if encoder else None
        frames, paint = self.panel.loop.frames, partial(session.child.stream, paint_preview)
        session.runner.start(
            "Filming an average",
            lambda: film_average(file, ends, options, frames, path, paint),
            lambda event: session.say(f"The film is in {event.path.name}") if isinstance(event, Saved) else None,
        )
