"""The shelf shows every encoder at hand, finds one by what people call it, and says why a damaged one is missing."""

from __future__ import annotations

import os

import pytest

from models.errors import UnknownNameError
from models.painting.shelf import encoder_of_content, find_encoder, list_encoders, read_shelf
from tests.painting.encoders import make_encoder


@pytest.fixture
def filled(project):
    make_encoder(project.encoders_folder / "grandma.bottega", title="Grandma in colour")
    make_encoder(project.encoders_folder / "second.bottega", seed=1)
    os.utime(project.encoders_folder / "grandma.bottega", ns=(1, 1))
    (project.encoders_folder / "broken.bottega").write_bytes(b"BOTTEGA\x01 cut short")
    (project.encoders_folder / "notes.txt").write_text("no encoder")
    return project


def test_the_projects_own_come_newest_first_and_the_damaged_with_a_reason(filled):
    shelf = read_shelf(filled.encoders_folder)
    assert [header.path.stem for header in shelf.headers][:2] == ["second", "grandma"]
    assert [refused.path.name for refused in shelf.refused] == ["broken.bottega"]
    assert "damaged" in shelf.refused[0].reason


def test_a_file_that_changes_is_read_again(filled):
    path = filled.encoders_folder / "second.bottega"
    before = {header.path: header.sha256 for header in list_encoders(filled.encoders_folder)}
    make_encoder(path, seed=5)
    assert {header.path: header.sha256 for header in list_encoders(filled.encoders_folder)}[path] != before[path]
    path.write_bytes(path.read_bytes()[:-1])
    assert path in {refused.path for refused in read_shelf(filled.encoders_folder).refused}


def test_an_encoder_is_found_by_file_name_title_and_path(filled, tmp_path):
    grandma = filled.encoders_folder / "grandma.bottega"
    for words in ("grandma", "Grandma", "grandma.bottega", "grandma in colour", str(grandma), grandma):
        assert find_encoder(words, filled.encoders_folder) == grandma
    elsewhere = make_encoder(tmp_path / "else.bottega").path
    assert find_encoder(elsewhere) == elsewhere


def test_a_wrong_name_gets_the_nearest_one(filled):
    with pytest.raises(UnknownNameError, match=r"Did you mean grandma\?"):
        find_encoder("granma", filled.encoders_folder)


def test_an_encoder_is_found_by_its_content(filled):
    header = list_encoders(filled.encoders_folder)[1]
    assert encoder_of_content(header.sha256, filled.encoders_folder) == header.path
    assert encoder_of_content("0" * 64, filled.encoders_folder) is None
