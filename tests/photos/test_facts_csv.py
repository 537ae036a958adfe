"""The table for spreadsheets: every name comes back as it was, nothing in it calculates, a full disk loses nothing."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import files
from models.errors import DiskFullError
from models.photos.facts_csv import _FORMULA, HEADER, disarm, encode_csv, write_facts_csv
from models.records import PhotoFacts

FACTS = PhotoFacts(132.126, 104.0, 92.5, 109.54, "red", 1234.567, "0" * 16, True, False, "1998-05-12T10:00:00")
DANGEROUS = "=+-@＝＋－＠"


@dataclass(frozen=True)
class Line:
    number: int = 7
    person: str = "Ada"
    name: str = "a.jpg"
    path: Path = Path("/photos/a.jpg")
    facts: PhotoFacts | None = FACTS
    alike: bool = False
    blurred: bool = True
    problem: str = ""


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_crop_is_one_line_under_the_titles_with_points_for_decimals(tmp_path: Path) -> None:
    path = tmp_path / "faces.csv"
    assert write_facts_csv(path, [Line(), Line(8, alike=True)]) == 2
    header, first, second = read(path.read_bytes())
    assert tuple(header) == HEADER
    assert dict(zip(header, first, strict=True)) == {
        "number": "7",
        "person": "Ada",
        "photo": "a.jpg",
        "mean_red": "132.13",
        "mean_green": "104.00",
        "mean_blue": "92.50",
        "brightness": "109.54",
        "dominant": "red",
        "sharpness": "1234.57",
        "blurred": "yes",
        "near_duplicate": "no",
        "gray": "no",
        "turned": "yes",
        "taken": "1998-05-12T10:00:00",
        "problem": "",
        "path": "/photos/a.jpg",
    }
    assert dict(zip(header, second, strict=True))["near_duplicate"] == "yes"


def test_what_was_not_measured_is_left_empty_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "faces.csv"
    write_facts_csv(path, [Line(facts=None, problem="the file is not there any more")])
    header, line = read(path.read_bytes())
    found = dict(zip(header, line, strict=True))
    assert [found[name] for name in ("mean_red", "dominant", "sharpness", "gray")] == ["", "", "", ""]
    assert found["problem"] == "the file is not there any more"


def test_it_opens_with_the_mark_by_which_excel_knows_utf_8(tmp_path: Path) -> None:
    write_facts_csv(tmp_path / "faces.csv", [Line(person="Zoë")])
    assert (tmp_path / "faces.csv").read_bytes().startswith(b"\xef\xbb\xbfnumber,")


def rearm(text: str) -> str:
    """What `disarm` was given."""
    return re.sub(_FORMULA.pattern.replace("(?=", "'(?=", 1), "", text)


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=4))
def test_any_name_comes_back_as_it_was(tmp_path: Path, names: list[tuple[str, str]]) -> None:
    path = tmp_path / "faces.csv"
    write_facts_csv(path, [Line(number, person, name) for number, (person, name) in enumerate(names)])
    lines = read(path.read_bytes())[1:]
    assert [(rearm(line[1]), rearm(line[2])) for line in lines] == names


ODD = st.text(st.sampled_from("=+-@'\" ;,\t\r\n|aZ1ß＝"))


@given(ODD)
def test_no_cell_calculates_in_any_country(text: str) -> None:
    """Not in a sheet that takes commas for separators, nor in one that takes semicolons or tabs."""
    cell = read(encode_csv([["1", disarm(text)]]))[0][1]
    for piece in re.split("[;\t\r\n]", cell):
        assert not piece.lstrip(' "').startswith(tuple(DANGEROUS))
    assert rearm(disarm(text)) == text


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", " =1", "a;=1", "\t+1", "'=1", '"=1'])
def test_what_would_calculate_gets_an_apostrophe(name: str) -> None:
    assert disarm(name).count("'") == name.count("'") + 1


@pytest.mark.parametrize("name", ["a=b.jpg", "Anne-Marie", "me@home", "'s avonds", "1-2", ""])
def test_ordinary_names_are_left_alone(name: str) -> None:
    assert disarm(name) == name


def test_a_file_name_that_is_no_text_is_written_all_the_same(tmp_path: Path) -> None:
    write_facts_csv(tmp_path / "faces.csv", [Line(name="caf\udce9.jpg")])
    assert "caf\\udce9.jpg" in (tmp_path / "faces.csv").read_text("utf-8")


def test_a_full_disk_leaves_the_table_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "faces.csv"
    write_facts_csv(path, [Line()])
    before = path.read_bytes()

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DiskFullError) as caught:
        write_facts_csv(path, [replace(Line(), name="b.jpg")])
    assert "Free at least" in str(caught.value)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
