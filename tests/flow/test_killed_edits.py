"""kill -9 in the middle of a review: every edit that the screen showed as done is in the project."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from models.project import Project
from tests.conftest import ROOT
from tests.flow.editing import plain
from tests.studio.many import make_many


@pytest.mark.parametrize("seed", range(3))
def test_what_the_screen_showed_is_there_after_a_kill(seed: int, tmp_path: Path) -> None:
    check_killed(seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_what_the_screen_showed_is_there_after_each_of_many_kills(seed: int, tmp_path: Path) -> None:
    check_killed(seed, tmp_path)


def check_killed(seed: int, tmp_path: Path) -> None:
    project = make_many(tmp_path / "project", photos=12, faces_per_photo=3, pictures=3, people=2)
    shown, in_work = edit_until_killed(project, seed, edits=random.Random(seed).randint(1, 60))
    with Project.open(project) as opened:
        there = {photo.id: [plain(face) for face in opened.faces.of_photo(photo.id)] for photo in opened.photos.all()}
        assert opened.database.problems() == []
    differing = [photo_id for photo_id in there if sorted(there[photo_id]) != sorted(shown[photo_id])]
    assert len(differing) <= in_work  # an edit that was not told yet may be there or not


def edit_until_killed(project: Path, seed: int, edits: int) -> tuple[dict[int, list[list[object]]], bool]:
    """What the screen showed last, by photo, and whether another edit had begun."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-m", "tests.flow.editing", str(project), str(seed)]
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line)
            if len(lines) >= 2 * edits + seed % 2:
                break
        process.kill()
        lines += process.stdout.readlines()
    whole = [json.loads(line) for line in lines if line.endswith("\n")]
    seen = [item["shown"] for item in whole if "shown" in item]
    assert len(seen) >= edits
    assert edits < 10 or seen[-1] != seen[0]
    return {int(photo_id): faces for photo_id, faces in seen[-1].items()}, "doing" in whole[-1]
