"""The gallery grid's model of paintings and their thumbnails; what is dragged out of it are copies of their files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QModelIndex, Qt, QUrl
from PySide6.QtGui import QImage

from models.gallery.painting_file import thumbnail_key
from models.images import read_picture
from models.photos.thumbnails import ensure_thumbnail
from models.project import Project
from models.records import Painting
from studio.widgets.dragging import PAINTINGS, packed
from studio.widgets.list_steps import AnyIndex, RowList
from studio.widgets.roles import Role

_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
"""Made once: selecting all asks for those of every row."""


def load_thumbnail(project: Project, painting: Painting) -> QImage:
    """The painting at 256 px, as it was laid down when it was painted. Raises PictureError; for a background thread."""
    folder = project.thumbnails_folder
    return QImage(str(ensure_thumbnail(folder, thumbnail_key(painting.path), partial(read_picture, painting.path))))


class PaintingModel(RowList):
    """Paintings in the order given to show()."""

    _rows: list[Painting]

    def keys_of(self, rows: Sequence[Painting]) -> list[int]:
        return [row.id for row in rows]

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
        return _FLAGS

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction  # a file manager must not move a painting out of the gallery

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list", PAINTINGS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = packed(PAINTINGS, [self._rows[index.row()].id for index in indexes])
        data.setUrls([QUrl.fromLocalFile(str(self._rows[index.row()].path)) for index in indexes])
        return data

    def put(self, paintings: Sequence[Painting]) -> None:
        """Show these in their places; those that are not shown yet come first."""
        new = [one for one in paintings if self.place_of(one.id) is None]
        for one in paintings:
            place = self.place_of(one.id)
            if place is not None:
                self.replace(place, one)
        if new:
            self.beginInsertRows(QModelIndex(), 0, len(new) - 1)
            self._rows[:0], self._keys[:0], self._places = new, self.keys_of(new), None
            self.endInsertRows()

    def row(self, index: AnyIndex) -> Painting:
        return self._rows[index.row()]

    def rows(self) -> list[Painting]:
        return list(self._rows)

    def slice(self, first: int, last: int) -> list[Painting]:
        """The rows from first to last, both included."""
        return self._rows[first : last + 1]

    def index_of(self, painting_id: int) -> QModelIndex:
        """Where a painting stands; invalid when it is not shown."""
        place = self.place_of(painting_id)
        return QModelIndex() if place is None else self.index(place)
