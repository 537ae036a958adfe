"""A run leaves the house as a film or a table: whole, under a new name, the right pictures in the right order."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from PIL import Image

from models.cv import cv2
from models.errors import DiskFullError, TrainingError
from models.events import Finished, Progress, Saved
from models.gallery import film
from models.workflow.export_run import export_run
from tests.workflow.written_run import LAST, write_run


def _export(project, run, kind, out):
    events = list(export_run(project, run.id, kind, out))
    assert isinstance(events[-1], Finished)
    (saved,) = [event for event in events if isinstance(event, Saved)]
    assert any(isinstance(event, Progress) for event in events)
    return saved.path


def _levels(frames):
    """What the painted picture of the first row shows in every frame."""
    return [int(frame[40, frame.shape[1] // 4].mean()) for frame in frames]


def _read_video(path):
    capture = cv2.VideoCapture(str(path))
    frames = []
    while True:
        ok, frame = capture.read()
        if not ok:
            return frames
        frames.append(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB))


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_the_video_runs_from_the_first_sheet_to_the_last_and_holds_it(project, tmp_path, kind):
    run = write_run(project, sheets=5)
    frames = _read_video(_export(project, run, kind, tmp_path / f"film.{kind}"))
    assert len(frames) == 4 + film.FPS * film.HOLD
    levels = _levels(frames)
    np.testing.assert_allclose(levels[:5], [40, 80, 120, 160, 200], atol=6)
    np.testing.assert_allclose(levels[5:], 200, atol=6)
    assert (frames[0].shape[1] <= film.WIDEST[kind], frames[0].shape[0] % 2, frames[0].shape[1] % 2) == (True, 0, 0)


def test_the_gif_is_small_and_endless(project, tmp_path, monkeypatch):
    monkeypatch.setitem(film.MOST_FRAMES, "gif", 3)
    run = write_run(project, sheets=5)
    with Image.open(_export(project, run, "gif", tmp_path / "film.gif")) as image:
        assert (image.n_frames, image.info["loop"]) == (3, 0)
        assert image.width <= film.WIDEST["gif"]
        shown = []
        for number in range(3):
            image.seek(number)
            shown.append(np.array(image.convert("RGB")))
        assert image.info["duration"] == 2000
    np.testing.assert_allclose(_levels(shown), [40, 120, 200], atol=6)


def test_the_table_has_a_row_a_step_and_the_scores_where_it_was_judged(project, tmp_path):
    run = write_run(project)
    path = _export(project, run, "csv", tmp_path / "course.csv")
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    assert [int(row["step"]) for row in rows] == list(range(1, LAST + 1))
    assert (float(rows[-1]["seconds"]), float(rows[-1]["l1"]), rows[-1]["psnr"]) == (LAST / 2, 0.1, "24.0")
    assert rows[0]["psnr"] == ""
    assert sum(bool(row["psnr"]) for row in rows) == 10


@pytest.mark.parametrize("kind", ["mp4", "webm", "gif", "csv"])
def test_nothing_is_overwritten(project, tmp_path, kind):
    run = write_run(project, sheets=2)
    out = tmp_path / f"run.{kind}"
    out.write_bytes(b"mine")
    assert _export(project, run, kind, out).name == f"run-2.{kind}"
    assert out.read_bytes() == b"mine"


@pytest.mark.parametrize("kind", ["mp4", "webm", "gif", "csv"])
def test_a_cancelled_export_leaves_nothing(project, tmp_path, kind):
    run = write_run(project, sheets=4)
    out = tmp_path / "out"
    out.mkdir()
    events = export_run(project, run.id, kind, out / f"run.{kind}")
    next(events)
    events.close()
    assert list(out.iterdir()) == []


def test_a_film_cut_short_by_a_full_disk_is_named_and_swept(project, tmp_path, monkeypatch):
    run = write_run(project, sheets=4)
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(film.VideoWriter, "_frames", lambda self: 1)
    with pytest.raises(DiskFullError):
        list(export_run(project, run.id, "mp4", out / "run.mp4"))
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("kind", ["mp4", "webm", "gif", "csv"])
def test_a_run_that_has_done_nothing_yet_is_refused_in_a_sentence(project, tmp_path, kind):
    run = write_run(project, sheets=0)
    (run.folder / "history.jsonl").unlink()
    with pytest.raises(TrainingError):
        list(export_run(project, run.id, kind, tmp_path / f"run.{kind}"))


def test_one_tall_sheet_becomes_two_columns(project):
    sheet = np.concatenate([np.full((320, 768, 3), level, np.uint8) for level in (10, 60, 110, 160)])
    frame = film.draw_frame(sheet, 1544, "", 1.0)
    assert frame.shape == (640 + 36, 1544, 3)
    assert [int(frame[y, x, 0]) for y in (100, 500) for x in (100, 1400)] == [10, 110, 60, 160]
