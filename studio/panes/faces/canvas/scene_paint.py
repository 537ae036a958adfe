"""How the canvas looks: the photo, its boxes, what is being dragged, the note at its foot. Changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from models.records import Box
from studio.look import theme
from studio.panes.faces.canvas import box_paint
from studio.panes.faces.canvas.box_hand import Hold, grip_at
from studio.panes.faces.canvas.scene import Scene


def paint_scene(painter: QPainter, scene: Scene, hold: Hold | None, live: Box | None) -> None:
    """hold, live: what the mouse holds, and the box as it is dragged now."""
    area = QRectF(0, 0, *scene.screen())
    painter.fillRect(area, theme.colour("canvas"))
    _paint_photo(painter, scene, area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for ghost in scene.ghosts:
        box_paint.draw_ghost(painter, ghost, scene.view)
    for face in scene.faces:
        if face.id != scene.selected:
            box_paint.draw_face(painter, face, face.box, scene.view, ticked=face.id in scene.ticked)
    _paint_selected(painter, scene, hold, live, area)
    if live is not None and hold == "draw":
        box_paint.draw_new(painter, live, scene.view)
    if scene.note:
        box_paint.draw_note(painter, scene.note, scene.place(), area)


def _paint_selected(painter: QPainter, scene: Scene, hold: Hold | None, live: Box | None, area: QRectF) -> None:
    face = scene.selected_face()
    if face is None:
        return
    moving = live is not None and hold != "draw"
    box = live if live is not None and moving else face.box
    box_paint.draw_face(painter, face, box, scene.view, selected=True)
    if hold == "draw":
        return
    box_paint.draw_eyes(painter, face, scene.view)
    box_paint.draw_handles(painter, box, scene.view, grip_at(box, scene.view, scene.screen()))
    tag = f"{box.angle:.0f}°" if hold == "turn" else "" if moving else scene.tag
    if tag:
        box_paint.draw_tag(painter, tag, box, scene.view, area)


def _paint_photo(painter: QPainter, scene: Scene, area: QRectF) -> None:
    place = scene.place()
    if scene.levels is None:
        if scene.size != (1, 1):
            painter.fillRect(place, theme.colour("window"))
        return
    image = scene.levels.best_for(scene.view.scale * painter.device().devicePixelRatioF())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scene.view.scale < 4)
    seen = place.intersected(area)
    share = image.width() / place.width()
    corner = (seen.topLeft() - place.topLeft()) * share
    source = QRectF(corner, seen.size() * share)
    painter.drawImage(seen, image, source)
