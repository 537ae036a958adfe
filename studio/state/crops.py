"""The crops of the project as panes see them: where each comes from, what was measured of it, its picture.

Follows the project while it changes; cuts and measures in a job when a pane asks for that.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.events import Changed, Event, Progress, Refused
from models.faces.crops import seen_by_network
from models.project import Project
from models.recipes import RECIPES, Learnable, Supply, count_supply
from models.recipes.subset import chooser, has_subset
from models.records import TRAINING_SIZE, CutFrom, Pairing, PhotoFacts, Picture, Recipe
from models.workflow.gather_crops import CropSource, crop_reader, facts_of, list_crops, measure_crops, store_of
from studio.jobs import Job, Questions, Refresher

if TYPE_CHECKING:
    from studio.state.session import Session

_KEPT = 96  # pictures of 245 KB each
_COUNTED = 32
"""Recipes whose supply is remembered: the line over a pane asks for it again and again."""
_TABLES = frozenset({"photos", "faces", "people"})
_AGAIN_MS = 600


@dataclass(frozen=True, slots=True)
class StockCrop:
    """One crop. facts: measured on it, or on its photo while it is not measured."""

    source: CropSource
    facts: PhotoFacts
    measured: bool

    @property
    def key(self) -> str:
        """ "f12" of a face, "p7" of a whole photo."""
        return f"{'p' if self.source.face is None else 'f'}{self.source.number}"

    @property
    def person(self) -> str:
        return self.source.person

    @property
    def path(self) -> Path:
        return self.source.photo.path

    @property
    def photo_id(self) -> int:
        return self.source.photo.id

    def learnable(self) -> Learnable:
        return Learnable(self.person, self.source.number, self.facts, self.path.parent, self.photo_id)


@dataclass(frozen=True, slots=True, eq=False)
class Stock:
    """All crops at one moment, by what they are cut from. supplies: of recipes that learn from all of them, counted;

    counted: of the recipes with a subset that were asked for last.
    """

    crops: Mapping[CutFrom, tuple[StockCrop, ...]] = field(default_factory=dict)
    supplies: Mapping[CutFrom, Supply] = field(default_factory=dict)
    counted: dict[Recipe, Supply] = field(default_factory=dict)

    @property
    def cut_from(self) -> CutFrom:
        """Faces; whole photos while no face was found."""
        return CutFrom.FACES if self.crops.get(CutFrom.FACES) else CutFrom.WHOLE

    def of(self, cut_from: CutFrom | None = None) -> tuple[StockCrop, ...]:
        return self.crops.get(cut_from or self.cut_from, ())

    def supply(self, recipe: Recipe) -> Supply:
        """What there is to learn this recipe from: known for one without a subset, else counted in 0.1 s of 10,000."""
        if recipe.cut_from in self.supplies and not has_subset(recipe):
            return self.supplies[recipe.cut_from]
        supply = self.counted.get(recipe)
        if supply is None:
            supply = count_supply(recipe, [crop.learnable() for crop in self.of(recipe.cut_from)])
            if len(self.counted) >= _COUNTED:
                self.counted.clear()
            self.counted[recipe] = supply
        return supply

    def people(self, cut_from: CutFrom) -> list[tuple[str, int]]:
        """(name, crops) of everyone, by name."""
        return sorted(Counter(crop.person for crop in self.of(cut_from)).items(), key=lambda item: item[0].casefold())


def first_shown(crops: Sequence[StockCrop]) -> StockCrop | None:
    """The crop to begin with: the first one alone on its photo, where a false box is least likely."""
    boxes = Counter(crop.photo_id for crop in crops)
    return next((crop for crop in crops if boxes[crop.photo_id] == 1), crops[0] if crops else None)


def chosen_of(recipe: Recipe, crops: Sequence[StockCrop]) -> list[StockCrop]:
    """The crops the recipe learns from."""
    is_chosen = chooser(recipe)
    return [crop for crop in crops if is_chosen(crop.person, crop.source.number, crop.facts)]


def partner(chosen: Sequence[StockCrop], everyone: Sequence[StockCrop], crop: StockCrop, pairing: Pairing) -> StockCrop:
    """Whose picture the target is made from: the same, or the next one that the pairing allows."""
    if pairing in (Pairing.SAME, Pairing.NOISE):
        return crop
    around = everyone if pairing is Pairing.RANDOM else chosen
    at = next((place for place, other in enumerate(around) if other.key == crop.key), 0)
    others = [*around[at + 1 :], *around[:at]]
    if pairing is Pairing.PERSON:
        others = [other for other in others if other.person == crop.person]
    return others[0] if others else crop


class CropStock(QObject):
    """listed(): `stock` is another one; measuring(done, total): a job measures, (0, 0) when it has ended.

    refused: why a photo can't be read, by its path, as far as it was tried. Nothing is read until reload().
    What was tried in vain (cancelled, a full disk, a photo that is gone) is not tried again until retry().
    """

    listed = Signal()
    measuring = Signal(int, int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.stock = Stock()
        self.ready = False
        self.stale = True
        self.refused: dict[Path, str] = {}
        self._job: Job | None = None
        self._tried: frozenset[str] = frozenset()
        self._pictures = _Pictures(session.project)
        self._listing = Questions(session.background, self).answered_by(self._on_listed)
        self._again = Refresher(session.background, self, _AGAIN_MS)
        self._again.due.connect(self.reload)
        session.changed.connect(self._on_changed)

    @property
    def settled(self) -> bool:
        return self.ready and not self._listing.busy and self._job is None

    def reload(self) -> None:
        """Ask the project anew what crops there are."""
        self.stale = False
        self._listing.ask(_read_stock, self._session.project)

    def _on_changed(self, change: Changed) -> None:
        self.stale = self.stale or bool(change.tables & _TABLES)

    def _on_listed(self, stock: Stock) -> None:
        self.stock, self.ready = stock, True
        self.listed.emit()

    # pictures: any thread may ask

    def picture(self, crop: StockCrop, width: int = TRAINING_SIZE[0]) -> Picture:
        """What a network of this width sees of it; treat it as read-only. Raises PictureError."""
        return self._pictures.get(crop.source, width)

    def pictures(
        self, crops: Sequence[StockCrop], count: int, each: Callable[[Picture], Picture]
    ) -> list[tuple[str, Picture]]:
        """(key, each(picture)) of the first `count` crops that can be read."""
        found: list[tuple[str, Picture]] = []
        for crop in crops:
            if len(found) == count:
                break
            try:
                found.append((crop.key, each(self.picture(crop))))
            except Exception:  # a missing photo is named where it is chosen; here the next one steps in
                continue
        return found

    # measuring

    def measure(self, cut_from: CutFrom) -> None:
        """Cut and measure what has not been, in a job; nothing happens while one goes on, or nothing is new."""
        if self._job is not None:
            return
        unknown = frozenset(crop.key for crop in self.stock.of(cut_from) if not crop.measured)
        if not unknown <= self._tried:
            project, self._tried = self._session.project, unknown
            self._job = self._session.runner.start(
                "Measuring the collection", lambda: measure_crops(project, cut_from), self._on_event, self._on_ended
            )

    def retry(self) -> None:
        """The person looks anew: what could not be measured may be tried once more."""
        if self._job is None:
            self._tried = frozenset()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.measuring.emit(event.done, event.total)
            self._again.ask()
        elif isinstance(event, Refused):
            self.refused[event.path] = event.reason

    def _on_ended(self, job: Job) -> None:
        self._job = None
        self.measuring.emit(0, 0)
        self.reload()


class _Pictures:
    """What networks see of crops, the latest ones kept: going through faces reads each once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kept: OrderedDict[tuple[bytes, int], Picture] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, source: CropSource, width: int) -> Picture:
        key = (source.key, width)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        cut_from = CutFrom.WHOLE if source.face is None else CutFrom.FACES
        picture = seen_by_network(crop_reader(store_of(self._project, cut_from, width), [source])(0), width)
        with self._lock:
            self._kept[key] = picture
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return picture


def _read_stock(project: Project) -> Stock:
    stock = Stock({cut_from: _read_crops(project, cut_from) for cut_from in CutFrom})
    all_of_them = replace(RECIPES.get("autoencoder"), cut_from=stock.cut_from)
    return replace(stock, supplies={stock.cut_from: stock.supply(all_of_them)})


def _read_crops(project: Project, cut_from: CutFrom) -> tuple[StockCrop, ...]:
    store = store_of(project, cut_from)
    known = [(source, facts_of(store, source)) for source in list_crops(project, cut_from)]
    return tuple(StockCrop(source, facts or source.photo.facts, facts is not None) for source, facts in known)
