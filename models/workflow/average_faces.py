"""The mean of faces of a project: summed a few at a time, and painted into its gallery or written into a folder."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path

from models.average_records import Average, AveragedFace
from models.datasets import crop_key
from models.datasets.crop_store import Key
from models.errors import PictureError, UsageError
from models.events import Event, Finished, Painted, Progress, Saved, closing
from models.faces.crops import crop_size, to_network_input
from models.file_names import safe_name
from models.gallery.new_file import write_new
from models.gallery.painting_file import MAX_AVERAGED
from models.images import encode_png
from models.painting.average import Mean, Total, add_up, mean_of, mix_means, no_total
from models.painting.encoder_file import read_header
from models.person_names import need_name
from models.project import Project
from models.records import (
    TRAINING_SIZE,
    Box,
    CutFrom,
    Face,
    FaceState,
    PaintingRecipe,
    PaintOptions,
    PaintSource,
    Photo,
    Picture,
)
from models.words import plural
from models.workflow.gather_crops import CropSource, crop_reader, gather_crops, list_crops, store_of
from models.workflow.output_folder import open_output
from models.workflow.paint_requests import PaintRequest, note_left_out, paint_requests, painted_of
from models.workflow.write_film import shares_between, write_film

AT_ONCE = 32
"""Crops that are added before others have their turn: some 20 ms when they are in the store."""

Sources = Mapping[Key, CropSource]
PaintOne = Callable[[Path, Picture, PaintOptions], Iterator[Event]]
"""Who runs paint_preview: itself, or a child process."""


@dataclass(frozen=True, slots=True, eq=False)
class FaceSum:
    """Faces added up so far. width: of the network their crops are for; unreadable: those whose photo can't be read."""

    width: int
    total: Total = field(repr=False)
    faces: Sources = field(default_factory=dict)
    unreadable: frozenset[Key] = frozenset()

    @property
    def mean(self) -> Mean | None:
        return mean_of(self.total, len(self.faces)) if self.faces else None

    def lacks(self, wanted: Sources) -> bool:
        """Whether it is not yet the sum of these faces, as far as they can be read."""
        return bool(self.faces.keys() ^ (wanted.keys() - self.unreadable))


def no_sum(width: int = TRAINING_SIZE[0]) -> FaceSum:
    return FaceSum(width, no_total(crop_size(width)))


def averageable(sources: Iterable[CropSource]) -> dict[Key, CropSource]:
    """Those that may be in an average, by their crop: doubtful ones nobody has looked at are left out."""
    return {source.key: source for source in sources if not source.doubtful}


def approach(project: Project, have: FaceSum, wanted: Sources, at_most: int = AT_ONCE) -> FaceSum:
    """The sum, nearer to that of the wanted faces by so many; the same sum when it is there. Any thread may ask."""
    if len(have.faces.keys() - wanted.keys()) > len(wanted):
        have = no_sum(have.width)
    gone = [have.faces[key] for key in islice((key for key in have.faces if key not in wanted), at_most)]
    come = islice((key for key in wanted if key not in have.faces and key not in have.unreadable), at_most)
    read, unreadable = _read_crops(project, have.width, [*gone, *(wanted[key] for key in come)])
    dropped = {source.key for source in gone}
    faces = {key: source for key, source in have.faces.items() if key not in dropped}
    faces |= {key: wanted[key] for key in read if key not in dropped}
    more = (crop for key, crop in read.items() if key not in dropped)
    if dropped & unreadable:  # what was added can't be taken out again: begin anew
        return FaceSum(have.width, no_total(crop_size(have.width)), {}, have.unreadable)
    total = add_up(have.total, more, (read[key] for key in dropped))
    return FaceSum(have.width, total, faces, have.unreadable | unreadable)


def _read_crops(
    project: Project, width: int, sources: Sequence[CropSource]
) -> tuple[dict[Key, Picture], frozenset[Key]]:
    """Their crops, and whose photo can't be read."""
    read = crop_reader(store_of(project, CutFrom.FACES, width), sources)
    crops, unreadable = {}, set()
    for number, source in enumerate(sources):
        try:
            crops[source.key] = read(number)
        except PictureError:
            unreadable.add(source.key)
    return crops, frozenset(unreadable)


def sum_up(project: Project, wanted: Sources, width: int) -> Generator[Event, None, FaceSum]:
    """The sum of these faces; Progress on the way, Refused for a photo that can't be read.

    Memory: one sum, whatever their number. Raises DiskFullError.
    """
    have = no_sum(width)
    if not project.read_only:  # each photo is opened once, several at a time
        there = yield from gather_crops(project, store_of(project, CutFrom.FACES, width), list(wanted.values()))
        wanted = {source.key: source for source in there}
    while have.lacks(wanted):
        yield Progress(len(have.faces), len(wanted), "adding faces up")
        have = approach(project, have, wanted)
    return have


# recipes


def average_of(first: FaceSum, second: FaceSum | None, share: float) -> Average:
    """Which faces these sums hold, as a recipe says it."""
    return Average(_said(first), () if second is None else _said(second), 0.0 if second is None else share)


def _said(made: FaceSum) -> tuple[AveragedFace, ...]:
    return tuple(
        AveragedFace(source.photo.sha256, **asdict(source.face.box), turn=source.photo.turn)
        for source in made.faces.values()
        if source.face is not None
    )


def sources_of(project: Project, faces: Sequence[AveragedFace]) -> dict[Key, CropSource]:
    """The faces of a recipe where they are in this project now. Raises UsageError when photos are missing."""
    photos = {face.photo: project.photos.by_sha(face.photo) for face in faces}
    missing = sum(photo is None for photo in photos.values())
    if missing:
        what = f"{plural(missing, 'photo')} of this average {'is' if missing == 1 else 'are'} not in the project"
        raise UsageError(what, remedy="Add the photos first")
    return dict(_source(photo, face) for face in faces if (photo := photos[face.photo]) is not None)


def _source(photo: Photo, said: AveragedFace) -> tuple[Key, CropSource]:
    then = replace(photo, turn=said.turn)  # as it lay then, whatever became of it since
    box = Box(said.x, said.y, said.width, said.height, said.angle)
    key = crop_key(then.key, box)
    face = Face(0, photo.id, box, FaceState.CONFIRMED, "hand", None, (), photo.person)
    return key, CropSource(then, face, key)


# painting


@dataclass(frozen=True, slots=True)
class AverageWanted:
    """An average that is to be painted. second: of B, nobody for A alone; name: who they are, in words."""

    first: Sources
    second: Sources
    share: float
    options: PaintOptions
    name: str


def request_average(project: Project, encoder: Path, wanted: AverageWanted) -> Generator[Event, None, PaintRequest]:
    """Add the faces up; returns what is to be painted.

    Raises UsageError where there is none, or more than a recipe can list, EncoderError, DiskFullError.
    """
    if len(wanted.first) + len(wanted.second) > MAX_AVERAGED:
        what = f"an average of more than {MAX_AVERAGED:,} faces can't be kept with its recipe"
        raise UsageError(what, remedy="Choose fewer people")
    width = read_header(encoder).recipe.width
    first = yield from _sum_or_refuse(project, wanted.first, width)
    second = (yield from _sum_or_refuse(project, wanted.second, width)) if wanted.second else None
    mixed = mix_sums(first, second, wanted.share)
    said = average_of(first, second, wanted.share)
    return PaintRequest(wanted.options, picture=mixed, name=wanted.name, average=said)


def mix_sums(first: FaceSum, second: FaceSum | None, share: float) -> Picture:
    """The crop that is the mean of A, or so far on the way to that of B; both hold faces."""
    other = None if second is None else mean_of(second.total, len(second.faces))
    return mix_means(mean_of(first.total, len(first.faces)), other, share)


def _sum_or_refuse(project: Project, wanted: Sources, width: int) -> Generator[Event, None, FaceSum]:
    made = yield from sum_up(project, wanted, width)
    if not made.faces:
        raise UsageError("there is no face to average", remedy="Find faces first, or name other people")
    return made


def request_again(project: Project, encoder: Path, recipe: PaintingRecipe) -> Generator[Event, None, PaintRequest]:
    """The same average once more, from its recipe. Raises UsageError when photos or faces are missing."""
    if recipe.average is None:
        raise UsageError("this painting does not say whose average it is")
    first, second = (sources_of(project, faces) for faces in (recipe.average.first, recipe.average.second))
    wanted = AverageWanted(first, second, recipe.average.share, recipe.options, recipe.source_name)
    request = yield from request_average(project, encoder, wanted)
    if request.average != recipe.average:
        raise UsageError("a photo of this average can't be read any more", remedy="Put its file back")
    return request


# the command line


def average_people(
    project: Project, people: Sequence[str], out: Path, encoder: Path | None = None, again: int = 0
) -> Generator[Event]:
    """The mean of these people's faces, everyone's where none is named, as a PNG in the folder out, made when absent.

    encoder: what it makes of the mean goes beside it. Raises UnknownNameError, UsageError, EncoderError, DiskFullError.
    """
    known = project.people.names()
    names = tuple(dict.fromkeys(need_name(name, known) for name in people))
    theirs = [one for one in list_crops(project, CutFrom.FACES) if not names or one.person in names]
    wanted = averageable(theirs)
    yield from note_left_out(sum(one.doubtful for one in theirs))
    name = ", ".join(names) or "everyone"
    made = yield from _sum_or_refuse(project, wanted, TRAINING_SIZE[0])
    open_output(out)
    mean = to_whole_crop(mix_sums(made, None, 0.0))
    yield Saved(write_new(out, safe_name(f"Mean of {name}"), ".png", encode_png(mean)), "mean")
    done = 1
    if encoder is not None:
        options = PaintOptions(PaintSource.AVERAGE, again=again)
        request = yield from request_average(project, encoder, AverageWanted(wanted, {}, 0.0, options, name))
        with closing(paint_requests(encoder, [request], out)) as events:
            for event in events:
                done += isinstance(event, Painted)
                yield event
    yield Finished("average", f"{plural(len(made.faces), 'face')} averaged into {out}", done)


def to_whole_crop(crop: Picture) -> Picture:
    """The part of a crop that networks see, in the crop's own pixels: (450, 360, 3)."""
    return to_network_input(crop, crop.shape[1])


# films


def film_average(
    encoder: Path | None, ends: tuple[Mean, Mean], options: PaintOptions, frames: int, out: Path, paint: PaintOne
) -> Generator[Event]:
    """The way from one mean to the other and back as a film, as that encoder paints it; None: the means themselves.

    Raises UsageError, EncoderError, DiskFullError, OSError.
    """
    mixes = (mix_means(*ends, share) for share in shares_between(frames, loop=True))
    if encoder is None:
        pictures: Iterator[Picture] = map(to_whole_crop, mixes)
    else:
        pictures = (painted for mix in mixes for painted in painted_of(paint(encoder, mix, options)))
    yield from write_film(pictures, frames, out, "average")
