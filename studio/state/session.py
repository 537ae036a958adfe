"""The open project and what everything in the window shares: jobs, background threads, the painter child, messages."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from models.errors import BottegaError
from models.events import Changed
from models.project import Project
from studio.jobs import Background, JobRunner
from studio.state.importing import Importer
from studio.state.large_edits import LARGE, LargeEdits
from studio.state.library import Library
from studio.state.preferences import Preferences, default_project_folder
from studio.state.runs import Runs

if TYPE_CHECKING:
    from models.project.snapshots import Snapshot
    from models.workflow.child import Child
    from studio.state.crops import Crops
    from studio.state.recipes import Recipes
    from studio.state.speed import Speed

T = TypeVar("T")


class Session(QObject):
    """project_opened(project); unopened(folder, error) for a project that could not be, after which another is open;

    changed(Changed) after every write, whoever made it; failed(error) for the one dialog;
    pane_asked(name, what) from go(); said(text, action, function) from say(); dragged_over(on) while files hover;
    What panes share is here once: library, crops, recipes, runs, speed, made when a pane first asks for them. They
    follow the open project, and know what changed before a pane that has asked for them hears of it.
    """

    project_opened = Signal(Project)
    unopened = Signal(Path, Exception)
    changed = Signal(Changed)
    failed = Signal(Exception)
    pane_asked = Signal(str, object)
    said = Signal(str, str, object)
    dragged_over = Signal(bool)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.background = Background(self)
        self.background.failed.connect(self.failed)
        self.runner = JobRunner(self)
        self.runner.changed.connect(self.changed)
        self.runner.failed.connect(self.failed)
        self.library = Library(lambda: self.project, self.background, self)
        self.importer = Importer(lambda: self.project, self.runner, self)
        self.runs = Runs(lambda: self.project)
        self._renewals: list[Callable[[], object]] = [self.runs.outdate, self.library.renew, self.importer.renew]
        self._flush: Callable[[], object] = _do_nothing
        self._join_parts()
        self._large_edits = LargeEdits(self.background, self)
        self._large_edits.done.connect(self._on_large_edit)
        self._large_edits.failed.connect(self.failed)
        self._project: Project | None = None
        self._child: Child | None = None
        self._closing = False

    def _join_parts(self) -> None:
        """They do not know the session: it tells them what happens, and passes on what they say."""
        self.changed.connect(self.runs.note)
        self.changed.connect(self.library.note)
        self.importer.said.connect(self._on_imported)

    def _on_imported(self, words: str, undoable: bool) -> None:
        self.say(words, "Undo" if undoable else "", self.undo if undoable else None)

    # what panes share: imported late, since the window opens without filters, crops and child processes

    @cached_property
    def crops(self) -> Crops:
        from studio.state.crops import Crops

        crops = Crops(lambda: self.project, self.background, self.runner, self)
        crops.failed.connect(self.failed)
        self.changed.connect(crops.note)
        self._renewals.append(crops.renew)
        return crops

    @cached_property
    def recipes(self) -> Recipes:
        from studio.state.recipes import Recipes

        recipes = Recipes(lambda: self.project, self)
        recipes.failed.connect(self.failed)
        recipes.written.connect(self.changed)
        self.changed.connect(recipes.note)
        self._renewals.append(recipes.renew)
        self._flush = recipes.flush
        return recipes

    @cached_property
    def speed(self) -> Speed:
        from studio.state.speed import Speed

        speed = Speed(self.preferences, self.runner, self)
        self._renewals.append(speed.renew)
        return speed

    # the project

    @property
    def project(self) -> Project:
        """The open project; the window is never shown without one."""
        if self._project is None:
            raise RuntimeError("no project is open")
        return self._project

    def open_project(self, folder: Path, *, create: bool = True, quiet: bool = False) -> bool:
        """Open (or make) the project there, closing the present one once the new one is open.

        False, and unopened(folder, error) unless quiet, when it can't be opened: the present one stays.
        """
        if self._project is not None and self._project.folder == folder.expanduser().absolute():
            return True
        try:
            project = Project.open_or_create(folder) if create else Project.open(folder)
        except (BottegaError, OSError, ValueError) as error:
            if not quiet:
                self.unopened.emit(folder, error)
            return False
        self._leave_project()
        self._project = project
        self.preferences.remember_project(project.folder)
        for renew in self._renewals:
            renew()
        self.project_opened.emit(project)
        return True

    def open_home(self) -> None:
        """ "My studio", or when that can't be opened the next free name beside it; never a window without a project."""
        home = default_project_folder()
        names = [home, *(home.with_name(f"{home.name} {number}") for number in range(2, 20))]
        if any(self.open_project(folder, quiet=True) for folder in names):
            return
        spare = Path(tempfile.mkdtemp(prefix="bottega-")) / home.name
        if not self.open_project(spare, quiet=True):
            raise SystemExit("Bottega found no folder where it may keep a project")
        self.say(f"Nothing can be written into {home.parent}: this project is kept in {spare}")

    def restore_snapshot(self, folder: Path, snapshot: Snapshot) -> bool:
        """Put a snapshot in the place of the database of the project there, and open it.

        False, and failed(error), when it can't be put back: what was open is open again.
        """
        present = self._project
        try:
            if present is not None and present.folder == folder:
                present.require_writing()
                self._leave_project(keep_day=False)
            _, former = Project.restore(folder, snapshot.path.stem)
        except (BottegaError, OSError) as error:
            if self._project is None:
                self._open_or_go_home(folder)
            self.failed.emit(error)
            return False
        if not self._open_or_go_home(folder):
            return False
        words = f"The project is as it was on {snapshot.title}"
        self.say(f"{words}. The former database: {former.name}" if former is not None else words)
        return True

    def _open_or_go_home(self, folder: Path) -> bool:
        """Whether that project is open now; there is always one."""
        opened = self.open_project(folder)
        if self._project is None:
            self.open_home()
        return opened

    def _leave_project(self, *, keep_day: bool = True) -> bool:
        self._flush()
        ended = self.runner.close()
        self._large_edits.clear()
        if self._project is not None:
            self._project.close(keep_day=keep_day)
            self._project = None
        self.background.outdate()
        return ended

    def edit(self, label: str, function: Callable[[], T]) -> T | None:
        """Run the function as one undoable edit and tell `changed`; None, and failed(error), when it went wrong.

        The function may return Changed, several of them, or anything else (then tell `changed` yourself).
        """
        self._flush()
        try:
            with self.project.edit(label):
                result = function()
        except BottegaError as error:
            self.failed.emit(error)
            return None
        self._tell(result)
        return result

    def edit_many(
        self, label: str, function: Callable[[], object], on_done: Callable[[], object] | None = None
    ) -> None:
        """The same for an edit of very many rows: off the GUI thread, one after the other; on_done() when it is shown.

        The window goes on meanwhile; what went wrong comes as failed(error), and nothing of the edit stays.
        """
        self._flush()
        project = self.project

        def write() -> object:
            with project.edit(label):
                return function()

        self._large_edits.start(write, (lambda _: on_done()) if on_done is not None else None)

    def _on_large_edit(self, result: object, on_done: Callable[[object], object] | None) -> None:
        self._tell(result)
        if on_done is not None and result is not None:
            on_done(result)

    def _tell(self, result: object) -> None:
        for change in result if isinstance(result, Iterable) else (result,):
            if isinstance(change, Changed):
                self.changed.emit(change)

    def undo(self) -> None:
        """Take back the newest edit and say which."""
        self._flush()
        self._step_back(self.project.undo, self.project.undo_rows, "Nothing to undo")

    def redo(self) -> None:
        self._flush()
        self._step_back(self.project.redo, self.project.redo_rows, "Nothing to do again")

    def _step_back(self, step: Callable[[], Changed | None], rows: int, nothing: str) -> None:
        if rows > LARGE:
            self._large_edits.start(step, self._tell_step)
            return
        try:
            change = step()
        except BottegaError as error:
            self.failed.emit(error)
            return
        if change is None:
            self.say(nothing)
            return
        returned = self._returned(change)
        self.changed.emit(change)
        self.say(change.label)
        self.importer.welcome_back(returned)

    def _tell_step(self, change: Changed) -> None:
        """A large one, of which the library has not read the rows yet."""
        self.say(change.label)
        self.importer.welcome_back(self._returned(change))

    def _returned(self, change: Changed) -> list[int]:
        """The photos that a step back or forth brought back."""
        known = self.library.rows
        return [number for number in change.photos if number not in known] if self.library.ready else []

    def go(self, pane: str, **what: object) -> None:
        """Bring another pane to the front and hand it `what` (its asked())."""
        self.pane_asked.emit(pane, what)

    def say(self, text: str, action: str = "", function: Callable[[], object] | None = None) -> None:
        """A toast, with something to do about it: say("3 photos removed", "Undo", session.undo)."""
        self.said.emit(text, action, function)

    @property
    def child(self) -> Child:
        """The process that holds torch and the encoders, started when first needed."""
        if self._child is None:
            from models.workflow.child import Child  # late: the window opens without what starts processes

            self._child = Child(given_up=lambda: self._closing)  # it paints: nothing in it is worth waiting for
        return self._child

    def close(self) -> bool:
        """Cancel the jobs, end the child, close the project; False when a job would not end in time."""
        ended = self._leave_project()
        self.preferences.sync()
        if not ended:
            return False
        self._closing = True
        if self._child is not None:
            self._child.close()
        if "recipes" in self.__dict__:
            self.recipes.close()
        self.background.close()
        return True


def _do_nothing() -> None:
    """Nothing was changed that is not written yet."""
