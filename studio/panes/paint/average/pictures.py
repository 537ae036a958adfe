"""What an encoder has painted for the averages on the screen, by what it is and of what. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from models.records import PaintOptions, PaintSource, Picture
from models.workflow.average_faces import FaceSum, mix_sums, to_whole_crop
from studio.panes.paint.preview_requests import PreviewRequest
from studio.widgets.fitted_image import FittedImage

BIG, WAY_KIND = "average", "average way"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is averaged and by what: as long as it is the same, what was painted of it holds."""

    encoder: Path
    options: PaintOptions
    first: FaceSum
    second: FaceSum | None

    def request(self, share: float, kind: str) -> PreviewRequest:
        """The average at that place between A and B, as the big one or one of the way."""
        mixed = mix_sums(self.first, self.second, share)
        return PreviewRequest(kind, self.encoder, None, self.options, picture=mixed, part=(self, share))


@dataclass
class Shown:
    """The last averages painted: the big one, for that share, and those of the way by theirs."""

    subject: Subject | None = None
    way: dict[float, FittedImage] = field(default_factory=dict)
    big: FittedImage | None = None
    share: float | None = None

    def begin(self, subject: Subject | None) -> None:
        """Another subject: its pictures are to come; the big one stays until its own has come."""
        if subject != self.subject:
            self.subject, self.way, self.share = subject, {}, None
        if subject is None:
            self.big = None

    def needs(self, share: float) -> bool:
        """Whether the big one has to be painted for that share; one of the way is taken as it is."""
        if share == self.share:
            return False
        self.share = share
        if share in self.way:
            self.big = self.way[share]
        return share not in self.way

    def take(self, kind: str, part: object, picture: Picture) -> None:
        """An average that was painted; nothing when it is of another subject by now."""
        if not isinstance(part, tuple) or part[0] != self.subject:
            return
        if kind == WAY_KIND:
            self.way[part[1]] = FittedImage(picture)
        elif self.share not in self.way:
            self.big = FittedImage(picture)


AGAIN = PaintOptions(PaintSource.AVERAGE, keep_luma=False)
"""As each step of painting again and again is painted, from the one before."""


@dataclass
class Strip:
    """One face painted again and again. steps: the face, painted once, twice ...; encoder: by which."""

    encoder: Path | None = None
    face: bytes = b""
    steps: list[Picture] = field(default_factory=list)
    images: list[FittedImage] = field(default_factory=list)

    def begin(self, encoder: Path | None, face: bytes, picture: Picture | None) -> None:
        """Another face or encoder begins anew; picture: what a network sees of it, None while it is being read."""
        if (encoder, face) != (self.encoder, self.face) or not self.steps:
            self.encoder, self.face, self.steps, self.images = encoder, face, [], []
            if picture is not None:
                self.add(picture)

    def add(self, picture: Picture) -> None:
        self.steps.append(picture)
        self.images.append(FittedImage(picture))

    def next(self, kind: str, length: int) -> PreviewRequest | None:
        """The step to paint next, of so many."""
        if self.encoder is None or not 0 < len(self.steps) < length:
            return None
        part = (self.encoder, self.face, len(self.steps))
        return PreviewRequest(kind, self.encoder, None, AGAIN, picture=self.steps[-1], part=part)

    def take(self, part: object, picture: Picture) -> None:
        """A step that was painted; nothing when another face has begun since."""
        if part == (self.encoder, self.face, len(self.steps)):
            self.add(picture)


def mean_image(first: FaceSum, second: FaceSum | None, share: float) -> FittedImage:
    """The mean of the pixels as it is shown."""
    return FittedImage(to_whole_crop(mix_sums(first, second, share)))
