"""One store, many hands: what is read is right whoever adds and sweeps meanwhile, and a full disk costs nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from models.datasets import CropStore, crop_store
from models.errors import DiskFullError, EncoderError
from models.photos.facts import measure
from tests.datasets.test_crop_store import SIZE, fill, picture_of

COUNT = 60


def key_of(number: int) -> bytes:
    return bytes([number]) * 32


def facts_of(number: int):
    return measure(picture_of(number), None, False)


class Hand(threading.Thread):
    """Does one thing again and again until it is stopped; keeps what went wrong."""

    def __init__(self, deed, stopped: threading.Event) -> None:
        super().__init__()
        self.deed, self.stopped, self.error, self.done = deed, stopped, None, 0

    def run(self) -> None:
        try:
            while not self.stopped.is_set():
                self.deed(random)
                self.done += 1
        except Exception as error:
            self.error = error
            self.stopped.set()


def test_many_read_while_one_adds_and_one_sweeps(tmp_path):
    store, stopped = CropStore(tmp_path, SIZE), threading.Event()
    pictures = {number: picture_of(number) for number in range(COUNT)}
    facts = {number: facts_of(number) for number in range(COUNT)}

    def add(chance):
        number = chance.randrange(COUNT)
        store.add(key_of(number), pictures[number], facts[number])

    def sweep(chance):
        store.keep_only(frozenset(map(key_of, chance.sample(range(COUNT), COUNT // 2))))

    def read(chance):
        number = chance.randrange(COUNT)
        found = store.read(key_of(number))
        if found is not None:
            assert np.array_equal(found[0], pictures[number])
            assert found[1] == facts[number]
        assert store.facts_of(key_of(number)) in (None, facts[number])
        assert store.is_whole(key_of(number)) in (True, False)

    hands = [Hand(deed, stopped) for deed in (add, sweep, read, read, read)]
    for hand in hands:
        hand.start()
    stopped.wait(1.5)
    stopped.set()
    for hand in hands:
        hand.join()
    assert [hand.error for hand in hands] == [None] * len(hands)
    assert all(hand.done > 20 for hand in hands)
    again = CropStore(tmp_path, SIZE)
    assert again.keys() == store.keys()
    assert all(np.array_equal(again.read(key_of(n))[0], pictures[n]) for n in range(COUNT) if key_of(n) in again)


def test_what_is_added_during_a_sweep_stays(tmp_path, monkeypatch):
    store, write, first = fill(tmp_path, 4), crop_store._write_at, []

    def write_and_add(path: Path, offset: int, data: bytes) -> None:
        write(path, offset, data)
        if path.parent.name == "spare" and not first:  # the sweep is at work
            first.append(path)
            store.add(key_of(9), picture_of(9), facts_of(9))

    monkeypatch.setattr(crop_store, "_write_at", write_and_add)
    store.keep_only(frozenset({key_of(1)}))
    assert store.keys() == CropStore(tmp_path, SIZE).keys() == {key_of(1), key_of(9)}
    assert np.array_equal(store.read(key_of(9))[0], picture_of(9))


class FullDisk:
    """Writes until the k-th call, which leaves half of its bytes and finds no room, as every one after it."""

    def __init__(self, at: int) -> None:
        self.at, self.calls, self.real = at, 0, crop_store._write_at

    def __call__(self, path: Path, offset: int, data: bytes) -> None:
        self.calls += 1
        if self.calls >= self.at:
            self.real(path, offset, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        self.real(path, offset, data)


@pytest.mark.parametrize("at", range(1, 9))
def test_a_disk_that_fills_up_while_crops_are_kept(tmp_path, monkeypatch, at):
    store, kept = fill(tmp_path, 2), 2
    monkeypatch.setattr(crop_store, "_write_at", FullDisk(at))
    while kept < 2 + (at - 1) // 2:  # two writes a crop
        store.add(key_of(kept), picture_of(kept), facts_of(kept))
        kept += 1
    with pytest.raises(DiskFullError, match="disk is full"):
        store.add(key_of(kept), picture_of(kept), facts_of(kept))
    monkeypatch.undo()
    for opened in (store, CropStore(tmp_path, SIZE)):
        assert opened.keys() == {key_of(number) for number in range(kept)}
        assert all(np.array_equal(opened.read(key_of(number))[0], picture_of(number)) for number in range(kept))
    for number in range(6):
        store.add(key_of(number), picture_of(number), facts_of(number))
    again = CropStore(tmp_path, SIZE)
    assert all(np.array_equal(again.read(key_of(number))[0], picture_of(number)) for number in range(6))


@pytest.mark.parametrize("at", range(1, 7))
def test_a_sweep_on_a_full_disk_leaves_everything_and_no_rest(tmp_path, monkeypatch, at):
    store = fill(tmp_path, 6)
    monkeypatch.setattr(crop_store, "_write_at", FullDisk(at))
    with pytest.raises(DiskFullError):
        store.keep_only(frozenset(map(key_of, range(3))))
    for opened in (store, CropStore(tmp_path, SIZE)):
        assert all(np.array_equal(opened.read(key_of(number))[0], picture_of(number)) for number in range(6))
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in left) == 6 * (3 * 4 * 3 + 512)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks at the open files of this process")
def test_a_sweep_gives_the_disk_back_at_once(tmp_path):
    store = fill(tmp_path, 6)
    for _ in range(3):
        store.keep_only(frozenset(map(key_of, range(3))))
    held = []
    for one in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            held.append(os.readlink(one))
    assert [name for name in held if name.startswith(str(tmp_path)) and "deleted" in name] == []


_ADDING = """
import sys
from pathlib import Path
from models.datasets import CropStore
from tests.datasets.test_crop_store import SIZE, picture_of
from tests.datasets.test_crop_store_shared import facts_of, key_of
store = CropStore(Path(sys.argv[1]), SIZE)
facts = {number: facts_of(number) for number in range(250)}
print("begun", flush=True)
for lap in range(10_000):
    for number in range(250):
        store.add(key_of(number), picture_of(number), facts[number])
    if lap % 5 == 4:
        store.keep_only(frozenset(key_of(number) for number in range(0, 250, 3)))
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_after_a_kill_at_any_moment_what_is_there_is_right(tmp_path):
    chance = random.Random(4)
    for _ in range(6):
        process = subprocess.Popen([sys.executable, "-c", _ADDING, str(tmp_path)], stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"begun\n"
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.02, 0.25))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        store = CropStore(tmp_path, SIZE)
        for number in range(250):
            found = store.read(key_of(number))
            assert found is None or np.array_equal(found[0], picture_of(number))
        store.add(key_of(7), picture_of(7), facts_of(7))
        assert np.array_equal(CropStore(tmp_path, SIZE).read(key_of(7))[0], picture_of(7))


def test_a_list_and_a_store_damaged_anyhow_give_right_pictures_or_an_error(tmp_path):
    chance = random.Random(3)
    store = fill(tmp_path, 5)
    whole = {path: path.read_bytes() for path in (store.path, tmp_path / "3x4.heads")}
    for _ in range(300):
        for path, data in whole.items():
            path.write_bytes(_harmed(data, chance))
        opened = CropStore(tmp_path, SIZE)
        for number in range(5):
            place = opened.number(key_of(number))
            with contextlib.suppress(EncoderError):
                assert place is None or np.array_equal(opened.picture(place), picture_of(number))
            opened.facts_of(key_of(number))


def _harmed(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, a piece gone, or a piece twice."""
    start, length = chance.randrange(len(data)), chance.randrange(64)
    kind = chance.randrange(4)
    if kind == 0:
        return data[:start] + chance.randbytes(length) + data[start + length :]
    if kind == 1:
        return data[:start] + data[start + length :]
    return data[:start] + data[start : start + length] * 2 + data[start + length :] if kind == 2 else data
