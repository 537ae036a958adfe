"""Presets of the bank: chains of filters kept as files of the person's own, there in every project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from models.errors import BottegaError, UnknownNameError
from models.filters import title_chain
from models.filters.preset_name import LONGEST_NAME
from models.filters.presets import PresetFolder, Presets
from models.recipes.matching import plain
from models.records import Chain
from studio.dialogs.ask_name import ask_name
from studio.jobs import Questions, unsaid
from studio.panes.filters.bank.filter_strip import preset_key
from studio.panes.filters.bank.page import BankPage

if TYPE_CHECKING:
    from studio.state.session import Session


class PresetController(QObject):
    """save() asks for a name; the strip of the bank shows what there is."""

    def __init__(self, session: Session, bank: BankPage, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._bank = bank
        self._folder = PresetFolder(session.preferences.file.parent / "presets")
        self._reading = Questions(session.background, self).answered_by(self._on_read, failed=unsaid)
        self._wanted = ""
        bank.strip.preset_menu_asked.connect(self._on_menu_asked)
        bank.strip.preset_removed.connect(self.remove)
        self._reading.ask(self._folder.all)

    def _on_read(self, found: Presets) -> None:
        self._bank.set_presets([(preset.name, preset.chain) for preset in found.presets])
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            if any(preset.name == wanted for preset in found.presets):  # it may have been deleted meanwhile
                self._bank.choose(preset_key(wanted))
        for problem in found.problems[:1]:
            self._session.say(problem)

    def save(self) -> None:
        """Ask for a name and keep the bank's chain under it."""
        chain = plain(self._bank.chain())
        if name := ask_name(self._bank, "Save as preset", _offered(chain)):
            self.keep(name, chain)

    def keep(self, name: str, chain: Chain) -> None:
        """Keep the chain under that name, in the place of one that has it."""
        try:
            kept = self._folder.save(name, chain)
        except (BottegaError, OSError) as error:
            self._session.failed.emit(error)
            return
        self._wanted = kept.name
        self._session.say(f"{kept.name} is behind the other filters, in every project")
        self._reading.ask(self._folder.all)

    def remove(self, name: str) -> None:
        """Delete a preset; the toast brings it back."""
        chain = self._bank.strip.preset(preset_key(name)) or ()
        try:
            self._folder.remove(name)
        except UnknownNameError:  # Delete was pressed twice
            return
        except (BottegaError, OSError) as error:
            self._session.failed.emit(error)
            return
        self._session.say(f"{name} deleted", "Undo", lambda: self.keep(name, chain))
        self._reading.ask(self._folder.all)

    def menu_for(self, name: str) -> QMenu:
        """What can be done with a preset."""
        menu = QMenu(self._bank)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Use", lambda: self._bank.choose(preset_key(name)))
        menu.addAction("Delete\tDel", lambda: self.remove(name))
        return menu

    def _on_menu_asked(self, name: str, place: QPoint) -> None:
        self.menu_for(name).popup(place)


def _offered(chain: Chain) -> str:
    """A name to begin with, short enough to be kept as it is."""
    title = title_chain(chain)
    return title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 2].rstrip(', ')} …"
