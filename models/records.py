"""The frozen values that stages hand each other. Nothing here computes, reads a file or knows a screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.average_records import Average
from models.drawing_records import Drawing
from models.filter_records import Augmentation, FilterStep
from models.paint_records import Hint, NoiseStep
from models.params import Value

Picture = npt.NDArray[np.uint8]
"""The one convention for pictures in memory: RGB, uint8, shape (height, width, 3), upright."""

CROP_SIZE = (360, 480)
"""Width and height of the picture cut from a face."""

TRAINING_SIZE = (256, 320)
"""Width and height of what a network sees: 2^8 x 2^6*5, at most six halvings."""

WIDTHS = (128, 256, 512)
"""Widths a recipe may ask for; the height is 5/4 of it: five, six or seven halvings leave 5x4 cells."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on an upright photo in its pixels; angle in degrees, clockwise, about its centre."""

    x: float
    y: float
    width: float
    height: float
    angle: float = 0.0

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What is measured on a photo's picture: channel means 0 to 255, brightness is their mean.

    sharpness: variance of the Laplacian of the 256 px thumbnail's luma; perceptual_hash: 64-bit difference hash, hex;
    rotated: whether EXIF asked for a turn; gray: whether the channels are all but equal; taken: EXIF date, ISO.
    """

    mean_red: float
    mean_green: float
    mean_blue: float
    brightness: float
    dominant: str
    sharpness: float
    perceptual_hash: str
    rotated: bool
    gray: bool
    taken: str | None = None


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo as the reader hands it to the project, before it has an id."""

    path: Path
    sha256: str
    width: int
    height: int
    format: str
    file_size: int
    person: str
    facts: PhotoFacts
    page: int = 0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture file the user brought in, referenced where it lies, known by its content; never changed.

    page: which of the photos in its file, from 0; sha256: the key of that page (see models.images.page_key);
    turn: quarters, 0 to 3, by which a person turned it clockwise after EXIF had its say; width and height, its faces,
    its crops and its thumbnail are those of the turned picture.
    """

    id: int
    path: Path
    sha256: str
    width: int
    height: int
    format: str
    file_size: int
    person: str
    facts: PhotoFacts
    left_out: bool
    searched: bool
    """Whether the detector has looked at it."""
    added: str
    faceless: bool = False
    """Whether a person has said that no face is on it."""
    page: int = 0
    turn: int = 0
    proposed_turn: int = 0
    """By how many more quarters it would have to be turned so that faces are seen on it; 0: nothing is proposed."""

    @property
    def key(self) -> str:
        """What its picture is kept by: its content, and how it is turned."""
        return f"{self.sha256}-{self.turn}" if self.turn else self.sha256

    @property
    def name(self) -> str:
        """What to call it where its folder is plain: "scan.tif", "scan.tif, page 2"."""
        return f"{self.path.name}, page {self.page + 1}" if self.page else self.path.name


class FaceState(StrEnum):
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


REVIEWED = (FaceState.CONFIRMED, FaceState.CORRECTED, FaceState.REJECTED)
USABLE = (FaceState.SUGGESTED, FaceState.CONFIRMED, FaceState.CORRECTED)
"""The states whose crops may be trained on and painted."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured of a box when the detector found it, to judge it by later without its picture.

    agreeing: raw windows of the cascade that were joined into it; second: windows a second, independent cascade sees
    there; contrast: standard deviation of the luma inside the inner square, of 255; gradients: their directions of the
    crop, one byte each (see models.faces.gradients).
    """

    agreeing: int
    second: int
    contrast: float
    gradients: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class NewFace:
    """A face before it has an id. box: the crop rectangle (3:4) on the photo, which is what people edit.

    source: "haar:<cascade>" or "hand"; weight: the cascade's own level weight, None for hand-made;
    eyes: centres found by the eye cascade, in photo pixels: a hint, never trusted.
    """

    box: Box
    state: FaceState = FaceState.SUGGESTED
    source: str = "hand"
    weight: float | None = None
    eyes: tuple[tuple[float, float], ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """A box on a photo, with a state and a source."""

    id: int
    photo_id: int
    box: Box
    state: FaceState
    source: str
    weight: float | None
    eyes: tuple[tuple[float, float], ...]
    person: str
    evidence: Evidence | None = None


Chain = tuple[FilterStep, ...]


class Pairing(StrEnum):
    """What the target is made from: the same crop, another of the same person, another of the subset, any other of

    the whole collection; NOISE: from the crop itself, while the input chain is fed with noise instead of it.
    """

    SAME = "same"
    PERSON = "person"
    SUBSET = "subset"
    RANDOM = "random"
    NOISE = "noise"


class CutFrom(StrEnum):
    FACES = "faces"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class FactRange:
    """Crops whose fact of this name (see models.recipes.subset) lies from low to high, both included."""

    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """What goes in -> what comes out.

    cut_from: face crops, or whole photos cut to 4:5; people, ranges, picked: the subset learned from, each empty for
    everyone (picked: numbers of faces, or of photos when whole ones are cut; they mean something in one project only);
    flip: mirror half of the crops; jitter: how many px larger (of 256x320) the picture is before the random cut;
    width: of what the network sees, one of WIDTHS; doubtful: whether boxes that are likely no faces are learned from
    though nobody has looked at them; augmentation: how some pictures are changed while learning, never to judge by.
    """

    name: str
    title: str
    input: Chain
    target: Chain
    pairing: Pairing = Pairing.SAME
    cut_from: CutFrom = CutFrom.FACES
    people: tuple[str, ...] = ()
    flip: bool = True
    jitter: int = 16
    help: str = ""
    ranges: tuple[FactRange, ...] = ()
    picked: tuple[int, ...] = ()
    width: int = TRAINING_SIZE[0]
    doubtful: bool = False
    augmentation: Augmentation | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what the network sees."""
        return self.width, self.width * 5 // 4


@dataclass(frozen=True, slots=True)
class Scores:
    """Held-out quality, mean over the held-out crops. psnr in dB, of the EMA weights' paintings against the targets;

    psnr_input: of the unpainted input against the same targets (the "as is" baseline);
    psnr_luma: with the input's own luma put back (colourising only, else None);
    variety: how much the paintings differ from each other, as a share of how much the targets do: 0 when all look the
    same; None where the recipe wants that, or there is only one;
    ciede2000: mean colour difference of the paintings, with that luma where there is one, over at most some twenty of
    the crops; None where the target is no picture in its own colours.
    """

    psnr: float
    psnr_input: float
    ssim: float
    psnr_luma: float | None = None
    variety: float | None = None
    ciede2000: float | None = None


class RunState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Run:
    """One training of one recipe. folder: holds its crops, checkpoints, history and samples; encoder: what it left."""

    id: int
    title: str
    recipe: Recipe
    folder: Path
    state: RunState
    step: int
    steps: int
    seconds: float
    started: str
    psnr: float | None
    encoder: str | None


@dataclass(frozen=True, slots=True)
class EncoderHeader:
    """What an encoder file says of itself, without its weights.

    sha256: of the whole file; size: "sketch", "studio" or "master"; sheet: PNG bytes of (input, painted, target) rows;
    generator: the registered name of its network.
    """

    path: Path
    sha256: str
    title: str
    recipe: Recipe
    size: str
    base_channels: int
    scores: Scores | None
    summary: dict[str, Value]
    licence: str
    sheet: bytes = field(repr=False)
    generator: str = "unet"


class PaintSource(StrEnum):
    WHOLE = "whole"
    FACES = "faces"
    BOTH = "both"
    NOISE = "noise"
    DRAWING = "drawing"
    AVERAGE = "average"

    @property
    def paints_faces(self) -> bool:
        return self in (PaintSource.FACES, PaintSource.BOTH)


@dataclass(frozen=True, slots=True)
class PaintOptions:
    """The options of a painting. strength: 0 (the photo) to 1 (the painting); colour: chroma factor, 1 as painted;

    again: how many more times the result is fed back; keep_luma: colourising puts the photo's own luma back;
    walk: from the noise of `seed` to the one that is painted; hints: colours at places, for a network that takes them;
    mirror: the mean of what the picture and its mirror image give, None as the network does best;
    mask: the places of a photo to repair, as text, "" to paint it; soft: pixels from the mask's rim inwards over which
    the photo fades into what is repaired.
    """

    source: PaintSource = PaintSource.WHOLE
    strength: float = 1.0
    colour: float = 1.0
    again: int = 0
    keep_luma: bool = True
    seed: int = 0
    walk: tuple[NoiseStep, ...] = ()
    hints: tuple[Hint, ...] = ()
    mirror: bool | None = None
    mask: str = field(default="", repr=False)
    soft: int = 0


@dataclass(frozen=True, slots=True)
class PaintingRecipe:
    """Everything needed to make a painting again; travels inside its file.

    source_sha256/source_name: the photo ("" for noise); boxes: the faces painted, if any, or the one drawn on; turn:
    quarters by which the photo was turned clockwise; average: whose mean was painted, source_name says who they are.
    """

    encoder_sha256: str
    encoder_title: str
    source_sha256: str
    source_name: str
    options: PaintOptions
    boxes: tuple[Box, ...] = ()
    version: int = 1
    turn: int = 0
    drawing: Drawing | None = None
    average: Average | None = None


@dataclass(frozen=True, slots=True)
class Painting:
    """A picture an encoder made, with everything needed to make it again."""

    id: int
    path: Path
    recipe: PaintingRecipe
    width: int
    height: int
    person: str
    starred: bool
    made: str
