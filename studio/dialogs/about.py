"""What Bottega is, which version, and under which licence."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtWidgets import QLabel, QWidget

from studio.dialogs.base import Dialog
from studio.widgets.labels import QuietLabel


def _version() -> str:
    try:
        return version("bottega")
    except PackageNotFoundError:
        return "from its source folder"


class About(Dialog):
    """Works offline and sends nothing, and says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Bottega", parent)
        self.setMinimumWidth(400)
        self.column.addWidget(QLabel(f"A painting studio that learns from your own photos. Version {_version()}"))
        self.column.addWidget(QuietLabel("Works offline and sends nothing. Your photos are never changed."))
        self.column.addWidget(QuietLabel("Licence: Apache-2.0. Icons: Phosphor (MIT)."))
        self.column.addStretch(1)
