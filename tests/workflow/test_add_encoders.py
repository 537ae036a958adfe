"""Encoder files from outside: the good ones come onto the shelf once, the damaged ones are refused by name."""

from __future__ import annotations

import pytest

from models.events import Changed, Finished, Refused, Saved
from models.painting.encoder_file import read_header, write_encoder
from models.recipes import RECIPES
from models.workflow.add_encoders import add_encoders


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    from models.networks import GENERATORS

    path = tmp_path_factory.mktemp("from a friend") / "colourise.bottega"
    weights = GENERATORS.get("unet").build(2).state_dict()
    write_encoder(path, weights, title="Friend", recipe=RECIPES.get("colourise"), size="sketch", base_channels=2)
    return path


def test_a_good_file_is_copied_whole_and_only_once(project, encoder):
    saved, changed, finished = add_encoders(project, [encoder])
    assert changed == Changed(frozenset({"encoders"}))
    assert isinstance(saved, Saved)
    assert saved.path.parent == project.encoders_folder
    assert read_header(saved.path).title == "Friend"
    assert finished == Finished("add encoders", "1 encoder added", 1, 0)
    again, *_ = add_encoders(project, [encoder])
    assert again == saved


def test_another_encoder_of_the_same_name_overwrites_nothing(project, encoder, tmp_path):
    there = project.encoders_folder / encoder.name
    there.write_bytes(b"somebody's own")
    saved, *_ = add_encoders(project, [encoder])
    assert saved.path.name == "colourise-2.bottega"
    assert there.read_bytes() == b"somebody's own"


def test_a_damaged_file_is_refused_and_the_rest_goes_on(project, encoder, tmp_path):
    bad = tmp_path / "bad.bottega"
    bad.write_bytes(encoder.read_bytes()[:-1])
    refused, missing, saved, _, finished = add_encoders(project, [bad, tmp_path / "absent.bottega", encoder])
    assert isinstance(refused, Refused)
    assert (refused.path, missing.path) == (bad, tmp_path / "absent.bottega")
    assert isinstance(saved, Saved)
    assert (finished.done, finished.failed) == (1, 2)
    assert [path.name for path in project.encoders_folder.iterdir()] == ["colourise.bottega"]
