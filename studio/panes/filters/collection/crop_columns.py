"""The figures of many crops as arrays side by side, and the orders they can be put in. Plain numbers, no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from models.recipes.subset import fact_of
from studio.panes.filters.collection.crop_rows import NOTES, CropRow

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Order = npt.NDArray[np.intp]

FIGURES = ("mean_red", "mean_green", "mean_blue", "brightness", "sharpness")
LEADS = ("red", "green", "blue", "none")
"""The dominant channel, as models.photos.facts names it."""


class CropColumns:
    """rows as they were given; every array has one entry per row, NaN (or -1 for codes) where it is not known."""

    def __init__(self, rows: Sequence[CropRow]) -> None:
        self.rows = tuple(rows)
        count = len(self.rows)
        facts = [row.facts for row in self.rows]
        self.figures: dict[str, Floats] = {
            name: np.fromiter((np.nan if one is None else fact_of(one, name) for one in facts), np.float64, count)
            for name in FIGURES
        }
        lead_codes = {name: code for code, name in enumerate(LEADS)}
        self.leads = np.fromiter((-1 if f is None else lead_codes.get(f.dominant, 3) for f in facts), np.int8, count)
        self.measured: Mask = self.leads >= 0
        people = Counter(row.person for row in self.rows)
        self.people = sorted(people, key=lambda name: (-people[name], name.casefold(), name))
        codes = {name: code for code, name in enumerate(self.people)}
        self.person_codes = np.fromiter((codes[row.person] for row in self.rows), np.intp, count)

    def __len__(self) -> int:
        return len(self.rows)

    def prepare(self) -> None:
        """Work out now what is otherwise worked out when it is first asked for: for a thread that has the time."""
        _ = self.notes, self.texts, self.places
        for name in COLUMNS:
            self.sort_key(name)

    @cached_property
    def notes(self) -> dict[str, Mask]:
        """For each of NOTES, whose rows it holds of."""
        return {name: np.fromiter(map(holds, self.rows), np.bool_, len(self)) for name, (_, holds) in NOTES.items()}

    @cached_property
    def texts(self) -> list[str]:
        """What a search looks through: person and file name, folded."""
        return [f"{row.person} {row.name}".casefold() for row in self.rows]

    @cached_property
    def places(self) -> dict[str, int]:
        """key -> number of the row."""
        return {row.key: place for place, row in enumerate(self.rows)}

    @cached_property
    def _keys(self) -> dict[str, Floats]:
        return {}

    def sort_key(self, name: str) -> Floats:
        """Numbers that rise as the column called `name` does, NaN for what is missing from it."""
        if name not in self._keys:
            self._keys[name] = COLUMNS[name].key(self)
        return self._keys[name]

    def hues(self) -> Floats:
        """The mean colours' places around the colour circle in degrees from red, NaN for grays."""
        red, green, blue = (self.figures[name] for name in FIGURES[:3])
        hue = np.degrees(np.arctan2(np.sqrt(3) * (green - blue), 2 * red - green - blue)) % 360
        return np.where(self.leads == LEADS.index("none"), np.nan, hue)

    def ranks(self, texts: Sequence[str]) -> Floats:
        """Places in the alphabet, capitals and small letters alike, NaN for empty ones."""
        folded = [text.casefold() for text in texts]
        place = {text: float(number) for number, text in enumerate(sorted(set(folded)))} | {"": np.nan}
        return np.fromiter((place[text] for text in folded), np.float64, len(folded))

    def gravity(self) -> Floats:
        """The graver what is to be said of a crop, the smaller; NaN when there is nothing."""
        held = sum(self.notes[name].astype(np.float64) * 2**weight for weight, name in enumerate(reversed(NOTES)))
        return np.where(held, -held, np.nan)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. tip: what its figures mean; key: what it is sorted by; right: whether it holds figures;

    short: its title where there is little room.
    """

    title: str
    tip: str
    key: Callable[[CropColumns], Floats]
    right: bool = False
    short: str = ""


def _figure(title: str, name: str, tip: str, short: str = "") -> Column:
    return Column(title, tip, lambda columns: columns.figures[name], right=True, short=short)


COLUMNS: dict[str, Column] = {
    "colour": Column(
        "", "The mean colour of the face; sorted around the colour circle from red, grays last", CropColumns.hues
    ),
    "person": Column(
        "Person",
        "Whose face it is, by default the folder the photo came from",
        lambda columns: columns.ranks([row.person for row in columns.rows]),
    ),
    "photo": Column(
        "Photo", "The file the face was cut from", lambda columns: columns.ranks([row.name for row in columns.rows])
    ),
    "mean_red": _figure("Red", "mean_red", "Mean of the red channel, 0 to 255"),
    "mean_green": _figure("Green", "mean_green", "Mean of the green channel, 0 to 255"),
    "mean_blue": _figure("Blue", "mean_blue", "Mean of the blue channel, 0 to 255"),
    "brightness": _figure("Brightness", "brightness", "Mean of the three channels, 0 (black) to 255 (white)", "Bright"),
    "dominant": Column(
        "Dominant",
        "The dominant channel, none when the means differ by less than 1 of 255",
        lambda columns: np.where(columns.measured, columns.leads, np.nan).astype(np.float64),
        short="Leads",
    ),
    "sharpness": _figure(
        "Sharpness",
        "sharpness",
        "Variance of the Laplacian at 256 px: the smaller, the more blurred; no upper end",
        "Sharp",
    ),
    "notes": Column(
        "Notes",
        "Blurred, near-duplicate of another, gray, turned by its EXIF, or why it can't be read",
        CropColumns.gravity,
    ),
}
"""The columns of the table in their order."""

Sorts = tuple[tuple[str, bool], ...]
"""Column and whether it falls, the most important first."""


def arrange(columns: CropColumns, sorts: Sorts) -> Order:
    """All rows in that order, equal ones as they were given; what a column misses comes last either way."""
    if not sorts:
        return np.arange(len(columns))
    keys = [-columns.sort_key(name) if falls else columns.sort_key(name) for name, falls in sorts]
    return np.lexsort(keys[::-1])
