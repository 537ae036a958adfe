"""The recipes there are: the ready ones and the project's own, edited in memory and written behind.

What stands here is what every pane shows, at once. The project's rows follow when nothing has moved for a moment,
off the GUI thread; flush() writes on the spot. Knows no pane and no session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from models.events import Changed
from models.project import Project
from models.project.recipes import free_title
from models.recipes import RECIPES
from models.records import Recipe
from studio.jobs import Background, Questions, unsaid
from studio.state.recipe_writer import RecipeWriter

REST_MS = 300
"""A change is written when nothing moved for so long: what was changed in one go is undone in one go."""

_OWN = "own "


@dataclass(frozen=True, slots=True)
class RecipeEntry:
    """key: "colourise" for a ready one, "own 12" for one of the project's."""

    key: str
    recipe: Recipe
    own: bool


def is_own(key: str) -> bool:
    return key.startswith(_OWN)


class Recipes(QObject):
    """changed(): another recipe, or other recipes; written(Changed): the project has what was changed; failed(error).

    Nothing is read until a pane asks. What was changed outside (an undo, a person who is called otherwise now) comes
    in by note().
    """

    changed = Signal()
    written = Signal(Changed)
    failed = Signal(Exception)

    def __init__(self, project: Callable[[], Project], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._thread = Background(self, workers=1)  # of its own: behind no picture that is being made
        self._writing = Questions(self._thread, self).answered_by(self._tell, failed=unsaid)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.write)
        self._writer = RecipeWriter()
        self._clear()

    def _clear(self) -> None:
        self._own: dict[int, Recipe] | None = None
        self._labels: dict[int, str] = {}  # of what is not written yet
        self._newest = 0
        self._telling = False

    # what the session tells

    def renew(self) -> None:
        """Another project is open; what belonged to the one before was flushed."""
        self._rest.stop()
        self._clear()

    def note(self, change: Changed) -> None:
        """Rows were changed, and not from here: take them in, after what is being changed here."""
        if "recipes" in change.tables and not self._telling and self._own is not None:
            self.flush()
            before = self._own
            if self._read() != before:
                self.changed.emit()

    def close(self) -> None:
        """End the thread; everything was flushed when the project was left."""
        self._thread.close()

    # what there is

    def entries(self) -> list[RecipeEntry]:
        """The ready ones, then the project's own in the order they were made."""
        ready = [RecipeEntry(recipe.name, recipe, own=False) for recipe in RECIPES]
        return ready + [RecipeEntry(f"{_OWN}{number}", recipe, own=True) for number, recipe in self._all().items()]

    def get(self, key: str) -> Recipe:
        return self._all()[_number(key)] if is_own(key) else RECIPES.get(key)

    def find(self, recipe: Recipe) -> str:
        """The key of one's own that is exactly this recipe; "" where there is none."""
        return next((f"{_OWN}{number}" for number, own in self._all().items() if own == recipe), "")

    @property
    def settled(self) -> bool:
        """Whether everything that was changed is in the project."""
        return not self._labels and not self._writing.busy

    def _all(self) -> dict[int, Recipe]:
        return self._own if self._own is not None else self._read()

    def _read(self) -> dict[int, Recipe]:
        self._own = dict(self._project().recipes.all())
        return self._own

    # what a person does

    def reserve(self) -> str:
        """The key under which one more is going to be kept."""
        self._newest = max(self._newest + 1, self._project().recipes.next_number())
        return f"{_OWN}{self._newest}"

    def change(self, key: str, recipe: Recipe, label: str = "Change recipe") -> None:
        """Put this in the place of one's own, or under a reserved key; written soon."""
        number, own = _number(key), self._all()
        recipe = replace(recipe, name="custom") if number not in own else recipe
        if own.get(number) != recipe:
            own[number] = recipe
            self._labels.setdefault(number, label)
            self._rest.start()
            self.changed.emit()

    def add(self, recipe: Recipe, label: str = "Add recipe") -> str:
        """Keep one more, at once; returns its key."""
        key = self.reserve()
        self.change(key, recipe, label)
        self.flush()
        return key

    def remove(self, key: str) -> bool:
        """Forget one's own, at once; runs and encoders keep their own copy of it. Whether it is gone."""
        self.flush()
        number = _number(key)
        if self._all().pop(number, None) is None:
            return False
        self.changed.emit()
        self._writer.remove(self._project(), number)
        self._writer.drain()
        self._tell()
        return number not in self._all()

    # writing

    def write(self) -> None:
        """Write what was changed, soon and off this thread: nothing moves any more, or the page is left."""
        if self._hand_over():
            self._writing.ask(self._writer.drain)

    def flush(self) -> None:
        """Write on the spot what has not been: the next edit, or an undo, comes after it."""
        self._hand_over()
        if self._writer.drain() or self._writer.has_news:
            self._tell()

    def _hand_over(self) -> bool:
        """Give the writer what was changed, under titles that are free; whether there was anything."""
        self._rest.stop()
        labels, self._labels = self._labels, {}
        for number, label in labels.items():
            recipe = self._titled(number)
            self._writer.keep(self._project(), number, recipe, label)
        return bool(labels)

    def _titled(self, number: int) -> Recipe:
        own = self._all()
        title = free_title(own[number].title, {recipe.title for other, recipe in own.items() if other != number})
        if title != own[number].title:
            own[number] = replace(own[number], title=title)
            self.changed.emit()
        return own[number]

    def _tell(self, _answer: object = None) -> None:
        """Say what was written meanwhile, or why not: a change is tried again with the next one."""
        for one in self._writer.news():
            if one.error is None:
                self._telling = True
                self.written.emit(Changed(frozenset({"recipes"}), (one.number,)))
                self._telling = False
            else:
                self.failed.emit(one.error)
                if one.recipe is None:  # it is still there
                    self._read()
                    self.changed.emit()


def _number(key: str) -> int:
    return int(key.removeprefix(_OWN))
