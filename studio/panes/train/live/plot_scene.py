"""Where everything of a loss plot stands: lanes, axes, curves as polygons. Computes and measures; paints nothing."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import shiboken6
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPolygonF

from studio.panes.train.live.curves import Columns, Numbers, smoothed
from studio.panes.train.live.run_curves import LANES, Line, RunCurves, lines_of
from studio.panes.train.plot_ticks import number_ticks, padded, time_ticks, word_tick, word_time_tick

Axis = Literal["steps", "time"]

_LEFT, _RIGHT, _BOTTOM, _HEAD, _BETWEEN = 52.0, 56.0, 26.0, 30.0, 6.0
_TALL = 50.0
_SHARES = {"losses": 0.62, "scores": 0.38}
_LEAST_SPAN = {"l1": 2.0, "generator": 0.5, "discriminator": 0.5, "psnr": 1.0, "ssim": 0.05}
_COLUMN = 1.5
"""Pixels that one column of a curve takes: finer ones can't be told apart."""
_BEHIND = 1 / 50
"""Other runs are always drawn smooth: their noise would hide the one in front."""
_QUANTILE = 0.995  # what nearly all points stay under, so that one wild batch flattens nothing


@dataclass(frozen=True, slots=True)
class View:
    """What is to be shown: span along x in steps or seconds, or None for all; smooth: share of the width, 0 for raw."""

    axis: Axis = "time"
    span: tuple[float, float] | None = None
    smooth: float = 1 / 30
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawn:
    """One curve of one run: raw from least to most, mean smoothed; dots: where a value is a single measurement."""

    line: Line
    run: int
    raw: QPolygonF
    mean: QPolygonF
    dots: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """rect: of the curves; head: above it, for names; left, right: (y, words) of the ticks of either axis."""

    name: str
    head: QRectF
    rect: QRectF
    left: list[tuple[float, str]]
    right: list[tuple[float, str]]
    curves: list[Drawn] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """span: along x as shown; bottom: (x, words) of the ticks below."""

    span: tuple[float, float]
    lanes: list[Lane]
    bottom: list[tuple[float, str]]
    area: QRectF

    def x_of(self, place: float) -> float:
        low, high = self.span
        return self.area.left() + (place - low) / (high - low) * self.area.width()

    def place_of(self, x: float) -> float:
        low, high = self.span
        return low + (x - self.area.left()) / max(1.0, self.area.width()) * (high - low)


def whole_span(runs: Sequence[RunCurves], axis: Axis) -> tuple[float, float]:
    """From the beginning to the newest of all runs."""
    ends = [float(run.last_step) if axis == "steps" else run.last_second for run in runs]
    return 0.0, max([10.0 if axis == "steps" else 15.0, *ends])


def arrange(runs: Sequence[RunCurves], view: View, size: QRectF) -> Scene:
    """The scene of these runs, the first the one in front, within the rectangle."""
    shown = [lane for lane in LANES if any(line.name not in view.hidden for line in lines_of(lane))] or ["losses"]
    span = view.span or whole_span(runs, view.axis)
    area = QRectF(size.left() + _LEFT, size.top(), max(1.0, size.width() - _LEFT - _RIGHT), size.height())
    height = size.height() - _BOTTOM - _BETWEEN * (len(shown) - 1)
    total = sum(_SHARES[lane] for lane in shown)
    lanes, top = [], size.top()
    for name in shown:
        each = height * _SHARES[name] / total
        head = QRectF(area.left(), top, area.width(), _HEAD)
        rect = QRectF(area.left(), top + _HEAD, area.width(), max(1.0, each - _HEAD))
        lanes.append(_lane(name, head, rect, runs, view, span))
        top += each + _BETWEEN
    area.setTop(lanes[0].rect.top())
    area.setBottom(lanes[-1].rect.bottom())
    scene = Scene(span, lanes, [], area)
    scene.bottom.extend(_ticks_below(scene, view.axis))
    return scene


def _ticks_below(scene: Scene, axis: Axis) -> list[tuple[float, str]]:
    many = max(2, int(scene.area.width() // 110))
    if axis == "steps":
        return [(scene.x_of(tick), word_tick(tick)) for tick in number_ticks(*scene.span, many)]
    return [(scene.x_of(tick), word_time_tick(tick)) for tick in time_ticks(*scene.span, many)]


def _lane(
    name: str, head: QRectF, rect: QRectF, runs: Sequence[RunCurves], view: View, span: tuple[float, float]
) -> Lane:
    lines = [line for line in lines_of(name) if line.name not in view.hidden]
    most = max(8, int(rect.width() / _COLUMN))
    read = [run.track(name).columns(*span, most, by_step=view.axis == "steps") for run in runs]
    lane = Lane(name, head, rect, [], [])
    for right, ticks in ((False, lane.left), (True, lane.right)):
        here = [line for line in lines if line.right is right]
        if not here:
            continue
        compared = read[:1] if right else read  # of other runs what tells which is better: more would be a tangle
        low, high = _range(here, compared)
        many = max(3 if rect.height() >= _TALL else 2, int(rect.height() // 32))
        if all(not len(columns[line.name].at) for columns in compared for line in here) and name == "scores":
            continue  # an axis of nothing would only look like one
        ticks.extend((_y(rect, tick, low, high), word_tick(tick)) for tick in number_ticks(low, high, many))
        for run, columns in enumerate(compared):
            for line in here:
                lane.curves.append(_drawn(line, run, columns[line.name], rect, span, (low, high), view.smooth))
    return lane


def _range(lines: Sequence[Line], read: Sequence[dict[str, Columns]]) -> tuple[float, float]:
    """The ends of an axis: losses begin at 0, scores at about their lowest."""
    tops, bottoms = [], []
    for line in lines:
        for columns in read:
            known = columns[line.name].high[np.isfinite(columns[line.name].high)]
            if len(known):
                tops.append(float(np.quantile(known, _QUANTILE)) * line.scale)
                bottoms.append(float(np.nanmin(columns[line.name].low)) * line.scale)
    least = max(_LEAST_SPAN[line.name] for line in lines)
    if lines[0].lane == "losses":
        return 0.0, max([*tops, least]) * 1.1
    return padded(min(bottoms), max(tops), least) if tops else (0.0, least)


def _y(rect: QRectF, value: float, low: float, high: float) -> float:
    return rect.bottom() - (value - low) / (high - low) * rect.height()


def _drawn(
    line: Line,
    run: int,
    columns: Columns,
    rect: QRectF,
    span: tuple[float, float],
    ends: tuple[float, float],
    smooth: float,
) -> Drawn:
    known = np.isfinite(columns.mean)
    at, low, mean, high = (values[known] for values in (columns.at, columns.low, columns.mean, columns.high))
    x = rect.left() + (at - span[0]) / max(span[1] - span[0], 1e-9) * rect.width()

    def y(values: Numbers) -> Numbers:
        return rect.bottom() - (values * line.scale - ends[0]) / (ends[1] - ends[0]) * rect.height()

    if line.lane == "scores":
        return Drawn(line, run, QPolygonF(), to_polygon(x, y(mean)), dots=True)
    raw = to_polygon(np.repeat(x, 2), y(np.stack((low, high), axis=1).ravel())) if run == 0 else QPolygonF()
    if run == 0 and not smooth and len(x) > 2:
        return Drawn(line, run, raw, QPolygonF(), dots=False)
    share = smooth if run == 0 else max(smooth, _BEHIND)
    calm = smoothed(mean, share)
    sparse = slice(None, None, max(1, min(6, int(len(calm) * share / 4))))  # a smooth line needs no point per pixel
    return Drawn(line, run, raw, to_polygon(x[sparse], y(calm[sparse])), dots=False)


def to_polygon(x: Numbers, y: Numbers) -> QPolygonF:
    """The points as Qt draws them, written into its memory at once: one by one they cost more than drawing them."""
    polygon = QPolygonF()
    if len(x):
        polygon.resize(len(x))
        memory = shiboken6.VoidPtr(polygon.data(), len(x) * 16, True)
        points = np.frombuffer(memory, np.float64).reshape(-1, 2)  # type: ignore[call-overload]
        points[:, 0], points[:, 1] = x, np.clip(y, -1e5, 1e5)
    return polygon


def names_at(hidden: Set[str], lane: str) -> list[tuple[Line, bool]]:
    """The names over a lane, and whether each is shown."""
    return [(line, line.name not in hidden) for line in lines_of(lane)]
