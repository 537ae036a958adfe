"""Cuts the crops of a project into its store: each once, whoever asks. Loads no torch."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from models.datasets import CropStore, Entry, crop_key
from models.datasets.crop_store import Key
from models.errors import BottegaError, PictureError
from models.events import Event, Finished, Progress, Refused, closing
from models.faces.crops import crop_size, cut_crop, cut_whole, whole_size
from models.faces.doubt import find_doubtful
from models.photos.facts import measure
from models.photos.originals import read_original
from models.project import Project
from models.records import TRAINING_SIZE, CutFrom, Face, Photo, PhotoFacts, Picture
from models.workflow.in_order import map_in_order

_SPARE = 512
"""Crops nobody needs any more that a store may keep before it is swept: 265 MB of usual ones."""


@dataclass(frozen=True, slots=True)
class CropSource:
    """Where a crop comes from. face: None for the whole photo; doubtful: likely no face, and nobody has looked."""

    photo: Photo
    face: Face | None
    key: Key
    doubtful: bool = False

    @property
    def number(self) -> int:
        """By which recipes pick it: of the face, or of the photo."""
        return self.photo.id if self.face is None else self.face.id

    @property
    def person(self) -> str:
        return self.photo.person if self.face is None else self.face.person

    def entry(self, facts: PhotoFacts | None, chosen: bool = True) -> Entry:
        """How a run lists it; facts: of the crop, where they are known."""
        of_photo = self.photo.facts.perceptual_hash
        hashes = (of_photo, facts.perceptual_hash if facts is not None else of_photo)
        return Entry(self.key, self.person, self.photo.name, self.photo.id, hashes, chosen, self.doubtful)


def list_crops(project: Project, cut_from: CutFrom) -> list[CropSource]:
    """Every crop that may be learned from, in the order of photos and faces; nothing is read or cut."""
    photos = {photo.id: photo for photo in project.photos.all() if not photo.left_out}
    if cut_from is CutFrom.WHOLE:
        return [CropSource(photo, None, crop_key(photo.key, None)) for photo in photos.values()]
    faces, doubtful = project.faces.usable(), find_doubtful(project.faces.all())
    return [
        CropSource(photo, face, crop_key(photo.key, face.box), face.id in doubtful)
        for face in faces
        if (photo := photos.get(face.photo_id)) is not None
    ]


def store_of(project: Project, cut_from: CutFrom, width: int = TRAINING_SIZE[0]) -> CropStore:
    """The project's store of the crops that networks of this width learn from."""
    size = crop_size(width) if cut_from is CutFrom.FACES else whole_size(width)
    return project.crop_store(size)


def gather_crops(
    project: Project, store: CropStore, sources: Sequence[CropSource], *, checked: bool = False
) -> Generator[Event, None, list[CropSource]]:
    """Cut what the store lacks and measure it; returns the sources whose crop it has now, in their order.

    checked: also read the others, and cut those again that were damaged. A photo that can't be read is Refused and its
    crops left out. Closing it keeps what was cut. Raises DiskFullError.
    """
    is_there = store.is_whole if checked else store.__contains__
    lacking: dict[int, list[CropSource]] = {}
    for done, source in enumerate(sources):
        if not is_there(source.key):
            lacking.setdefault(source.photo.id, []).append(source)
        if checked and done % 256 == 255:
            yield Progress(done + 1, len(sources), "looking through the crops")
    refused: set[Key] = set()
    with closing(map_in_order(partial(_cut_photo, store.size), lacking.values())) as cuts:
        for done, (group, made) in enumerate(zip(lacking.values(), cuts, strict=True), start=1):
            if isinstance(made, BottegaError):
                refused.update(source.key for source in group)
                yield Refused(group[0].photo.path, made.reason)
            else:
                for source, (picture, facts) in zip(group, made, strict=True):
                    store.add(source.key, picture, facts)
            yield Progress(done, len(lacking), "crops")
    return [source for source in sources if source.key not in refused]


def measure_crops(project: Project, cut_from: CutFrom) -> Generator[Event]:
    """Cut and measure all crops of a project that were not yet: what the window shows of a collection."""
    started, failed = time.monotonic(), 0
    sources = list_crops(project, cut_from)
    with closing(gather_crops(project, store_of(project, cut_from), sources)) as events:
        try:
            while True:
                event = next(events)
                failed += isinstance(event, Refused)
                yield event
        except StopIteration as end:
            done = len(end.value)
    yield Finished("crops", f"{done} crops measured", done, failed, time.monotonic() - started)


def facts_of(store: CropStore, source: CropSource) -> PhotoFacts | None:
    """What was measured on the crop, None until it is in the store; the date and the turn are the photo's own."""
    facts = store.facts_of(source.key)
    of_photo = source.photo.facts
    return replace(facts, taken=of_photo.taken, rotated=of_photo.rotated) if facts is not None else None


def crop_reader(store: CropStore, sources: Sequence[CropSource]) -> Callable[[int], Picture]:
    """Reads crop number n of the sources from the store, or from its photo while it is not there."""

    def read(number: int) -> Picture:
        source = sources[number]
        kept = store.read(source.key)
        if kept is not None:
            return kept[0]
        return cut_source(store.size, read_original(source.photo), source)

    return read


def sweep_store(store: CropStore, needed: Iterable[Key]) -> int:
    """Give the disk back when the store holds far more than is needed; returns how many crops went."""
    kept = frozenset(needed)
    spare = len(store.keys() - kept)
    return store.keep_only(kept) if spare > max(_SPARE, len(kept)) else 0


Measured = tuple[Picture, PhotoFacts]


def _cut_photo(size: tuple[int, int], group: list[CropSource]) -> list[Measured] | BottegaError:
    """The crops of one photo, or why there are none: runs in a worker thread."""
    try:
        picture = read_original(group[0].photo)
    except PictureError as error:
        return error
    made = []
    for source in group:
        cut, usual = cut_source(size, picture, source), usual_size(source)
        made.append((cut, measure(cut if size == usual else cut_source(usual, picture, source), None, False)))
    return made


def usual_size(source: CropSource) -> tuple[int, int]:
    """Width and height at which every crop is measured, so that a subset is the same however large a recipe sees it."""
    return whole_size(TRAINING_SIZE[0]) if source.face is None else crop_size(TRAINING_SIZE[0])


def cut_source(size: tuple[int, int], picture: Picture, source: CropSource) -> Picture:
    """The crop of that width and height from the picture of its photo."""
    return cut_whole(picture, size) if source.face is None else cut_crop(picture, source.face.box, size)


def runs_keys(folders: Iterable[Path]) -> set[Key]:
    """The keys of every crop that runs in these folders list; a run that can't be read needs none."""
    import json

    from models.training.run_folder.run_file import CROPS

    needed: set[Key] = set()
    for folder in folders:
        try:
            needed.update(bytes.fromhex(key) for key in json.loads((folder / CROPS).read_bytes())["keys"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return needed
