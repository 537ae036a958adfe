"""Where a picture lies on a canvas: zoom about a point, pan, fit. Pure numbers, in screen px and photo px."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

MARGIN = 24
LARGEST_ZOOM = 16.0
OVERHANG = 0.2
"""Share of the photo's side by which boxes may reach over its edges and still be shown whole when it is fitted."""

Rect = tuple[float, float, float, float]
"""x, y, width, height on the photo."""


@dataclass(frozen=True, slots=True)
class CanvasView:
    """Photo point (0, 0) lies at (x, y) on the screen; scale: screen px per photo px."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        return self.x + x * self.scale, self.y + y * self.scale

    def to_photo(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.x) / self.scale, (y - self.y) / self.scale

    def moved(self, dx: float, dy: float) -> CanvasView:
        return replace(self, x=self.x + dx, y=self.y + dy)

    def zoomed(self, factor: float, x: float, y: float, smallest: float) -> CanvasView:
        """Larger or smaller with the photo point under (x, y) staying there."""
        scale = min(max(self.scale * factor, smallest), LARGEST_ZOOM)
        real = scale / self.scale
        return CanvasView(scale, x - (x - self.x) * real, y - (y - self.y) * real)

    def kept_in(self, photo: tuple[int, int], screen: tuple[int, int]) -> CanvasView:
        """Not lost: at least 60 px of the photo stay on the screen on each axis."""
        width, height = photo[0] * self.scale, photo[1] * self.scale
        return replace(
            self,
            x=min(max(self.x, 60 - width), screen[0] - 60),
            y=min(max(self.y, 60 - height), screen[1] - 60),
        )


def fitted(photo: tuple[int, int], screen: tuple[int, int], boxes: Iterable[Rect] = ()) -> CanvasView:
    """The whole photo in the middle, never larger than 3:1, with what hangs over its edges as far as that is little."""
    left, top, right, bottom = 0.0, 0.0, float(photo[0]), float(photo[1])
    wide, high = photo[0] * OVERHANG, photo[1] * OVERHANG
    for x, y, width, height in boxes:
        left, top = min(left, max(x, -wide)), min(top, max(y, -high))
        right, bottom = max(right, min(x + width, photo[0] + wide)), max(bottom, min(y + height, photo[1] + high))
    room = (max(1, screen[0] - 2 * MARGIN), max(1, screen[1] - 2 * MARGIN))
    scale = min(room[0] / (right - left), room[1] / (bottom - top), 3.0)
    return CanvasView(scale, (screen[0] - (left + right) * scale) / 2, (screen[1] - (top + bottom) * scale) / 2)


def brought_in(view: CanvasView, rect: Rect, screen: tuple[int, int]) -> CanvasView:
    """The view moved by the least that shows a photo rectangle (x, y, width, height): by none while it is in sight."""
    left, top = view.to_screen(rect[0], rect[1])
    right, bottom = view.to_screen(rect[0] + rect[2], rect[1] + rect[3])
    return view.moved(_shift(left, right, screen[0]), _shift(top, bottom, screen[1]))


def centred(rect: Rect, share: float, screen: tuple[int, int], smallest: float) -> CanvasView:
    """A photo rectangle (x, y, width, height) in the middle, filling that share of the screen, not below `smallest`."""
    fills = share * min(screen[0] / max(1.0, rect[2]), screen[1] / max(1.0, rect[3]))
    scale = min(max(fills, smallest), LARGEST_ZOOM)
    x, y = rect[0] + rect[2] / 2, rect[1] + rect[3] / 2
    return CanvasView(scale, screen[0] / 2 - x * scale, screen[1] / 2 - y * scale)


def _shift(low: float, high: float, room: float) -> float:
    if low >= 0 and high <= room:
        return 0.0
    if high - low > room - 2 * MARGIN:
        return 0.0 if low < room and high > 0 else room / 2 - (low + high) / 2
    if low < MARGIN:
        return MARGIN - low
    return min(0.0, room - MARGIN - high)
