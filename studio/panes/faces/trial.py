"""What the detector would find on the photo in front, while its sliders move: shown, not kept, until it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from models.faces.boxes import same_face
from models.faces.haar import DetectorSettings, Looked
from models.records import Box, Face, FaceState, NewFace, Picture
from models.words import plural
from studio.jobs import Background, Questions


@dataclass(frozen=True, slots=True)
class Trial:
    """found: every box at these settings; fresh: those of them where no box stands; gone: suggestions not found now."""

    found: tuple[NewFace, ...]
    fresh: tuple[Box, ...]
    gone: int

    def words(self) -> str:
        """ "36 boxes here: 7 new, 2 would go"."""
        news = [f"{len(self.fresh):,} new"] if self.fresh else []
        news += [f"{self.gone:,} would go"] if self.gone else []
        boxes = f"{plural(len(self.found), 'box', 'boxes')} here"
        return f"{boxes}: {', '.join(news)}" if news else f"{boxes}, the same as now"


def compare(found: Sequence[NewFace], standing: Sequence[Face]) -> Trial:
    """What taking these would change on a photo with those boxes; what a person made or decided on stays anyway."""
    fresh = tuple(one.box for one in found if not any(same_face(one.box, face.box) for face in standing))
    loose = [face for face in standing if face.state is FaceState.SUGGESTED and face.source != "hand"]
    gone = sum(not any(same_face(one.box, face.box) for one in found) for face in loose)
    return Trial(tuple(found), fresh, gone)


class Trials(QObject):
    """found(list of NewFace) for the settings asked for last; a search serves every number of neighbours at once."""

    found = Signal(object)
    failed = Signal(Exception)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest = Questions(background, self).answered_by(self.found, failed=self.failed)
        self._looker = _Looker()

    @property
    def busy(self) -> bool:
        return self._latest.busy

    def ask(self, picture: Picture, settings: DetectorSettings) -> None:
        self._latest.ask(self._looker.look, picture, settings)

    def forget(self) -> None:
        """Another photo is in front."""
        self._latest.forget()


class _Looker:
    """Keeps what was seen last; asked by one thread at a time."""

    def __init__(self) -> None:
        self._seen: tuple[Picture, Looked] | None = None

    def look(self, picture: Picture, settings: DetectorSettings) -> list[NewFace]:
        seen = self._seen
        if seen is None or seen[0] is not picture or not seen[1].serves(settings):
            seen = self._seen = (picture, Looked(picture, settings))
        return seen[1].faces(settings.neighbours)
