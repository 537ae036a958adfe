"""Groups photos that look alike, by their perceptual hashes; it reads no file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.records import Photo

NEAR_BITS = 6
"""Of 64 bits; see the test for how far copies and mere lookalikes are apart."""


def near_duplicates(photos: Sequence[Photo], bits: int = NEAR_BITS) -> list[tuple[int, ...]]:
    """Ids of photos that differ from another of their group in at most `bits` bits; groups of two or more, in order."""
    hashes = np.array([int(photo.facts.perceptual_hash, 16) for photo in photos], np.uint64)
    group = list(range(len(photos)))
    for index in range(len(photos)):
        near = np.flatnonzero(np.bitwise_count(hashes[index + 1:] ^ hashes[index]) <= bits) + index + 1
        for other in near:
            group[_root(group, int(other))] = _root(group, index)
    members: dict[int, list[int]] = {}
    for index, photo in enumerate(photos):
        members.setdefault(_root(group, index), []).append(photo.id)
    return [tuple(ids) for ids in members.values() if len(ids) > 1]


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = group[group[index]]
        index = group[index]
    return index
