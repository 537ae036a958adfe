"""Progress events: small frozen facts that long work yields; the command line and the window read the same ones."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import numpy as np

from models.network_records import NetworkDescription
from models.records import PaintingRecipe, Picture, Scores
from models.score_records import Likeness

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Event:
    """Anything a workflow yields. `event` is its name on the command line's JSON."""

    event: ClassVar[str] = "event"


@contextlib.contextmanager
def closing(events: Iterator[T]) -> Iterator[Iterator[T]]:
    """What comes; however the block ends, a generator behind it is closed there, so that its `finally` has run."""
    try:
        yield events
    finally:
        close = getattr(events, "close", None)
        if close is not None:
            close()


@dataclass(frozen=True, slots=True)
class Progress(Event):
    """done of total units of the work named by `what`; total 0 when it can't be known."""

    event: ClassVar[str] = "progress"
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class Changed(Event):
    """The project's rows of these tables changed ("photos", "faces", "people", "runs", "paintings").

    ids: the rows, empty when it may be any; label: the edit in words when it can be undone;
    photos: the photos whose own row or whose faces these are, empty when it may be any.
    """

    event: ClassVar[str] = "changed"
    tables: frozenset[str]
    ids: tuple[int, ...] = ()
    label: str = ""
    photos: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoAdded(Event):
    """sha256: of the file; page: which of the photos in it, from 0."""

    event: ClassVar[str] = "photo_added"
    path: Path
    sha256: str
    width: int
    height: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class PhotoKnown(Event):
    """The same content is in the project already, under known_as."""

    event: ClassVar[str] = "photo_known"
    path: Path
    known_as: Path


@dataclass(frozen=True, slots=True)
class PhotoFoundAgain(Event):
    """A photo of the project whose original was gone: it lies here now, and the project knows that."""

    event: ClassVar[str] = "photo_found_again"
    path: Path
    was: Path


@dataclass(frozen=True, slots=True)
class PaintingPassedOver(Event):
    """A painting of Bottega's own among the photos: a recipe is inside, and nobody's face is to be learned from it."""

    event: ClassVar[str] = "painting_passed_over"
    path: Path


@dataclass(frozen=True, slots=True)
class PhotoRenewed(Event):
    """The file of a photo of the project held another picture, which was taken: what PhotoAdded says, of that."""

    event: ClassVar[str] = "photo_renewed"
    path: Path
    sha256: str
    width: int
    height: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class PhotoTurned(Event):
    """degrees: by which the picture is turned clockwise now, from how its file lies."""

    event: ClassVar[str] = "photo_turned"
    path: Path
    degrees: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class PhotoRefused(Event):
    event: ClassVar[str] = "photo_refused"
    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class FaceFound(Event):
    """A box on the photo: the crop rectangle, in the upright photo's pixels; doubt from 0 to 1, reasons in words;

    angle: how far the rectangle is turned about its centre, in degrees clockwise.
    """

    event: ClassVar[str] = "face_found"
    photo: Path
    x: float
    y: float
    width: float
    height: float
    state: str
    source: str = ""
    weight: float | None = None
    doubt: float = 0.0
    reasons: tuple[str, ...] = ()
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class PhotoSearched(Event):
    """The detector is done with a photo: how many boxes are new, how many of the user's were kept untouched;

    turn: degrees clockwise after which faces would be seen on it, 0 where nothing speaks for that.
    """

    event: ClassVar[str] = "photo_searched"
    photo: Path
    new: int
    kept: int
    turn: int = 0


@dataclass(frozen=True, slots=True)
class StepDone(Event):
    """losses by name ("l1", "generator", "discriminator"); seconds: trained so far, pauses left out;

    memory_used, memory_total: bytes of the device that trains, 0 where they can't be told.
    """

    event: ClassVar[str] = "step"
    step: int
    steps: int
    losses: Mapping[str, float]
    images_per_second: float
    seconds: float
    memory_used: int = 0
    memory_total: int = 0


@dataclass(frozen=True, slots=True)
class CriticJoined(Event):
    """After `step` steps of copying the critic takes part; seconds: trained until then."""

    event: ClassVar[str] = "critic"
    step: int
    seconds: float

    @property
    def text(self) -> str:
        return f"step {self.step}: the critic joins; scores dip for a while, that is usual"


@dataclass(frozen=True, slots=True)
class Scored(Event):
    """Held-out scores after `step`."""

    event: ClassVar[str] = "scores"
    step: int
    scores: Scores


@dataclass(frozen=True, slots=True)
class PhotoScored(Likeness, Event):
    """How like a photo, or a face of it, its painting is; photo: its file, or its name where it is a project's."""

    event: ClassVar[str] = "scored"
    photo: str


@dataclass(frozen=True, slots=True)
class EncoderScored(Likeness, Event):
    """The means over so many pictures; each figure over those that have it."""

    event: ClassVar[str] = "score"
    pictures: int


@dataclass(frozen=True, slots=True)
class SampleReady(Event):
    """Triples (input, painted, target) side by side per row; path: the PNG that holds them; pinned: how many lead."""

    event: ClassVar[str] = "sample"
    step: int
    path: Path
    triples: tuple[tuple[Picture, Picture, Picture], ...] = field(repr=False)
    pinned: int = 0


@dataclass(frozen=True, slots=True)
class RunStarted(Event):
    event: ClassVar[str] = "run_started"
    run: int
    folder: Path
    crops: int
    held_out: int
    device: str


@dataclass(frozen=True, slots=True)
class Saved(Event):
    """A file is on disk, whole."""

    event: ClassVar[str] = "saved"
    path: Path
    what: str = ""


@dataclass(frozen=True, slots=True)
class Painted(Event):
    """path: where the painting lies, with its recipe inside; None when it was only made for the screen.

    picture: all of it then, else its thumbnail; recipe, width, height: what a gallery notes of it.
    """

    event: ClassVar[str] = "painted"
    source: str
    path: Path | None
    picture: Picture | None = field(default=None, repr=False)
    seconds: float = 0.0
    recipe: PaintingRecipe | None = field(default=None, repr=False)
    width: int = field(default=0, repr=False)
    height: int = field(default=0, repr=False)


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """One item of a batch failed; the rest goes on."""

    event: ClassVar[str] = "refused"
    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Noted(Event):
    """A sentence the person should read (rolled back after NaN, halved the batch ...)."""

    event: ClassVar[str] = "note"
    text: str


@dataclass(frozen=True, slots=True)
class Described(Event):
    """What a file says of itself: kind in words ("encoder", "painting", "photo"), facts by name."""

    event: ClassVar[str] = "info"
    path: Path
    kind: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finished(Event):
    """The end of a workflow. summary: its counts in words, also the last line on a terminal."""

    event: ClassVar[str] = "finished"
    what: str
    summary: str
    done: int = 0
    failed: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Probed(Event):
    """How fast this computer trains that size on pictures of that width, by a short measurement; device: in words."""

    event: ClassVar[str] = "probed"
    size: str
    width: int
    batch_size: int
    images_per_second: float
    seconds_per_step: float
    device: str


@dataclass(frozen=True, slots=True)
class NetworksDescribed(Event):
    """What a training would build, see models.workflow.describe_networks; discriminator: None where there is none."""

    event: ClassVar[str] = "networks"
    generator: NetworkDescription
    discriminator: NetworkDescription | None


def as_json(event: Event) -> dict[str, Any]:
    """The event as plain JSON values under an `event` key; pictures (the fields not shown) are left out."""
    names = [field.name for field in dataclasses.fields(event) if field.repr]
    return {"event": event.event} | {name: _plain(getattr(event, name)) for name in names}


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(item) for name, item in dataclasses.asdict(value).items()}
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | tuple | list):
        return [_plain(item) for item in (sorted(value) if isinstance(value, frozenset) else value)]
    return value.item() if isinstance(value, np.generic) else value
