"""`bottega filter`: every picture filtered whole, nothing overwritten, one bad file never stops the rest."""

from __future__ import annotations

import hashlib
import os
import shutil

import numpy as np
import pytest

from models.errors import UsageError
from models.events import Finished, Progress, Refused, Saved
from models.filters import FILTERS, apply_chain, parse_chain
from models.images import decode_png_text, read_picture
from models.workflow.filter_files import filter_files

GRAY = parse_chain("gray")


def saved_of(events):
    return [event.path for event in events if isinstance(event, Saved)]


@pytest.mark.parametrize("name", FILTERS.names())
def test_every_filter_writes_the_whole_photo_filtered(astronaut_file, tmp_path, astronaut, name):
    chain = parse_chain(name)
    (path,) = saved_of(filter_files(chain, [astronaut_file], tmp_path / "new" / "out"))
    assert path == tmp_path / "new" / "out" / f"astronaut-{name}.png"
    assert np.array_equal(read_picture(path), apply_chain(astronaut, chain))


def test_the_file_says_how_it_was_filtered(astronaut_file, tmp_path):
    chain = parse_chain("blur:kernel=5,gray")
    (path,) = saved_of(filter_files(chain, [astronaut_file], tmp_path / "out"))
    assert path.name == "astronaut-blur-gray.png"
    assert parse_chain(decode_png_text(path.read_bytes())["filter"]) == chain


def test_folders_are_walked_and_originals_stay_as_they_were(astronaut_file, tmp_path):
    folder = astronaut_file.parent
    (folder / "deeper").mkdir()
    shutil.copy(astronaut_file, folder / "deeper" / "Übung 1.png")
    before = {
        path: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in folder.rglob("*.png")
    }
    events = list(filter_files(GRAY, [folder], tmp_path / "out"))
    assert [path.name for path in saved_of(events)] == ["astronaut-gray.png", "Übung 1-gray.png"]
    after = {path: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in before}
    assert after == before


def test_a_second_time_overwrites_nothing(astronaut_file, tmp_path):
    names = [saved_of(filter_files(GRAY, [astronaut_file], tmp_path / "out"))[0].name for _ in range(3)]
    assert names == ["astronaut-gray.png", "astronaut-gray-2.png", "astronaut-gray-3.png"]


def test_writing_into_the_folder_that_is_read_does_not_go_round_in_circles(astronaut_file):
    folder = astronaut_file.parent
    assert len(saved_of(filter_files(GRAY, [folder], folder))) == 1


def test_a_bad_file_is_refused_with_its_reason_and_the_rest_goes_on(astronaut_file, tmp_path):
    broken = astronaut_file.parent / "a broken one.jpg"
    broken.write_bytes(astronaut_file.read_bytes()[:5000])
    missing = tmp_path / "nowhere.png"
    events = list(filter_files(GRAY, [broken, missing, astronaut_file], tmp_path / "out"))
    refused = [event for event in events if isinstance(event, Refused)]
    assert [event.path.name for event in refused] == ["a broken one.jpg", "nowhere.png"]
    assert all(event.reason for event in refused)
    assert len(saved_of(events)) == 1
    assert isinstance(events[-1], Finished)
    assert (events[-1].done, events[-1].failed) == (1, 2)


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize(
    ("stem", "kept"),
    [("a" * 251, "a" * 115), ("é" * 125, "é" * 115), ("写" * 83, "写" * 78), ("a\nb", "a b"), ("x\u202ey:z", "x y z")],
)
def test_the_name_of_what_is_filtered_is_safe_and_ends_with_the_filter(astronaut_file, tmp_path, stem, kept):
    odd = astronaut_file.with_name(f"{stem}.png")
    shutil.copy(astronaut_file, odd)
    events = list(filter_files(GRAY, [odd, odd.with_name("gone.png")], tmp_path / "out"))
    assert [path.name for path in saved_of(events)] == [f"{kept}-gray.png"]
    assert [event.path.name for event in events if isinstance(event, Refused)] == ["gone.png"]


def test_progress_counts_every_file(astronaut_file, tmp_path):
    events = list(filter_files(GRAY, [astronaut_file], tmp_path / "out"))
    assert [(event.done, event.total) for event in events if isinstance(event, Progress)] == [(0, 1), (1, 1)]


def test_stopping_in_the_middle_leaves_whole_files(astronaut_file, tmp_path):
    second = astronaut_file.with_name("b.png")
    shutil.copy(astronaut_file, second)
    stream = filter_files(GRAY, [astronaut_file, second], tmp_path / "out")
    next(event for event in stream if isinstance(event, Saved))
    stream.close()
    (left,) = (tmp_path / "out").iterdir()
    assert read_picture(left).shape == (512, 512, 3)


def test_nothing_to_filter_is_a_sentence(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no pictures"):
        list(filter_files(GRAY, [tmp_path / "empty"], tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_file_where_the_folder_should_be_is_a_sentence(astronaut_file):
    with pytest.raises(UsageError, match="can't make this folder"):
        list(filter_files(GRAY, [astronaut_file], astronaut_file))
    with pytest.raises(UsageError, match="can't make this folder"):
        list(filter_files(GRAY, [astronaut_file], astronaut_file / "out"))


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_no_odd_picture_stops_the_rest(shared_data, tmp_path):
    odd = shared_data / "odd_images"
    events = list(filter_files(GRAY, [odd], tmp_path / "out"))
    done, failed = events[-1].done, events[-1].failed
    assert done == len(saved_of(events)) == len(list((tmp_path / "out").iterdir())) > 20
    assert failed == sum(isinstance(event, Refused) for event in events)
