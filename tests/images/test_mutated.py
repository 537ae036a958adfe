"""Spoilt pictures end no process, hang none, and are read or refused: each in a child with little memory."""

from __future__ import annotations

import collections
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FIRST = int(os.environ.get("BOTTEGA_FIRST", "1000"))
COUNT = int(os.environ.get("BOTTEGA_COUNT", "10000"))
"""Which of them the campaign reads."""


def test_spoilt_pictures_are_read_or_refused(tmp_path):
    assert sum(survive(tmp_path, 0, 150).values()) == 150


@pytest.mark.slow
def test_ten_thousand_spoilt_pictures_are_read_or_refused(tmp_path):
    done = collections.Counter()
    for first in range(FIRST, FIRST + COUNT, 250):
        done += survive(tmp_path, first, min(first + 250, FIRST + COUNT))
    print(dict(done))
    assert sum(done.values()) == COUNT


def survive(folder: Path, first: int, end: int) -> collections.Counter[str]:
    """Read those numbers in one child; how many were read and refused."""
    words = [sys.executable, "-W", "ignore", "-m", "tests.images.mutating", str(folder), str(first), str(end)]
    child = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    said = child.stdout.split()
    assert child.returncode == 0, f"ended with {child.returncode} at {said[-1:]}\n{child.stderr[-2000:]}"
    return collections.Counter(said[1::2])
