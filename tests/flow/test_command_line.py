"""The main path through the real command line: import, faces, filter, train, resume, paint, sample, export, check."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.files import temporary_file
from models.project import Project
from models.recipes import RECIPES
from models.recipes.recipe_file import write_recipe
from models.workflow.import_photos import import_photos
from models.workflow.keep_encoder import keep_encoder
from tests.conftest import ROOT
from tests.flow.command import bottega, command
from tests.painting.encoders import make_encoder


@pytest.fixture
def folder(astronaut_file: Path, tmp_path: Path) -> Path:
    """A closed project of one photo, ready to learn from."""
    with Project.create(tmp_path / "p") as project:
        list(import_photos(project, [astronaut_file]))
    return tmp_path / "p"


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
    encoder = make_encoder(tmp_path / "tiny.bottega").path
    for name in ("one", "two"):
        assert bottega("paint", encoder, astronaut_file, "-o", tmp_path / name).code == 0
    one, two = (np.asarray(Image.open(next((tmp_path / name).glob("*.png")))) for name in ("one", "two"))
    assert np.array_equal(one, two)


def test_a_training_killed_with_9_goes_on_where_it_was(folder: Path) -> None:
    words = ("train", folder, "--cut", "whole", "--epochs", 500, *TINY, "--checkpoint-seconds", 0.5)
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

    resumed = bottega("train", folder, "--resume", 1, "--minutes", 0.02)
    assert resumed.code == 0, resumed.err + resumed.out
    assert resumed.of("step")[0]["step"] > 1
    assert any(item["path"].endswith(".bottega") for item in resumed.of("saved"))


def test_a_queue_is_filled_looked_at_and_trained_and_a_run_is_kept_again(folder: Path, tmp_path: Path) -> None:
    add = ("queue", folder, "--add", "--cut", "whole", "--epochs", 1, *TINY)
    stranger = tmp_path / "of.recipe.json"
    write_recipe(stranger, replace(RECIPES.get("colourise"), people=("Nobody",)))
    for recipe in (stranger, "autoencoder"):
        assert bottega(*add, "--recipe", recipe).code == 0
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
        (("score", "colourise"), "--project"),
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


def _train(folder: Path, *words: object, before: str = "") -> subprocess.Popen[str]:
    """A training of a project that has learned some steps; before: Python that its process runs first."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = command("train", folder, "--cut", "whole", "--epochs", 500, *TINY, *words)
    if before:
        line[1:3] = ["-c", f"{before}; import sys; from models.cli import main; sys.exit(main())"]
    training = subprocess.Popen(
        line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert training.stdout is not None
    next(line for line in training.stdout if '"step"' in line and '"losses"' in line)
    return training


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals to send")
@pytest.mark.parametrize("kinds", [["SIGHUP"], ["SIGTERM"], ["SIGHUP", "SIGTERM", "SIGHUP"]])
def test_a_closed_terminal_saves_and_pauses(folder: Path, kinds: list[str]) -> None:
    training = _train(folder)
    for kind in kinds:
        training.send_signal(getattr(signal, kind))
    _, err = training.communicate(timeout=60)
    assert training.returncode == 1
    assert err == "stopped; everything done so far is kept\n"
    with Project.open(folder) as project:
        assert project.runs.get(1).state == "paused"
        assert project.runs.get(1).step > 0
        assert keep_encoder(project, 1).is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals to send")
def test_what_nohup_silenced_stays_silent(folder: Path) -> None:
    training = _train(folder, before="import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)")
    training.send_signal(signal.SIGHUP)
    assert training.stdout is not None
    assert sum(1 for _, line in zip(range(20), training.stdout, strict=False) if '"step"' in line), "it goes on"
    training.send_signal(signal.SIGTERM)
    training.communicate(timeout=60)
    assert training.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no folder in use")
def test_a_project_deleted_while_it_trains_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    training = _train(folder, "--checkpoint-seconds", 0.5)
    folder.rename(tmp_path / "elsewhere")
    out, err = training.communicate(timeout=60)
    assert training.returncode == 1
    assert "Traceback" not in out + err
    assert "the folder of this project is gone" in out.splitlines()[-1]
    assert not folder.exists()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "cp437", "utf-8"])
@pytest.mark.parametrize("json_lines", [False, True])
def test_a_console_of_any_encoding_shows_any_name(
    astronaut_file: Path, tmp_path: Path, encoding: str, json_lines: bool
) -> None:
    odd = tmp_path / "Zoë 👩" / "写真\x1b]0;owned\x07\u202e.png"
    odd.parent.mkdir()
    odd.write_bytes(astronaut_file.read_bytes())
    (odd.parent / "\x9b31m.jpg").write_bytes(b"no picture")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    words = command("import", tmp_path / "p", odd.parent, json_lines=json_lines)
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    text = done.stdout.decode(encoding)
    assert all(one.isprintable() or one == "\n" for one in text)
    if json_lines:
        events = [json.loads(line) for line in text.splitlines()]
        assert odd in [Path(event.get("path", "")) for event in events], "nothing of a name is lost"


def test_people_are_asked_for_by_any_spelling_and_unknown_ones_refused(astronaut: np.ndarray, tmp_path: Path) -> None:
    for number, name in enumerate(("Müller, Anna", "Anna", "Bob")):
        (tmp_path / "ph" / name).mkdir(parents=True)
        Image.fromarray(astronaut[number:]).save(tmp_path / "ph" / name / "a.png")
    bottega("import", tmp_path / "p", tmp_path / "ph")
    for name in ("ANNA", "Carl"):
        bottega("import", tmp_path / "p", tmp_path / "ph", "--person", name)
    add = ("queue", tmp_path / "p", "--add", "--cut", "whole", "--size", "sketch")
    said = {
        ("--people", "müller, anna"): ("Müller, Anna",),
        ("--person", "Müller, Anna", "--person", "bob"): ("Müller, Anna", "Bob"),
        ("--people", "anna,BOB", "--person", "Anna"): ("Anna", "Bob"),
    }
    for words in said:
        assert bottega(*add, *words).code == 0
    with Project.open(tmp_path / "p") as project:
        assert [one.recipe.people for one in project.queue.all()] == list(said.values())
    wrong = {
        ("--people", "Ana,Anna"): "Did you mean Anna",
        ("--person", "Bop"): "Did you mean Bob",
        ("--people", ","): "nobody",
    }
    for words, says in wrong.items():
        answer = bottega(*add, *words, json_lines=False)
        assert answer.code == 2
        assert says in answer.err


def test_photos_that_moved_are_found_by_a_verb(folder: Path, astronaut_file: Path, tmp_path: Path) -> None:
    (tmp_path / "attic").mkdir()
    astronaut_file.rename(tmp_path / "attic" / "old.dat")
    assert bottega("check", folder).code == 1
    assert bottega("relocate", folder, tmp_path / "Eileen").code == 1
    found = bottega("relocate", folder, tmp_path / "Eileen", tmp_path / "attic")
    assert (found.code, found.of("finished")[0]["summary"]) == (0, "1 of 1 found again")
    assert bottega("check", folder).code == 0
    assert bottega("relocate", folder, tmp_path / "nowhere").code == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has other ways to kill")
def test_what_a_killed_run_left_in_a_folder_goes_with_the_next(astronaut_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    kill = "import os, signal, models.files as f; f.finish = lambda file: os.kill(os.getpid(), signal.SIGKILL)"
    line = [sys.executable, "-c", f"{kill}; from models.cli import main; main()"]
    words = [*line, "filter", "gray", astronaut_file, "-o", out]
    subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert [path.name[:9] for path in out.iterdir()] == [".bottega-"]
    (out / ".bottega-notes").touch()
    with temporary_file(out) as ours:
        assert bottega("filter", "gray", astronaut_file, "-o", out).code == 0
        names = {".bottega-notes", "astronaut-gray.png", Path(ours.name).name}
        assert {path.name for path in out.iterdir()} == names
