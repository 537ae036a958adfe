"""The gallery grid's model of paintings and their thumbnails; what is dragged out of it are copies of their files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl
from PySide6.QtGui import QImage

from models.gallery.painting_file import thumbnail_key
from models.images import read_picture
from models.photos.thumbnails import ensure_thumbnail
from models.project import Project
from models.records import Painting
from studio.widgets.roles import Role

AnyIndex = QModelIndex | QPersistentModelIndex


def load_thumbnail(project: Project, painting: Painting) -> QImage:
    """The painting at 256 px, as it was laid down when it was painted. Raises PictureError; for a background thread."""
    folder = project.thumbnails_folder
    return QImage(str(ensure_thumbnail(folder, thumbnail_key(painting.path), partial(read_picture, painting.path))))


class PaintingModel(QAbstractListModel):
    """Rows in the order given to set_rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Painting] = []

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        painting = self._rows[index.row()]
        if role == Role.KEY:
            return painting.path.name
        if role == Role.SOURCE:
            return painting
        if role == Role.MARK:
            return "ph.star-fill" if painting.starred else ""
        if role == Role.ID:
            return painting.id
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return painting.path.stem
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction  # a file manager must not move a painting out of the gallery

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._rows[index.row()].path)) for index in indexes])
        return data

    def row(self, index: AnyIndex) -> Painting:
        return self._rows[index.row()]

    def rows(self) -> list[Painting]:
        return list(self._rows)

    def set_rows(self, rows: Sequence[Painting]) -> None:
        """Show these. Paintings that came first or changed in place move nothing else, so the selection stays."""
        fresh = list(rows)
        new = len(fresh) - len(self._rows)
        if new >= 0 and [row.id for row in fresh[new:]] == [row.id for row in self._rows]:
            if new:
                self.beginInsertRows(QModelIndex(), 0, new - 1)
                self._rows = fresh[:new] + self._rows
                self.endInsertRows()
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
        else:
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()

    def index_of(self, painting_id: int) -> QModelIndex:
        """Where a painting stands; invalid when it is not shown."""
        for number, row in enumerate(self._rows):
            if row.id == painting_id:
                return self.index(number)
        return QModelIndex()
