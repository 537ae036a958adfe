"""The crops a run learns from, as a list in its folder; their pixels lie in the project's store. Knows no recipe."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from models.datasets.crop_store import CropStore, Key
from models.errors import EncoderError, TrainingError
from models.files import atomic_write
from models.photos.duplicates import near_groups
from models.records import Picture

_MAX = 256 << 20
_MAX_SIDE = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """One crop of a run. photo: its number in the project; name: of the photo's file; hashes: perceptual ones, in hex,

    of the crop and of its photo; chosen: whether it goes in (others are only painted towards); doubtful: whether it is
    likely no face, and nobody has looked.
    """

    key: Key
    person: str
    name: str
    photo: int
    hashes: tuple[str, ...] = ()
    chosen: bool = True
    doubtful: bool = False


class Pixels(Protocol):
    """Where crops of one size (width, height) are read from: a project's store, or the photos themselves."""

    @property
    def size(self) -> tuple[int, int]: ...

    def picture(self, number: int) -> Picture:
        """A new (height, width, 3) array. Raises EncoderError or PictureError when it can't be read, OSError."""
        ...


@dataclass(frozen=True, slots=True)
class CropSet:
    """The crops of a run, all of one size, in the order they were listed.

    groups: a number that crops of one photo and near-duplicates share, so that none of them can be held out while
    another is learned from; people: everyone on the list, in the order of the alphabet, so that a person keeps the
    number when crops are lost; missing: how many of the list the store no longer has; doubtful: those that may be
    learned from but not judged by, empty for none.
    """

    store: Pixels = field(repr=False)
    numbers: tuple[int, ...]
    persons: tuple[str, ...]
    names: tuple[str, ...]
    photos: tuple[int, ...]
    groups: tuple[int, ...]
    chosen: tuple[bool, ...]
    people: tuple[str, ...]
    missing: int = 0
    doubtful: tuple[bool, ...] = ()

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of every crop."""
        return self.store.size

    def picture(self, index: int) -> Picture:
        """Crop number index, a new array each time. Raises EncoderError when it was damaged meanwhile, OSError."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self.store.picture(self.numbers[index])


def save_crops(path: Path, store: CropStore, entries: Sequence[Entry], home: Path | None = None) -> CropSet:
    """Write the list, whole or not at all. home: the folder it is going to lie in, where that is another.

    Raises TrainingError when there is none, DiskFullError.
    """
    if not entries:
        raise TrainingError("there are no crops to learn from", remedy="Add photos and find their faces first")
    values = {
        "version": 1,
        "store": Path(os.path.relpath(store.folder, home or path.parent)).as_posix(),  # a project may be moved
        "size": list(store.size),
        "keys": [entry.key.hex() for entry in entries],
        "persons": [entry.person for entry in entries],
        "names": [entry.name for entry in entries],
        "photos": [entry.photo for entry in entries],
        "groups": group_alike(entries),
        "chosen": [int(entry.chosen) for entry in entries],
        "doubtful": [int(entry.doubtful) for entry in entries],
    }
    atomic_write(path, json.dumps(values, ensure_ascii=False).encode())
    return _describe(path, values, store)


def group_alike(entries: Sequence[Entry]) -> list[int]:
    """For each crop the place of the first one it belongs with: of the same photo, or a near-duplicate of it."""
    first_of: dict[int, int] = {}
    same = [first_of.setdefault(entry.photo, index) for index, entry in enumerate(entries)]
    for number in range(max((len(entry.hashes) for entry in entries), default=0)):
        hashes = [int(entry.hashes[number], 16) for entry in entries]
        same = near_groups(np.array(hashes, np.uint64), same)
    return same


def load_crops(path: Path) -> CropSet:
    """What save_crops wrote, with the crops that are still there. Raises EncoderError when the list is missing,

    damaged or foreign, or when none of its crops is left.
    """
    try:
        if path.stat().st_size > _MAX:
            raise ValueError("it is far too large")
        values = json.loads(path.read_bytes())
        crops = _describe(path, values)
    except OSError as error:
        raise EncoderError("can't read the crops of this run", path=path, why=str(error.strerror)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(path, "the list of its crops makes no sense") from error
    if not len(crops):
        raise _damaged(path, "none of its crops is left")
    return crops


def _describe(path: Path, values: dict[str, Any], store: CropStore | None = None) -> CropSet:
    """The CropSet of a list; raises ValueError, KeyError or TypeError for anything unexpected."""
    if values["version"] != 1:
        raise ValueError("version")
    width, height = values["size"]
    if not all(type(side) is int and 0 < side <= _MAX_SIDE for side in (width, height)):
        raise ValueError("size")
    columns = [values[name] for name in ("keys", "persons", "names", "photos", "groups", "chosen")]
    columns.append(values.get("doubtful", [0] * len(columns[0])))  # older lists know nothing of it
    kinds = (str, str, str, int, int, int, int)
    if len({len(column) for column in columns}) != 1 or not isinstance(values["store"], str):
        raise ValueError("count")
    for column, kind in zip(columns, kinds, strict=True):
        if not isinstance(column, list) or not all(type(value) is kind for value in column):
            raise ValueError("kind")
    store = store or CropStore((path.parent / values["store"]).resolve(), (width, height))
    there = [(store.number(bytes.fromhex(key)), *rest) for key, *rest in zip(*columns, strict=True)]
    kept = [row for row in there if row[0] is not None]
    numbers, persons, names, photos, groups, *flags = zip(*kept, strict=True) if kept else ((),) * 7
    chosen, doubtful = (tuple(map(bool, flag)) for flag in flags)
    people = tuple(sorted(set(values["persons"])))
    missing = len(there) - len(kept)
    return CropSet(store, numbers, persons, names, photos, groups, chosen, people, missing, doubtful)


def _damaged(path: Path, why: str) -> EncoderError:
    return EncoderError(
        "the crops of this run are damaged", path=path, why=why, remedy="Start a new run; it cuts them again"
    )
