"""The crops a run learns from in one file: raw pixels read one at a time, so that memory stays flat however many.

Layout: magic | pixels of every crop | JSON footer | its length (8 bytes) | SHA-256 of everything before (32 bytes).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from models.errors import EncoderError, TrainingError
from models.files import atomic_file
from models.records import Crop, Picture

_MAGIC = b"BTGCROP1"
_TAIL = 8 + 32
_MAX_FOOTER = 64 * 2**20
_MAX_SIDE = 4096
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class CropSet:
    """The crops of a file, all of one size. persons, names: of each crop; names are file names of photos.

    Nothing is kept open or mapped: a file that shrinks gives an error, not a crash of the process.
    """

    path: Path
    width: int
    height: int
    persons: tuple[str, ...]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)

    def picture(self, index: int) -> Picture:
        """Crop number index, a new array each time. Raises EncoderError when the file was cut meanwhile, OSError."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        size = self.height * self.width * 3
        pixels = np.fromfile(self.path, np.uint8, size, offset=len(_MAGIC) + index * size)
        if len(pixels) != size:
            raise _damaged(self.path, "it has become shorter")
        return pixels.reshape(self.height, self.width, 3)


def save_crops(path: Path, crops: Iterable[Crop]) -> CropSet:
    """Write the crops, one after the other, whole or not at all.

    Raises TrainingError when there are none, ValueError when they differ in size, DiskFullError.
    """
    persons: list[str] = []
    names: list[str] = []
    shape: tuple[int, ...] = ()
    with atomic_file(path) as file:
        digest = hashlib.sha256()
        _write(file, digest, _MAGIC)
        for crop in crops:
            shape = shape or crop.picture.shape
            if crop.picture.shape != shape or crop.picture.dtype != np.uint8:
                raise ValueError(f"crops of one run have one size: {crop.picture.shape} is not {shape}")
            _write(file, digest, crop.picture.tobytes())
            persons.append(crop.person)
            names.append(crop.name)
        if not names:
            raise TrainingError("there are no crops to learn from", remedy="Add photos and find their faces first")
        footer = {"height": shape[0], "width": shape[1], "persons": persons, "names": names}
        text = json.dumps(footer).encode()
        _write(file, digest, text + len(text).to_bytes(8, "little"))
        file.write(digest.digest())
    return CropSet(path, shape[1], shape[0], tuple(persons), tuple(names))


def _write(file: BinaryIO, digest: Any, data: bytes) -> None:
    digest.update(data)
    file.write(data)


def load_crops(path: Path) -> CropSet:
    """Check the whole file (0.2 s for 436 crops) and describe it; its pixels are read later, crop by crop.

    Raises EncoderError when it is missing, damaged, cut or foreign.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            if size < len(_MAGIC) + _TAIL or file.read(len(_MAGIC)) != _MAGIC:
                raise _damaged(path, "it is not a file of crops")
            _check_digest(path, file, size)
            length, crops = _read_footer(path, file, size)
    except OSError as error:
        raise EncoderError("can't read the crops of this run", path=path, why=str(error.strerror)) from error
    if len(_MAGIC) + len(crops) * crops.height * crops.width * 3 + length + _TAIL != size:
        raise _damaged(path, "its size does not fit its list of crops")
    return crops


def _check_digest(path: Path, file: BinaryIO, size: int) -> None:
    digest = hashlib.sha256()
    file.seek(0)
    left = size - 32
    while left:
        chunk = file.read(min(_CHUNK, left))
        if not chunk:
            raise _damaged(path, "it has become shorter")
        digest.update(chunk)
        left -= len(chunk)
    if file.read(32) != digest.digest():
        raise _damaged(path, "its checksum is wrong")


def _read_footer(path: Path, file: BinaryIO, size: int) -> tuple[int, CropSet]:
    """Length in bytes and content of the footer."""
    file.seek(size - _TAIL)
    length = int.from_bytes(file.read(8), "little")
    if length > min(_MAX_FOOTER, size - _TAIL - len(_MAGIC)):
        raise _damaged(path, "its list of crops has an impossible length")
    file.seek(size - _TAIL - length)
    try:
        footer = json.loads(file.read(length))
        return length, _describe(path, footer)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(path, "its list of crops makes no sense") from error


def _describe(path: Path, footer: Any) -> CropSet:
    """The CropSet of a footer; raises ValueError, KeyError or TypeError for anything unexpected."""
    width, height = footer["width"], footer["height"]
    persons, names = footer["persons"], footer["names"]
    if not all(type(side) is int and 0 < side <= _MAX_SIDE for side in (width, height)):
        raise ValueError("size")
    if not all(isinstance(words, list) and all(isinstance(word, str) for word in words) for words in (persons, names)):
        raise ValueError("words")
    if not names or len(persons) != len(names):
        raise ValueError("count")
    return CropSet(path, width, height, tuple(persons), tuple(names))


def _damaged(path: Path, why: str) -> EncoderError:
    return EncoderError(
        "the crops of this run are damaged", path=path, why=why, remedy="Start a new run; it cuts them again"
    )
