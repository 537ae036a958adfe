"""The main path through the real command line: import, faces, filter, train, resume, paint, sample, export, check."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.conftest import ROOT
from tests.flow.command import bottega, command

TINY = ("--size", "sketch", "--batches", 2, "--batch-size", 1, "--held-out", 0)


def test_the_main_path_from_a_photo_to_an_exported_gallery(astronaut_file: Path, tmp_path: Path) -> None:
    before = (hashlib.sha256(astronaut_file.read_bytes()).digest(), astronaut_file.stat().st_mtime_ns)
    folder = tmp_path / "studio"

    imported = bottega("import", folder, astronaut_file.parent)
    assert imported.code == 0, imported.err
    (photo,) = imported.of("photo_added")
    assert (photo["width"], photo["height"], photo["sha256"]) == (512, 512, before[0].hex())

    found = bottega("faces", folder)
    assert found.code == 0, found.err
    boxes = [box for box in found.of("face_found") if abs(box["x"] + box["width"] / 2 - 225) < 40]
    assert boxes, "the astronaut's face must be among the boxes"
    assert boxes[0]["height"] / boxes[0]["width"] == pytest.approx(4 / 3, rel=1e-3)

    trained = bottega("train", folder, "--recipe", "colourise", "--epochs", 2, *TINY)
    assert trained.code == 0, trained.err
    assert trained.of("step")[-1]["step"] == 4
    encoder = Path(next(item["path"] for item in trained.of("saved") if item["path"].endswith(".bottega")))

    painted = bottega("paint", encoder, astronaut_file, "-o", tmp_path / "out")
    assert painted.code == 0, painted.err
    picture = Image.open(painted.of("painted")[0]["path"])
    assert picture.size == (512, 512)

    told = bottega("info", painted.of("painted")[0]["path"])
    assert told.of("info")[0]["kind"] == "painting"
    assert bottega("info", encoder).of("info")[0]["facts"]["recipe"] == "colourise"

    dreamt = bottega("sample", encoder, "-n", 2, "--seed", 7, "-o", tmp_path / "noise")
    assert dreamt.code == 0, dreamt.err
    assert len(list((tmp_path / "noise").glob("*.png"))) >= 2

    assert bottega("export", folder, "-o", tmp_path / "gallery").code == 0
    assert bottega("check", folder).code == 0
    after = (hashlib.sha256(astronaut_file.read_bytes()).digest(), astronaut_file.stat().st_mtime_ns)
    assert after == before, "a photo is never written"


def test_the_same_words_paint_the_same_picture(astronaut_file: Path, tmp_path: Path) -> None:
    bottega("import", tmp_path / "p", astronaut_file)
    trained = bottega("train", tmp_path / "p", "--cut", "whole", "--epochs", 1, *TINY)
    assert trained.code == 0, trained.err
    encoder = next(item["path"] for item in trained.of("saved") if item["path"].endswith(".bottega"))
    for name in ("one", "two"):
        bottega("paint", encoder, astronaut_file, "-o", tmp_path / name)
    one, two = (np.asarray(Image.open(next((tmp_path / name).glob("*.png")))) for name in ("one", "two"))
    assert np.array_equal(one, two)


def test_a_training_killed_with_9_goes_on_where_it_was(astronaut_file: Path, tmp_path: Path) -> None:
    bottega("import", tmp_path / "p", astronaut_file)
    words = ("train", tmp_path / "p", "--cut", "whole", "--epochs", 500, *TINY, "--checkpoint-seconds", 0.5)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    training = subprocess.Popen(command(*words), cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert training.stdout is not None
    learned = False
    for line in training.stdout:  # the first checkpoint holds the weights it begins with
        learned |= '"step"' in line and '"losses"' in line
        if learned and '"checkpoint"' in line:
            break
    training.send_signal(signal.SIGKILL)
    training.communicate()
    assert training.returncode == -signal.SIGKILL

    resumed = bottega("train", tmp_path / "p", "--resume", 1, "--minutes", 0.02)
    assert resumed.code == 0, resumed.err + resumed.out
    assert resumed.of("step")[0]["step"] > 1
    assert any(item["path"].endswith(".bottega") for item in resumed.of("saved"))


def test_a_queue_is_filled_looked_at_and_trained_and_a_run_is_kept_again(astronaut_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    bottega("import", folder, astronaut_file)
    add = ("queue", folder, "--add", "--cut", "whole", "--epochs", 1, *TINY)
    for more in (("--people", "Nobody"), ("--recipe", "autoencoder")):
        assert bottega(*add, *more).code == 0
    told = bottega("info", folder).of("info")
    assert [(one["kind"], one["facts"].get("title")) for one in told] == [
        ("project", None),
        ("waiting", "Colourise"),
        ("waiting", "Autoencoder"),
    ]
    assert told[0]["facts"]["photos"] == 1
    in_words = bottega("info", folder, json_lines=False).out
    assert "waiting" in in_words
    assert "None" not in in_words

    night = bottega("queue", folder)
    assert night.code == 1, "one of them failed"
    assert night.of("finished")[-1]["summary"] == "The queue is done: 1 trained, 1 failed"
    assert any("Colourise failed" in note["text"] for note in night.of("note"))

    (_, run) = bottega("info", folder).of("info")
    assert (run["facts"]["run"], run["facts"]["state"], run["facts"]["step"]) == (1, "finished", 2)
    kept = bottega("keep", folder, 1)
    assert kept.code == 0, kept.err
    assert Path(kept.of("saved")[0]["path"]).name != run["facts"]["encoder"]
    mistakes = {"9": ("keep", 9), "77": ("keep", 1, "--step", 77), "--add": ("queue", "--seed", 3)}
    for says, (verb, *words) in mistakes.items():
        answer = bottega(verb, folder, *words, json_lines=False)
        assert answer.code in (1, 2)
        assert says in answer.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("paint", "no-such-encoder", "x.jpg", "-o", "out"), "no-such-encoder"),
        (("train", "no-such-project"), "no-such-project"),
        (("filter", "contuors", "x.jpg", "-o", "out"), "contours"),
        (("filter", "binary", "x.jpg", "-o", "out", "--set", "red=900"), "red"),
        (("dance",), "dance"),
        (("faces", "p", "--neighbours", "many"), "neighbours"),
        ((), "VERB"),
    ],
)
def test_a_mistake_gets_one_sentence_and_never_a_traceback(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    placed = [tmp_path / word if word in ("out", "x.jpg") else word for word in words]
    answer = bottega(*placed, json_lines=False)
    assert answer.code in (1, 2)
    assert says in answer.err
    assert "Traceback" not in answer.err


def test_one_bad_photo_is_listed_and_the_rest_goes_in(astronaut_file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "holiday.jpg"
    bad.write_bytes(b"not a picture")
    answer = bottega("import", tmp_path / "p", bad, astronaut_file)
    assert answer.code == 1
    assert [Path(item["path"]).name for item in answer.of("photo_refused")] == ["holiday.jpg"]
    assert len(answer.of("photo_added")) == 1
