"""kill -9 in the middle of an import or an export: what was told of is there, whole, and the rest is done next time."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.cli import main
from models.gallery.painting_file import read_painting_recipe
from models.images import read_picture
from models.project import Project
from tests.conftest import ROOT
from tests.studio.panes.painted import add_painting

KILLS = int(os.environ.get("BOTTEGA_KILLS", "50"))
"""Of each kind in the campaign."""
PHOTOS, PAINTINGS = 24, 12


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos") / "Anna"
    folder.mkdir()
    for number in range(PHOTOS):
        noise = np.random.default_rng(number).integers(0, 256, (12, 16, 3), np.uint8)
        Image.fromarray(noise).resize((400, 300)).save(folder / f"{number:02}.jpg")
    return folder


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery") / "project"
    with Project.create(folder) as project:
        for number in range(PAINTINGS):
            add_painting(project, source=f"{number}.jpg", shade=number)
    return folder


def test_what_was_told_of_is_there_after_a_kill(photos: Path, gallery: Path, tmp_path: Path) -> None:
    kill_imports(range(2), photos, tmp_path)
    kill_exports(range(2), gallery, tmp_path)


@pytest.mark.slow
def test_what_was_told_of_is_there_after_each_of_many_kills(photos: Path, gallery: Path, tmp_path: Path) -> None:
    kill_imports(range(100, 100 + KILLS), photos, tmp_path)
    kill_exports(range(100, 100 + KILLS), gallery, tmp_path)


def kill_imports(seeds: range, photos: Path, tmp_path: Path) -> None:
    for seed in seeds:
        folder = tmp_path / f"import-{seed}"
        told = told_until_killed(["import", str(folder), str(photos)], seed, PHOTOS)
        added = {line["path"] for line in told if line["event"] == "photo_added"}
        with Project.open_or_create(folder) as project:
            kept = {str(photo.path) for photo in project.photos.all()}
            assert project.problems() == []
        assert added <= kept
        assert main(["import", str(folder), str(photos)]) == 0
        with Project.open(folder) as project:
            assert project.photos.count() == PHOTOS
            assert not list(folder.rglob(".bottega-*"))


def kill_exports(seeds: range, gallery: Path, tmp_path: Path) -> None:
    for seed in seeds:
        out = tmp_path / f"export-{seed}"
        told_until_killed(["export", str(gallery), "-o", str(out)], seed, PAINTINGS)
        for path in out.glob("[!.]*"):
            assert read_picture(path).shape == (160, 128, 3)
            assert read_painting_recipe(path) is not None
        assert main(["export", str(gallery), "-o", str(out)]) == 0
        assert not list(out.glob(".bottega-*"))


def told_until_killed(words: list[str], seed: int, most: int) -> list[dict[str, object]]:
    """The whole lines that a command told before it was killed, some time after a line by chance."""
    chance = random.Random(seed)
    command = [sys.executable, "-m", "models", *words, "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(chance.randrange(most))]
        for _ in range(chance.randrange(200_000)):
            pass
        process.kill()
        lines += process.stdout.readlines()
    return [json.loads(line) for line in lines if line.endswith("\n")]
