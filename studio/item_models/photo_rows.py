"""What the Photos pane shows, as plain values: rows read from the project, counts, filters and orders. No Qt."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.project import Project
from models.records import Photo

BLURRED_BELOW = 120.0
"""Variance of the Laplacian of the 256 px thumbnail: soft portraits lie under it, plainly sharp ones over 300."""
DARK_BELOW = 70.0


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo with what the grid says about it. thumbnail: where its thumbnail lies, or would lie."""

    photo: Photo
    thumbnail: Path
    faces: int
    to_review: int
    missing: bool
    near_duplicate: bool

    @property
    def no_face(self) -> bool:
        return self.photo.searched and self.faces == 0


@dataclass(frozen=True, slots=True)
class PhotoList:
    """Everything the pane shows at one moment. people: (name, photos)."""

    rows: tuple[PhotoRow, ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    faces: int = 0

    def count(self, show: str) -> int:
        return sum(SHOWS[show](row) for row in self.rows)


SHOWS: dict[str, Callable[[PhotoRow], bool]] = {
    "gray": lambda row: row.photo.facts.gray,
    "blurred": lambda row: row.photo.facts.sharpness < BLURRED_BELOW,
    "dark": lambda row: row.photo.facts.brightness < DARK_BELOW,
    "left_out": lambda row: row.photo.left_out,
    "missing": lambda row: row.missing,
    "to_review": lambda row: row.to_review > 0,
    "no_face": lambda row: row.no_face,
    "duplicates": lambda row: row.near_duplicate,
}

ORDERS: dict[str, tuple[str, Callable[[PhotoRow], tuple[object, ...]]]] = {
    "doubt": ("doubt", lambda row: (not row.no_face, -row.to_review, row.photo.person, row.photo.path.name)),
    "name": ("name", lambda row: (row.photo.path.name.casefold(), row.photo.id)),
    "person": ("person", lambda row: (row.photo.person.casefold(), row.photo.path.name)),
    "taken": ("date taken", lambda row: (row.photo.facts.taken is None, row.photo.facts.taken or "", row.photo.id)),
    "added": ("newest added", lambda row: (-row.photo.id,)),
    "brightness": ("brightness", lambda row: (row.photo.facts.brightness,)),
    "sharpness": ("sharpness", lambda row: (row.photo.facts.sharpness,)),
}
"""Order -> (words, sort key). "doubt": photos without a face and with faces to review come first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rows, in which order. person, show, view: "" for all; words: each must occur in person, name or date."""

    person: str = ""
    show: str = ""
    view: str = ""
    words: str = ""
    order: str = "person"


def choose(rows: Sequence[PhotoRow], wish: Wish) -> list[PhotoRow]:
    """The rows that are wished for, in order."""
    tests = [SHOWS[name] for name in (wish.show, wish.view) if name]
    words = wish.words.casefold().split()
    chosen = [
        row
        for row in rows
        if (not wish.person or row.photo.person == wish.person)
        and all(test(row) for test in tests)
        and all(word in _searched_text(row.photo) for word in words)
    ]
    return sorted(chosen, key=ORDERS[wish.order][1])  # type: ignore[arg-type]


def _searched_text(photo: Photo) -> str:
    return f"{photo.person} {photo.path.name} {photo.facts.taken or ''}".casefold()


class PhotoReader:
    """Reads the project's photos into a PhotoList; meant for a background thread. Remembers what is dear to compute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hashed: tuple[int, ...] = ()
        self._alike: frozenset[int] = frozenset()

    def read(self, project: Project) -> PhotoList:
        from models.photos.thumbnails import thumbnail_path

        photos = project.photos.all()
        faces = project.faces.counts_by_photo()
        alike = self._near_duplicates(photos)
        rows = tuple(
            PhotoRow(
                photo, thumbnail_path(project, photo.sha256), *faces.get(photo.id, (0, 0)),
                missing=not photo.path.exists(), near_duplicate=photo.id in alike,
            )
            for photo in photos
        )  # fmt: skip
        people = Counter(photo.person for photo in photos)
        ordered = sorted(people.items(), key=lambda item: item[0].casefold())
        return PhotoList(rows, tuple(ordered), sum(row.faces for row in rows))

    def _near_duplicates(self, photos: Sequence[Photo]) -> frozenset[int]:
        ids = tuple(photo.id for photo in photos)
        from models.photos.duplicates import near_duplicates

        with self._lock:
            if ids != self._hashed:
                self._alike = frozenset(one for group in near_duplicates(photos) for one in group)
                self._hashed = ids
            return self._alike
