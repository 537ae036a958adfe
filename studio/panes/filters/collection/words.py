"""What a collection looks like, in true sentences made from its figures. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from models.records import FactRange
from studio.panes.filters.collection.crop_choice import CropChoice
from studio.panes.filters.collection.crop_columns import LEADS, CropColumns, Mask
from studio.panes.filters.collection.crop_rows import person_words

THIRDS = (("dark", 85.0), ("of middling brightness", 170.0), ("bright", 256.0))
"""Brightness in words, and below which of 255 levels each of them ends."""
ALIKE = 1.0
"""Channel means closer than this are the same to the eye, as for the dominant channel."""

Part = tuple[str, str]
"""Words, and the note (of crop_rows.NOTES) whose crops they count; "" for words that only say something."""


def things(columns: CropColumns, count: int | None = None) -> str:
    """ "436 faces", "1 photo"; count: how many, all of them by default."""
    number = len(columns) if count is None else count
    thing = "photo" if columns.rows and columns.rows[0].key.startswith("p") else "face"
    return f"{number:,} {thing}{'s' * (number != 1)}"


def describe(columns: CropColumns, measuring: bool = False) -> list[Part]:
    """The sentence over the table, in parts that commas join. measuring: what is not measured yet is told elsewhere."""
    if not len(columns):
        return [("Nothing to look at yet", "")]
    return [(things(columns) + _whose(columns), ""), *_looks(columns), *_remarks(columns, measuring)]


def _whose(columns: CropColumns) -> str:
    named = [name for name in columns.people if name]
    if not named:
        return ""
    people = named[0] if len(named) == 1 else f"{len(named):,} people"
    strays = int(np.count_nonzero(columns.person_codes == columns.people.index(""))) if "" in columns.people else 0
    return f" of {people}" + (f" ({strays:,} unsorted)" if strays else "")


def _looks(columns: CropColumns) -> list[Part]:
    known = columns.measured
    count = int(np.count_nonzero(known))
    if not count:
        return []
    return [(_brightness(columns.figures["brightness"][known]), ""), (_lead(columns.leads[known]), "")]


def _brightness(values: npt.NDArray[np.float64]) -> str:
    if len(values) > 1 and np.ptp(values) < ALIKE:
        return f"all equally bright ({values.mean():.0f} of 255)"
    classes = np.bincount(np.digitize(values, [end for _, end in THIRDS[:-1]]), minlength=len(THIRDS))
    most = int(classes.argmax())
    words = THIRDS[most][0]
    if classes[most] == len(values):
        return words if len(values) == 1 else f"all {words}"
    if classes[most] * 2 > len(values):
        return f"mostly {words}"
    there = [words for (words, _), number in zip(THIRDS, classes, strict=True) if number]
    return "some dark, some bright" if len(there) == len(THIRDS) else f"half {there[0]}, half {there[1]}"


def _lead(leads: npt.NDArray[np.int8]) -> str:
    counts = np.bincount(leads, minlength=len(LEADS))
    most = int(counts.argmax())
    words = "no channel leads" if LEADS[most] == "none" else f"{LEADS[most]} leads"
    if counts[most] == len(leads):
        return words if len(leads) == 1 else f"{words} in any" if LEADS[most] == "none" else f"{words} in all"
    return f"{words} in {counts[most]:,}"


def _remarks(columns: CropColumns, measuring: bool) -> list[Part]:
    """Counts that a person may want to look at, and may look at by a click."""
    found = {name: int(np.count_nonzero(mask)) for name, mask in columns.notes.items()}
    waiting = 0 if measuring else int(np.count_nonzero(~columns.measured & ~columns.notes["problem"]))
    parts = [
        (f"{found['alike']:,} near-duplicate{'s' * (found['alike'] != 1)}", "alike"),
        (f"{found['blurred']:,} blurred", "blurred"),
        (f"{found['gray']:,} gray", "gray"),
        (f"{found['problem']:,} can't be read", "problem"),
        (f"{waiting:,} not measured yet", ""),
    ]
    counts = (found["alike"], found["blurred"], found["gray"], found["problem"], waiting)
    return [part for part, count in zip(parts, counts, strict=True) if count]


# the lines over the plots: of what is shown


def brightness_line(columns: CropColumns, shown: Mask) -> str:
    """Between which levels half of them lie."""
    values = columns.figures["brightness"][columns.measured & shown]
    if not len(values):
        return _none(shown)
    if len(values) == 1 or np.ptp(values) < ALIKE:
        return f"{values.mean():.0f} of 255"
    low, high = np.quantile(values, 0.25, method="lower"), np.quantile(values, 0.75, method="higher")
    return f"Half lie from {np.floor(low):.0f} to {np.ceil(high):.0f}"


def sharpness_line(columns: CropColumns, shown: Mask) -> str:
    """What half of them reach, and how many are blurred."""
    values = columns.figures["sharpness"][columns.measured & shown]
    if not len(values):
        return _none(shown)
    blurred = int(np.count_nonzero(columns.notes["blurred"] & shown))
    middle = f"{np.floor(np.median(values)):,.0f}"
    return (middle if len(values) == 1 else f"Half reach {middle}") + (f", {blurred:,} blurred" if blurred else "")


def lead_line(columns: CropColumns, shown: Mask) -> str:
    """Which channel leads in most of them."""
    leads = columns.leads[columns.measured & shown]
    if not len(leads):
        return _none(shown)
    counts = np.bincount(leads, minlength=len(LEADS))
    most = int(counts.argmax())
    words = "No channel leads" if LEADS[most] == "none" else f"{LEADS[most].capitalize()} leads"
    return f"{words} in {counts[most]:,} of {len(leads):,}"


def warmth_line(columns: CropColumns, shown: Mask) -> str:
    """Whether more of them are warm (more red than blue) or cool."""
    known = columns.measured & shown
    more_red = (columns.figures["mean_red"] - columns.figures["mean_blue"])[known]
    if not len(more_red):
        return _none(shown)
    warm, cool = (int(np.count_nonzero(one)) for one in (more_red > ALIKE, more_red < -ALIKE))
    if not warm and not cool:
        return "Neither: as much red as blue"
    return f"{max(warm, cool):,} of {len(more_red):,} are {'warm' if warm >= cool else 'cool'}"


def people_line(columns: CropColumns, shown: Mask) -> str:
    """How many people there are, and how many crops each has."""
    counts = np.bincount(columns.person_codes[shown], minlength=len(columns.people))
    each = [int(count) for name, count in zip(columns.people, counts, strict=True) if name and count]
    if not each:
        return "Nobody shown" if not counts.any() else "Not sorted by people"
    if len(each) == 1:
        return f"One person, {things(columns, each[0])}"
    low, high = min(each), max(each)
    return f"{len(each):,} people, " + (f"{low:,} each" if low == high else f"{low:,} to {high:,} each")


def _none(shown: Mask) -> str:
    return "Nothing measured yet" if shown.any() else "Nothing shown"


# what narrows the table


def chips(choice: CropChoice) -> list[tuple[str, str]]:
    """(key, words) of every filter that is on; the two ranges of one rectangle are one chip."""
    found = [("brightness", f"Bright {_ends(one)}") for one in choice.ranges if one.name == "brightness"]
    found += [("sharpness", f"Sharp {_ends(one)}") for one in choice.ranges if one.name == "sharpness"]
    found += _colour_chip([one for one in choice.ranges if one.name in ("mean_red", "mean_blue")])
    found += [
        (f"lead:{name}", "No channel leads" if name == "none" else f"{name.capitalize()} leads")
        for name in choice.leads
    ]
    found += [(f"note:{name}", NOTE_CHIPS[name]) for name in choice.notes]
    return found + [(f"person:{name}", person_words(name)) for name in choice.people]


NOTE_CHIPS = {
    "alike": "Near-duplicates",
    "blurred": "Blurred",
    "gray": "Gray",
    "problem": "Can't be read",
    "turned": "Turned",
}


def _colour_chip(ranges: Sequence[FactRange]) -> list[tuple[str, str]]:
    words = ", ".join(f"{one.name.removeprefix('mean_')} {_ends(one)}" for one in ranges)
    return [("colour", words.capitalize())] if words else []


def _ends(one: FactRange) -> str:
    return f"{one.low:,.0f} – {one.high:,.0f}"
