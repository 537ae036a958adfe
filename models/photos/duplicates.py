"""Groups photos that look alike, by their perceptual hashes; it reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from models.records import Photo

NEAR_BITS = 6
"""Of 64 bits; see the test for how far copies and mere lookalikes are apart."""


def are_alike(first: str, second: str, bits: int = NEAR_BITS) -> bool:
    """Whether two pictures with these perceptual hashes (hex) show the same."""
    return (int(first, 16) ^ int(second, 16)).bit_count() <= bits


def near_duplicates(photos: Sequence[Photo], bits: int = NEAR_BITS) -> list[tuple[int, ...]]:
    """Ids of photos that differ from another of their group in at most `bits` bits; groups of two or more, in order."""
    hashes = np.array([int(photo.facts.perceptual_hash, 16) for photo in photos], np.uint64)
    members: dict[int, list[int]] = {}
    for first, photo in zip(near_groups(hashes, range(len(photos)), bits), photos, strict=True):
        members.setdefault(first, []).append(photo.id)
    return [tuple(ids) for ids in members.values() if len(ids) > 1]


def near_groups(hashes: npt.NDArray[np.uint64], groups: Sequence[int], bits: int = NEAR_BITS) -> list[int]:
    """Joins groups of pictures where one differs from another in at most `bits` bits.

    groups: for each picture the place of the first one it belongs with so far (itself when it is alone); returned anew.
    """
    joined = list(groups)
    for index in range(len(hashes)):
        near = np.flatnonzero(np.bitwise_count(hashes[index + 1 :] ^ hashes[index]) <= bits) + index + 1
        for other in near:
            one, two = _root(joined, index), _root(joined, int(other))
            joined[max(one, two)] = min(one, two)
    return [_root(joined, index) for index in range(len(joined))]


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = group[group[index]]
        index = group[index]
    return index


class Lookalikes:
    """The groups of `near_duplicates`, kept while photos come and go: a new one is compared with all, not all with all.

    A group's number is the smallest id in it, so that it stays as long as that photo does.
    """

    def __init__(self, bits: int = NEAR_BITS) -> None:
        self._bits = bits
        self._hash_of: dict[int, int] = {}
        self._ids: dict[int, set[int]] = {}  # by hash: exact copies share one
        self._near: dict[int, set[int]] = {}  # hash -> other hashes within reach
        self._place: dict[int, int] = {}  # hash -> its place in _hashes
        self._hashes = np.zeros(1024, np.uint64)
        self._group: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._hash_of)

    def __contains__(self, photo_id: int) -> bool:
        return photo_id in self._hash_of

    def outdated(self, photos: Iterable[Photo]) -> set[int]:
        """Those in here that are not among these photos, or look otherwise now."""
        now = {photo.id: photo.facts.perceptual_hash for photo in photos}
        return {one for one, known in self._hash_of.items() if one not in now or int(now[one], 16) != known}

    def groups(self) -> dict[int, int]:
        """Group numbers by photo, for those that look alike."""
        return dict(self._group)

    def add(self, ids: Sequence[int], hashes: Sequence[str]) -> frozenset[int]:
        """Take in photos with their perceptual hashes (hex); known ones stay. Returns whose group is another now."""
        touched = set()
        for photo_id, text in zip(ids, hashes, strict=True):
            if photo_id not in self._hash_of:
                key = self._hash_of[photo_id] = int(text, 16)
                if key not in self._ids:
                    self._meet(key)
                self._ids[key].add(photo_id)
                touched.add(key)
        return self._regroup(touched)

    def remove(self, ids: Iterable[int]) -> frozenset[int]:
        """Let photos go, unknown ones silently. Returns whose group is another now, without those that went."""
        touched = set()
        for photo_id in ids:
            key = self._hash_of.pop(photo_id, None)
            if key is None:
                continue
            self._group.pop(photo_id, None)
            self._ids[key].discard(photo_id)
            touched.add(key)
            if not self._ids[key]:
                touched |= self._part(key)
        return self._regroup(touched & self._ids.keys())

    def _meet(self, key: int) -> None:
        """A new hash: compare it with all others."""
        number = len(self._place)
        others = self._hashes[:number]
        found = np.flatnonzero(np.bitwise_count(others ^ np.uint64(key)) <= self._bits)
        near = {int(others[place]) for place in found}
        self._ids[key], self._near[key], self._place[key] = set(), near, number
        for other in near:
            self._near[other].add(key)
        if number == len(self._hashes):
            self._hashes = np.concatenate([self._hashes, np.zeros_like(self._hashes)])
        self._hashes[number] = key

    def _part(self, key: int) -> set[int]:
        """The last photo of this hash has gone; the last hash takes its place in the row. Returns what was near it."""
        near, place, last = self._near.pop(key), self._place.pop(key), len(self._place)
        del self._ids[key]
        for other in near:
            self._near[other].discard(key)
        if place < last:
            moved = self._hashes[place] = self._hashes[last]
            self._place[int(moved)] = place
        return near

    def _regroup(self, touched: set[int]) -> frozenset[int]:
        """Number anew every group that holds one of these hashes."""
        changed = set()
        while touched:
            reached = self._reach(touched.pop())
            touched -= reached
            members = set().union(*(self._ids[key] for key in reached))
            number = min(members) if len(members) > 1 else 0
            changed |= {one for one in members if self._group.get(one, 0) != number}
            for one in members:
                if number:
                    self._group[one] = number
                else:
                    self._group.pop(one, None)
        return frozenset(changed)

    def _reach(self, key: int) -> set[int]:
        """All hashes that a chain of near ones joins to this one."""
        reached, waiting = {key}, [key]
        while waiting:
            fresh = self._near[waiting.pop()] - reached
            reached |= fresh
            waiting += fresh
        return reached
