"""The groups that are kept while photos come and go are those that the plain comparison of all with all finds."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from models.photos.duplicates import Lookalikes, near_duplicates
from models.records import Photo
from tests.project.rows import new_photo
from tests.timing import cpu_seconds

# Few hashes, some a few bits apart, some copies, some far away: chains and bridges come by themselves.
HASHES = [f"{(1 << count) - 1:016x}" for count in range(0, 64, 4)] + ["f0f0f0f0f0f0f0f0", "ffffffffffffffff"]
STEPS = st.lists(st.tuples(st.booleans(), st.integers(1, 20), st.sampled_from(HASHES)), max_size=40)


def photo(number: int, text: str) -> Photo:
    new = new_photo(f"{number}.jpg")
    facts = replace(new.facts, perceptual_hash=text)
    return Photo(number, Path("a.jpg"), new.sha256, 4, 3, "PNG", 9, "Ada", facts, False, True, "")


def plain(hashes: dict[int, str]) -> dict[int, int]:
    groups = near_duplicates([photo(*item) for item in hashes.items()])
    return {one: min(group) for group in groups for one in group}


@given(STEPS)
def test_the_kept_groups_are_those_of_the_plain_comparison(steps: list[tuple[bool, int, str]]) -> None:
    kept, hashes = Lookalikes(), {}
    for adds, number, text in steps:
        before = kept.groups()
        if adds:
            changed = kept.add([number], [text])
            hashes.setdefault(number, text)
        else:
            changed = kept.remove([number])
            hashes.pop(number, None)
        assert kept.groups() == plain(hashes)
        assert changed == {one for one in hashes if kept.groups().get(one) != before.get(one)}
        assert len(kept) == len(hashes)


@given(st.lists(st.sampled_from(HASHES), max_size=20), st.sets(st.integers(1, 20)))
def test_many_at_once_is_the_same_as_one_by_one(texts: list[str], gone: set[int]) -> None:
    ids = range(1, len(texts) + 1)
    at_once, one_by_one = Lookalikes(), Lookalikes()
    at_once.add(ids, texts)
    at_once.remove(gone)
    for number, text in zip(ids, texts, strict=True):
        one_by_one.add([number], [text])
    for number in gone:
        one_by_one.remove([number])
    assert at_once.groups() == one_by_one.groups()
    assert all((number in at_once) == (number <= len(texts) and number not in gone) for number in range(1, 21))


def test_one_more_of_ten_thousand_takes_no_time() -> None:
    chance = random.Random(1)
    kept = Lookalikes()
    texts = [f"{chance.getrandbits(64):016x}" for _ in range(10_000)]
    assert cpu_seconds(lambda: kept.add(range(1, 10_001), texts)) < 3
    assert cpu_seconds(lambda: [kept.add([20_000 + number], [texts[number]]) for number in range(100)]) < 0.5
    assert kept.groups()[20_007] == kept.groups()[8] == 8
    kept.remove([8])
    assert 20_007 not in kept.groups()


def test_ten_thousand_copies_of_one_picture_are_one_group() -> None:
    kept = Lookalikes()

    def change() -> None:
        for first in range(1, 10_001, 50):
            kept.add(range(first, first + 50), ["0" * 16] * 50)
        kept.remove(range(1, 5_001))

    assert cpu_seconds(change) < 3
    assert set(kept.groups().values()) == {5_001}
