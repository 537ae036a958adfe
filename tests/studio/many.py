"""A project of very many photos in a few seconds: its rows are made up, its pictures are a few real ones, hard-linked.

python -m tests.studio.many FOLDER [PHOTOS] [FACES_PER_PHOTO]
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from models.images import read_photo, write_png
from models.photos.facts import measure
from models.photos.thumbnails import make_thumbnail, save_thumbnail, thumbnail_path
from models.project import Project
from models.records import Box, Evidence, FaceState, NewFace, NewPhoto, PhotoFacts

PORTRAITS = Path(__file__).resolve().parents[3] / "shared" / "data" / "portraits"
MADE_UP = 24
"""So many pictures are drawn where no real ones lie."""
PEOPLE = 40


def make_many(
    folder: Path,
    photos: int = 10_000,
    faces_per_photo: int = 1,
    *,
    pictures: int = 436,
    people: int = PEOPLE,
    decided: float = 0.0,
    sketch: bytes = b"",
) -> Path:
    """Make a project in `folder` (new); returns it. The originals lie in `folder`-originals, one folder per person.

    pictures: how many different ones are shared; decided: share of the faces that a person has confirmed already.
    The same arguments make the same rows. About one photo in fifty has a near-duplicate.
    """
    chance = random.Random(photos)
    originals = folder.with_name(f"{folder.name}-originals")
    with Project.create(folder) as project:
        sources = [_Source(project, path) for path in _pictures(originals, pictures)]
        new = list(_photos(originals, sources, photos, people, chance))
        with project.database.write():
            for number, (photo, source) in enumerate(new):
                source.share(project, photo)
                (added,) = project.photos.add([photo])
                project.faces.replace_suggestions(added.id, _faces(photo, faces_per_photo, decided, sketch, chance))
                if number % 100 == 99:
                    project.photos.set_left_out([added.id], True)
    return folder


class _Source:
    """A real picture that many photos share: its facts and its thumbnail."""

    def __init__(self, project: Project, path: Path) -> None:
        photo = read_photo(path)
        self.path = path
        self.size = (photo.width, photo.height)
        self.format, self.file_size = photo.format, photo.file_size
        self.facts = measure(photo.picture, None, False)
        self.thumbnail = save_thumbnail(project.thumbnails_folder, photo.sha256, make_thumbnail(photo.picture))

    def share(self, project: Project, photo: NewPhoto) -> None:
        """The photo's original and thumbnail are this picture's, under another name."""
        small = thumbnail_path(project.thumbnails_folder, photo.sha256)
        for place, source in ((photo.path, self.path), (small, self.thumbnail)):
            place.parent.mkdir(parents=True, exist_ok=True)
            os.link(source, place)


def _pictures(originals: Path, number: int) -> list[Path]:
    """Copies of the real portraits, on the disk of the project so that they can be linked; else drawn ones."""
    folder = originals / "pictures"
    folder.mkdir(parents=True)
    real = sorted(PORTRAITS.glob("*.jpg"))[:number] if PORTRAITS.is_dir() else []
    if real:
        return [Path(shutil.copy(path, folder / path.name)) for path in real]
    return [_draw(folder / f"drawn {seed}.png", seed) for seed in range(min(number, MADE_UP))]


def _draw(path: Path, seed: int) -> Path:
    small = np.random.default_rng(seed).integers(0, 255, (8, 6, 3), np.uint8)
    write_png(path, np.kron(small, np.ones((40, 40, 1), np.uint8)))
    return path


def _photos(
    originals: Path, sources: Sequence[_Source], photos: int, people: int, chance: random.Random
) -> Iterable[tuple[NewPhoto, _Source]]:
    for number in range(photos):
        source = sources[number % len(sources)]
        person = f"Person {chance.randrange(people) + 1:02}"
        path = originals / person / f"photo {number:05}{source.path.suffix}"
        sha256 = hashlib.sha256(f"{photos} {number}".encode()).hexdigest()
        facts = _facts(source.facts, number, chance)
        yield NewPhoto(path, sha256, *source.size, source.format, source.file_size, person, facts), source


def _facts(facts: PhotoFacts, number: int, chance: random.Random) -> PhotoFacts:
    """The picture's facts, a little different for every photo, as if each were its own."""
    shift = chance.uniform(-25, 25)
    taken = f"{chance.randrange(1927, 2020)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}T12:00:00"
    seed = number - 1 if number % 50 == 1 else number  # every fiftieth looks like the one before it
    return replace(
        facts,
        brightness=min(255.0, max(0.0, facts.brightness + shift)),
        sharpness=facts.sharpness * chance.uniform(0.3, 1.7),
        perceptual_hash=hashlib.sha256(f"hash {seed}".encode()).hexdigest()[:16],
        taken=taken if chance.random() < 0.8 else None,
    )


def _faces(photo: NewPhoto, number: int, decided: float, sketch: bytes, chance: random.Random) -> list[NewFace]:
    width = photo.width * 0.5 / max(1, number) ** 0.5
    return [
        NewFace(
            Box(
                chance.uniform(0.2, 0.3) * photo.width + place * width * 0.3,
                chance.uniform(0.1, 0.2) * photo.height,
                width,
                width * 4 / 3,
            ),
            state=FaceState.CONFIRMED if chance.random() < decided else FaceState.SUGGESTED,
            source="haar:frontalface_default",
            weight=chance.uniform(0.5, 8.0),
            eyes=((photo.width * 0.4, photo.height * 0.3), (photo.width * 0.6, photo.height * 0.3)),
            evidence=Evidence(chance.randrange(3, 60), chance.randrange(0, 9), chance.uniform(15, 70), sketch),
        )
        for place in range(number)
    ]


if __name__ == "__main__":
    print(make_many(Path(sys.argv[1]).absolute(), *(int(word) for word in sys.argv[2:4])))
