"""The crops of a project, decoded once: raw pixels by content and geometry, in two files that only grow. A cache: what

is lost is cut again. Knows neither photos nor recipes.

360x480.heads: a head of 512 bytes per crop, read whole when opened. 360x480.pixels: the pixels, one crop after the
other, read one crop at a time. A head is written after its pixels, so a write cut short leaves only bytes without one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import weakref
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.errors import EncoderError
from models.files import naming_full_disk
from models.records import Box, PhotoFacts, Picture
from models.schema import from_json, to_json

Key = bytes
"""32 bytes that stand for one photo's content and one cut of it."""

_HEAD = np.dtype([("key", "u1", 32), ("pixels", "<u4"), ("length", "<u2"), ("facts", "u1", 470), ("crc", "<u4")])
_CHECKED = _HEAD.itemsize - 4
"""Bytes of a head that its own checksum is over."""
Heads = npt.NDArray[np.void]
_VERSION = 1
"""Counts up whenever the same box would give other pixels."""


def crop_key(photo_key: str, box: Box | None) -> Key:
    """The key of the crop under a box on the photo that is known by this key; None: the whole photo's cut."""
    place = "whole" if box is None else f"{box.x!r} {box.y!r} {box.width!r} {box.height!r} {box.angle!r}"
    return hashlib.sha256(f"{_VERSION} {photo_key} {place}".encode()).digest()


class _Opened:
    """The two files as they are now. Closed when the last reader lets go of it, so that nobody reads a stranger's."""

    def __init__(self, heads: Heads = np.zeros(0, _HEAD), descriptor: int | None = None) -> None:  # noqa: B008
        self.heads = heads
        self.descriptor = descriptor
        if descriptor is not None:
            weakref.finalize(self, os.close, descriptor)


class CropStore:
    """The crops of one size in a folder. Any thread may read; one process at a time may add (the project's lock).

    Nothing is mapped: a file that shrinks gives an error, not a crash of the process. What was opened elsewhere stays
    readable when `keep_only` has put other files in its place; numbers are others then, keys are not.
    """

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        """size: width and height of its crops. Nothing needs to be there yet."""
        self.size = size
        self.folder = folder
        self._heads_path = folder / f"{size[0]}x{size[1]}.heads"
        self.path = folder / f"{size[0]}x{size[1]}.pixels"
        self._bytes = size[0] * size[1] * 3
        self._lock, self._sweeping = threading.Lock(), threading.Lock()
        self._open()

    def _open(self) -> None:
        self._opened = _Opened()
        self._numbers: dict[Key, int] = {}
        self._used = 0
        try:
            heads = np.fromfile(self._heads_path, _HEAD)  # one that was cut short, at the end, is left out
            descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except OSError:
            return
        self._opened, self._used = _Opened(heads, descriptor), len(heads)
        raw = heads.tobytes()
        for number, crc in enumerate(heads["crc"].tolist()):
            start = number * _HEAD.itemsize
            if zlib.crc32(raw[start : start + _CHECKED]) == crc:
                self._numbers[raw[start : start + 32]] = number

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, key: Key) -> bool:
        return key in self._numbers

    def keys(self) -> frozenset[Key]:
        return frozenset(self._numbers.copy())  # copied in one go, whoever adds meanwhile

    def number(self, key: Key) -> int | None:
        """Where the crop of that key lies until the store is swept; None when it is not here."""
        return self._numbers.get(key)

    def picture(self, number: int) -> Picture:
        """The crop as a new (height, width, 3) array. Raises EncoderError when its bytes are gone or changed."""
        opened = self._opened
        if opened.descriptor is None:
            raise IndexError(number)
        data = _read_at(opened.descriptor, self._bytes, number * self._bytes)
        if len(data) != self._bytes or zlib.crc32(data) != opened.heads[number]["pixels"]:
            raise EncoderError("a kept crop is damaged", path=self.path, remedy="A new run cuts it again")
        return np.frombuffer(data, np.uint8).reshape(self.size[1], self.size[0], 3).copy()

    def facts(self, number: int) -> PhotoFacts | None:
        """What was measured on the crop; None where that can't be read."""
        head = self._opened.heads[number]
        try:
            return from_json(PhotoFacts, head["facts"][: head["length"]].tobytes())
        except ValueError:
            return None

    # by key: right also while another thread adds to the store or sweeps it

    def read(self, key: Key) -> tuple[Picture, PhotoFacts | None] | None:
        """The crop of that key and what was measured on it, None when it is not here or damaged."""
        with self._lock:
            number = self._numbers.get(key)
            try:
                return (self.picture(number), self.facts(number)) if number is not None else None
            except (EncoderError, OSError):
                return None

    def facts_of(self, key: Key) -> PhotoFacts | None:
        """What was measured on the crop of that key; None when it is not here, or that can't be read."""
        with self._lock:
            number = self._numbers.get(key)
            return self.facts(number) if number is not None else None

    def is_whole(self, key: Key) -> bool:
        """Whether the crop is here, and its pixels are the ones that were written."""
        return self.read(key) is not None

    # what changes it

    def add(self, key: Key, picture: Picture, facts: PhotoFacts) -> int:
        """Keep a crop, in the place of the one with this key where there is one; returns its number.

        Raises ValueError for another size, DiskFullError.
        """
        if picture.shape != (self.size[1], self.size[0], 3) or picture.dtype != np.uint8:
            raise ValueError(f"this store keeps crops of {self.size}, not {picture.dtype} {picture.shape}")
        pixels = picture.tobytes()
        with self._lock, naming_full_disk(self.folder, needed=len(pixels)):
            self.folder.mkdir(parents=True, exist_ok=True)
            number = self._numbers.get(key, self._used)
            head = _make_head(key, pixels, facts)
            _write_at(self.path, number * self._bytes, pixels)
            _write_at(self._heads_path, number * _HEAD.itemsize, head.tobytes())
            if self._opened.descriptor is None:
                self._open()
            else:
                self._note(number, head)
                self._numbers[key] = number
        return number

    def _note(self, number: int, head: Heads) -> None:
        opened = self._opened
        if number == len(opened.heads):
            opened.heads = np.concatenate([opened.heads, np.zeros(number + 64, _HEAD)])
        opened.heads[number] = head[0]
        self._used = max(self._used, number + 1)

    def keep_only(self, keys: frozenset[Key]) -> int:
        """Let go of all others that are here now, to give the disk back; returns how many went.

        Needs room for what is kept while it works. Raises DiskFullError, OSError; everything is as before then.
        """
        with self._sweeping:
            there = self._numbers.copy()
            spare = CropStore(self.folder / "spare", self.size)
            spare._remove()
            try:
                self._copy_into(spare, there.keys() & keys)
                with self._lock:
                    self._copy_into(spare, self._numbers.keys() - there.keys())  # added meanwhile
                    self._give_way_to(spare)
            finally:
                spare._remove()
        return len(there.keys() - keys)

    def _copy_into(self, spare: CropStore, keys: Iterable[Key]) -> None:
        for key in sorted(keys, key=self._numbers.__getitem__):
            number = self._numbers[key]
            facts = self.facts(number)
            with contextlib.suppress(EncoderError):  # a damaged one is let go of too
                if facts is not None:
                    spare.add(key, self.picture(number), facts)

    def _give_way_to(self, spare: CropStore) -> None:
        """Put the other's files in the place of its own: without heads no crop is there, so never old ones on new

        pixels, whenever this is cut short.
        """
        aside = self._heads_path.with_suffix(".aside")
        self._opened = spare._opened = _Opened()  # Windows moves no open file
        try:
            with contextlib.suppress(FileNotFoundError):
                os.replace(self._heads_path, aside)
            try:
                os.replace(spare.path, self.path) if len(spare) else self.path.unlink(missing_ok=True)
            except OSError:  # another process reads it, and this system minds
                os.replace(aside, self._heads_path)
                raise
            if len(spare):
                os.replace(spare._heads_path, self._heads_path)
            aside.unlink(missing_ok=True)
        finally:
            self._open()

    def _remove(self) -> None:
        for path in (self._heads_path, self.path):
            path.unlink(missing_ok=True)
        self._open()


def _make_head(key: Key, pixels: bytes, facts: PhotoFacts) -> Heads:
    text = to_json(facts).encode()
    head = np.zeros(1, _HEAD)
    if len(text) > head["facts"].shape[1]:
        raise ValueError("these facts are longer than a head has room for")
    head["key"] = np.frombuffer(key, np.uint8)
    head["pixels"] = zlib.crc32(pixels)
    head["length"] = len(text)
    head["facts"][0, : len(text)] = np.frombuffer(text, np.uint8)
    head["crc"] = zlib.crc32(head.tobytes()[:_CHECKED])
    return head


def _read_at(descriptor: int, length: int, offset: int) -> bytes:
    """Up to `length` bytes from there, whoever else reads meanwhile."""
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, offset)
    with _windows_reading:
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, length)


_windows_reading = threading.Lock()


def _write_at(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.seek(offset)
        file.write(data)
