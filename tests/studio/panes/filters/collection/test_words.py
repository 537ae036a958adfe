"""The sentences over the collection are true: for none, for one, for constant pictures and for any others."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import FactRange
from studio.panes.filters.collection import words
from studio.panes.filters.collection.crop_choice import CropChoice
from studio.panes.filters.collection.crop_columns import CropColumns
from tests.studio.crops import facts, row

LEVELS = st.floats(0, 255)
MEASURED = st.lists(st.tuples(LEVELS, LEVELS, LEVELS, st.floats(0, 1e5)), min_size=1, max_size=25)


def sentence(*rows, measuring: bool = False) -> str:
    return ", ".join(text for text, _ in words.describe(CropColumns(rows), measuring))


def columns_of(values) -> CropColumns:
    return CropColumns([row(at, "AB"[at % 2], measured=facts(*one)) for at, one in enumerate(values)])


def test_nothing_one_and_many() -> None:
    assert sentence() == "Nothing to look at yet"
    assert sentence(row(1, measured=facts(40, 30, 20))) == "1 face of Ada, dark, red leads"
    assert sentence(row(1, "", key="p1")) == "1 photo, 1 not measured yet"
    warm = [row(at, "Ada", measured=facts(190 + at, 180, 175)) for at in range(10, 12)]
    cool = [row(at, "Ben", measured=facts(60, 80, 100), alike=True, blurred=True) for at in range(1)]
    assert sentence(*warm, *cool) == ("3 faces of 2 people, mostly bright, red leads in 2, 1 near-duplicate, 1 blurred")


def test_constant_pictures_and_grays() -> None:
    gray = [row(at, measured=facts(99, 99, 99, gray=True)) for at in range(3)]
    assert sentence(*gray) == "3 faces of Ada, all equally bright (99 of 255), no channel leads in any, 3 gray"


def test_people_without_a_name_what_cannot_be_read_and_what_is_not_measured() -> None:
    rows = [row(1, "Ada", measured=facts()), row(2, ""), row(3, "Ben", None, None, problem="gone"), row(4, "")]
    said = sentence(*rows)
    assert said.startswith("4 faces of 2 people (2 unsorted)")
    assert said.endswith("1 can't be read, 2 not measured yet")
    assert "not measured" not in sentence(*rows, measuring=True)


def test_a_half_is_no_majority() -> None:
    dark, middle, bright = (row(at, measured=facts(*3 * (level,))) for at, level in enumerate((20, 120, 220)))
    assert "half dark, half of middling brightness" in sentence(dark, middle)
    assert "some dark, some bright" in sentence(dark, middle, bright)
    assert "all dark" in sentence(dark, row(9, measured=facts(30, 30, 30)))


def test_the_counts_that_can_be_pressed_name_what_they_count() -> None:
    parts = words.describe(CropColumns([row(1, measured=facts(gray=True), alike=True, blurred=True)]))
    assert [note for _, note in parts if note] == ["alike", "blurred", "gray"]


@given(MEASURED)
def test_the_lines_over_the_plots_are_true_of_any_collection(values) -> None:
    columns = columns_of(values)
    every, count = np.ones(len(values), np.bool_), len(values)
    levels, sharp = columns.figures["brightness"], columns.figures["sharpness"]
    if found := re.fullmatch(r"Half lie from (\d+) to (\d+)", words.brightness_line(columns, every)):
        low, high = map(int, found.groups())
        assert np.count_nonzero((levels >= low) & (levels <= high)) * 2 >= count
    else:
        assert np.ptp(levels) < 1
    if found := re.match(r"Half reach ([\d,]+)", words.sharpness_line(columns, every)):
        assert np.count_nonzero(sharp >= int(found[1].replace(",", ""))) * 2 >= count
    lead, most = re.fullmatch(r"(\w+) (?:channel )?leads in (\d+) of \d+", words.lead_line(columns, every)).groups()
    name = "none" if lead == "No" else lead.lower()
    assert sum(one.facts.dominant == name for one in columns.rows) == int(most)
    if found := re.match(r"(\d+) of \d+ are (warm|cool)", words.warmth_line(columns, every)):
        more = columns.figures["mean_red"] - columns.figures["mean_blue"]
        assert np.count_nonzero(more > 1 if found[2] == "warm" else more < -1) == int(found[1])


@given(MEASURED)
def test_mostly_is_said_only_of_more_than_half(values) -> None:
    columns = columns_of(values)
    levels = columns.figures["brightness"]
    bounds = {"dark": (0, 85), "of middling brightness": (85, 170), "bright": (170, 256)}
    said = ", ".join(text for text, _ in words.describe(columns))
    for name, (low, high) in bounds.items():
        share = np.mean((levels >= low) & (levels < high))
        assert (f"mostly {name}" not in said) or share > 0.5
        assert (f"all {name}" not in said) or share == 1


@pytest.mark.parametrize(
    "line", [words.brightness_line, words.sharpness_line, words.lead_line, words.warmth_line, words.people_line]
)
def test_with_nothing_shown_they_say_so(line) -> None:
    columns = CropColumns([row(1, measured=facts()), row(2)])
    assert "shown" in line(columns, np.zeros(2, np.bool_))
    assert line(columns, np.ones(2, np.bool_))


def test_people_are_counted_among_what_is_shown() -> None:
    columns = CropColumns([row(at, name) for at, name in enumerate(["Ada", "Ada", "Ben", ""])])
    assert words.people_line(columns, np.ones(4, np.bool_)) == "2 people, 1 to 2 each"
    assert words.people_line(columns, np.array([True, True, False, False])) == "One person, 2 faces"
    assert words.people_line(columns, np.array([False, False, False, True])) == "Not sorted by people"


def test_chips_say_what_narrows_the_table() -> None:
    ranges = (
        FactRange("brightness", 20, 180),
        FactRange("mean_red", 9, 99),
        FactRange("mean_blue", 0, 50),
        FactRange("sharpness", 0, 1200),
    )
    choice = CropChoice(ranges, ("Ada", ""), ("none", "red"), ("blurred",))
    assert dict(words.chips(choice)) == {
        "brightness": "Bright 20 – 180",
        "sharpness": "Sharp 0 – 1,200",
        "colour": "Red 9 – 99, blue 0 – 50",
        "lead:none": "No channel leads",
        "lead:red": "Red leads",
        "note:blurred": "Blurred",
        "person:Ada": "Ada",
        "person:": "unsorted",
    }
